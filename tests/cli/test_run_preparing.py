"""Before it serves, `tenure run` sees to the port, the tables and the first administrator."""

import os
import socket
from collections.abc import Iterator

import pytest

from tenure.accounts.models import Account
from tenure.cli import preparing
from tenure.cli.errors import CommandError
from tenure.cli.run import free_port
from tenure.cli.serving import end, start
from tenure.core.policy import Role
from tenure.people.models import Member
from tenure.people.queries import digest
from tests.web.company import make_company


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_said_in_a_sentence_with_the_way_out(taken_port: int) -> None:
    with pytest.raises(CommandError) as refused:
        free_port("127.0.0.1", taken_port)
    assert refused.value.sentence == (
        f"Port {taken_port} of 127.0.0.1 cannot be used (Address already in use); end the program that has it, "
        f"or choose another port: tenure run --port {taken_port + 1}."
    )


def test_port_zero_stands_for_any_free_one() -> None:
    assert free_port("127.0.0.1", 0) > 0


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(CommandError, match=f"must be 0 to 65535; got {port}"):
        free_port("127.0.0.1", port)


@pytest.mark.django_db
def test_the_first_start_makes_an_administrator_and_prints_a_link(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TENURE_ADMIN", "Ada@Example.com")
    link = preparing.prepare(demo=False)
    member = Member.objects.get()
    assert (member.email, member.role) == ("ada@example.com", Role.ADMINISTRATOR)
    assert not member.has_usable_password()
    assert member.sign_in_links.get().digest == digest(link.partition("key=")[2])
    assert "Made the first administrator, ada@example.com." in capsys.readouterr().out


@pytest.mark.django_db
def test_later_starts_keep_the_administrator(administrator: Member) -> None:
    preparing.prepare(demo=False)
    assert Member.objects.get() == administrator


@pytest.mark.django_db
def test_an_address_that_is_none_is_refused_and_nobody_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENURE_ADMIN", "nobody")
    with pytest.raises(CommandError, match="TENURE_ADMIN is 'nobody', which is not an e-mail address"):
        preparing.ensure_administrator()
    assert not Member.objects.exists()


@pytest.mark.django_db
def test_members_without_an_administrator_are_no_reason_to_make_one(alice: Member) -> None:
    with pytest.raises(CommandError, match="No active member is an administrator"):
        preparing.ensure_administrator()
    assert Member.objects.get() == alice


@pytest.mark.django_db
def test_the_portfolio_is_printed_when_there_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    company = make_company(accounts=4)
    preparing.show_portfolio(company.director)
    assert "Nordhaven Marine" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_empty_database_has_no_portfolio_to_print(director: Member, capsys: pytest.CaptureFixture[str]) -> None:
    preparing.show_portfolio(director)
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_the_sample_company_never_joins_accounts_that_are_there(account: Account, administrator: Member) -> None:
    preparing.load_demo(administrator)
    assert Account.objects.get() == account


def test_ending_waits_for_our_own_children_and_leaves_none() -> None:
    children = [start(["sleep", "60"]) for _ in range(2)]
    end(children)
    assert [child.returncode for child in children] == [-15, -15]
    assert not any(os.path.exists(f"/proc/{child.pid}") for child in children)
