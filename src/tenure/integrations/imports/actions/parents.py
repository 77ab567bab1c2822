"""Which accounts stand below which, whatever the order of the rows.

A new account comes in with its parent where the row names that by an id which is already known: that cannot turn out
otherwise later. What a name means, and ids that stand further down, are settled when all rows are in.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.integrations.imports import causes
from tenure.integrations.imports.actions.cursor import claim, keep
from tenure.integrations.imports.actions.records import Writer
from tenure.integrations.imports.actions.sets import delete_rows, insert_rows, update_rows
from tenure.integrations.imports.choices import ChangeKind
from tenure.integrations.imports.directory import SEVERAL, Directory, rows_where
from tenure.integrations.imports.drafts import Draft, Outcome, Problem, Reader, shown
from tenure.integrations.imports.entities import ACCOUNT
from tenure.integrations.imports.models import ImportChange, ImportRun, LaterParent
from tenure.integrations.imports.parentage import known_parents
from tenure.integrations.imports.tally import Tally, note

BATCH = 5_000
# No account's name or id is as long: nothing is lost of a text that could be found.
LONGEST_TEXT = 500
Progress = Callable[[ImportRun], None]


def put_off_parents(run: ImportRun, drafts: Sequence[Draft]) -> None:
    """Note the parents that the batch's rows name and that their accounts do not have yet."""
    named = [draft for draft in drafts if draft.goes_in and draft.head.id and "parent" in draft.head.references]
    left = [draft for draft in named if "parent_id" not in draft.head.values]
    known = known_parents({draft.head.references["parent"] for draft in left}, run.source)
    today = dict(rows_where(Account, "pk", {draft.head.id for draft in left if draft.head.id}, "pk", "parent_id"))
    owed = [draft for draft in left if today.get(draft.head.id) != known.get(draft.head.references["parent"], 0)]
    insert_rows(
        LaterParent,
        [
            {"row": draft.number, "account_id": draft.head.id, "text": draft.head.references["parent"][:LONGEST_TEXT]}
            for draft in owed
        ],
        run_id=run.pk,
    )
    run.total += len(owed)


def write_parents(run: ImportRun, reader: Reader, directory: Directory, progress: Progress | None) -> ImportRun:
    """Put every account whose parent was put off below it."""
    while batch := list(LaterParent.objects.filter(run=run).order_by("pk")[:BATCH]):
        with transaction.atomic():
            run = _write(claim(run), reader, directory, batch)
        if progress:
            progress(run)
    return run


def _write(run: ImportRun, reader: Reader, directory: Directory, batch: Sequence[LaterParent]) -> ImportRun:
    tally = Tally.load(run.tally)
    asked = _parents(batch, directory, reader.headers["parent"])
    _refuse_circles(asked)
    for row, _, problem in asked.values():
        if problem:
            note(tally.notices, [problem], row)
    _set_parents(run, reader, tally, {child: parent for child, (_, parent, problem) in asked.items() if not problem})
    delete_rows(LaterParent, [later.pk for later in batch])
    run.cursor, run.done = batch[-1].pk, run.done + len(batch)
    keep(run, tally)
    return run


Asked = dict[int, tuple[int, int, Problem | None]]


def _parents(batch: Sequence[LaterParent], directory: Directory, header: str) -> Asked:
    """For each account its row's number, the parent that the row names, and what is wrong with that."""
    found = directory.find(ACCOUNT, {later.text for later in batch})
    asked: Asked = {}
    for later in batch:
        text, problem = later.text, None
        if found[text] == SEVERAL:
            problem = Problem(causes.PARENTS_CALLED_ALIKE, header, text)
        elif not found[text]:
            problem = Problem(causes.NO_PARENT.format(text=shown(text)), header, text)
        asked[later.account_id] = (later.row, found[text], problem)
    return asked


def _refuse_circles(asked: Asked) -> None:
    """Give a problem to every account that would stand below itself; it stays where it is."""
    planned = {child: parent for child, (_, parent, problem) in asked.items() if not problem}
    today = _ancestors({*planned, *planned.values()})
    tree = {**today, **planned}
    # One that stays where it is may close another circle, so that all have to be looked at again.
    while child := next((child for child in planned if _stands_below_itself(child, tree)), None):
        tree[child] = today.get(child)
        row, parent, _ = asked[child]
        asked[child] = (row, parent, Problem(causes.CIRCLE, "", ""))
        del planned[child]


def _stands_below_itself(child: int, tree: Mapping[int, int | None]) -> bool:
    seen: set[int] = set()
    place = tree.get(child)
    while place and place != child and place not in seen:
        seen.add(place)
        place = tree.get(place)
    return place == child


def _ancestors(accounts: set[int]) -> dict[int, int | None]:
    """The parents of these accounts today, and theirs in turn: one query for each level of the tree."""
    known: dict[int, int | None] = {}
    wanted = accounts
    while wanted:
        found = dict(rows_where(Account, "pk", wanted, "pk", "parent_id"))
        known |= found
        wanted = {parent for parent in found.values() if parent} - set(known)
    return known


def _set_parents(run: ImportRun, reader: Reader, tally: Tally, parents: Mapping[int, int]) -> None:
    rows = rows_where(Account, "pk", parents, "pk", "parent_id", "version")
    old = {pk: {"parent_id": parent, "version": version} for pk, parent, version in rows}
    changes = {pk: {"parent_id": parents[pk]} for pk in old if old[pk]["parent_id"] != parents[pk]}
    own: dict[str, Any] = {"run": run, "noun": ACCOUNT.name}
    kinds = dict(rows_where(ImportChange, "object_id", changes, "object_id", "kind", **own))
    # Giving a parent to what the run itself has made is part of making it.
    made = {pk for pk in changes if kinds.get(pk) == ChangeKind.CREATED}
    update_rows(Account, {pk: changes[pk] for pk in made})
    writer = Writer(run, run.started_by, reader.facts, timezone.now())
    writer.change_records(ACCOUNT, {pk: row for pk, row in changes.items() if pk not in made}, old)
    fresh = len(set(changes) - set(kinds))
    if fresh:
        tally.count_record(ACCOUNT.name, Outcome.UPDATED, fresh)
        tally.count_record(ACCOUNT.name, Outcome.UNCHANGED, -fresh)
