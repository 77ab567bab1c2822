"""Doors and queries never change rows: only actions do, and the few places allowed below, each for its reason."""

import ast
import textwrap

import pytest

from tests.architecture.source import modules, place, syntax_of
from tests.architecture.writes import writes_in

ALLOWED = {
    "src/tenure/core/audit.py": "the audit log's only writer, called by every action",
    "src/tenure/core/changes.py": "writes changed fields for the actions that call it",
    "src/tenure/core/idempotency.py": "keeps the answer of a request beside what the request did",
    "src/tenure/core/jobs.py": "the only writer of what a job is about and how far it is",
    "src/tenure/core/worker.py": "says that a worker process lives",
    "src/tenure/integrations/stationery/slide.py": "saves slides into memory; knows no row",
}


def is_action(where: str) -> bool:
    return where.endswith("/actions.py") or "/actions/" in where


def test_only_actions_write() -> None:
    found = [
        f"{place(path)}:{write.line}: {write.code}"
        for path in modules()
        if not is_action(place(path)) and place(path) not in ALLOWED
        for write in writes_in(syntax_of(path))
    ]
    assert found == []


def test_every_exception_is_still_needed() -> None:
    writers = {place(path) for path in modules() if any(writes_in(syntax_of(path)))}
    assert set(ALLOWED) - writers == set()


@pytest.mark.parametrize(
    "code",
    [
        "account.save()",
        "form.save()",
        "await account.asave()",
        "contact.delete()",
        "account.contacts.create(name='Ana')",
        "Account.objects.create(name='Ana')",
        "Account.objects.bulk_create(rows)",
        "Account.objects.get_or_create(name='Ana')",
        "Account.objects.filter(pk=1).update(name='Ana')",
        "await Account.objects.filter(pk=1).aupdate(name='Ana')",
        "Account.objects.visible_to(member).order_by('name').delete()",
        "account.children_set.add(other)",
        "rows = Account.objects.all()\nlate = rows.filter(pk=1)\nlate.update(name='Ana')",
        "rows: AccountQuerySet = Account.objects.all()\nrows.update(name='Ana')",
        "cursor.execute('UPDATE accounts_account SET name = 1')",
        "cursor.execute(f'''\n  insert into {table} values (1)''')",
        "cursor.copy('COPY accounts_account FROM STDIN')",
    ],
)
def test_a_write_is_seen(code: str) -> None:
    tree = ast.parse(f"async def view(request):\n{textwrap.indent(code, '    ')}")
    assert len(list(writes_in(tree))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "counts.update({'a': 1})",
        "seen.add(1)",
        "digest.update(b'x')",
        "rows = Account.objects.filter(pk=1)\nnames.update(rows.values_list('name'))",
        "names = set()\nnames.clear()",
        "Account.objects.filter(pk=1).values('name')",
        "cursor.execute('SELECT name FROM accounts_account')",
        "cursor.execute(sql, parameters)",
        "create_account(by=member, name='Ana')",
        "router.delete('/{account_id}')",
    ],
)
def test_what_is_no_write_is_left_alone(code: str) -> None:
    tree = ast.parse(f"def view(request):\n{textwrap.indent(code, '    ')}")
    assert list(writes_in(tree)) == []
