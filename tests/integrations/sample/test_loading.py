"""The sample company in the database: loaded by the importer, ranked, and taken away without a trace."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account, Contact
from tenure.commerce.models import Order, Product
from tenure.core.models import ExchangeRate
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import current_ranking
from tenure.integrations.sample.actions import remove_sample_company
from tenure.integrations.sample.loading import load_sample_company
from tenure.people.models import Member

TODAY = date(2026, 11, 21)


@pytest.fixture
def loaded(administrator: Member, settings: object, tmp_path: Path) -> Member:
    """The administrator of an installation with the sample company in it."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    load_sample_company(today=TODAY, by=administrator, say=lambda _: None)
    return administrator


def test_the_sample_company_is_ranked_and_removed_without_a_trace(loaded: Member, director: Member) -> None:
    ranking = current_ranking()
    assert ranking is not None
    standings = Standing.objects.filter(ranking=ranking)
    assert standings.filter(is_key=True).count() == 18
    assert set(standings.values_list("movement", flat=True)) >= {"promoted", "relegated", "held"}
    assert list(Ranking.objects.exclude(published_at=None).values_list("name", flat=True)) == ["Season 2025"]

    with pytest.raises(PermissionDenied):
        remove_sample_company(by=director)
    assert Account.objects.count() > 200

    own = create_account(by=loaded, name="Eigene Kundschaft")
    assert remove_sample_company(by=loaded) == []
    assert list(Account.objects.all()) == [own]
    for model in (Contact, Order, Product, ExchangeRate, Ranking, Standing):
        assert not model.objects.exists()
    assert set(Member.objects.all()) == {loaded, director}


def test_what_ones_own_accounts_need_stays(loaded: Member) -> None:
    group = Account.objects.get(name="Nordhaven Group")
    anna = Member.objects.get(email="anna.weber@harrowlind.example")
    create_account(by=loaded, name="Eigenes Werk", parent=group, owner=anna)
    assert remove_sample_company(by=loaded) == [
        "Kept: 1 accounts stand above accounts of your own.",
        "Kept: 1 members look after accounts of your own and are disabled.",
    ]
    anna.refresh_from_db()
    assert not anna.is_active
