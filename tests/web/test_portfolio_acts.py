"""What is done from the portfolio's pages: bulk changes with their undo, saved views, and other ways of showing it."""

import re

import pytest

from tenure.accounts.actions.account import create_account
from tenure.accounts.choices import AccountKind
from tenure.accounts.models import Account
from tenure.core.models import AuditEntry
from tenure.insight.actions.bulk_change import set_kind_of_many
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import BulkChange, SavedView
from tenure.people.models import Member
from tests.queries import queries_of
from tests.web.company import make_company
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Account.objects.order_by("pk").values_list("kind", flat=True))


def test_the_plan_is_said_before_anything_is_done(sign_in: SignIn, account: Account, alice: Member) -> None:
    ticked = {"act": "set_kind", "kind": "prospect", "account": [account.pk]}
    answer = sign_in(alice).post("/portfolio/bulk", ticked)
    assert answer.status_code == 200
    assert "Make 1 account a prospect" in answer.content.decode()
    assert (kinds(), BulkChange.objects.count()) == (["customer"], 0)


def test_ticked_accounts_are_changed_and_given_back(sign_in: SignIn, account: Account, alice: Member) -> None:
    client = sign_in(alice)
    ticked = {
        "act": "set_kind",
        "kind": "prospect",
        "account": [account.pk],
        "sure": "1",
        "next": "/portfolio/?sort=rank",
    }
    answer = client.post("/portfolio/bulk", ticked)
    assert (answer.status_code, answer["Location"]) == (302, "/portfolio/?sort=rank")
    assert kinds() == ["prospect"]
    change = BulkChange.objects.get()
    assert client.post(f"/portfolio/changes/{change.pk}/undo").status_code == 302
    assert kinds() == ["customer"]
    assert "already" in client.post(f"/portfolio/changes/{change.pk}/undo").content.decode()


def test_who_may_not_changes_nothing(
    sign_in: SignIn, account: Account, alice: Member, bob: Member, charlie: Member, viewer: Member
) -> None:
    change = set_kind_of_many(accounts=[account.pk], kind=AccountKind.PARTNER, by=alice)
    before = (kinds(), AuditEntry.objects.count())
    ticked = {"act": "set_kind", "kind": "prospect", "account": [account.pk], "sure": "1"}
    assert sign_in(charlie).post("/portfolio/bulk", ticked).status_code == 422
    assert sign_in(viewer).post("/portfolio/bulk", ticked).status_code == 403
    assert sign_in(alice).post("/portfolio/bulk", {**ticked, "act": "assign_owner", "owner": "none"}).status_code == 403
    for member, status in ((bob, 404), (charlie, 404), (viewer, 403)):
        assert sign_in(member).post(f"/portfolio/changes/{change.pk}/undo").status_code == status
        assert sign_in(member).get(f"/portfolio/changes/{change.pk}/").status_code == status
    assert (kinds(), AuditEntry.objects.count()) == before


@pytest.mark.parametrize("account", ["", "x", "-1", "9" * 30, "999999"])
@pytest.mark.parametrize("act", ["set_kind", "assign_owner", "add_team_member", "", "delete"])
def test_what_makes_no_sense_is_refused_in_words(sign_in: SignIn, director: Member, act: str, account: str) -> None:
    ticked = {"act": act, "kind": "prospect", "owner": "none", "member": "x", "account": [account], "sure": "1"}
    answer = sign_in(director).post("/portfolio/bulk", ticked)
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()


def test_undo_never_leads_to_another_site(sign_in: SignIn, account: Account, alice: Member) -> None:
    ticked = {"act": "set_kind", "kind": "prospect", "account": [account.pk], "sure": "1"}
    for address in ("https://evil.example/", "//evil.example/", "/\\evil.example/"):
        answer = sign_in(alice).post("/portfolio/bulk", {**ticked, "next": address})
        assert answer["Location"] == "/portfolio/"


