"""Saying where somebody of theirs stands."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from tenure.accounts.access import require_on
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.models import Contact
from tenure.core.audit import record_change
from tenure.core.changes import insert_record
from tenure.people.models import Member
from tenure.relationships.actions.dated import refuse_future
from tenure.relationships.models import Decision, Stance


@transaction.atomic
def give_stance(
    *, decision: Decision, contact: Contact, value: int, evidence: str, by: Member, held_on: date | None = None
) -> Stance:
    """Say what a contact thinks of us in a decision, +2 champion to -2 blocker, and what shows it. Audited.

    Earlier stances stay on record. Raises ValidationError for a contact of another account, a value or day out of
    range, or no evidence.
    """
    require_on(by, "stance.give", decision.account)
    refuse_strangers(decision.account, [contact])
    stance = Stance(decision=decision, contact=contact, value=value, evidence=evidence.strip(), author=by)
    stance.held_on = held_on or timezone.localdate()
    refuse_future(stance.held_on, "held_on")
    insert_record(stance)
    after = {"decision": decision.pk, "contact": contact.pk, "value": value, "evidence": stance.evidence}
    after |= {"held_on": stance.held_on}
    record_change(by=by, verb="gave", thing=stance, after=after, account_id=decision.account_id)
    return stance
