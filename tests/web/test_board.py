"""The board of an account on the screen: who sees it, what it says, on which day and without whom."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import override_tie, set_competitor_tie
from tenure.relationships.models import Decision
from tests.queries import assert_same_queries
from tests.relationships.golden import Golden
from tests.web.conftest import SINCE, SignIn

pytestmark = pytest.mark.django_db
# What only the account team may know, in any form that the screen has for it.
JUDGED = (
    "king", "queen", "rook", "bishop", "knight", "pawn", "champion", "supporter", "neutral", "sceptic", "blocker",
    "stance", "power", "piece", "influence", "sway", "attack", "defen", "rivalco", "competitor", "position", "material",
    "consensus", "contested", ">check", "in check", "robust", "moves", "-12.4", "−12.4", "0.65", "0.68", "▲", "▼",
)  # fmt: skip


@pytest.fixture
def address(account: Account) -> str:
    return f"/accounts/{account.pk}/board/"


def html(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, (address, query)
    return unescape(response.content.decode())


def main_of(page: str) -> str:
    """The middle of a page: what is neither frame nor head."""
    return page.partition("<main")[2].partition("</main>")[0]


def words(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


def test_the_owner_sees_the_score_with_its_parts_and_what_is_in_danger(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    said = words(main_of(html(sign_in(alice), address)))
    for told in ("−12.4", "Material", "+0.02", "Contested", "Dahl is attacked (0.65) by Rivalco (0.30), Eide (0.50)"):
        assert told in said
    assert "role known, person not" in said
    assert "KAM 0.80" in said


def test_whoever_may_not_know_the_account_gets_404_at_every_address(
    sign_in: SignIn, charlie: Member, golden: Golden, address: str
) -> None:
    client, dahl = sign_in(charlie), golden.contacts["dahl"].pk
    for place in (
        address,
        f"{address}curve",
        f"{address}small",
        f"{address}people/{dahl}/",
        f"{address}?without=contact:{dahl}",
    ):
        assert client.get(place).status_code == 404


def test_a_person_of_another_account_and_a_decision_of_another_are_404(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    other = create_account(by=alice, name="Other")
    stranger = create_contact(account=other, by=alice, name="Stranger")
    foreign = create_decision(account=other, by=alice, name="Foreign")
    client = sign_in(alice)
    assert client.get(f"{address}people/{stranger.pk}/").status_code == 404
    assert client.get(address, {"decision": str(foreign.pk)}).status_code == 404
    assert client.get(address, {"without": f"contact:{stranger.pk}"}).status_code == 404


@pytest.mark.parametrize("shared", [False, True], ids=["viewer", "version for sharing"])
def test_neither_a_word_nor_a_number_of_how_people_are_judged_is_in_what_is_shared(
    sign_in: SignIn, alice: Member, viewer: Member, account: Account, golden: Golden, address: str, shared: bool
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    client, query = sign_in(alice if shared else viewer), {"shared": "1"} if shared else {}
    dahl, kam = golden.contacts["dahl"].pk, golden.members["KAM"].pk
    pages = [
        html(client, address, **query),
        html(client, address, on="2026-02-01", since="2026-01-05", lines="competitors", **query),
        html(client, f"{address}people/{dahl}/", **query),
        html(client, address, without=f"contact:{dahl}", **query),
        html(client, address, without=f"member:{kam}", **query),
        html(client, f"{address}small", **query),
    ]
    leaked = [(number, word) for number, page in enumerate(pages) for word in JUDGED if word in main_of(page).lower()]
    assert leaked == []
    assert "Dahl is not covered (0.35)" in words(pages[0])
    assert "KAM 0.80" in words(pages[0])


def test_a_viewer_may_not_ask_for_the_curve(
    sign_in: SignIn, alice: Member, viewer: Member, account: Account, golden: Golden, address: str
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    assert sign_in(viewer).get(f"{address}curve").status_code == 403


def test_every_card_of_the_drawing_has_its_row_in_the_list(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    page = html(sign_in(alice), address)
    cards = re.findall(r'<a class="board-card[^>]*data-person="(contact:\d+)"', page)
    rows = re.findall(r'<tr data-person="(contact:\d+)"', page)
    assert sorted(cards) == sorted(rows) == sorted(f"contact:{one.pk}" for one in golden.contacts.values())


def test_cards_and_lines_are_drawn_by_hand_on_today_s_board_alone_and_by_who_may(
    sign_in: SignIn, alice: Member, viewer: Member, account: Account, golden: Golden, address: str
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    by_hand = {"": True, "?on=2026-02-01": False, "?shared=1": False, "?without=contact:{}": False}
    client, dahl = sign_in(alice), golden.contacts["dahl"].pk
    pages = {query: html(client, f"{address}{query.format(dahl)}") for query in by_hand}
    assert {query: "data-moves" in page for query, page in pages.items()} == by_hand
    assert pages[""].count("data-said=") == len(golden.contacts)
    assert "data-said" not in html(sign_in(viewer), address)


def test_the_address_says_which_lines_are_drawn(sign_in: SignIn, alice: Member, golden: Golden, address: str) -> None:
    client = sign_in(alice)

    def drawn(**query: str | list[str]) -> set[str]:
        response = client.get(address, query)
        return set(re.findall(r'class="board-line is-(\w+)" d="M[^"]*" stroke', response.content.decode()))

    assert drawn() == {"ours", "influence", "competitors"}
    assert drawn(lines=["none", "ours"]) == {"ours"}
    assert drawn(lines="none") == set()
    assert drawn(lines="anything") == set()


def test_any_day_can_be_shown_and_says_what_changed_since(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    eide = golden.contacts["eide"]
    day = SINCE + timedelta(days=20)
    give_stance(decision=golden.decision, contact=eide, value=1, evidence="Asked for us", by=alice, held_on=day)
    client = sign_in(alice)
    before = words(main_of(html(client, address, on=str(day - timedelta(days=1)))))
    after = words(main_of(html(client, address, on=str(day), since=str(SINCE))))
    assert ("Eide: Sceptic, now Supporter." in before, "Eide: Sceptic, now Supporter." in after) == (False, True)
    assert "Nothing changed." in before
    assert "The position has won" in after
    assert f'value="{day}"' in html(client, address, on=str(day))


def test_the_days_before_and_after_are_plain_links(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    day = SINCE + timedelta(days=20)
    eide = golden.contacts["eide"]
    give_stance(decision=golden.decision, contact=eide, value=1, evidence="Asked for us", by=alice, held_on=day)
    client = sign_in(alice)
    first = html(client, address, on=str(SINCE))
    assert f'href="{address}?on={day}" rel="next"' in first
    assert 'rel="prev"' not in first
    assert f'href="{address}?on={SINCE}" rel="prev"' in html(client, address, on=str(day))


def test_a_day_that_has_not_come_or_is_none_shows_today(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    client, today = sign_in(alice), f'data-day="{timezone.localdate()}"'
    for on in (str(timezone.localdate() + timedelta(days=1)), "yesterday", "2026-02-31", ""):
        assert today in html(client, address, on=on)


def test_a_day_on_which_nobody_stood_there_says_so(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    said = words(main_of(html(sign_in(alice), address, on="2025-12-24")))
    assert "Nobody stood on the board on 24 Dec 2025." in said
    assert "Next day with a change" in said


def test_an_account_without_a_decision_says_what_a_board_is_for(
    sign_in: SignIn, alice: Member, account: Account, address: str
) -> None:
    assert "No buying decision is on record yet" in html(sign_in(alice), address)


@pytest.mark.parametrize(("leaver", "position"), [("KAM", "−27.7"), ("foss", "−31.7")])
def test_either_side_may_leave(
    sign_in: SignIn, alice: Member, golden: Golden, address: str, leaver: str, position: str
) -> None:
    code = f"member:{golden.members['KAM'].pk}" if leaver == "KAM" else f"contact:{golden.contacts['foss'].pk}"
    said = words(main_of(html(sign_in(alice), address, without=code)))
    assert f"Position −12.4 {position}" in said
    assert "Dahl check" in said
    assert "To be handed over" in said


def test_the_last_person_cannot_leave(
    sign_in: SignIn, alice: Member, account: Account, decision_of_one: Contact, address: str
) -> None:
    client = sign_in(alice)
    assert client.get(address, {"without": f"contact:{decision_of_one.pk}"}).status_code == 404
    assert "leaves?" not in html(client, f"{address}people/{decision_of_one.pk}/")


@pytest.fixture
def decision_of_one(account: Account, alice: Member) -> Contact:
    contact = create_contact(account=account, by=alice, name="Dahl", function="operations", seniority=5)
    decision = create_decision(account=account, by=alice, name="Pumps", opened_on=SINCE)
    set_role(decision=decision, contact=contact, by=alice, piece="king", valid_from=SINCE)
    return contact


def test_one_person_is_told_in_full_as_a_page_and_as_a_part(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    place, client = f"{address}people/{golden.contacts['dahl'].pk}/", sign_in(alice)
    said = words(main_of(html(client, place)))
    for told in ("King", "Who attacks Eide 0.50, Rivalco 0.30", "Who defends Foss 0.50, KAM 0.35", "As in the example"):
        assert told in said
    assert "Said so (Alice Owner)" in said
    part = client.get(place, headers={"hx-request": "true", "hx-target": "drawer-body"}).content.decode()
    assert "<html" not in part


def test_somebody_of_the_account_who_is_not_on_the_board_is_told_so(
    sign_in: SignIn, alice: Member, account: Account, golden: Golden, address: str
) -> None:
    other = create_contact(account=account, by=alice, name="Beside")
    assert "Does not stand on this board." in html(sign_in(alice), f"{address}people/{other.pk}/")


def test_the_curve_tells_where_the_position_turned_and_why(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    day = SINCE + timedelta(days=20)
    eide = golden.contacts["eide"]
    give_stance(decision=golden.decision, contact=eide, value=2, evidence="Asked for us", by=alice, held_on=day)
    page = html(sign_in(alice), f"{address}curve")
    assert "Eide: Sceptic, now Champion." in words(page)
    assert f'href="{address}?on={day}"' in page
    assert "<polyline" in page


def test_several_decisions_can_be_switched_between(
    sign_in: SignIn, alice: Member, account: Account, golden: Golden, address: str
) -> None:
    other = create_decision(account=account, by=alice, name="Valves", opened_on=SINCE)
    page = html(sign_in(alice), address)
    assert f'href="{address}?decision={other.pk}"' in page
    assert "<h1>Valves</h1>" in html(sign_in(alice), address, decision=str(other.pk))


def crowd(account: Account, alice: Member, people: int) -> Decision:
    """A board of so many people, each with a tie, a competitor's tie, a stance, fog beside and talks."""
    decision = create_decision(account=account, by=alice, name="Pumps", opened_on=SINCE)
    for place in range(people):
        contact = create_contact(account=account, by=alice, name=f"Person {place}", seniority=1 + place % 5)
        set_role(decision=decision, contact=contact, by=alice, function="finance", valid_from=SINCE)
        give_stance(
            decision=decision, contact=contact, value=place % 5 - 2, evidence="Said so", by=alice, held_on=SINCE
        )
        override_tie(member=alice, contact=contact, by=alice, strength=Decimal("0.4"), reason="Known", valid_from=SINCE)
        set_competitor_tie(contact=contact, competitor="Rivalco", strength=Decimal("0.4"), by=alice, valid_from=SINCE)
        at = timezone.now() - timedelta(days=place + 1)
        create_interaction(account=account, by=alice, contacts=[contact], kind="meeting", subject="Pumps", at=at)
    return decision


