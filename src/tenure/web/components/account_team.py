"""Who does what for an account, as a table: a row for each area of the work, a column for each of ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from tenure.accounts.choices import WorkPart, team_role_choices, work_area_choices, work_part_choices
from tenure.accounts.queries.responsibilities import AreaParts, WhoDoesWhat


@dataclass(frozen=True)
class Column:
    """Somebody of ours: their name, and what they are on the team; empty for who has left it."""

    name: str
    role: str


@dataclass(frozen=True)
class Cell:
    """What somebody has to do with an area, in a word and its letter; both empty for nothing."""

    name: str
    letter: str
    word: str
    is_accountable: bool


@dataclass(frozen=True)
class AreaRow:
    """An area of the work; `lacks` where nobody on the team answers for it."""

    code: str
    word: str
    cells: Sequence[Cell]
    lacks: bool


@dataclass(frozen=True)
class WorkTable:
    """The whole table; `unanswered` counts the areas that nobody on the team answers for."""

    columns: Sequence[Column]
    rows: Sequence[AreaRow]
    has_strangers: bool

    @property
    def unanswered(self) -> int:
        """How many areas nobody on the team answers for."""
        return sum(row.lacks for row in self.rows)


def work_table(who: WhoDoesWhat) -> WorkTable:
    """Put it into words."""
    roles = dict(team_role_choices())
    columns = [Column(one.member.name, roles[one.role]) for one in who.team]
    columns += [Column(member.name, "") for member in who.strangers]
    on_team = {one.member_id for one in who.team}
    rows = [_row(who, one, on_team) for one in who.areas]
    return WorkTable(columns, rows, bool(who.strangers))


def _row(who: WhoDoesWhat, area: AreaParts, on_team: set[int]) -> AreaRow:
    cells = [_cell(member.name, area.parts.get(member.pk)) for member in who.members]
    lacks = area.accountable not in on_team
    return AreaRow(area.area.value, dict(work_area_choices())[area.area.value], cells, lacks)


def _cell(name: str, part: WorkPart | None) -> Cell:
    if part is None:
        return Cell(name, "", "", is_accountable=False)
    word = dict(work_part_choices())[part.value]
    return Cell(name, word[:1], word, part == WorkPart.ACCOUNTABLE)