def test_a_view_is_saved_opened_renamed_and_forgotten(sign_in: SignIn, director: Member, alice: Member) -> None:
    client = sign_in(alice)
    answer = client.post("/portfolio/views/", {"name": "Big", "definition": "key=yes&sort=-revenue"})
    assert answer["Location"] == "/portfolio/?key=yes&sort=-revenue"
    view = SavedView.objects.get()
    address = f"/portfolio/views/{view.pk}/"
    assert "Big" in client.get("/portfolio/views/").content.decode()
    assert sign_in(director).post(address, {"act": "delete"}).status_code == 404
    assert client.post(address, {"act": "share"}).status_code == 403
    assert client.post(address, {"act": "rename", "name": "Bigger"}).status_code == 302
    assert client.post(address, {"act": "default"}).status_code == 302
    assert SavedView.objects.get().name == "Bigger"
    assert client.post(address, {"act": "dance"}).status_code == 422
    assert client.post(address, {"act": "delete"}).status_code == 302
    assert not SavedView.objects.exists()


def test_the_list_remembers_where_one_was(sign_in: SignIn) -> None:
    client = sign_in(make_company(accounts=4).director)
    client.get("/portfolio/?sort=-revenue&country=Germany")
    assert client.get("/portfolio/")["Location"] == "/portfolio/?sort=-revenue&country=Germany"


def test_the_default_view_is_shown_first(sign_in: SignIn) -> None:
    company = make_company(accounts=4)
    client = sign_in(company.director)
    client.post("/portfolio/views/", {"name": "Mine", "definition": "sort=-growth"})
    client.post(f"/portfolio/views/{SavedView.objects.get().pk}/", {"act": "default"})
    client.cookies.pop("portfolio", None)
    assert client.get("/portfolio/")["Location"] == "/portfolio/?sort=-growth"


def test_groups_have_heads_with_their_sums(sign_in: SignIn) -> None:
    html = sign_in(make_company(accounts=12).director).get("/portfolio/?sort=rank&group=country").content.decode()
    heads = re.findall(r'scope="rowgroup">([^<]+) <span class="quiet">([^<]+)<', html)
    assert [name for name, _ in heads] == sorted(name for name, _ in heads)
    assert ("France", "1 account") in [(name, words.split(",")[0]) for name, words in heads]


DISPLAYS = ["/portfolio/board/", "/portfolio/matrix/", "/portfolio/print"]


@pytest.mark.parametrize("page", DISPLAYS)
def test_a_stranger_sees_no_account_in_any_display(sign_in: SignIn, charlie: Member, page: str) -> None:
    make_company(accounts=4)
    html = sign_in(charlie).get(page).content.decode()
    assert not any(name in html for name in Account.objects.values_list("name", flat=True))


@pytest.mark.parametrize("page", DISPLAYS)
def test_displays_ask_as_often_for_many_accounts_as_for_few(sign_in: SignIn, director: Member, page: str) -> None:
    client = sign_in(make_company(accounts=3).director)
    client.get(page)
    few = len(queries_of(lambda: client.get(page)))
    for number in range(5):
        create_account(by=director, name=f"More {number}")
    compute_ranking(by=director)
    assert len(queries_of(lambda: client.get(page))) == few


def test_the_list_of_changes_asks_as_often_for_many_as_for_one(
    sign_in: SignIn, account: Account, alice: Member
) -> None:
    client = sign_in(alice)

    def change(kind: str) -> None:
        client.post("/portfolio/bulk", {"act": "set_kind", "kind": kind, "account": [account.pk], "sure": "1"})

    change("prospect")
    client.get("/portfolio/changes/")
    one = len(queries_of(lambda: client.get("/portfolio/changes/")))
    for kind in ("partner", "customer", "prospect", "partner"):
        change(kind)
    client.get("/portfolio/changes/")
    assert len(queries_of(lambda: client.get("/portfolio/changes/"))) == one


def test_before_the_first_ranking_every_display_leads_to_the_portfolio(sign_in: SignIn, director: Member) -> None:
    assert [sign_in(director).get(page).status_code for page in DISPLAYS] == [302, 302, 302]


def test_the_matrix_names_the_box_and_the_distance_to_the_lines(sign_in: SignIn) -> None:
    html = sign_in(make_company(accounts=6).director).get("/portfolio/matrix/?sort=rank").content.decode()
    assert "nobody has scored a competitor" in html
    assert re.search(r">(Strategic|Star|Status|Streamline)</td>", html)
    assert "style=" not in html
