"""How far the relationship with a key account is: six statements, and the stage at which their answers place it.

The stages are those of Millman & Wilson in McDonald's words; the six statements and their anchors are this project's
own. Disintegrating is no place on the way but a flag: it is told from a fall, whatever the stage.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind, Question, Questionnaire, Values, known
from tenure.analytics.wording import gettext_noop

STATEMENTS = Questionnaire(
    AssessmentKind.STAGE,
    (
        Question(
            "contacts",
            gettext_noop("Who meets whom"),
            (
                gettext_noop("One of ours meets one of theirs"),
                gettext_noop("A few on each side, all through the account manager"),
                gettext_noop("Functions meet their counterparts, and the account manager brings them together"),
                gettext_noop("Teams on all levels work together without being asked"),
            ),
        ),
        Question(
            "openness",
            gettext_noop("What we tell each other"),
            (
                gettext_noop("Prices and orders"),
                gettext_noop("What the order in hand needs"),
                gettext_noop("Plans and forecasts"),
                gettext_noop("Plans and costs, also what could be used against us"),
            ),
        ),
        Question(
            "trust",
            gettext_noop("What happens when something goes wrong"),
            (
                gettext_noop("The contract is read out"),
                gettext_noop("It is settled, and remembered"),
                gettext_noop("Both look for the cause together"),
                gettext_noop("Neither doubts what the other means to do"),
            ),
        ),
        Question(
            "planning",
            gettext_noop("Who plans"),
            (
                gettext_noop("Each for itself"),
                gettext_noop("Each tells the other what it plans"),
                gettext_noop("Projects are planned together"),
                gettext_noop("The years ahead are planned together"),
            ),
        ),
        Question(
            "systems",
            gettext_noop("How far processes and systems fit each other"),
            (
                gettext_noop("Standard terms and papers"),
                gettext_noop("Some orders and papers go by agreement"),
                gettext_noop("Processes were changed for each other"),
                gettext_noop("Systems are linked, and built together"),
            ),
        ),
        Question(
            "parting",
            gettext_noop("How hard it would be to part"),
            (
                gettext_noop("Easy for both"),
                gettext_noop("A nuisance"),
                gettext_noop("Possible, and expensive for both"),
                gettext_noop("Hardly possible for either"),
            ),
        ),
    ),
    least=4,
    sides=(AnswerSide.OURS, AnswerSide.THEIRS),
)
FALL, FALL_DAYS = 3, 365
WIDE_GAP = 4


class Stage(StrEnum):
    """How far a relationship is; the first is told by what was bought, the last is a flag and never a place."""

    EXPLORATORY = "exploratory"
    BASIC = "basic"
    COOPERATIVE = "cooperative"
    INTERDEPENDENT = "interdependent"
    INTEGRATED = "integrated"
    DISINTEGRATING = "disintegrating"


WAY = tuple(stage for stage in Stage if stage != Stage.DISINTEGRATING)
CUTS = ((Stage.INTEGRATED, 23), (Stage.INTERDEPENDENT, 17), (Stage.COOPERATIVE, 11), (Stage.BASIC, 6))
"""From which total a stage begins, the furthest first."""


@dataclass(frozen=True)
class Placing:
    """Where one side's answers place the relationship; `answered` counts what is known of the six statements.

    `total` and `stage` are None with fewer than four answers; the stage is known without them while nothing is bought.
    """

    stage: Stage | None
    total: int | None
    answered: int


def total_of(values: Values) -> int | None:
    """Return the total of the six statements, 6 (all at the lowest anchor) to 24 (all at the highest).

    Total = 6 x mean of the known values, rounded half up; with all six known it is their sum. None with fewer than four
    known: not enough answers.

    >>> total_of({"contacts": 2, "openness": 3, "trust": 3, "planning": 2, "systems": 1, "parting": 2})
    13
    >>> total_of({"contacts": 2, "openness": 3, "trust": 3, "planning": 2, "systems": None}), total_of({"trust": 4})
    (15, None)

    Source: published total of 6 to 24; scaling up and the least number of answers are this project's own.
    """
    said = known(values)
    if len(said) < STATEMENTS.least:
        return None
    asked = len(STATEMENTS.questions)
    return (2 * asked * sum(said.values()) + len(said)) // (2 * len(said))


def placing(values: Values, *, has_bought: bool = True) -> Placing:
    """Return the stage at which one side's answers place a relationship.

    Exploratory while nothing was bought (`has_bought` within 24 months), whatever the answers; else by the total: basic
    6 to 10, cooperative 11 to 16, interdependent 17 to 22, integrated 23 and 24. With fewer than four answers there is
    no stage.

    >>> six = dict.fromkeys(("contacts", "openness", "trust", "planning", "systems", "parting"), 3)
    >>> placing(six).stage.value, placing(six).total, placing(six, has_bought=False).stage.value
    ('interdependent', 18, 'exploratory')
    >>> placing({"trust": 4})
    Placing(stage=None, total=None, answered=1)

    Source: Millman & Wilson 1995; McDonald, Millman & Rogers 1997; the cuts after a published score sheet.
    """
    total = total_of(values)
    if not has_bought:
        return Placing(Stage.EXPLORATORY, total, len(known(values)))
    stage = None if total is None else next(stage for stage, cut in CUTS if total >= cut)
    return Placing(stage, total, len(known(values)))


def fallen_by(totals: Iterable[tuple[date, int]]) -> int:
    """Return by how much the last total lies below the highest of the 365 days before it; 0 where it does not.

    Disintegrating is flagged from 3 on. Nothing, or one total alone, has not fallen.

    >>> fallen_by([(date(2026, 1, 10), 18), (date(2026, 6, 1), 19), (date(2026, 11, 2), 15)])
    4
    >>> fallen_by([(date(2024, 1, 10), 24), (date(2026, 1, 10), 15)]), fallen_by([])
    (0, 0)

    Source: this project's own rule.
    """
    ordered = sorted(totals, key=lambda each: each[0])
    if not ordered:
        return 0
    last_day, last = ordered[-1]
    since = last_day - timedelta(days=FALL_DAYS)
    return max(total for day, total in ordered if day >= since) - last


def gap(ours: Placing, theirs: Placing) -> int | None:
    """Return by how much we see the relationship closer than they do, in points of the total; below 0 they see more.

    4 or more either way is wide: one of the sides deceives itself. None while one of the totals is not known.

    >>> gap(Placing(Stage.INTEGRATED, 23, 6), Placing(Stage.COOPERATIVE, 14, 6))
    9

    Source: this project's own threshold; that both sides see the same relationship differently is a common finding.
    """
    return None if ours.total is None or theirs.total is None else ours.total - theirs.total
