"""Saying by hand how strong many ties of an account are, at once, and taking it back."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.interaction import refuse_strangers
from tenure.accounts.models import Account, Contact
from tenure.core.audit import Changed, field_values, record_changes
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.relationships.models import TieOverride

MOST_AT_ONCE = 2000


@transaction.atomic
def set_strengths(
    *, account: Account, pairs: Sequence[tuple[Member, Contact]], strength: Decimal, reason: str, by: Member
) -> list[TieOverride]:
    """Say of many ties of ours how strong they are from today on, with one reason; a depth by hand stays. Audited each.

    Three statements beside the log's, however many ties. Gives the rows that are new: what said so already stays as it
    is. Raises ValidationError for none or too many, no reason, contacts of another account, or somebody who has left;
    ConflictError when somebody else says something of one of them at the same moment.
    """
    require_on(by, "tie.change", account)
    reason = reason.strip()
    _refuse(account, pairs, reason)
    held = {(row.member_id, row.contact_id): row for row in _held(account)}
    now, today = timezone.now(), timezone.localdate()
    new = [
        TieOverride(
            member=member, contact=contact, strength=strength, reason=reason, depth=_depth(held, member, contact),
            valid_from=today, author=by, recorded_at=now,
        )
        for member, contact in pairs
    ]  # fmt: skip
    new = [row for row in new if not _says_so(held.get((row.member_id, row.contact_id)), row)]
    ended = [held[key].pk for row in new if (key := (row.member_id, row.contact_id)) in held]
    return _exchange(account, ended, new, by)


@transaction.atomic
def take_strengths_back(*, account: Account, said: TieOverride, by: Member) -> list[TieOverride]:
    """Take back all that was said at once with this row and still holds: what held before holds again. Audited each."""
    require_on(by, "tie.change", account)
    rows = [row for row in _held(account) if row.recorded_at == said.recorded_at and row.author_id == said.author_id]
    if not rows:
        raise ValidationError(_("Something else was said of these ties since; nothing was taken back."))
    before = _before(account, rows)
    new = [
        TieOverride(
            **{name: getattr(old, name) for name in (*TieOverride.KEY, *TieOverride.SAYS)},
            valid_from=row.valid_from, author=by,
        )
        for row in rows
        if (old := before.get((row.member_id, row.contact_id)))
    ]  # fmt: skip
    return _exchange(account, [row.pk for row in rows], new, by, verb="took back")


def _refuse(account: Account, pairs: Sequence[tuple[Member, Contact]], reason: str) -> None:
    if not 1 <= len(pairs) <= MOST_AT_ONCE:
        sentence = _("Tick 1 to %(most)s ties; these are %(count)s.")
        raise ValidationError(sentence, params={"most": MOST_AT_ONCE, "count": len(pairs)})
    if not reason:
        raise ValidationError({"reason": _("Say why the ties are not what the interactions show.")})
    refuse_strangers(account, list({contact.pk: contact for _member, contact in pairs}.values()))
    gone = next((member for member, _contact in pairs if not member.is_active), None)
    if gone:
        sentence = _("%(name)s has left and has no ties; choose an active member.")
        raise ValidationError(sentence, params={"name": gone.name})


def _held(account: Account) -> list[TieOverride]:
    rows = TieOverride.objects.of_account(account.pk).filter(valid_to=None)
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _depth(held: dict[tuple[int, int], TieOverride], member: Member, contact: Contact) -> int | None:
    row = held.get((member.pk, contact.pk))
    return row.depth if row else None


def _says_so(held: TieOverride | None, new: TieOverride) -> bool:
    return held is not None and field_values(held, TieOverride.SAYS) == field_values(new, TieOverride.SAYS)


def _before(account: Account, rows: Sequence[TieOverride]) -> dict[tuple[int, int], TieOverride]:
    """What held of the same ties until these rows' first day, for a day at least."""
    first = min(row.valid_from for row in rows)
    ended = TieOverride.objects.of_account(account.pk).filter(valid_to=first, valid_from__lt=first).order_by("pk")
    return {(row.member_id, row.contact_id): row for row in ended.select_related("member", "contact")}


def _exchange(
    account: Account, ended: Sequence[int], new: Sequence[TieOverride], by: Member, verb: str = "said"
) -> list[TieOverride]:
    """End some rows and write others in their place, both from today on."""
    today = timezone.localdate()
    TieOverride.objects.filter(pk__in=ended, valid_to=None).update(valid_to=today)
    try:
        with transaction.atomic():
            made = TieOverride.objects.bulk_create(new, batch_size=500)
    except IntegrityError as error:
        raise ConflictError({"strength": None}, 0) from error
    record_changes(by=by, verb=verb, changed=[_changed(row, account) for row in made])
    return made


def _changed(row: TieOverride, account: Account) -> Changed:
    after = field_values(row, [*TieOverride.KEY, *TieOverride.SAYS, "valid_from"])
    return Changed(row, {}, after, account_id=account.pk)
