"""How well each level of theirs is known and covered, and by whom of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenure.analytics.board.evaluation import Evaluation
from tenure.analytics.board.position import HIGHEST_LEVEL, LOWEST_LEVEL, STANDARD, Board, Parameters, reaches


class Lack(StrEnum):
    """What a level lacks, the gravest first."""

    UNCOVERED = "uncovered"
    NOBODY = "nobody"
    SINGLE_THREADED = "single_threaded"
    NOT_KNOWN = "not_known"
    NOTHING = "nothing"


@dataclass(frozen=True)
class LevelCoverage:
    """One level of theirs: how many people are known, covered, and single-threaded, how many squares are in fog, and
    how many of them each group of ours has a line to."""

    level: int
    known: int
    covered: int
    single_threaded: int
    not_known: int
    lines: Mapping[str, int]

    @property
    def lack(self) -> Lack:
        """What is to be done first: a first line, a second line, somebody to be found."""
        if self.known == 0:
            return Lack.NOBODY
        if self.covered < self.known:
            return Lack.UNCOVERED
        if self.single_threaded:
            return Lack.SINGLE_THREADED
        return Lack.NOT_KNOWN if self.not_known else Lack.NOTHING


def level_coverage(
    board: Board, found: Evaluation, groups: Mapping[str, str], parameters: Parameters = STANDARD
) -> list[LevelCoverage]:
    """Return all five levels, the highest first; `groups` says by member to which group of ours they belong.

    Somebody is covered from a cover of .5 on. A member without a group is left out of the lines.
    """
    return [_coverage(level, board, found, groups, parameters) for level in range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1)]


def worst_level(levels: Sequence[LevelCoverage]) -> LevelCoverage:
    """The level at which to begin: the gravest lack, and of several the highest level. Raises ValueError for none."""
    order = list(Lack)
    return min(levels, key=lambda one: (order.index(one.lack), -one.level))


def _coverage(
    level: int, board: Board, found: Evaluation, groups: Mapping[str, str], parameters: Parameters
) -> LevelCoverage:
    here = [person.id for person in board.people if person.level == level]
    reached: dict[str, set[str]] = {group: set() for group in groups.values()}
    for tie in board.ties:
        if tie.person in here and tie.holder in groups and reaches(tie.strength, parameters.line):
            reached[groups[tie.holder]].add(tie.person)
    standings = [found.people[name] for name in here]
    return LevelCoverage(
        level=level,
        known=len(here),
        covered=sum(reaches(one.cover, parameters.cover) for one in standings),
        single_threaded=sum(
            reaches(one.cover, parameters.line) and not reaches(one.rest, parameters.line) for one in standings
        ),
        not_known=sum(fog.level == level for fog in board.fog),
        lines={group: len(people) for group, people in reached.items()},
    )
