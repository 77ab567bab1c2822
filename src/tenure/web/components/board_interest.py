"""The grid of power and interest: whom to manage closely, and for whom either is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenure.analytics.board.interest import MIDDLE, Quadrant, assumed_interest, place_in_band, quadrant_of
from tenure.analytics.board.layout import Box
from tenure.analytics.board.position import Person
from tenure.analytics.board.strokes import pixels
from tenure.relationships.board_findings import Meaning
from tenure.relationships.board_people import PersonView
from tenure.relationships.board_words import STANCES, Mark
from tenure.relationships.queries import BoardOn
from tenure.web.components.board_map import MOST_POWER, power_words
from tenure.web.components.board_scene import Place, place_of
from tenure.web.templatetags.figures import count, days, score

QUADRANTS: Mapping[Quadrant, Promise] = {
    Quadrant.MANAGE_CLOSELY: gettext_lazy("Manage closely"),
    Quadrant.KEEP_SATISFIED: gettext_lazy("Keep satisfied"),
    Quadrant.KEEP_INFORMED: gettext_lazy("Keep informed"),
    Quadrant.MONITOR: gettext_lazy("Monitor"),
}
INTEREST = Meaning(
    gettext_lazy("Interest (assumed)"),
    gettext_lazy(
        "Nobody records how much somebody cares, so it is assumed from how they speak with us: two-way contacts in 90 "
        "days with all of ours, and the days since the last one. 1 is little, 5 much, from 3 on it is high; unknown "
        "without any two-way contact."
    ),
    "1 + 2 (min(1, n / 6) + 2^(-d / 90))",
)
LEFT, TOP, WIDTH = 64.0, 26.0, 920.0
CHIP_WIDTH, CHIP_HEIGHT, STEP, PADDING, LEAST_BAND = 148.0, 28.0, 34.0, 14.0, 62.0


@dataclass(frozen=True)
class InterestRow:
    """A person with both numbers in words; `quadrant` is empty where one of them is not known."""

    person: PersonView
    stance: Mark
    power: str
    interest: str
    contacts: str
    met: str
    quadrant: str | Promise


@dataclass(frozen=True)
class Chip:
    """A person on the grid."""

    row: InterestRow
    place: Place


@dataclass(frozen=True)
class QuadrantArea:
    """A quarter of the grid: what to do, and how many stand in it."""

    kind: Quadrant
    label: str | Promise
    count: int
    place: Place


@dataclass(frozen=True)
class InterestGrid:
    """All that is drawn, in a box of so many pixels; `bands` are the powers, and `unknown` stand beside the grid."""

    width: str
    height: str
    areas: Sequence[QuadrantArea]
    bands: Sequence[tuple[int, Place]]
    chips: Sequence[Chip]
    listed: Sequence[InterestRow]
    unknown: Sequence[InterestRow]


@dataclass(frozen=True)
class _Known:
    """A person of whom both numbers are known."""

    power: int
    interest: float
    row: InterestRow


def interest_grid(shown: BoardOn, people: Sequence[PersonView]) -> InterestGrid:
    """Draw a board's grid, and list the same, most power first."""
    persons = {person.id: person for person in shown.board.people}
    speaks = _speaks(shown)
    known: list[_Known] = []
    unknown = []
    for view in people:
        person, (contacts, since) = persons[view.id], speaks.get(view.number, (0.0, None))
        interest = assumed_interest(contacts, since)
        row = _row(view, person, interest, contacts, since)
        if person.power is None or interest is None:
            unknown.append(row)
        else:
            known.append(_Known(person.power, interest, row))
    known.sort(key=lambda one: (-one.power, -one.interest))
    return _drawn(known, unknown)


def _speaks(shown: BoardOn) -> dict[int, tuple[float, float | None]]:
    """Two-way contacts with all of ours in 90 days, and the days since the last one, by the contact's number."""
    speaks: dict[int, tuple[float, float | None]] = {}
    for tie in shown.ties:
        contacts, since = speaks.get(tie.contact, (0.0, None))
        days_since = [each for each in (since, tie.evidence.days_since) if each is not None]
        speaks[tie.contact] = contacts + tie.evidence.contacts, min(days_since, default=None)
    return speaks


def _row(view: PersonView, person: Person, interest: float | None, contacts: float, since: float | None) -> InterestRow:
    is_known = person.power is not None and interest is not None
    return InterestRow(
        person=view,
        stance=STANCES[person.stance],
        power=power_words(person.power),
        interest=_("unknown") if interest is None else score(interest),
        contacts=count(contacts),
        met=_("never") if since is None else days(since),
        quadrant=QUADRANTS[quadrant_of(person.power or 0, interest or 0)] if is_known else "",
    )


def _drawn(known: Sequence[_Known], unknown: Sequence[InterestRow]) -> InterestGrid:
    chips, bands, y = [], {}, TOP
    for power in range(MOST_POWER, 0, -1):
        here = {one.row.person.id: one for one in known if one.power == power}
        spots = place_in_band({name: one.interest for name, one in here.items()}, CHIP_WIDTH / WIDTH)
        lines = max((spot.line for spot in spots.values()), default=-1) + 1
        height = max(LEAST_BAND, lines * STEP - (STEP - CHIP_HEIGHT) + 2 * PADDING)
        bands[power] = Box(LEFT, y, WIDTH, height)
        for name, spot in spots.items():
            box = Box(LEFT + spot.x * WIDTH, y + PADDING + spot.line * STEP, CHIP_WIDTH, CHIP_HEIGHT)
            chips.append(Chip(here[name].row, place_of(box)))
        y += height
    return InterestGrid(
        width=pixels(LEFT + WIDTH + 2),
        height=pixels(y + TOP + 6),
        areas=list(_areas(bands, known)),
        bands=[(power, place_of(box)) for power, box in bands.items()],
        chips=chips,
        listed=[one.row for one in known],
        unknown=unknown,
    )


def _areas(bands: Mapping[int, Box], known: Sequence[_Known]) -> Iterable[QuadrantArea]:
    middle, bottom = bands[int(MIDDLE) - 1].y, bands[1].bottom
    rows = {True: (TOP, middle - TOP), False: (middle, bottom - middle)}
    for power, interest in ((5, 1), (5, 5), (1, 1), (1, 5)):
        kind = quadrant_of(power, interest)
        y, height = rows[power >= MIDDLE]
        box = Box(LEFT + (WIDTH / 2 if interest >= MIDDLE else 0.0), y, WIDTH / 2, height)
        number = sum(quadrant_of(one.power, one.interest) is kind for one in known)
        yield QuadrantArea(kind, QUADRANTS[kind], number, place_of(box))
