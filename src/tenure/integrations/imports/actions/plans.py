"""Writing the plans that rows speak of, each by its own action: a plan has a course, and people who signed it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation

from tenure.accounts.models import Account
from tenure.core.audit import field_values
from tenure.core.errors import ConflictError, error_sentences
from tenure.growth.actions.plan import EDITABLE, change_plan, create_plan
from tenure.growth.models import Plan
from tenure.integrations.imports import causes
from tenure.integrations.imports.actions.records import Writer
from tenure.integrations.imports.directory import lock
from tenure.integrations.imports.drafts import Draft, Outcome, Part, Problem
from tenure.integrations.imports.entities import PLAN


def write_plans(writer: Writer, rows: Sequence[tuple[Draft, Part]]) -> None:
    """Begin or change the plan of each row's account, as its page would.

    A row that says at which version it was read is refused where somebody has written the same text since; others'
    changes to other texts stay. One without a version is about the plan as it is now. Each row asks for itself, as
    there are no more plans than key accounts.
    """
    # The locks come first and in one order: two imports must not wait for each other.
    lock(Plan, {part.id for _, part in rows if part.id})
    accounts = Account.objects.in_bulk({part.values["account_id"] for _, part in rows})
    begun: dict[int, int] = {}
    for draft, part in rows:
        account = accounts[part.values["account_id"]]
        if account.pk in begun:
            part.id, part.outcome = begun[account.pk], Outcome.REPEATED
            draft.notices.append(Problem(causes.SAID_BEFORE, "", ""))
            continue
        is_new = part.id is None
        draft.problems += _written(writer, part, account)
        if is_new and part.id:
            begun[account.pk] = part.id


def _written(writer: Writer, part: Part, account: Account) -> list[Problem]:
    """Write one plan; why it was not written, where it was not."""
    try:
        with transaction.atomic():
            if part.id is None:
                _begin(writer, part, account)
            else:
                _change(writer, part, part.id)
    except ConflictError as error:
        return [Problem(causes.WRITTEN_SINCE, ", ".join(error.current), "")]
    except PermissionDenied:
        return [Problem(causes.NOT_YOURS_TO_PLAN, "account", account.name)]
    except ValidationError as error:
        # What a run keeps is English, and told in the reader's language later.
        with translation.override("en"):
            return [Problem(" ".join(error_sentences(error)), PLAN.name, "")]
    return []


def _begin(writer: Writer, part: Part, account: Account) -> None:
    plan = create_plan(account=account, by=writer.by, **_texts(part.values))
    writer.note_created(PLAN.name, [plan.pk], version=plan.version)
    part.id, part.outcome = plan.pk, Outcome.NEW


def _change(writer: Writer, part: Part, number: int) -> None:
    plan = Plan.objects.select_related("account").get(pk=number)
    texts = _texts({**part.cleared, **part.values})
    before = field_values(plan, texts)
    change_plan(plan=plan, changes=texts, by=writer.by, version=part.values.get("version"))
    changed = {name: before[name] for name, value in field_values(plan, texts).items() if value != before[name]}
    part.outcome = Outcome.UPDATED if changed else Outcome.UNCHANGED
    if changed:
        writer.note_changed(PLAN.name, [(plan.pk, changed, plan.version)])


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in EDITABLE}
