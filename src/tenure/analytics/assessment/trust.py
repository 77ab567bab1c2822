"""How far a client trusts us as an adviser: five questions that one of theirs answers, and the trust equation.

The statements and their anchors are this project's own.
"""

from dataclasses import dataclass

from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind, Question, Questionnaire, Values, known
from tenure.analytics.wording import gettext_noop

TRUST = Questionnaire(
    AssessmentKind.TRUST,
    (
        Question(
            "credibility",
            gettext_noop("What our word is worth to them"),
            (
                gettext_noop("They check elsewhere what we say"),
                gettext_noop("They believe what we say of our products"),
                gettext_noop("They ask what we think of their plans"),
                gettext_noop("They decide by what we advise"),
            ),
        ),
        Question(
            "reliability",
            gettext_noop("Whether we do what we say"),
            (
                gettext_noop("They remind us more than once"),
                gettext_noop("They remind us"),
                gettext_noop("It comes as we said"),
                gettext_noop("It comes before they think of it"),
            ),
        ),
        Question(
            "intimacy",
            gettext_noop("What they can tell us"),
            (
                gettext_noop("What everybody may know"),
                gettext_noop("What the order in hand needs"),
                gettext_noop("What worries them in their work"),
                gettext_noop("What worries them, before their own house knows of it"),
            ),
        ),
        Question(
            "self_orientation",
            gettext_noop("Whose good we have in mind"),
            (
                gettext_noop("Ours: we push what we have to sell"),
                gettext_noop("Ours first, then theirs"),
                gettext_noop("Both alike"),
                gettext_noop("Theirs, also where we lose the order by it"),
            ),
        ),
        Question(
            "asked",
            gettext_noop("When they ask us"),
            (
                gettext_noop("When a price is to be beaten"),
                gettext_noop("When offers are compared"),
                gettext_noop("When they look for a way"),
                gettext_noop("Before they know what they need"),
            ),
        ),
    ),
    least=4,
    sides=(AnswerSide.THEIRS,),
)
ABOVE, BELOW = ("credibility", "reliability", "intimacy"), "self_orientation"


@dataclass(frozen=True)
class Trust:
    """How far somebody trusts us: the quotient, None while one of its four answers is not known; how many are known."""

    quotient: float | None
    answered: int


def trust_of(values: Values) -> Trust:
    """Return the trust quotient of one side's answers, from 0.75 (all at the lowest anchor) to 12 (all at the highest).

    Quotient = (credibility + reliability + intimacy) / self-orientation, each 1 to 4; the question asks the other way
    round whose good we have in mind, so that self-orientation = 5 - its answer. When they ask us does not count.

    >>> trust_of({"credibility": 3, "reliability": 4, "intimacy": 2, "self_orientation": 3})
    Trust(quotient=4.5, answered=4)
    >>> trust_of({"credibility": 3, "reliability": None, "asked": 2})
    Trust(quotient=None, answered=2)

    Source: Maister, Green & Galford 2000; the scale of four anchors is this project's own.
    """
    said = known(values)
    if not {*ABOVE, BELOW} <= set(said):
        return Trust(None, len(said))
    self_orientation = len(TRUST.questions[0].anchors) + 1 - said[BELOW]
    return Trust(sum(said[code] for code in ABOVE) / self_orientation, len(said))
