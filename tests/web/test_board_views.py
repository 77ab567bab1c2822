"""Other views of a board: who sees them, what they say, and that their drawings and lists tell the same."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.analytics.board.position import Kind
from tenure.people.models import Member
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.models import DecisionRole
from tests.queries import assert_same_queries
from tests.relationships.golden import Golden
from tests.web.conftest import SINCE, SignIn
from tests.web.test_board import JUDGED, crowd, html, main_of, words

pytestmark = pytest.mark.django_db
OF_JUDGEMENT = ("board/map/", "board/interest/", "board/roles/", "board/agreement/")
OF_TIES = ("board/levels/", "board/network/", "who-knows-whom/")
VIEWS = (*OF_JUDGEMENT, *OF_TIES)


@pytest.fixture
def address(account: Account) -> str:
    return f"/accounts/{account.pk}/"


def says(made: Golden, source: str, target: str, kind: Kind, by: Member) -> None:
    set_influence(
        decision=made.decision, source=made.contacts[source], target=made.contacts[target], kind=kind,
        weight=Decimal("0.5"), by=by,
    )  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_may_not_know_the_account_gets_404(
    sign_in: SignIn, charlie: Member, golden: Golden, address: str, view: str
) -> None:
    assert sign_in(charlie).get(address + view).status_code == 404


@pytest.mark.parametrize("view", OF_JUDGEMENT)
def test_what_is_nothing_but_judgement_is_refused_to_a_viewer_with_a_sentence_and_not_offered(
    sign_in: SignIn, alice: Member, viewer: Member, account: Account, golden: Golden, address: str, view: str
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    client = sign_in(viewer)
    refused = client.get(address + view)
    assert refused.status_code == 403
    assert "see how people are judged" in refused.content.decode()
    assert view not in html(client, f"{address}board/")


# Of the views of judgement alone a viewer sees nothing at all.
SHARED = [*((view, True) for view in VIEWS), *((view, False) for view in OF_TIES)]


@pytest.mark.parametrize(("view", "shared"), SHARED)
def test_neither_a_word_nor_a_number_of_how_people_are_judged_is_in_what_is_shared(
    sign_in: SignIn, alice: Member, viewer: Member, account: Account, golden: Golden, address: str, view: str,
    shared: bool,
) -> None:  # fmt: skip
    set_role(
        decision=golden.decision, contact=golden.contacts["dahl"], by=alice, level=5, piece="king", roles=["decider"]
    )
    add_team_member(account=account, member=viewer, by=alice)
    client, query = sign_in(alice if shared else viewer), {"shared": "1"} if shared else {}
    page = main_of(html(client, address + view, **query, to=f"contact:{golden.contacts['dahl'].pk}")).lower()
    tabs = page.partition('aria-label="views of the board"')[2].partition("</nav>")[0]
    assert [word for word in (*JUDGED, "decider", "restrict") if word in page.replace(tabs, "")] == []
    assert not any(place in tabs for place in OF_JUDGEMENT)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_keeps_the_day_and_leads_to_the_others(
    sign_in: SignIn, alice: Member, golden: Golden, address: str, view: str
) -> None:
    day = SINCE + timedelta(days=3)
    page = html(sign_in(alice), address + view, on=str(day))
    tabs = page.partition('aria-label="Views of the board"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', tabs) == [f"{address}{place}?on={day}" for place in ("board/", *VIEWS)]
    assert tabs.count('aria-current="page"') == 1
    assert f'action="{address}{view}"' in page
    assert f'value="{day}"' in page


@pytest.mark.parametrize("view", VIEWS)
def test_a_day_without_anybody_and_an_account_without_a_decision_are_said(
    sign_in: SignIn, alice: Member, golden: Golden, address: str, view: str
) -> None:
    client, other = sign_in(alice), create_account(by=alice, name="Other")
    assert "Nobody stood on the board on 24 Dec 2025." in words(html(client, address + view, on="2025-12-24"))
    assert "No buying decision is on record yet" in html(client, f"/accounts/{other.pk}/{view}")


@pytest.mark.parametrize("view", VIEWS)
def test_many_people_are_asked_for_as_often_as_few(sign_in: SignIn, alice: Member, view: str) -> None:
    few, many = (create_account(by=alice, name=name) for name in ("Few", "Many"))
    crowd(few, alice, 2)
    crowd(many, alice, 20)
    client = sign_in(alice)
    assert_same_queries(
        lambda: html(client, f"/accounts/{few.pk}/{view}"), lambda: html(client, f"/accounts/{many.pk}/{view}")
    )


def test_the_map_draws_reporting_lines_and_conflicts_and_lists_the_same(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    says(golden, "foss", "dahl", Kind.REPORTS_TO, alice)
    says(golden, "eide", "foss", Kind.TENSION, alice)
    says(golden, "eide", "dahl", Kind.RESTRICTS_ACCESS, alice)
    page = html(sign_in(alice), f"{address}board/map/")
    drawn = set(re.findall(r'class="view-line is-(\w+)" d="M[^"]*" stroke', page))
    assert drawn == {"reports", "influence", "tension", "access"}
    cards = re.findall(r'<a class="board-card[^>]*data-person="(contact:\d+)"', page)
    rows = re.findall(r'<tr data-person="(contact:\d+)"', page)
    assert sorted(cards) == sorted(rows) == sorted(f"contact:{one.pk}" for one in golden.contacts.values())
    said = words(main_of(page))
    assert "restricts our access to Dahl, tension with Foss" in said


def test_whoever_never_spoke_with_us_or_has_no_power_stands_beside_the_grid(
    sign_in: SignIn, alice: Member, account: Account, golden: Golden, address: str
) -> None:
    dahl, foss = golden.contacts["dahl"], golden.contacts["foss"]
    set_role(decision=golden.decision, contact=dahl, by=alice, level=5, piece="king", power=5)
    set_role(decision=golden.decision, contact=foss, by=alice, level=4, power=4)
    create_interaction(
        account=account, by=alice, members=[alice], contacts=[dahl], kind="meeting", subject="Pumps",
        at=timezone.now(),
    )  # fmt: skip
    page = html(sign_in(alice), f"{address}board/interest/")
    assert re.findall(r'class="view-chip[^>]*data-person="(contact:\d+)"', page) == [f"contact:{dahl.pk}"]
    on_grid, _, beside = main_of(page).partition("Beside the grid")
    assert f"contact:{foss.pk}" in beside
    assert "Manage closely" in words(on_grid.partition("Everybody on the grid")[2])
    assert "Nobody records how much somebody cares" in words(page)


def test_the_buying_centre_says_who_plays_which_part_and_which_nobody_is_known_to_play(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    dahl = golden.contacts["dahl"]
    set_role(
        decision=golden.decision, contact=dahl, by=alice, level=5, piece="king", roles=["decider", "approver"]
    )  # fmt: skip
    said = words(main_of(html(sign_in(alice), f"{address}board/roles/")))
    assert "Decider chooses between the offers Dahl" in said
    assert "Gatekeeper lets suppliers and information in or keeps them out unknown" in said
    assert "2 of 8 parts" in said


def test_the_form_of_a_role_says_which_parts_somebody_plays_and_the_drawer_tells_them(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    client, dahl = sign_in(alice), golden.contacts["dahl"].pk
    form = f"{address}decisions/{golden.decision.pk}/role"
    page = html(client, form, contact=str(dahl))
    replaces = re.findall(r'name="replaces" value="(\d+)"', page)
    sent = {
        "contact": str(dahl), "level": "5", "function": "operations", "piece": "king", "roles": ["user", "decider"],
        "valid_from": str(timezone.localdate()), "replaces": replaces[0],
    }  # fmt: skip
    assert client.post(form, sent).status_code == 302
    assert DecisionRole.objects.get(contact=dahl, valid_to=None).roles == ["decider", "user"]
    assert re.findall(r'value="(\w+)" id="id_roles_\d" checked', html(client, form, contact=str(dahl))) == [
        "decider", "user",
    ]  # fmt: skip
    assert "Buying centre Decider, User" in words(html(client, f"{address}board/people/{dahl}/"))
    assert client.post(form, {**sent, "roles": ["buyer"]}).status_code == 409
    assert DecisionRole.objects.get(contact=dahl, valid_to=None).roles == ["decider", "user"]


def test_the_levels_say_where_to_begin(sign_in: SignIn, alice: Member, golden: Golden, address: str) -> None:
    said = words(main_of(html(sign_in(alice), f"{address}board/levels/")))
    assert "Begin on the level" in said


def test_the_network_names_brokers_and_lists_who_is_drawn(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    page = html(sign_in(alice), f"{address}board/network/")
    assert "is a broker" in words(page)
    assert page.count("<title>") - 1 == page.count("<tr data-person=")


def test_a_network_of_more_than_150_is_listed_alone(sign_in: SignIn, alice: Member, account: Account) -> None:
    crowd(account, alice, 150)
    page = main_of(html(sign_in(alice), f"/accounts/{account.pk}/board/network/"))
    assert "it is listed alone" in page
    assert (page.count("<circle"), page.count("<tr data-person=")) == (1, 151)
    assert "Alice Owner is a broker: 100" in words(page)


def test_paths_lead_to_somebody_with_their_strength_and_warn_of_whom_somebody_keeps_from_us(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    says(golden, "eide", "foss", Kind.RESTRICTS_ACCESS, alice)
    client, dahl = sign_in(alice), f"contact:{golden.contacts['dahl'].pk}"
    said = words(main_of(html(client, f"{address}who-knows-whom/", to=dahl)))
    assert "KAM knows Foss, who sways Dahl. strength 0.40" in said
    assert "KAM knows Dahl. strength 0.35" in said
    assert "Eide does not want us to speak to Foss." in said
    around = words(main_of(html(client, f"{address}who-knows-whom/", to=dahl, avoid="1")))
    assert "KAM knows Dahl. strength 0.35" in around
    assert "who sways Dahl" not in around
    serv = f"member:{golden.members['Serv'].pk}"
    assert "KAM knows" not in words(main_of(html(client, f"{address}who-knows-whom/", to=dahl, by=serv)))


def test_whom_nobody_of_ours_reaches_is_said(sign_in: SignIn, alice: Member, golden: Golden, address: str) -> None:
    client = sign_in(alice)
    said = words(main_of(html(client, f"{address}who-knows-whom/", to=f"contact:{golden.contacts['dahl'].pk}",
                              by=f"member:{golden.members['Eng'].pk}")))  # fmt: skip
    assert "No path of ours leads to Dahl" in said or "strength" in said
    assert "Choose whom you want to reach." in words(html(client, f"{address}who-knows-whom/", to="contact:0"))


def test_the_person_s_drawer_leads_to_who_reaches_them(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    dahl = golden.contacts["dahl"].pk
    page = html(sign_in(alice), f"{address}board/people/{dahl}/")
    assert f'href="{address}who-knows-whom/?to=contact%3A{dahl}"' in page


def test_consensus_tells_what_each_weighs_and_where_they_drift_if_nobody_acts(
    sign_in: SignIn, alice: Member, golden: Golden, address: str
) -> None:
    for name, power in (("dahl", 5), ("eide", 4), ("foss", 2)):
        role = DecisionRole.objects.get(contact=golden.contacts[name], valid_to=None)
        set_role(
            decision=golden.decision, contact=golden.contacts[name], by=alice, power=power, piece=role.piece,
            level=role.level, function=role.function, valid_from=SINCE,
        )  # fmt: skip
    page = html(sign_in(alice), f"{address}board/agreement/")
    said = words(main_of(page))
    # 5 x 0 + 4 x -1 + 2 x 2 of 2 (5 + 4 + 2).
    assert '<dd class="figure">0\N{NARROW NO-BREAK SPACE}%</dd>' in page
    assert "Eide 4/5 ▼ Sceptic −4 " in said
    assert "a view, not a forecast" in said
    assert said.index("Dahl 5/5") < said.index("Eide 4/5") < said.index("Foss 2/5")
