"""What each level of an engagement asks for, in words; which level asks for what stands in `analytics.engagement`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.analytics.engagement import Criterion

SENTENCES: Mapping[Criterion, Promise] = {
    Criterion.NEED_HEARD: _("They have told us, in their words, of a need that we can meet"),
    Criterion.USERS_MET: _("We have spoken with those who would work with it"),
    Criterion.DECIDERS_KNOWN: _("We know who decides, who pays, and by which steps they buy"),
    Criterion.SOLUTION_SHOWN: _("They have seen our solution and said what it is worth to them"),
    Criterion.MEANS_CHECKED: _("We have looked at whether they can pay and keep to what is agreed"),
    Criterion.OFFER_MADE: _("Our written offer lies before them"),
    Criterion.LIMITS_SET: _("We know how far we go in price and terms, and who of us may go beyond"),
    Criterion.TERMS_AGREED: _("Price, terms and delivery are agreed in writing"),
    Criterion.CONTRACT_SIGNED: _("Both sides have signed"),
    Criterion.PROMISES_TOLD: _("Who sold has told those who deliver what was promised"),
    Criterion.ONBOARDING_RUNS: _("An onboarding plan runs, each step with somebody who owes it and a day"),
    Criterion.BOTH_NAMED: _("Both sides have named who answers for it"),
    Criterion.DELIVERED: _("All that was agreed is delivered and works"),
    Criterion.ACCEPTED: _("They have accepted it"),
    Criterion.FIRST_VALUE: _("They have had the first value from it"),
    Criterion.MEASURED: _("What it was to achieve was measured before, and is measured since"),
    Criterion.REVIEW_DATED: _("A day is set on which both sides look at it"),
    Criterion.VALUE_AGREED: _("Both sides agree on what it has brought"),
    Criterion.FAULTS_OWNED: _("Whatever went wrong has somebody who mends it, and a day"),
    Criterion.NEXT_AGREED: _("Both sides agree how it goes on"),
    Criterion.RUNS_ALONE: _("It runs without those who set it up"),
    Criterion.GROWTH_SEEN: _("We know where else they could use it"),
    Criterion.NEEDS_FOLLOWED: _("Each new need has an engagement of its own"),
    Criterion.END_AGREED: _("Both sides agree whether it is renewed or ends"),
}


def criterion_sentence(criterion: Criterion) -> str:
    """What is asked for, in the reader's language."""
    return str(SENTENCES[criterion])
