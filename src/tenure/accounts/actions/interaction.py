"""Recording that people met, with what is to be done next, and correcting it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.actions.contact import refuse_strangers
from tenure.accounts.actions.last_met import keep_last_met
from tenure.accounts.choices import WRITTEN, CommitmentKind
from tenure.accounts.models import Account, Contact, Interaction
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.core.wording import day
from tenure.people.models import Member

EDITABLE = frozenset({"kind", "direction", "at", "subject", "notes", "source", "external_id"})
PEOPLE = ("members", "contacts")
# What of an interaction decides when its people were last met.
OF_MEETING = frozenset({"kind", "at", "contacts"})


@transaction.atomic
def create_interaction(
    *,
    account: Account,
    by: Member,
    members: Collection[Member] = (),
    contacts: Collection[Contact] = (),
    follow_up: str = "",
    follow_up_on: date | None = None,
    promised: str = "",
    promised_on: date | None = None,
    **fields: Any,
) -> Interaction:
    """Record that people of ours and of an account's met; without `members` the acting member did. Audited.

    What is to be done next, by `follow_up_on`, becomes a task of the acting member; what they `promised`, by
    `promised_on`, is owed by the first of `contacts`.

    Raises PermissionDenied for an account the member does not see, ValidationError for a bad field, a day that has not
    come, a contact of another account, or a promise of nobody's.
    """
    require_on(by, "interaction.create", account)
    refuse_unknown_fields(fields, EDITABLE)
    refuse_strangers(account, contacts)
    interaction = Interaction(account=account, recorded_by=by, **{"at": timezone.now(), **fields})
    _refuse_future(interaction.at)
    _refuse_without_day("follow_up_on", follow_up, follow_up_on)
    _refuse_without_day("promised_on", promised, promised_on)
    insert_record(interaction)
    interaction.members.set(members or [by])
    interaction.contacts.set(contacts)
    keep_last_met(contact.pk for contact in contacts)
    after = field_values(interaction, [*fields, "account"]) | _people_of(interaction)
    record_change(by=by, verb="created", thing=interaction, after=after, account_id=account.pk)
    if follow_up_on is not None:
        _leave_step(interaction, follow_up, follow_up_on, by)
    if promised_on is not None:
        _leave_promise(interaction, promised, promised_on, contacts, by)
    return interaction


@transaction.atomic
def change_interaction(
    *, interaction: Interaction, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Interaction:
    """Change fields of an interaction, `members` and `contacts` among them as collections. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    require_on(by, "interaction.change", interaction.account)
    refuse_unknown_fields(changes, EDITABLE | set(PEOPLE))
    people = {name: changes[name] for name in PEOPLE if name in changes}
    refuse_strangers(interaction.account, people.get("contacts", ()))
    _refuse_future(changes.get("at"))
    base = interaction.version if version is None else version
    plain = {name: value for name, value in changes.items() if name not in PEOPLE}
    if plain.get("kind", interaction.kind) not in WRITTEN and ("kind" in plain or "direction" in plain):
        plain["direction"] = ""
    before = update_record(interaction, plain, version=base)
    after = field_values(interaction, before)
    for name, (was, now) in _set_people(interaction, people, base).items():
        before[name], after[name] = was, now
    if OF_MEETING & set(before):
        keep_last_met([*before.get("contacts", ()), *interaction.contacts.values_list("pk", flat=True)])
    if before:
        record_change(
            by=by, verb="changed", thing=interaction, before=before, after=after, account_id=interaction.account_id
        )
    return interaction


def _refuse_without_day(field: str, text: str, by_day: date | None) -> None:
    if text and by_day is None:
        raise ValidationError({field: ValidationError(_("Say by which day: %(step)s."), params={"step": text})})


def _leave_step(interaction: Interaction, follow_up: str, follow_up_on: date, by: Member) -> None:
    """Make what is to be done next a task; without words of its own it is about what the interaction was about."""
    make_commitment(
        account=interaction.account,
        by=by,
        kind=CommitmentKind.TASK,
        text=follow_up or interaction.subject,
        due_on=follow_up_on,
        interaction=interaction,
    )


def _leave_promise(
    interaction: Interaction, promised: str, promised_on: date, contacts: Collection[Contact], by: Member
) -> None:
    """Make what they promised a promise of whoever of theirs was named first."""
    if not contacts:
        raise ValidationError({"promised_on": _("Say who of theirs promised it.")})
    make_commitment(
        account=interaction.account, by=by, text=promised or interaction.subject, due_on=promised_on,
        interaction=interaction, contact=next(iter(contacts)), to_member=by,
    )  # fmt: skip


def _refuse_future(at: Any) -> None:
    # The rest of today may be noted already: a call is often written down while it still goes on.
    if at is not None and at >= timezone.now() + timedelta(days=1):
        sentence = _("%(day)s has not come; what is planned is a next step of what was.")
        raise ValidationError({"at": ValidationError(sentence, params={"day": day(at)})})


def _people_of(interaction: Interaction) -> dict[str, list[int]]:
    return {name: sorted(getattr(interaction, name).values_list("pk", flat=True)) for name in PEOPLE}


def _set_people(
    interaction: Interaction, people: Mapping[str, Collection[Any]], base: int
) -> dict[str, tuple[list[int], list[int]]]:
    """Write who took part where that changed; the numbers before and after by name."""
    former = _people_of(interaction)
    wanted = {name: sorted({person.pk for person in persons}) for name, persons in people.items()}
    changed = {name: (former[name], now) for name, now in wanted.items() if now != former[name]}
    if not changed:
        return {}
    _refuse_overlap(interaction, set(changed), former, base)
    # Who took part is not a column of the row, but its version counts those changes too.
    update_record(interaction, {"updated_at": timezone.now()}, version=None)
    for name in changed:
        getattr(interaction, name).set(people[name])
    return changed


def _refuse_overlap(interaction: Interaction, names: set[str], former: dict[str, list[int]], base: int) -> None:
    later = AuditEntry.objects.filter(noun="interaction", thing_id=interaction.pk, thing_version__gt=base)
    theirs = {name for changes in later.values_list("changes", flat=True) for name in changes} & names
    if theirs:
        raise ConflictError({name: former[name] for name in sorted(theirs)}, interaction.version)