@pytest.mark.parametrize("place", ["", "curve", "small", "?shared=1", "?without=member:{alice}"])
def test_many_people_are_asked_for_as_often_as_few(sign_in: SignIn, alice: Member, place: str) -> None:
    few, many = (create_account(by=alice, name=name) for name in ("Few", "Many"))
    crowd(few, alice, 2)
    crowd(many, alice, 20)
    client, asked = sign_in(alice), place.format(alice=alice.pk)
    assert_same_queries(
        lambda: html(client, f"/accounts/{few.pk}/board/{asked}"),
        lambda: html(client, f"/accounts/{many.pk}/board/{asked}"),
    )


def test_the_account_leads_to_its_board(sign_in: SignIn, alice: Member, account: Account, address: str) -> None:
    assert f'href="{address}"' in html(sign_in(alice), f"/accounts/{account.pk}/")


def test_the_part_for_another_day_has_the_board_and_what_stands_below_it_and_no_more(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    part = sign_in(alice).get(address, headers={"hx-request": "true", "hx-target": "board-shown"}).content.decode()
    assert ("<html" in part, 'id="board-replay"' in part) == (False, False)
    assert ('id="board-shown"' in part, 'id="board-below" hx-swap-oob="true"' in part) == (True, True)


def test_the_account_shows_its_board_in_small(sign_in: SignIn, alice: Member, golden: Golden, address: str) -> None:
    page = html(sign_in(alice), f"{address}small")
    assert "Position −12.4" in words(page)
    assert page.count('class="board-spot') == 9


def test_an_account_without_a_decision_has_no_small_board(
    sign_in: SignIn, alice: Member, account: Account, address: str
) -> None:
    assert "No buying decision is on record yet." in html(sign_in(alice), f"{address}small")


def test_each_kind_of_move_on_somebody_is_offered_once(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    moves = html(sign_in(alice), address).partition('id="moves"')[2].partition("</table>")[0]
    said = [words(row) for row in re.findall(r'<th scope="row">(.*?)</th>', moves)]
    without_actor = [sentence.partition(" ")[2] for sentence in said]
    assert len(set(without_actor)) == len(without_actor) > 3


def test_each_finding_and_move_can_be_taken_on_and_then_says_who_is_on_it(
    sign_in: SignIn, alice: Member, golden: Golden, address: str, account: Account
) -> None:
    client, dahl = sign_in(alice), golden.contacts["dahl"]
    place = f"/accounts/{account.pk}/decisions/{golden.decision.pk}/commit"
    page = html(client, address)
    assert f"{place}?kind=contested&contact={dahl.pk}" in page
    assert f"{place}?kind=castle&contact={dahl.pk}" in page
    form = html(client, place, kind="contested", contact=str(dahl.pk))
    assert 'value="Speak with Dahl"' in form
    due = timezone.localdate() + timedelta(days=14)
    assert f'value="{due}"' in form
    sent = {"kind": "contested", "contact": dahl.pk, "text": "Speak with Dahl", "owner": alice.pk, "due_on": due}
    assert client.post(place, sent).status_code == 302
    after = html(client, address)
    assert "Alice Owner is on it, by" in words(after)
    assert f"{place}?kind=contested&contact={dahl.pk}" not in after
    assert "is on it" not in html(client, f"{address}?shared=1")
    assert place not in html(client, f"{address}?on=2026-02-01")


def test_a_move_is_proposed_to_who_would_make_it_and_anything_else_to_the_owner(
    sign_in: SignIn, alice: Member, bob: Member, golden: Golden, address: str, account: Account
) -> None:
    client, place = sign_in(alice), f"/accounts/{account.pk}/decisions/{golden.decision.pk}/commit"
    moves = html(client, address).partition('id="moves"')[2].partition("</table>")[0]
    asked = [parse_qs(query) for query in re.findall(r'/commit\?([^"]*)"', moves)]
    actors = {owner for one in asked for owner in one.get("owner", [])}
    assert len(actors) > 1
    assert actors <= {str(member.pk) for member in (alice, *golden.members.values())}
    for owner, chosen in ((str(bob.pk), bob), ("", alice), ("nobody", None)):
        form = html(client, place, kind="castle", owner=owner)
        found = re.search(r'<option value="(\d+)" selected', form)
        assert (found and found[1]) == (str(chosen.pk) if chosen else None)


def test_what_is_taken_on_is_refused_where_it_cannot_be_understood(
    sign_in: SignIn, alice: Member, golden: Golden, account: Account
) -> None:
    client, place = sign_in(alice), f"/accounts/{account.pk}/decisions/{golden.decision.pk}/commit"
    other = create_account(by=alice, name="Other")
    stranger = create_contact(account=other, by=alice, name="Stranger")
    assert client.get(place, {"kind": "weather"}).status_code == 404
    assert client.get(f"{place}?kind=check&contact={stranger.pk}").status_code == 404
    assert client.post(place, {"kind": "check", "text": ""}).status_code == 422
