"""Buying decisions on pages: listed, opened, changed; what is said of their people, ended and taken back."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.people.models import Member
from tenure.relationships.actions.decision import change_decision, create_decision
from tenure.relationships.actions.decision_role import end_role, set_role
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.models import (
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tests.queries import queries_of
from tests.relationships.conftest import OPENED, dahl, decision, foss
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "drawer-body", "HX-Current-URL": "http://testserver/accounts/1/board/"}
__all__ = ["dahl", "decision", "foss"]


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def base(decision: Decision) -> str:
    return f"/accounts/{decision.account_id}/decisions/{decision.pk}"


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}/decisions/"


@pytest.fixture
def forms(decision: Decision, dahl: Contact, foss: Contact, alice: Member) -> Mapping[str, dict[str, Any]]:
    """What is sent to each form so that it is accepted, by its address."""
    base, today = f"/accounts/{decision.account_id}", timezone.localdate().isoformat()
    one = f"{base}/decisions/{decision.pk}"
    said = {"valid_from": today, "replaces": "0"}
    return {
        f"{one}/stance": {"contact": dahl.pk, "value": "1", "evidence": "Named us first", "held_on": today},
        f"{one}/role": {"contact": dahl.pk, "level": "5", "function": "operations", "piece": "king", **said},
        f"{one}/influence": {
            "source": foss.pk, "target": dahl.pk, "kind": "influences", "weight": "0.5", **said,
        },
        f"{one}/fog": {"level": "4", "function": "finance", "weight": "2", **said},
        f"{base}/ties/change": {
            "member": alice.pk, "contact": dahl.pk, "strength": "0.8", "reason": "At school together", **said,
        },
        f"{base}/ties/competitor": {"competitor": "Rivalco", "contact": foss.pk, "strength": "0.6", **said},
    }  # fmt: skip


def told(client: Client, address: str, **asked: Any) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_open_decision_that_is_due_first_stands_on_top(client: Client, account: Account, alice: Member) -> None:
    for name, due in (("Later", date(2027, 5, 1)), ("Some day", None), ("Sooner", date(2027, 1, 1))):
        create_decision(account=account, by=alice, name=name, deadline=due)
    closed = create_decision(account=account, by=alice, name="Closed", deadline=date(2026, 12, 1))
    change_decision(decision=closed, changes={"state": "decided"}, by=alice)
    page = told(client, f"/accounts/{account.pk}/decisions/")
    places = [page.index(f">{name}</a></th>") for name in ("Sooner", "Later", "Some day", "Closed")]
    assert places == sorted(places)
    assert f"/accounts/{account.pk}/board/?decision={closed.pk}" in page


def test_the_list_asks_as_often_for_many_decisions_as_for_one(
    client: Client, decision: Decision, alice: Member, dahl: Contact
) -> None:
    def listed() -> None:
        told(client, f"/accounts/{decision.account_id}/decisions/")

    asked_for_one = len(queries_of(listed))
    for number in range(3):
        another = create_decision(account=decision.account, by=alice, name=f"Valves {number}")
        set_role(decision=another, contact=dahl, by=alice)
    assert len(queries_of(listed)) == asked_for_one


def test_an_account_without_decisions_says_what_one_is(client: Client, account: Account) -> None:
    page = told(client, f"/accounts/{account.pk}/decisions/")
    assert "No buying decision of this account is known yet." in page
    assert f"/accounts/{account.pk}/decisions/new" in page


def test_a_decision_is_opened_changed_and_closed(client: Client, account: Account) -> None:
    sent = {"name": "Valves", "opened_on": "2026-02-01", "review_days": "30"}
    opened = client.post(f"/accounts/{account.pk}/decisions/new", sent)
    decision = Decision.objects.get(name="Valves")
    assert opened["Location"] == f"/accounts/{account.pk}/decisions/"
    address = f"/accounts/{account.pk}/decisions/{decision.pk}/edit"
    before = {"initial-state": "open", "initial-name": "Valves", "version": decision.version}
    client.post(address, {**sent, **before, "state": "decided"})
    decision.refresh_from_db()
    assert (decision.state, decision.closed_on) == ("decided", timezone.localdate())


def test_two_who_change_the_same_field_are_told_both_values(
    client: Client, decision: Decision, alice: Member, base: str
) -> None:
    seen = decision.version
    change_decision(decision=decision, changes={"name": "Pumps and valves"}, by=alice)
    sent = {"name": "Compressors", "initial-name": "Pumps for the new plant", "version": seen, "state": "open"}
    answer = client.post(f"{base}/edit", {**sent, "opened_on": "2026-01-05", "review_days": "30"})
    page = answer.content.decode()
    assert (answer.status_code, "Pumps and valves" in page, "Compressors" in page) == (409, True, True)


def test_every_form_saves_and_goes_back_to_where_it_was_opened(
    client: Client, forms: Mapping[str, dict[str, Any]], home: str
) -> None:
    for address, sent in forms.items():
        plain = client.post(address, sent)
        assert (address, plain.status_code, plain["Location"]) == (address, 302, home)
    kinds = (Stance, DecisionRole, Influence, FogSquare, TieOverride, CompetitorTie)
    assert [kind._default_manager.count() for kind in kinds] == [1] * 6


def test_every_form_opens_in_the_drawer_and_carries_the_page_below_it(
    client: Client, forms: Mapping[str, dict[str, Any]]
) -> None:
    for address, sent in forms.items():
        part = client.get(address, sent, headers=HTMX).content.decode()
        assert '<input type="hidden" name="next" value="/accounts/1/board/">' in part
        assert "<html" not in part
        saved = client.post(address, {**sent, "next": "/accounts/1/board/"}, headers=HTMX)
        assert (saved.status_code, saved["HX-Redirect"]) == (204, "/accounts/1/board/")


def test_a_form_leads_to_no_other_site(client: Client, forms: Mapping[str, dict[str, Any]], home: str) -> None:
    for address, sent in forms.items():
        answer = client.post(address, {**sent, "next": "//elsewhere.example/"})
        assert answer["Location"] == home


def test_a_form_that_is_about_nobody_asks_first(client: Client, forms: Mapping[str, dict[str, Any]]) -> None:
    for address in forms:
        page = told(client, address)
        assert "Go on" in page
        assert client.post(address, {}).status_code == 422


def test_what_is_refused_stands_in_the_form(client: Client, base: str, dahl: Contact) -> None:
    refused = client.post(
        f"{base}/stance", {"contact": dahl.pk, "value": "1", "evidence": " ", "held_on": "2999-01-01"}
    )
    assert refused.status_code == 422
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    late = {"contact": dahl.pk, "level": "5", "function": "other", "valid_from": tomorrow, "replaces": "0"}
    answer = client.post(f"{base}/role", late)
    assert (answer.status_code, "has come" in answer.content.decode()) == (422, True)
    assert (Stance.objects.count(), DecisionRole.objects.count()) == (0, 0)


def test_whoever_saw_another_row_is_told_both_values_and_may_replace_it(
    client: Client, base: str, decision: Decision, dahl: Contact, director: Member
) -> None:
    theirs = set_role(decision=decision, contact=dahl, by=director, level=4)
    mine = {"contact": dahl.pk, "level": "3", "function": "operations", "valid_from": timezone.localdate()}
    lost = client.post(f"{base}/role", {**mine, "replaces": "0"})
    page = lost.content.decode()
    assert (lost.status_code, director.name in page) == (409, True)
    assert f'name="replaces" value="{theirs.pk}"' in page
    client.post(f"{base}/role", {**mine, "replaces": theirs.pk})
    assert DecisionRole.objects.get(valid_to=None).level == 3


def test_whoever_changes_what_has_ended_is_told_so(
    client: Client, base: str, decision: Decision, dahl: Contact, director: Member
) -> None:
    gone = end_role(role=set_role(decision=decision, contact=dahl, by=director, level=4), by=director)
    mine = {"contact": dahl.pk, "level": "3", "function": "operations", "valid_from": timezone.localdate()}
    assert client.post(f"{base}/role", {**mine, "replaces": gone.pk}).status_code == 409


def test_saying_what_holds_already_changes_nothing(client: Client, base: str, forms: Mapping[str, Any]) -> None:
    address, sent = f"{base}/role", forms[f"{base}/role"]
    client.post(address, sent)
    row = DecisionRole.objects.get()
    again = client.post(address, {**sent, "replaces": row.pk}, follow=True)
    assert "It says so already." in again.content.decode()
    assert list(DecisionRole.objects.all()) == [row]


@pytest.mark.parametrize(
    ("address", "noun", "model"),
    [
        ("/role", "decision-roles", DecisionRole),
        ("/influence", "influences", Influence),
        ("/fog", "fog-squares", FogSquare),
        ("/ties/change", "tie-overrides", TieOverride),
        ("/ties/competitor", "competitor-ties", CompetitorTie),
    ],
)
def test_what_is_said_is_ended_and_both_are_taken_back(
    address: str, noun: str, model: Any, client: Client, forms: Mapping[str, dict[str, Any]]
) -> None:
    form = next(each for each in forms if each.endswith(address))
    client.post(form, forms[form])
    said = model.objects.get()
    client.post(f"/{noun}/{said.pk}/end")
    assert not model.objects.filter(valid_to=None).exists()
    client.post(f"/{noun}/{said.pk}/undo")
    (again,) = model.objects.filter(valid_to=None)
    client.post(f"/{noun}/{again.pk}/undo")
    today = timezone.localdate()
    assert not model.objects.filter(valid_to=None).exists()
    assert not model.objects.on(today).exists()


def test_what_was_said_before_holds_again_when_its_successor_is_taken_back(
    client: Client, decision: Decision, dahl: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, level=4, power=2, valid_from=OPENED)
    later = set_role(decision=decision, contact=dahl, by=alice, level=5, power=4, valid_from=OPENED + timedelta(days=9))
    client.post(f"/decision-roles/{later.pk}/undo")
    held = [DecisionRole.objects.on(OPENED + timedelta(days=days)).get().power for days in (0, 8, 9, 20)]
    assert held == [2, 2, 2, 2]


def test_what_others_replaced_meanwhile_is_not_taken_back(
    client: Client, decision: Decision, dahl: Contact, alice: Member, director: Member
) -> None:
    first = set_role(decision=decision, contact=dahl, by=alice, level=4)
    set_role(decision=decision, contact=dahl, by=director, level=5)
    page = client.post(f"/decision-roles/{first.pk}/undo", follow=True).content.decode()
    assert "Somebody else changed" in page
    assert DecisionRole.objects.get(valid_to=None).level == 5


def test_a_stance_is_taken_back_to_the_one_before(
    client: Client, base: str, decision: Decision, dahl: Contact, alice: Member
) -> None:
    give_stance(decision=decision, contact=dahl, value=-1, evidence="Asked others", by=alice, held_on=OPENED)
    sent = {"contact": dahl.pk, "value": "2", "evidence": "By mistake", "held_on": timezone.localdate()}
    page = client.post(f"{base}/stance", sent, follow=True).content.decode()
    mistaken = Stance.objects.get(value=2)
    assert f"/stances/{mistaken.pk}/undo" in page
    client.post(f"/stances/{mistaken.pk}/undo")
    latest = Stance.objects.until(timezone.localdate()).last()
    assert latest is not None
    assert (latest.value, latest.evidence, Stance.objects.count()) == (-1, "Asked others", 3)


def test_a_first_stance_offers_no_way_back(client: Client, base: str, dahl: Contact) -> None:
    sent = {"contact": dahl.pk, "value": "2", "evidence": "Named us first", "held_on": timezone.localdate()}
    page = client.post(f"{base}/stance", sent, follow=True).content.decode()
    only = Stance.objects.get()
    assert f"/stances/{only.pk}/undo" not in page
    assert "Nothing was said before" in client.post(f"/stances/{only.pk}/undo", follow=True).content.decode()


def test_questions_lead_to_a_piece_and_fill_the_form_in(client: Client, base: str, dahl: Contact) -> None:
    page = told(client, f"{base}/role", contact=dahl.pk, asked="1", yes=["budget", "three"])
    assert "Queen." in page
    assert '<option value="4" selected>4, holds the budget or a veto</option>' in page
    assert 'name="reach" value="3"' in page
    assert not DecisionRole.objects.exists()


def test_a_tie_by_hand_stands_beside_what_interactions_show(
    client: Client, account: Account, dahl: Contact, alice: Member, decision: Decision
) -> None:
    address = f"/accounts/{account.pk}/ties/change"
    page = told(client, address, member=alice.pk, contact=dahl.pk)
    assert "No interaction of these two is recorded." in page
    client.post(address, {"member": alice.pk, "contact": dahl.pk, "reason": "  ", "replaces": "0"})
    assert not TieOverride.objects.exists()
    client.post(
        address,
        {
            "member": alice.pk, "contact": dahl.pk, "strength": "0.35", "reason": "Two dinners", "replaces": "0",
            "valid_from": timezone.localdate(),
        },
    )  # fmt: skip
    assert TieOverride.objects.get().strength == Decimal("0.35")
    assert decision.account_id == account.pk


@pytest.fixture
def on_team(account: Account, viewer: Member, director: Member) -> Member:
    """A viewer on the account's team."""
    add_team_member(account=account, member=viewer, by=director)
    return viewer


