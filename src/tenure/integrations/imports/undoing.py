"""What undoing a run would take back, and what must stay because somebody worked on it or something depends on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from tenure.accounts.models import SeenAccount, TeamMember
from tenure.insight.models import Ranking, Standing
from tenure.integrations.imports.causes import EDITED, GONE, NEEDED
from tenure.integrations.imports.choices import ChangeKind
from tenure.integrations.imports.directory import lock, rows_where
from tenure.integrations.imports.entities import ACCOUNT, DELIVERY, ENTITIES, LINE, ORDER
from tenure.integrations.imports.models import Alias, ImportChange, ImportRun

TEAM = "team member"
ALIAS = "alias"
ATTACHED: dict[str, type[models.Model]] = {TEAM: TeamMember, ALIAS: Alias}

# What is nothing without a whole stays when the whole stays.
WHOLES = {
    LINE.name: (ORDER.name, "order_id"),
    DELIVERY.name: (ORDER.name, "order_id"),
    TEAM: (ACCOUNT.name, "account_id"),
}
# Details come before what they belong to, so that nothing is removed that something points to.
ORDER_OF_REMOVAL = (
    ALIAS, TEAM, "plan", "rating", "invoice", "delivery", "order line", "order", "contact", "product", "account",
    "exchange rate", "rating question", "member",
)  # fmt: skip


@dataclass(slots=True)
class Touched:
    """One record that a run made or changed: its earliest values, its version before the first and after the last."""

    made: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    first_version: int = 0
    version: int = 0


@dataclass
class Plan:
    """The records that a run touched, by noun, and for those that stay the reason."""

    touched: dict[str, dict[int, Touched]]
    stay: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def free(self, noun: str) -> dict[int, Touched]:
        """The records that nothing holds."""
        held = self.stay[noun]
        return {pk: record for pk, record in self.touched.get(noun, {}).items() if pk not in held}

    def going(self, noun: str) -> set[int]:
        """The records that the run made and that are to be removed."""
        return {pk for pk, record in self.free(noun).items() if record.made}

    def hold(self, noun: str, numbers: Iterable[int], why: str) -> bool:
        """Let records stay; whether any was about to go."""
        held = self.stay[noun]
        new = {pk: why for pk in numbers if pk in self.touched.get(noun, {}) and pk not in held}
        held |= new
        return bool(new)

    def kept(self) -> list[dict[str, Any]]:
        """What stays and why, for the report; a record's team and other names are part of the record."""
        return [
            {"noun": noun, "id": pk, "why": why}
            for noun in reversed(ORDER_OF_REMOVAL)
            if noun in ENTITIES
            for pk, why in sorted(self.stay[noun].items())
        ]


def model_of(noun: str) -> type[models.Model]:
    """The model of a noun in a run's notes."""
    return ATTACHED[noun] if noun in ATTACHED else ENTITIES[noun].model


def has_version(model: type[models.Model]) -> bool:
    """Whether the model's records count their changes."""
    return any(column.name == "version" for column in model._meta.concrete_fields)


def undo_plan(run: ImportRun) -> Plan:
    """What undoing the run takes back. Call it in the transaction that does so."""
    plan = Plan(_touched(run))
    for noun, records in plan.touched.items():
        _hold_edited(plan, noun, records)
    # What stays may depend on what was to go, which then stays too, and so on.
    while any([_hold_parts(plan), _hold_needed(plan)]):
        pass
    return plan


def _touched(run: ImportRun) -> dict[str, dict[int, Touched]]:
    touched: dict[str, dict[int, Touched]] = defaultdict(dict)
    changes = ImportChange.objects.filter(run=run).order_by("id")
    rows = changes.values_list("noun", "object_id", "kind", "before", "version")
    for noun, pk, kind, before, version in rows.iterator(chunk_size=5_000):
        record = touched[noun].setdefault(pk, Touched(kind == ChangeKind.CREATED, {}, version - 1, version - 1))
        record.before = {**(before or {}), **record.before}
        # Somebody else's change between two of the run's is one that must not be taken back.
        record.version = version if version == record.version + 1 else -1
    return touched


def _hold_edited(plan: Plan, noun: str, records: Mapping[int, Touched]) -> None:
    model = model_of(noun)
    lock(model, records)
    today = dict(rows_where(model, "pk", records, "pk", "version" if has_version(model) else "pk"))
    plan.hold(noun, [pk for pk in records if pk not in today], GONE)
    if has_version(model):
        plan.hold(noun, [pk for pk, version in today.items() if version != records[pk].version], EDITED)


def _hold_parts(plan: Plan) -> bool:
    """Hold what belongs to a whole that stays; whether anything was."""
    held = False
    for noun, (whole, attribute) in WHOLES.items():
        staying = plan.stay[whole]
        if staying and plan.touched.get(noun):
            rows = rows_where(model_of(noun), "pk", plan.free(noun), "pk", attribute)
            parts: dict[str, list[int]] = defaultdict(list)
            for pk, owner in rows:
                if owner in staying:
                    parts[staying[owner]].append(pk)
            for why, numbers in parts.items():
                held |= plan.hold(noun, numbers, why)
    return held


def _hold_needed(plan: Plan) -> bool:
    """Hold what something points to that does not go; whether anything was."""
    held = False
    for noun in plan.touched:
        going = plan.going(noun)
        for relation in relations(model_of(noun)) if going else ():
            name = relation.field.attname
            leaving = _leaving(plan, relation.related_model)
            pointing = rows_where(relation.related_model, name, going, "pk", name)
            held |= plan.hold(noun, {target for pk, target in pointing if pk not in leaving}, NEEDED)
    return held


def unpublished_standings(accounts: Iterable[int]) -> list[int]:
    """The accounts' places in a ranking that is no season. It is worked out anew, so it holds no account back."""
    unpublished = set(Ranking.objects.filter(published_at=None).values_list("pk", flat=True))
    rows = rows_where(Standing, "account_id", accounts, "pk", "ranking_id")
    return [pk for pk, ranking in rows if ranking in unpublished]


def _leaving(plan: Plan, model: type[models.Model]) -> set[int]:
    if model is Standing:
        return set(unpublished_standings(plan.going(ACCOUNT.name)))
    return next((plan.going(noun) for noun in plan.touched if model_of(noun) is model), set())


def relations(model: type[models.Model]) -> list[Any]:
    """Every foreign key that points to the model from a table of ours and holds it back.

    A search index is no table, and that somebody has looked at an account is no reason to keep it.
    """
    pointing = model._meta.related_objects
    return [each for each in pointing if each.related_model._meta.managed and each.related_model is not SeenAccount]
