"""What the sample company is about to decide: a draft of next year's criteria, weighed by comparing two at a time."""

from dataclasses import replace

from tenure.assessments.actions.criteria_set import create_criteria_set
from tenure.assessments.actions.judgement import judge_pair, weigh_by_judgements
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import pairs_of, rules_of
from tenure.integrations.sample.words import DOMAIN, NEXT_CRITERIA_NAME
from tenure.people.models import Member

# How much each criterion matters to who was asked, by its code. Their answers are these, rounded to Saaty's scale, so
# that they hang together about as well as people's do.
MATTERS = {
    "maren.okafor": {
        "revenue": 4.0, "margin": 6.0, "growth": 5.0, "products": 2.0, "access": 2.5, "fit": 3.5, "potential": 8.0,
    },
    "ilse.brandt": {
        "revenue": 7.0, "margin": 5.0, "growth": 3.5, "products": 1.5, "access": 3.0, "fit": 2.0, "potential": 4.0,
    },
}  # fmt: skip
# One answer that does not go with the others, as one of many never does: growth against revenue, as Ilse sees it.
SLIP = ("ilse.brandt", "revenue", "growth", 1 / 2)


def draft_next_year(current: CriteriaSet) -> CriteriaSet:
    """A shorter set for next year, with the comparisons of both directors and the weights that follow from them."""
    directors = {local: Member.objects.get(email=f"{local}@{DOMAIN}") for local in MATTERS}
    first = directors["maren.okafor"]
    rules = rules_of(current)
    chosen = tuple(criterion for criterion in rules.criteria if criterion.code in MATTERS["maren.okafor"])
    draft = create_criteria_set(name=NEXT_CRITERIA_NAME, rules=replace(rules, criteria=chosen), by=first)
    for local, member in directors.items():
        _compare(draft, local, member)
    weigh_by_judgements(criteria_set=draft, by=first)
    return draft


def _compare(draft: CriteriaSet, local: str, member: Member) -> None:
    for pair in pairs_of(draft, member):
        value = on_the_scale(MATTERS[local][pair.first.code], MATTERS[local][pair.second.code])
        if (local, pair.first.code, pair.second.code) == SLIP[:3]:
            value = SLIP[3]
        judge_pair(first=pair.first, second=pair.second, value=value, by=member)


def on_the_scale(first: float, second: float) -> float:
    """How many times more one of two matters, as somebody answers who has whole numbers to choose from.

    >>> on_the_scale(8, 2.5), on_the_scale(2, 6)
    (3.0, 0.3333333333333333)
    """
    return float(round(first / second)) if first >= second else 1 / round(second / first)
