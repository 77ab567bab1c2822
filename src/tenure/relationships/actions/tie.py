"""Ties by hand: how well one of ours, or a competitor, knows somebody."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account, Contact
from tenure.people.models import Member
from tenure.relationships.actions.dated import end, say
from tenure.relationships.models import CompetitorTie, TieOverride

OVERRIDE = frozenset({*TieOverride.SAYS, "valid_from"})


@transaction.atomic
def override_tie(
    *, member: Member, contact: Contact, by: Member, replaces: int | None = None, **fields: Any
) -> TieOverride:
    """Say by hand how strong or deep a tie of ours is, and why, from a day on. Audited.

    Raises ValidationError for somebody who has left or no reason; errors of `say` beside.
    """
    require_on(by, "tie.change", contact.account)
    refuse_unknown_fields(fields, OVERRIDE)
    if not member.is_active:
        sentence = _("%(name)s has left and has no ties; choose an active member.")
        raise ValidationError({"member": ValidationError(sentence, params={"name": member.name})})
    reason = str(fields.pop("reason", "")).strip()
    tie = TieOverride(member=member, contact=contact, reason=reason, **fields)
    return say(tie, account_id=contact.account_id, by=by, replaces=replaces)


@transaction.atomic
def end_override(*, tie: TieOverride, by: Member, on: date | None = None) -> TieOverride:
    """Let interactions tell again how strong a tie is, from today unless another day is named. Audited."""
    require_on(by, "tie.change", tie.contact.account)
    return end(tie, account_id=tie.contact.account_id, by=by, on=on)


@transaction.atomic
def set_competitor_tie(
    *,
    contact: Contact,
    strength: Decimal,
    by: Member,
    competitor: str = "",
    competitor_account: Account | None = None,
    replaces: int | None = None,
    **fields: Any,
) -> CompetitorTie:
    """Say how well a competitor knows a contact, from a day on; its name is its account's unless given. Audited.

    Raises ValidationError for no competitor or an account that the member does not see; errors of `say` beside.
    """
    require_on(by, "tie.change", contact.account)
    refuse_unknown_fields(fields, frozenset({"valid_from"}))
    if competitor_account and not Account.objects.visible_to(by).filter(pk=competitor_account.pk).exists():
        raise ValidationError({"competitor_account": _("There is no such account, or you may not see it.")})
    name = competitor.strip() or (competitor_account.name if competitor_account else "")
    tie = CompetitorTie(
        contact=contact, competitor=name, competitor_account=competitor_account, strength=strength, **fields
    )
    return say(tie, account_id=contact.account_id, by=by, replaces=replaces)


@transaction.atomic
def end_competitor_tie(*, tie: CompetitorTie, by: Member, on: date | None = None) -> CompetitorTie:
    """Note that a competitor has lost somebody, today unless another day is named. Audited."""
    require_on(by, "tie.change", tie.contact.account)
    return end(tie, account_id=tie.contact.account_id, by=by, on=on)
