"""The seven targets of an account's team: what each is, by what one sees how far it is, and how many are reached.

The targets are our wording of a published list; the anchors are this project's own.
"""

from dataclasses import dataclass

from tenure.analytics.assessment.questionnaire import AssessmentKind, Question, Questionnaire, Values, known
from tenure.analytics.wording import gettext_noop

TARGETS = Questionnaire(
    AssessmentKind.TARGETS,
    (
        Question(
            "picture",
            gettext_noop("They see one company, and in it a partner for their business"),
            (
                gettext_noop("Everybody of ours tells them something else"),
                gettext_noop("A message is agreed, and not all of us use it"),
                gettext_noop("All of ours who meet them say the same"),
                gettext_noop("They say it of us in their own words"),
            ),
        ),
        Question(
            "bond",
            gettext_noop("The relationship is secured for years, and growth stands on it"),
            (
                gettext_noop("It lasts from one order to the next"),
                gettext_noop("It hangs on one person or one contract"),
                gettext_noop("Several people and terms of a year or more carry it"),
                gettext_noop("Both sides plan years ahead, and business grows by it"),
            ),
        ),
        Question(
            "reach",
            gettext_noop("We are known all over their organisation and where they decide, and openings come of it"),
            (
                gettext_noop("We know who orders"),
                gettext_noop("We know who decides, and meet few of them"),
                gettext_noop("We meet most who decide or are asked"),
                gettext_noop("We meet all who decide, and openings come of it"),
            ),
        ),
        Question(
            "direction",
            gettext_noop("We understand where they are going and how they are organised, and keep it written down"),
            (
                gettext_noop("Nobody has written it down"),
                gettext_noop("It was written once, from what is public"),
                gettext_noop("They confirmed it within the last year"),
                gettext_noop("They confirmed it, and every review looks at it"),
            ),
        ),
        Question(
            "feedback",
            gettext_noop("Our own management hears where their industry will grow and what decides it"),
            (
                gettext_noop("Nothing was told"),
                gettext_noop("It was told in passing"),
                gettext_noop("It is told in writing once a year"),
                gettext_noop("It is told in writing, and something was decided by it"),
            ),
        ),
        Question(
            "solution",
            gettext_noop("What we offer is sound, fits what they need today, and they see what it does for them"),
            (
                gettext_noop("It comes from our catalogue"),
                gettext_noop("We know what they need, and claim that it helps"),
                gettext_noop("It meets what they need, and what it does is measured"),
                gettext_noop("They have accepted what was measured"),
            ),
        ),
        Question(
            "resources",
            gettext_noop("Our whole company delivers what they need and what the plan takes"),
            (
                gettext_noop("Each department works for itself"),
                gettext_noop("Help is asked for case by case"),
                gettext_noop("It is planned, and most of it comes"),
                gettext_noop("It comes as planned, and named people answer for it"),
            ),
        ),
    ),
    least=1,
)


@dataclass(frozen=True)
class GoalCard:
    """How many of the seven targets are reached, on the way, not begun, and not known."""

    reached: int
    on_the_way: int
    not_begun: int
    unknown: int


def goal_card(values: Values) -> GoalCard:
    """Count the targets by how far they are: reached at the highest anchor, not begun at the lowest.

    All four add up to seven; what nobody answered, or nobody knows, is unknown and not begun neither.

    >>> goal_card({"picture": 4, "bond": 3, "reach": 1, "feedback": None})
    GoalCard(reached=1, on_the_way=1, not_begun=1, unknown=4)

    Source: this project's own rule over the seven targets.
    """
    said = known(values)
    best = {question.code: question.best for question in TARGETS.questions}
    reached = sum(value == best[code] for code, value in said.items())
    not_begun = sum(value == 1 for value in said.values())
    return GoalCard(reached, len(said) - reached - not_begun, not_begun, len(best) - len(said))
