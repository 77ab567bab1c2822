"""How each level of theirs is known and covered, by the roles of ours, and where to begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tenure.accounts.choices import team_role_choices
from tenure.accounts.models import TeamMember
from tenure.analytics.board.evaluation import Evaluation
from tenure.analytics.board.levels import Lack, LevelCoverage, level_coverage, worst_level
from tenure.relationships.board_words import BAD, GOOD, LEVELS, WARN, Mark
from tenure.relationships.queries import BoardOn

LACKS: Mapping[Lack, Mark] = {
    Lack.NOBODY: Mark(gettext_lazy("nobody known"), "?", WARN),
    Lack.UNCOVERED: Mark(gettext_lazy("not covered"), "!", BAD),
    Lack.SINGLE_THREADED: Mark(gettext_lazy("single-threaded"), "!", WARN),
    Lack.NOT_KNOWN: Mark(gettext_lazy("partly unknown"), "?", WARN),
    Lack.NOTHING: Mark(gettext_lazy("covered"), "✓", GOOD),
}
SENTENCES: Mapping[Lack, str | Promise] = {
    Lack.NOBODY: gettext_lazy("Begin on the level %(level)s: nobody there is known; ask whom we know for a name."),
    Lack.UNCOVERED: ngettext_lazy(
        "Begin on the level %(level)s: %(covered)s of %(known)s person is covered; give somebody a first tie of .5.",
        "Begin on the level %(level)s: %(covered)s of %(known)s people are covered; give somebody a first tie of .5.",
        "known",
    ),
    Lack.SINGLE_THREADED: ngettext_lazy(
        "Begin on the level %(level)s: %(single)s of %(known)s hangs on one line; bring a second colleague.",
        "Begin on the level %(level)s: %(single)s of %(known)s hang on one line; bring a second colleague.",
        "single",
    ),
    Lack.NOT_KNOWN: ngettext_lazy(
        "Begin on the level %(level)s: all known people are covered; %(unknown)s square is in fog.",
        "Begin on the level %(level)s: all known people are covered; %(unknown)s squares are in fog.",
        "unknown",
    ),
    Lack.NOTHING: gettext_lazy("Every level is known and covered by more than one line; keep it so."),
}
OTHERS = "others"


@dataclass(frozen=True)
class LevelRow:
    """A level: its name, what it lacks, its numbers, and how many of its people each group of ours has a line to."""

    label: str | Promise
    lack: Mark
    coverage: LevelCoverage
    lines: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class LevelMatrix:
    """Levels of theirs by roles of ours, and one sentence on what to do."""

    groups: Sequence[str]
    rows: Sequence[LevelRow]
    sentence: str


def level_matrix(shown: BoardOn, found: Evaluation, team: Sequence[TeamMember]) -> LevelMatrix:
    """The matrix of a board, with the roles that ours had in the account's team that day."""
    roles = {f"member:{one.member_id}": one.role for one in team}
    groups = {member: roles.get(member, OTHERS) for member in shown.board.members}
    levels = level_coverage(shown.board, found, groups)
    names = {**dict(team_role_choices()), OTHERS: _("Others of ours")}
    here = [name for name in names if name in groups.values()]
    return LevelMatrix(
        groups=[names[name] for name in here],
        rows=[
            LevelRow(LEVELS[one.level], LACKS[one.lack], one, [(names[name], one.lines[name]) for name in here])
            for one in levels
        ],
        sentence=_sentence(worst_level(levels)),
    )


def _sentence(level: LevelCoverage) -> str:
    said = {
        "level": LEVELS[level.level],
        "covered": level.covered,
        "known": level.known,
        "single": level.single_threaded,
        "unknown": level.not_known,
    }
    return str(SENTENCES[level.lack] % said)
