"""How mature the company's key-account programme is: eight dimensions, three stages, and what to do next.

The three stages, the dimensions and their anchors are this project's own reading of published programme reviews.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenure.analytics.assessment.questionnaire import AssessmentKind, Question, Questionnaire, Values, known
from tenure.analytics.wording import gettext_noop

DIMENSIONS = Questionnaire(
    AssessmentKind.MATURITY,
    (
        Question(
            "choosing",
            gettext_noop("How key accounts are chosen"),
            (
                gettext_noop("The largest by sales, or whoever asks"),
                gettext_noop("Once a year, by criteria that everybody knows"),
                gettext_noop("By criteria that serve our objectives; accounts come and go by them"),
            ),
        ),
        Question(
            "support",
            gettext_noop("Support from the top"),
            (
                gettext_noop("One director believes in it"),
                gettext_noop("Every key account has a sponsor among the directors"),
                gettext_noop("The board steers the company by its key accounts"),
            ),
        ),
        Question(
            "roles",
            gettext_noop("Roles and authority"),
            (
                gettext_noop("Salespeople do it beside their territory"),
                gettext_noop("Account managers have job descriptions and named teams"),
                gettext_noop("Account managers decide across departments, and a career leads there"),
            ),
        ),
        Question(
            "plans",
            gettext_noop("Account plans"),
            (
                gettext_noop("Some, for the drawer"),
                gettext_noop("All are signed, and reviewed as agreed"),
                gettext_noop("Made together with clients, and budgets follow them"),
            ),
        ),
        Question(
            "skills",
            gettext_noop("Skills"),
            (
                gettext_noop("Whoever sells best gets the account"),
                gettext_noop("Skills are described, and trained where they lack"),
                gettext_noop("People are developed for years, with mentors"),
            ),
        ),
        Question(
            "departments",
            gettext_noop("The departments behind the account"),
            (
                gettext_noop("The account manager begs"),
                gettext_noop("Service is agreed, and kept"),
                gettext_noop("Departments are measured by what key clients get"),
            ),
        ),
        Question(
            "value",
            gettext_noop("Value for the client"),
            (
                gettext_noop("Our products and prices"),
                gettext_noop("What it does is measured for some"),
                gettext_noop("Clients accept in figures what they got"),
            ),
        ),
        Question(
            "measures",
            gettext_noop("What is measured and paid for"),
            (
                gettext_noop("Sales alone"),
                gettext_noop("Profit and loyalty of each account"),
                gettext_noop("The relationship and the client's success, shared by the team"),
            ),
        ),
    ),
    least=6,
    is_of_account=False,
)


class MaturityStage(StrEnum):
    """How far a programme is: tried out by a few, established for all key accounts, embedded in how we work."""

    TRIED = "tried"
    ESTABLISHED = "established"
    EMBEDDED = "embedded"


STAGES = tuple(MaturityStage)


@dataclass(frozen=True)
class Step:
    """What to do next in a dimension: from the anchor where it stands to the one after it."""

    code: str
    value: int


@dataclass(frozen=True)
class Maturity:
    """The stage that is reached, None with too few answers; the next steps, weakest dimension first."""

    stage: MaturityStage | None
    answered: int
    steps: Sequence[Step]


def maturity(values: Values) -> Maturity:
    """Return the stage of a programme and what holds it back.

    The furthest stage at which three quarters or more of the answered dimensions stand, or beyond; None with fewer than
    six answers. Next steps are the dimensions that do not stand at the stage after it yet (at the last stage: at that
    one), the lowest first, then in the order of the questionnaire; an unknown dimension is no step.

    >>> said = {"choosing": 3, "support": 2, "roles": 2, "plans": 2, "skills": 1, "departments": 2, "value": 1}
    >>> maturity(said).stage.value, [step.code for step in maturity({**said, "measures": 2}).steps][:3]
    ('tried', ['skills', 'value', 'support'])
    >>> maturity({**said, "measures": 2}).stage.value, maturity({"skills": 3})
    ('established', Maturity(stage=None, answered=1, steps=[]))

    Source: this project's own rule.
    """
    said = known(values)
    if len(said) < DIMENSIONS.least:
        return Maturity(None, len(said), [])
    reached = max(level for level in range(1, len(STAGES) + 1) if _stands_at(said.values(), level))
    aim = min(reached + 1, len(STAGES))
    order = [question.code for question in DIMENSIONS.questions]
    below = sorted((code for code in said if said[code] < aim), key=lambda code: (said[code], order.index(code)))
    return Maturity(STAGES[reached - 1], len(said), [Step(code, said[code]) for code in below])


def _stands_at(values: Collection[int], level: int) -> bool:
    """Whether three quarters of the values reach a level; in whole numbers, so that none is lost to rounding."""
    return 4 * sum(value >= level for value in values) >= 3 * len(values)
