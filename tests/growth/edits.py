"""A process of its own in which sixteen threads edit one plan through every door: `python -m tests.growth.edits N`."""

import json
import random
import sys
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import django

THREADS = 16
BUSY = 503
TEXTS = ("strategy", "position", "message", "client_strategy", "buying_strategy")
ITEM_FIELDS = ("name", "measure", "unit")
# A file carries the texts of plans; what is listed in them it does not.
DOORS = {"plan": ("action", "api", "page", "import"), "objective": ("action", "api", "page")}


@dataclass(frozen=True)
class Edit:
    """One edit: through which door, of which thing, which field, what."""

    door: str
    thing: str
    field: str
    value: str


def edits(count: int, seed: int) -> list[Edit]:
    """So many edits by chance, each with a value of its own."""
    drawn = random.Random(seed)
    made = []
    for number in range(count):
        thing = drawn.choice(("plan", "objective"))
        field = drawn.choice(TEXTS if thing == "plan" else ITEM_FIELDS)
        made.append(Edit(drawn.choice(DOORS[thing]), thing, field, f"{seed}-{number}"))
    return made


class Editor:
    """A member in a thread of their own, with a token and a browser, and a leader who may import."""

    def __init__(self, member: Any, secret: str, leader: Any, plan: Any, objective: Any) -> None:
        from django.test import Client

        self.member, self.leader, self.plan, self.objective = member, leader, plan, objective
        self.api = Client(headers={"authorization": f"Bearer {secret}"}, SERVER_NAME="127.0.0.1")
        self.browser = Client(SERVER_NAME="127.0.0.1", headers={"HX-Request": "true"})
        self.browser.force_login(member)

    def make(self, edit: Edit) -> int:
        """Edit until the database has time for it: who finds it busy is asked to come again."""
        from django.db import OperationalError

        while True:
            try:
                status = self._try(edit)
            except OperationalError:
                continue
            if status != BUSY:
                return status

    def _try(self, edit: Edit) -> int:
        """Read the thing, then write one field of it; 200 where it was taken, 409 where somebody was first."""
        number = self.plan.pk if edit.thing == "plan" else self.objective.pk
        record = type(self.plan if edit.thing == "plan" else self.objective).objects.get(pk=number)
        doors = {"action": self._act, "api": self._patch, "page": self._post, "import": self._import}
        return doors[edit.door](edit, record)

    def _act(self, edit: Edit, record: Any) -> int:
        from tenure.core.errors import ConflictError
        from tenure.growth.actions.plan import change_plan
        from tenure.growth.actions.plan_item import change_item

        changes, said = {edit.field: edit.value}, {"by": self.member, "version": record.version}
        try:
            if edit.thing == "plan":
                change_plan(plan=record, changes=changes, **said)
            else:
                change_item(item=record, changes=changes, **said)
        except ConflictError:
            return 409
        return 200

    def _patch(self, edit: Edit, record: Any) -> int:
        path = "plans" if edit.thing == "plan" else "plan-objectives"
        body = json.dumps({edit.field: edit.value, "version": record.version})
        return self.api.patch(f"/api/v1/{path}/{record.pk}", body, "application/json").status_code

    def _post(self, edit: Edit, record: Any) -> int:
        if edit.thing == "plan":
            form = {edit.field: edit.value, "version": record.version}
            address = f"/accounts/{self.plan.account_id}/plan/texts/{edit.field}"
            return self.browser.post(address, form).status_code
        names = [name for name in record.EDITABLE if name != "owner"]
        seen = {name: "" if getattr(record, name) is None else str(getattr(record, name)) for name in names}
        form = {**{f"initial-{name}": value for name, value in seen.items()}, **seen, "version": record.version}
        answer = self.browser.post(f"/plan-items/objectives/{record.pk}", {**form, edit.field: edit.value})
        return 200 if answer.status_code == 204 else answer.status_code

    def _import(self, edit: Edit, record: Any) -> int:
        """Bring a file of one row, read at the version that stands; a run that finds the database busy goes on."""
        from django.conf import settings
        from django.db import OperationalError

        from tenure.integrations.imports.actions import ImportOptions, execute_run, start_import
        from tenure.integrations.imports.causes import WRITTEN_SINCE

        path = settings.HOME / f"{edit.value}.csv"
        path.write_text(f"account,version,{edit.field}\n{record.account.name},{record.version},{edit.value}\n")
        run = start_import(path=path, by=self.leader, options=ImportOptions(kind="plans"))
        while run.state != "done":
            with suppress(OperationalError):
                run = execute_run(run.pk)
        refused = [each["cause"] for each in run.tally["refused"]]
        assert refused in ([], [WRITTEN_SINCE]), refused
        return 409 if refused else 200


def edit_together(count: int) -> dict[str, Any]:
    """Let all threads edit at once; what was answered, and what the log and the rows say afterwards."""
    from django.db import connection

    from tests.cast import enter, open_account

    alice, bob, director = enter("alice"), enter("bob"), enter("director")
    plan, objective = _planned(open_account(alice, bob), alice)
    answers: Counter[int] = Counter()
    taken: list[Edit] = []
    lock = threading.Lock()

    def work(editor: Editor, seed: int) -> None:
        try:
            for edit in edits(count // THREADS, seed):
                status = editor.make(edit)
                with lock:
                    answers[status] += 1
                    if status == 200:
                        taken.append(edit)
        finally:
            connection.close()

    members = [(alice, _secret(alice)), (bob, _secret(bob))]
    threads = [
        threading.Thread(target=work, args=(Editor(*members[seed % 2], director, plan, objective), seed))
        for seed in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"answers": dict(answers), **_proved(plan, objective, taken)}


def _planned(account: Any, by: Any) -> tuple[Any, Any]:
    from tenure.growth.actions.plan import create_plan
    from tenure.growth.actions.plan_item import add_item
    from tenure.growth.models import PlanObjective

    plan = create_plan(account=account, by=by)
    return plan, add_item(PlanObjective, plan=plan, by=by, name="Both lines")


def _secret(member: Any) -> str:
    from tenure.people.actions import issue_token

    return issue_token(name="test", may_write=True, by=member)[1]


def _proved(plan: Any, objective: Any, taken: list[Edit]) -> dict[str, Any]:
    """Every edit that was taken stands in the log, each began with what the one before it left, the last one stands."""
    from tenure.core.models import AuditEntry

    logged: list[str] = []
    broken: list[str] = []
    for record in (plan, objective):
        record.refresh_from_db()
        stands: dict[str, Any] = {}
        entries = AuditEntry.objects.filter(noun=record._meta.model_name, thing_id=record.pk, verb="changed")
        for changes in entries.order_by("thing_version", "pk").values_list("changes", flat=True):
            for field, (before, after) in changes.items():
                broken += [f"{field}: {before} after {stands[field]}"] if stands.get(field, before) != before else []
                stands[field] = after
                logged.append(after)
        broken += [field for field, value in stands.items() if getattr(record, field) != value]
    return {"lost": sorted({edit.value for edit in taken} ^ set(logged)), "broken": broken, "logged": len(logged)}


def main() -> None:
    """Make the tables, edit, and print what came of it."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(edit_together(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
