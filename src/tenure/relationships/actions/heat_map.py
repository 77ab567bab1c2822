"""Saying by hand how strong many ties of an account are, at once, and taking it back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.models import Account, Contact
from tenure.core.audit import Changed, field_values, record_changes
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.relationships.models import TieOverride

MOST_AT_ONCE = 2000
Pair = tuple[int, int]
"""The numbers of a member and a contact."""


@transaction.atomic
def set_strengths(
    *, account: Account, pairs: Sequence[tuple[Member, Contact]], strength: Decimal, reason: str, by: Member
) -> list[TieOverride]:
    """Say of many ties of ours how strong they are from today on, with one reason; a depth by hand stays. Audited each.

    Three statements beside the log's, however many ties. Gives the rows that are new: what said so already stays as it
    is. Raises ValidationError for none or too many, a bad value, contacts of another account, or somebody who has left;
    ConflictError when somebody else says something of one of them at the same moment.
    """
    require_on(by, "tie.change", account)
    reason = reason.strip()
    _refuse(account, pairs, reason)
    held = {_pair(row): row for row in _held(account)}
    now, today = timezone.now(), timezone.localdate()
    new = [
        TieOverride(
            member=member, contact=contact, strength=strength, reason=reason, depth=_depth(held, member, contact),
            valid_from=today, author=by, recorded_at=now,
        )
        for member, contact in dict.fromkeys(pairs)
    ]  # fmt: skip
    # They differ in nothing else, so that one tells of all.
    new[0].clean_fields(exclude={"member", "contact", "author"})
    new = [row for row in new if not _says_so(held.get(_pair(row)), row)]
    _end([held[_pair(row)] for row in new if _pair(row) in held], today)
    return _say(account, new, held, by)


@transaction.atomic
def take_strengths_back(*, account: Account, said: TieOverride, by: Member) -> list[TieOverride]:
    """Take back all that was said at once with this row and still holds: what held before holds again. Audited each."""
    require_on(by, "tie.change", account)
    rows = [row for row in _held(account) if row.recorded_at == said.recorded_at and row.author_id == said.author_id]
    if not rows:
        raise ValidationError(_("Something else was said of these ties since; nothing was taken back."))
    # Said at once, they began on one day, and from that day on they never counted.
    first, gone = rows[0].valid_from, {_pair(row): row for row in rows}
    before = {pair: row for pair, row in _until(account, first).items() if pair in gone}
    new = [
        TieOverride(
            **{name: getattr(row, name) for name in (*TieOverride.KEY, *TieOverride.SAYS)}, valid_from=first, author=by
        )
        for row in before.values()
    ]
    _end(rows, first)
    ended = [row for pair, row in gone.items() if pair not in before]
    told = [Changed(row, {}, {"valid_to": first}, account_id=account.pk) for row in ended]
    record_changes(by=by, verb="ended", changed=told)
    return _say(account, new, gone, by)


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


def _pair(row: TieOverride) -> Pair:
    return row.member_id, row.contact_id


def _depth(held: Mapping[Pair, TieOverride], member: Member, contact: Contact) -> int | None:
    row = held.get((member.pk, contact.pk))
    return row.depth if row else None


def _says_so(held: TieOverride | None, new: TieOverride) -> bool:
    return held is not None and field_values(held, TieOverride.SAYS) == field_values(new, TieOverride.SAYS)


def _until(account: Account, day: date) -> dict[Pair, TieOverride]:
    """What held of the account's ties until a day, for a day at least."""
    ended = TieOverride.objects.of_account(account.pk).filter(valid_to=day, valid_from__lt=day).order_by("pk")
    return {_pair(row): row for row in ended.select_related("member", "contact")}


def _end(rows: Sequence[TieOverride], on: date) -> None:
    TieOverride.objects.filter(pk__in=[row.pk for row in rows], valid_to=None).update(valid_to=on)


def _say(
    account: Account, rows: Sequence[TieOverride], before: Mapping[Pair, TieOverride], by: Member
) -> list[TieOverride]:
    """Write the rows in place of those before, each with its line in the log."""
    try:
        with transaction.atomic():
            made = TieOverride.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as error:
        raise ConflictError({"strength": None}, 0) from error
    record_changes(by=by, verb="said", changed=[_changed(row, before.get(_pair(row)), account) for row in made])
    return made


def _changed(row: TieOverride, before: TieOverride | None, account: Account) -> Changed:
    was, now = field_values(before, TieOverride.SAYS) if before else {}, field_values(row, TieOverride.SAYS)
    names = [name for name in TieOverride.SAYS if not before or was[name] != now[name]]
    after = field_values(row, [*TieOverride.KEY, *names, "valid_from"])
    return Changed(row, {name: was[name] for name in names if before}, after, account_id=account.pk)
