"""The second look at a file of accounts: which of them stand below which, whatever the order of the rows."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.integrations.imports.actions.cursor import claim, keep
from tenure.integrations.imports.actions.records import Writer
from tenure.integrations.imports.actions.sets import update_rows
from tenure.integrations.imports.choices import ChangeKind
from tenure.integrations.imports.directory import SEVERAL, Directory, rows_where
from tenure.integrations.imports.drafts import Draft, Outcome, Problem, Reader, shown
from tenure.integrations.imports.entities import ACCOUNT
from tenure.integrations.imports.matching import Matcher
from tenure.integrations.imports.models import ImportChange, ImportRun
from tenure.integrations.imports.tally import Tally, note

BATCH = 5_000
Progress = Callable[[ImportRun], None]


def write_parents(
    run: ImportRun, reader: Reader, directory: Directory, drafts: Iterator[Draft], progress: Progress | None
) -> ImportRun:
    """Go through the rows once more and put every account below the parent that its row names."""
    while batch := list(itertools.islice(drafts, BATCH)):
        if batch[-1].number <= run.cursor:
            continue
        with transaction.atomic():
            run = _write(claim(run), reader, directory, [draft for draft in batch if draft.number > run.cursor])
        if progress:
            progress(run)
    return run


def _write(run: ImportRun, reader: Reader, directory: Directory, drafts: Sequence[Draft]) -> ImportRun:
    tally = Tally.load(run.tally)
    named = [draft for draft in drafts if draft.goes_in and "parent" in draft.head.references]
    # Nothing is compared by likeness: what was unsure the first time stayed out.
    Matcher(run.source, directory).match(ACCOUNT, [draft.head for draft in named])
    asked = _parents(named, directory, reader.headers["parent"])
    _refuse_circles(asked)
    for draft, _, problem in asked.values():
        if problem:
            note(tally.notices, [problem], draft.number)
    _set_parents(run, reader, tally, {child: parent for child, (_, parent, problem) in asked.items() if not problem})
    run.cursor, run.done = drafts[-1].number, run.done + len(drafts)
    keep(run, tally)
    return run


Asked = dict[int, tuple[Draft, int, Problem | None]]


def _parents(drafts: Sequence[Draft], directory: Directory, header: str) -> Asked:
    """For each account its row, the parent that the row names, and what is wrong with that."""
    found = directory.find(ACCOUNT, {draft.head.references["parent"] for draft in drafts})
    asked: Asked = {}
    for draft in drafts:
        text, child = draft.head.references["parent"], draft.head.id
        if child is None:
            continue
        problem = None
        if found[text] == SEVERAL:
            problem = Problem("Several accounts are called so; the account is in without its parent.", header, text)
        elif not found[text]:
            problem = Problem(
                f"There is no account {shown(text)!r}; the account is in without its parent.", header, text
            )
        asked[child] = (draft, found[text], problem)
    return asked


def _refuse_circles(asked: Asked) -> None:
    """Give a problem to every account that would stand below itself; it stays where it is."""
    planned = {child: parent for child, (_, parent, problem) in asked.items() if not problem}
    today = _ancestors({*planned, *planned.values()})
    tree = {**today, **planned}
    # One that stays where it is may close another circle, so that all have to be looked at again.
    while child := next((child for child in planned if _stands_below_itself(child, tree)), None):
        tree[child] = today.get(child)
        draft, parent, _ = asked[child]
        asked[child] = (draft, parent, Problem("The account would stand below itself; its parent stays.", "", ""))
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
    touched = ImportChange.objects.filter(run=run, noun=ACCOUNT.name, object_id__in=changes)
    kinds = dict(touched.order_by("id").values_list("object_id", "kind"))
    # Giving a parent to what the run itself has made is part of making it.
    made = {pk for pk in changes if kinds.get(pk) == ChangeKind.CREATED}
    update_rows(Account, {pk: changes[pk] for pk in made})
    writer = Writer(run, run.started_by, reader.facts, timezone.now())
    writer.change_records(ACCOUNT, {pk: row for pk, row in changes.items() if pk not in made}, old)
    fresh = len(set(changes) - set(kinds))
    if fresh:
        tally.count_record(ACCOUNT.name, Outcome.UPDATED, fresh)
        tally.count_record(ACCOUNT.name, Outcome.UNCHANGED, -fresh)
