"""The commands that show and publish the portfolio of the database."""

import json
from argparse import ArgumentParser
from types import ModuleType

import pytest

from tenure.accounts.choices import AccountKind
from tenure.accounts.models import Account
from tenure.assessments.actions.objective import add_objective
from tenure.cli import explain, portfolio, season
from tenure.cli.errors import CommandError
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Ranking
from tenure.insight.queries import seasons
from tenure.people.models import Member
from tests.insight.facts import make_account, make_portfolio

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(administrator: Member) -> list[Account]:
    """Twelve customers, the first the biggest, and the administrator on whose behalf commands act."""
    return make_portfolio(12)


def command(module: ModuleType, *words: str) -> int:
    """Run one command as the command line does."""
    parser = ArgumentParser()
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(words))
    return code


def refusal(module: ModuleType, *words: str) -> str:
    """The one sentence with which a command refuses."""
    with pytest.raises(CommandError) as refused:
        command(module, *words)
    return refused.value.sentence


def test_portfolio_ranks_what_the_database_holds_and_prints_it(
    accounts: list[Account], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(portfolio, "--top", "3") == 0

    text = capsys.readouterr().out
    assert "As of 31 December 2024 over the last 12 months" in text
    assert "Premier" in text
    assert "Customer 03" in text
    assert "Customer 04" not in text
    assert "9 more accounts are not shown; --top 0 shows all." in text


def test_portfolio_as_json_has_every_account_in_order_of_rank(
    accounts: list[Account], capsys: pytest.CaptureFixture[str]
) -> None:
    command(portfolio, "--json")

    record = json.loads(capsys.readouterr().out)
    assert record["as_of"] == "2024-12-31"
    assert [account["name"] for account in record["accounts"]] == [account.name for account in accounts]
    assert record["accounts"][0]["measures"]["revenue"] == 1_200_000


def test_the_list_of_accounts_that_are_not_key_has_none_that_is(
    accounts: list[Account], capsys: pytest.CaptureFixture[str]
) -> None:
    command(portfolio, "--not-key", "--json")

    listed = json.loads(capsys.readouterr().out)["accounts"]
    assert listed
    assert not any(account["is_key"] for account in listed)
    assert all("held back" in account["reason"] for account in listed)


def test_showing_the_portfolio_twice_ranks_once(accounts: list[Account]) -> None:
    command(portfolio)
    first = Ranking.objects.get()
    command(portfolio)
    assert Ranking.objects.get() == first


def test_explain_finds_an_account_by_number_external_id_and_name(
    accounts: list[Account], capsys: pytest.CaptureFixture[str]
) -> None:
    Account.objects.filter(pk=accounts[0].pk).update(external_id="QUICK")
    for text in (str(accounts[0].pk), "QUICK", "customer 01"):
        command(explain, text)
        assert "─ Customer 01  QUICK ─" in capsys.readouterr().out


def test_explain_shows_every_criterion_and_what_would_change_the_grade(
    accounts: list[Account], capsys: pytest.CaptureFixture[str]
) -> None:
    command(explain, "Customer 03", "--json")

    record = json.loads(capsys.readouterr().out)
    assert sum(row["contribution"] for row in record["criteria"]) == pytest.approx(record["score"])
    assert sum(record["sensitivity"]["shares"].values()) == pytest.approx(1)
    assert record["sensitivity"]["above"]["name"] == "Customer 02"
    assert record["fall"]["score"] < record["score"]


def test_explain_refuses_a_name_that_several_accounts_share_and_lists_them(accounts: list[Account]) -> None:
    sentence = refusal(explain, "Customer 1")
    assert sentence.startswith("'Customer 1' could mean several accounts: Customer 10 (")
    assert sentence.endswith("give the number or external id.")


@pytest.mark.parametrize("text", ["Nobody", "", "99999999999999999999999"])
def test_explain_refuses_what_is_no_account(accounts: list[Account], text: str) -> None:
    assert refusal(explain, text) == (
        f"You see no account that {text!r} could mean; give a number, external id or name."
    )


def test_explain_says_why_a_competitor_has_no_grade(accounts: list[Account]) -> None:
    make_account("Rivalco", kind=AccountKind.COMPETITOR)
    assert refusal(explain, "Rivalco") == "Rivalco is a competitor and not ranked; customers and prospects are."


def test_a_member_sees_only_the_accounts_of_their_own_teams(
    accounts: list[Account], account: Account, alice: Member, administrator: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    compute_ranking(by=administrator)

    command(portfolio, "--as", "ALICE@example.com", "--json")

    listed = json.loads(capsys.readouterr().out)["accounts"]
    assert [row["name"] for row in listed] == ["Blauer See Delikatessen"]
    assert refusal(explain, "Customer 01", "--as", alice.email).startswith("You see no account")


def test_an_account_manager_cannot_bring_the_ranking_up_to_date(accounts: list[Account], alice: Member) -> None:
    sentence = "Nothing has been ranked yet; a director or administrator has to rank first."
    assert refusal(portfolio, "--as", alice.email) == sentence
    assert not Ranking.objects.exists()


def test_publishing_a_season_names_it_and_lists_it(accounts: list[Account], capsys: pytest.CaptureFixture[str]) -> None:
    command(season, "publish", "--name", "2024")
    assert capsys.readouterr().out == (
        "Season 2024 is published as of 31 December 2024: the first, so nobody is promoted or relegated.\n"
    )
    command(season, "list")
    assert "2024    31 December 2024" in capsys.readouterr().out
    assert refusal(season, "publish", "--name", "2024") == (
        "Name: There is a season '2024' already; choose another name."
    )
    assert seasons().count() == 1


def test_a_season_without_a_name_takes_the_day_of_its_ranking(
    accounts: list[Account], capsys: pytest.CaptureFixture[str]
) -> None:
    command(season, "publish")
    (published,) = seasons()
    assert published.name == published.as_of.isoformat()


def test_commands_refuse_a_stranger_and_a_negative_number(accounts: list[Account]) -> None:
    assert refusal(portfolio, "--as", "nobody@example.com") == (
        "No active member has the e-mail address 'nobody@example.com'; name one who has."
    )
    assert refusal(portfolio, "--top", "-1") == "--top must be 0 (all) or more; got -1."


def test_commands_say_that_there_is_no_administrator_yet(db: None) -> None:
    assert refusal(portfolio) == "There is no administrator yet; `tenure run` makes one."


def test_an_objective_that_no_criterion_serves_is_flagged(
    accounts: list[Account], administrator: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    compute_ranking(by=administrator)
    add_objective(name="Enter Portugal", by=administrator)
    command(portfolio)
    assert "No criterion serves the objective 'Enter Portugal'." in capsys.readouterr().out


def test_a_narrow_terminal_gets_a_narrow_table(
    accounts: list[Account], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tenure.cli.league_table.PRINTED_WIDTH", 80)
    command(portfolio)
    assert "By sales" not in capsys.readouterr().out


def test_nothing_is_ranked_or_published_while_there_is_no_account(administrator: Member) -> None:
    sentence = "There is no account to rank yet; `tenure import FILE` brings some, `tenure demo` a sample."
    assert refusal(portfolio) == refusal(season, "publish") == sentence
    assert not Ranking.objects.exists()


def test_a_command_gives_reasons_in_the_language_of_who_asks(
    accounts: list[Account], administrator: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    administrator.language = "de"
    administrator.save()
    command(portfolio, "--json")
    assert "mit 10,0 von 10: vorn liegen Umsatz" in json.loads(capsys.readouterr().out)["accounts"][0]["reason"]
    command(explain, "Customer 01", "--json")
    assert json.loads(capsys.readouterr().out)["reason"].endswith("1. nach Umsatz.")