def test_only_the_account_team_opens_the_forms(
    sign_in: SignIn, on_team: Member, charlie: Member, bob: Member, forms: Mapping[str, dict[str, Any]]
) -> None:
    asked = {"bob": sign_in(bob), "viewer": sign_in(on_team), "charlie": sign_in(charlie)}
    for address, sent in forms.items():
        answers = {who: [client.get(address, sent).status_code, client.post(address, sent).status_code]
                   for who, client in asked.items()}  # fmt: skip
        assert answers == {"bob": [200, 302], "viewer": [403, 403], "charlie": [404, 404]}


def test_a_viewer_sees_decisions_but_no_way_to_judge(sign_in: SignIn, on_team: Member, decision: Decision) -> None:
    page = told(sign_in(on_team), f"/accounts/{decision.account_id}/decisions/")
    assert (decision.name in page, "/board/" in page, "/edit" in page, "/stance" in page) == (True, False, False, False)


def test_the_history_says_who_said_what_of_whom(
    client: Client, decision: Decision, dahl: Contact, alice: Member, sign_in: SignIn, on_team: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, power=4)
    give_stance(decision=decision, contact=dahl, value=-2, evidence="Overheard", by=alice)
    address = f"/accounts/{decision.account_id}/"
    team, looks_on = (told(one, address, part="history") for one in (client, sign_in(on_team)))
    said = "Alice Owner said where Dahl stands", "Alice Owner put Dahl on a board", "Overheard"
    assert [sentence in team for sentence in said] == [True, True, True]
    assert [sentence in looks_on for sentence in said] == [False, True, False]
    assert ("power" in team, "power" in looks_on) == (True, False)


def test_nobody_of_another_account_is_put_on_the_board(
    client: Client, forms: Mapping[str, dict[str, Any]], director: Member
) -> None:
    stranger = create_contact(account=create_account(by=director, name="Elsewhere"), by=director, name="Frida")
    for address, sent in forms.items():
        for name in {"contact", "source", "target"} & set(sent):
            assert client.post(address, {**sent, name: stranger.pk}).status_code == 422
    assert not DecisionRole.objects.exists()


def test_a_decision_is_found_below_its_own_account_alone(decision: Decision, sign_in: SignIn, director: Member) -> None:
    elsewhere = create_account(by=director, name="Elsewhere")
    for page in ("edit", "stance", "role", "influence", "fog"):
        assert sign_in(director).get(f"/accounts/{elsewhere.pk}/decisions/{decision.pk}/{page}").status_code == 404
