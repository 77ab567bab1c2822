"""The question card's page and forms: read and said without scripts, and kept from who may not see judgements."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.core.policy import Role
from tenure.people.models import Member
from tenure.relationships.actions.card_answer import give_answer
from tenure.relationships.models import CardAnswer
from tests.queries import queries_of

FORM = {"answer": "Dahl", "confidence": "4", "evidence": "She signs", "evidence_on": "2026-02-01", "replaces": "0"}


@pytest.fixture
def browser(client: Client, alice: Member) -> Client:
    client.force_login(alice)
    return client


def test_the_twelve_questions_are_listed_with_what_is_answered(
    browser: Client, account: Account, alice: Member
) -> None:
    give_answer(account=account, question=1, answer="Dahl & Co", confidence=5, evidence="She signed", by=alice)
    page = browser.get(f"/accounts/{account.pk}/questions/").content.decode()
    assert page.count('<th scope="row">') == 12
    assert "Dahl &amp; Co" in page
    assert "5 of 5" in page
    assert "8.3" in page


def test_an_answer_is_saved_and_shown(browser: Client, account: Account) -> None:
    address = f"/accounts/{account.pk}/questions/3"
    assert "Which squares are in fog?" in browser.get(address).content.decode()
    answer = browser.post(address, FORM)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/{account.pk}/questions/")
    said = CardAnswer.objects.get()
    assert (said.question, said.answer, said.evidence_on) == (3, "Dahl", date(2026, 2, 1))


def test_what_cannot_be_saved_is_said_at_its_field(browser: Client, account: Account) -> None:
    answer = browser.post(f"/accounts/{account.pk}/questions/3", {**FORM, "answer": ""})
    assert answer.status_code == 422
    assert "refusal" in answer.content.decode()


def test_two_who_answer_at_once_see_both_answers(browser: Client, account: Account, bob: Member) -> None:
    give_answer(account=account, question=3, answer="Nobody sits there", confidence=2, by=bob)
    answer = browser.post(f"/accounts/{account.pk}/questions/3", FORM)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Nobody sits there" in page
    assert "Dahl" in page
    said = CardAnswer.objects.get()
    assert browser.post(f"/accounts/{account.pk}/questions/3", {**FORM, "replaces": said.pk}).status_code == 302


@pytest.mark.parametrize("number", [0, 13])
def test_there_are_twelve_questions(number: int, browser: Client, account: Account) -> None:
    assert browser.get(f"/accounts/{account.pk}/questions/{number}").status_code == 404


def test_who_must_not_see_the_account_finds_no_card(client: Client, account: Account, charlie: Member) -> None:
    client.force_login(charlie)
    assert client.get(f"/accounts/{account.pk}/questions/").status_code == 404
    assert client.post(f"/accounts/{account.pk}/questions/1", FORM).status_code == 404
    assert not CardAnswer.objects.exists()


def test_a_viewer_may_not_see_the_card(client: Client, account: Account, bob: Member) -> None:
    Member.objects.filter(pk=bob.pk).update(role=Role.VIEWER)
    client.force_login(bob)
    assert client.get(f"/accounts/{account.pk}/questions/").status_code == 403


def test_a_full_card_asks_as_often_as_an_empty_one(browser: Client, account: Account, alice: Member) -> None:
    address = f"/accounts/{account.pk}/questions/"
    browser.get(address)
    empty = queries_of(lambda: browser.get(address))
    for question in range(1, 13):
        give_answer(account=account, question=question, answer="Dahl", confidence=4, by=alice)
    assert len(queries_of(lambda: browser.get(address))) == len(empty)


def test_the_account_s_page_tells_how_ready_the_team_is_to_who_may_know(
    client: Client, account: Account, alice: Member, viewer: Member
) -> None:
    give_answer(
        account=account, question=1, by=alice, answer="Nils alone", confidence=5, evidence="Said so",
        evidence_on=timezone.localdate(),
    )  # fmt: skip
    add_team_member(account=account, member=viewer, by=alice)
    small = f"/accounts/{account.pk}/board/small"
    client.force_login(alice)
    said = client.get(small).content.decode()
    assert f'<a href="/accounts/{account.pk}/questions/">Question card</a>' in said
    assert "8.3\N{NARROW NO-BREAK SPACE}% ready" in said
    other = Client()
    other.force_login(viewer)
    assert "% ready" not in other.get(small).content.decode()
