"""Writing the records of one batch: what is new, what changed, and a note of each change."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.accounts.signals import OwnerChange, owners_changed
from tenure.core.models import AuditEntry
from tenure.integrations.imports import causes
from tenure.integrations.imports.actions.sets import insert_rows, reserve_ids, update_rows
from tenure.integrations.imports.choices import ChangeKind
from tenure.integrations.imports.directory import lock, rows_where
from tenure.integrations.imports.drafts import Draft, Outcome, Part, Problem
from tenure.integrations.imports.entities import ACCOUNT, LINE, ORDER, Entity
from tenure.integrations.imports.facts import OWN, Facts
from tenure.integrations.imports.matching import Key, keys_in_file
from tenure.integrations.imports.models import Alias, ImportChange, ImportRun
from tenure.integrations.imports.parentage import give_known_parents
from tenure.integrations.imports.undoing import ALIAS, TEAM
from tenure.people.models import Member

Noted = Mapping[int, Mapping[str, Any]]


@dataclass
class Writer:
    """Writes for one run, as one member, at one moment."""

    run: ImportRun
    by: Member
    facts: Facts
    now: datetime
    spoken_of: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    aliases: dict[str, int] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)

    def write(self, entity: Entity, rows: Sequence[tuple[Draft, Part]]) -> None:
        """Write the parts of one kind: matched ones are compared and changed, the others made. Each gets its id."""
        new, repeats = self._sorted_out(entity, rows)
        self._create(entity, new)
        for part, first in repeats:
            part.id = first.id
        self._change(entity, [(draft, part) for draft, part in rows if part.outcome is None and not draft.problems])
        self._alias(entity)
        if entity is LINE:
            written = [part for _, part in rows if part.outcome in (Outcome.NEW, Outcome.UPDATED)]
            self._touch_orders({part.values["order_id"] for part in written})

    def _sorted_out(
        self, entity: Entity, rows: Sequence[tuple[Draft, Part]]
    ) -> tuple[list[Part], list[tuple[Part, Part]]]:
        """The parts that make new records, and those that repeat one of these."""
        new: list[Part] = []
        repeats: list[tuple[Part, Part]] = []
        planned: dict[Key, Part] = {}
        for draft, part in rows:
            if part.id is not None:
                continue
            if self.facts.source == OWN and part.values.get(EXTERNAL_ID):
                draft.problems.append(Problem(causes.NOT_OURS, entity.name, part.values[EXTERNAL_ID]))
                continue
            keys = keys_in_file(entity, part)
            first = next((planned[key] for key in keys if key in planned), None)
            part.outcome = Outcome.NEW if first is None else Outcome.REPEATED
            if first is not None and entity is LINE:
                draft.problems.append(Problem(causes.POSITION_TWICE, "position", str(part.values["position"])))
            elif first is None:
                new.append(part)
                planned.update(dict.fromkeys(keys, part))
            else:
                repeats.append((part, first))
        return new, repeats

    def _create(self, entity: Entity, parts: Sequence[Part]) -> None:
        for part, made in zip(parts, reserve_ids(entity.model, len(parts)), strict=True):
            part.id = made
        if entity is ACCOUNT:
            give_known_parents(parts, self.facts.source)
        stamps: dict[str, Any] = {"created_at": self.now, "updated_at": self.now} if entity.has_version else {}
        if entity.is_external:
            stamps["source"] = "" if self.facts.source == OWN else self.facts.source
        insert_rows(entity.model, [{"id": part.id, **part.defaults, **part.values} for part in parts], **stamps)
        self.note_created(entity.name, [part.id for part in parts if part.id], version=int(entity.has_version))
        if entity is ACCOUNT:
            self._assign(
                {part.id: part.values["owner_id"] for part in parts if part.id and part.values.get("owner_id")}
            )

    def _change(self, entity: Entity, rows: Sequence[tuple[Draft, Part]]) -> None:
        old = self._old(entity, [part for _, part in rows])
        changes: dict[int, dict[str, Any]] = {}
        for draft, part in rows:
            assert part.id is not None
            if old[part.id].get("deleted_at"):
                draft.problems.append(Problem(causes.IN_TRASH, entity.name, ""))
                continue
            part.outcome = Outcome.REPEATED if part.id in changes else None
            self._compare(entity, draft, part, old[part.id], changes.setdefault(part.id, {}))
            if entity.is_external:
                self._adopt(part, old[part.id], changes[part.id])
        self.change_records(entity, {pk: row for pk, row in changes.items() if row}, old)

    def _compare(self, entity: Entity, draft: Draft, part: Part, old: dict[str, Any], changes: dict[str, Any]) -> None:
        now = {**old, **changes}
        given = {**part.cleared, **part.values}
        different = {name: value for name, value in given.items() if now[name] != value and name != EXTERNAL_ID}
        try:
            entity.revise(different, now, self.facts)
        except ValueError as error:
            draft.problems.append(Problem(str(error), entity.name, ""))
            return
        changes |= different
        part.outcome = part.outcome or (Outcome.UPDATED if different else Outcome.UNCHANGED)

    def _adopt(self, part: Part, old: dict[str, Any], changes: dict[str, Any]) -> None:
        """Give the record the source's identity, or keep it as an alias where it has one of another source."""
        text = part.values.get(EXTERNAL_ID)
        if (
            not text
            or not part.id
            or self.facts.source == OWN
            or (old["source"], old[EXTERNAL_ID]) == (self.facts.source, text)
        ):
            return
        if old[EXTERNAL_ID]:
            self.aliases[text] = part.id
        else:
            changes |= {"source": self.facts.source, EXTERNAL_ID: text}
            part.outcome = Outcome.UPDATED

    def _old(self, entity: Entity, parts: Sequence[Part]) -> dict[int, dict[str, Any]]:
        """What the database holds of these records now; other writers wait until the batch is through."""
        names = {name for part in parts for name in (*part.values, *part.cleared)} | _needed(entity)
        wanted = sorted({part.id for part in parts if part.id})
        # The lock comes first, so that what is read afterwards cannot change before it is written.
        lock(entity.model, wanted)
        columns = ["pk", *sorted(names)]
        found = rows_where(entity.model, "pk", wanted, *columns)
        return {row[0]: dict(zip(columns[1:], row[1:], strict=True)) for row in found}

    def change_records(self, entity: Entity, changes: Mapping[int, dict[str, Any]], old: Mapping[int, Any]) -> None:
        """Write changes, with the earlier values in the run's notes and in the audit log."""
        if not changes:
            return
        before = {pk: {name: old[pk][name] for name in row} for pk, row in changes.items()}
        stamped: dict[int, dict[str, Any]] = dict(changes)
        if entity.has_version:
            stamped = {
                pk: {**row, "version": old[pk]["version"] + 1, "updated_at": self.now} for pk, row in changes.items()
            }
        update_rows(entity.model, stamped)
        self.note_changed(entity.name, [(pk, before[pk], stamped[pk].get("version", 0)) for pk in changes])
        if entity.has_version:
            self._audit(entity, changes, old)
        if entity is ACCOUNT:
            self._assign({pk: row["owner_id"] for pk, row in changes.items() if row.get("owner_id")})

    def _audit(self, entity: Entity, changes: Noted, old: Noted) -> None:
        # Whoever edits a record they opened before the import must learn from the log what the import changed.
        names = {column.attname: column.name for column in entity.model._meta.concrete_fields}
        accounts = accounts_of(entity, old)
        self._log(
            entity,
            {
                pk: (
                    old[pk]["version"] + 1,
                    accounts.get(pk),
                    {names[name]: [old[pk][name], value] for name, value in row.items()},
                )
                for pk, row in changes.items()
            },
        )

    def _log(self, entity: Entity, entries: Mapping[int, tuple[int, int | None, dict[str, Any]]]) -> None:
        common = {"at": self.now, "actor_id": self.by.pk, "actor_name": self.by.name, "verb": "imported"}
        insert_rows(
            AuditEntry,
            [
                {
                    **common,
                    "noun": entity.model._meta.model_name,
                    "thing_id": pk,
                    "thing_version": version,
                    "account_id": account,
                    "changes": changes,
                }
                for pk, (version, account, changes) in entries.items()
            ],
        )

    def _touch_orders(self, numbers: set[int]) -> None:
        """Give orders whose lines have changed a new version: to other writers the lines are one field of the order."""
        made = ImportChange.objects.filter(run=self.run, noun=ORDER.name, kind=ChangeKind.CREATED)
        numbers = numbers - set(made.filter(object_id__in=numbers).values_list("object_id", flat=True))
        rows = rows_where(ORDER.model, "pk", numbers, "pk", "version", "account_id")
        old = {pk: (version, account) for pk, version, account in rows}
        stamps = {pk: {"version": version + 1, "updated_at": self.now} for pk, (version, _) in old.items()}
        update_rows(ORDER.model, stamps)
        self.note_changed(ORDER.name, [(pk, {}, version + 1) for pk, (version, _) in old.items()])
        lines = {"lines": [None, "imported"]}
        self._log(ORDER, {pk: (version + 1, account, lines) for pk, (version, account) in old.items()})

    def note_created(self, noun: str, numbers: Sequence[int], *, version: int = 0) -> None:
        """Note that the run made these records."""
        common = {"run_id": self.run.pk, "noun": noun, "kind": ChangeKind.CREATED.value, "version": version}
        insert_rows(ImportChange, [{"object_id": pk} for pk in numbers], **common)

    def note_changed(self, noun: str, notes: Sequence[tuple[int, dict[str, Any], int]]) -> None:
        """Note that the run changed these records: their numbers, earlier values, and versions after the change."""
        common = {"run_id": self.run.pk, "noun": noun, "kind": ChangeKind.UPDATED.value}
        insert_rows(
            ImportChange,
            [{**common, "object_id": pk, "before": before, "version": version} for pk, before, version in notes],
        )

    def _assign(self, owners: Mapping[int, int]) -> None:
        """Make members owners: what they and the former owners were on the teams ends now and stays on record."""
        if not owners:
            return
        wanted = "pk", "account_id", "member_id", "role"
        current = list(rows_where(TeamMember, "account_id", owners, *wanted, valid_to=None))
        ended = [pk for pk, account, member, role in current if role == TeamRole.OWNER or member == owners[account]]
        update_rows(TeamMember, {pk: {"valid_to": self.now} for pk in ended})
        self.note_changed(TEAM, [(pk, {"valid_to": None}, 0) for pk in ended])
        made = reserve_ids(TeamMember, len(owners))
        common = {"role": TeamRole.OWNER.value, "valid_from": self.now}
        insert_rows(
            TeamMember,
            [
                {"id": pk, "account_id": account, "member_id": member, **common}
                for pk, (account, member) in zip(made, owners.items(), strict=True)
            ],
        )
        self.note_created(TEAM, made)
        changes = [
            OwnerChange(account, member, owners[account])
            for _, account, member, role in current
            if role == TeamRole.OWNER and member != owners[account]
        ]
        owners_changed.send(sender=Account, changes=changes, by=self.by)

    def _alias(self, entity: Entity) -> None:
        """Keep the source's names for records that carry another source's."""
        common: dict[str, Any] = {"noun": entity.name, "source": self.facts.source}
        known = {text for (text,) in rows_where(Alias, "external_id", self.aliases, "external_id", **common)}
        new = {text: pk for text, pk in self.aliases.items() if text not in known}
        self.aliases.clear()
        made = reserve_ids(Alias, len(new))
        rows = zip(made, new.items(), strict=True)
        insert_rows(
            Alias, [{"id": pk, "external_id": text, "object_id": target, **common} for pk, (text, target) in rows]
        )
        self.note_created(ALIAS, made)


EXTERNAL_ID = "external_id"


def _needed(entity: Entity) -> set[str]:
    """What comparing and logging need besides the values that rows give."""
    columns = {column.attname for column in entity.model._meta.concrete_fields}
    return columns & {"version", "deleted_at", "source", EXTERNAL_ID, "account_id", "order_id"} | _OF_ORDERS.get(
        entity.name, set()
    )


_OF_ORDERS = {ORDER.name: {"currency", "ordered_on", "rate"}}


def accounts_of(entity: Entity, records: Noted) -> dict[int, int | None]:
    """The account that each record belongs to, as far as it belongs to one."""
    if entity is ACCOUNT:
        return {pk: pk for pk in records}
    if entity.name == "delivery":
        orders = {row["order_id"] for row in records.values()}
        owners = dict(rows_where(ORDER.model, "pk", orders, "pk", "account_id"))
        return {pk: owners.get(row["order_id"]) for pk, row in records.items()}
    return {pk: row.get("account_id") for pk, row in records.items()}
