"""One account's page explains its grade, and exists only for those who may see the account."""

import pytest
from django.utils import timezone

from tenure.accounts.actions.account import assign_owner, change_account, create_account, trash_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account
from tenure.accounts.queries import accounts_page
from tenure.core.models import AuditEntry
from tenure.insight.models import Standing
from tenure.people.models import Member
from tenure.web.components.history import history_lines
from tests.insight.facts import make_order
from tests.queries import assert_same_queries, queries_of
from tests.web.company import make_company
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_owner_team_and_director_open_the_account_and_a_stranger_finds_nothing(
    sign_in: SignIn, account: Account, alice: Member, bob: Member, charlie: Member, director: Member
) -> None:
    page = f"/accounts/{account.pk}/"
    answers = [sign_in(member).get(page).status_code for member in (alice, bob, director, charlie)]
    assert answers == [200, 200, 200, 404]


def test_an_account_in_the_trash_is_gone_for_everybody(sign_in: SignIn, account: Account, director: Member) -> None:
    trash_account(account=account, by=director)
    assert sign_in(director).get(f"/accounts/{account.pk}/").status_code == 404


def test_an_account_goes_into_the_trash_by_a_form_that_says_what_goes_along_and_comes_back(
    sign_in: SignIn, account: Account, director: Member
) -> None:
    client, page = sign_in(director), f"/accounts/{account.pk}/"
    create_contact(account=account, by=director, name="Maria Lindqvist")
    create_account(by=director, name="Works", parent=account)
    assert f'href="{page}trash"' in client.get(page).content.decode()
    asked = client.get(f"{page}trash").content.decode()
    assert ("1 person" in asked, "The account below it stays where it is." in asked) == (True, True)
    gone = client.post(f"{page}trash", follow=True)
    assert f"{account.name} is in the trash." in gone.content.decode()
    assert f'action="{page}restore"' in gone.content.decode()
    assert client.get(page).status_code == 404
    back = client.post(f"{page}restore", follow=True)
    assert (back.status_code, account.name in back.content.decode()) == (200, True)
    assert "Maria Lindqvist" in client.get(f"{page}?part=people").content.decode()


def test_only_who_may_moves_an_account_to_the_trash(
    sign_in: SignIn, account: Account, alice: Member, charlie: Member, director: Member
) -> None:
    page = f"/accounts/{account.pk}/"
    assert "Move to the trash" not in sign_in(alice).get(page).content.decode()
    # A role that may throw no account away is refused before anybody looks which one was meant.
    assert [sign_in(member).post(f"{page}trash").status_code for member in (alice, charlie)] == [403, 403]
    assert Account.objects.get(pk=account.pk).deleted_at is None
    assert sign_in(director).post(f"{page}restore").status_code == 404


def test_a_group_that_buys_nothing_itself_shows_the_months_of_all_below_it(sign_in: SignIn, director: Member) -> None:
    group = create_account(by=director, name="Nord Group")
    unit = create_account(by=director, name="Nord Works", parent=group)
    make_order(unit, timezone.localdate(), "120.00")
    page = sign_in(director).get(f"/accounts/{group.pk}/").content.decode()
    assert ("No orders in the last two years." in page, "with all below" in page) == (False, True)
    assert "with all below" not in sign_in(director).get(f"/accounts/{unit.pk}/").content.decode()


def test_the_page_says_why_the_account_has_its_grade(sign_in: SignIn) -> None:
    company = make_company()
    standing = Standing.objects.get(ranking__is_current=True, account=company.accounts[0])
    html = sign_in(company.director).get(f"/accounts/{company.accounts[0].pk}/").content.decode()
    for text in (standing.reason, f"Why {standing.label}", f"{standing.score:.1f} of 10", f"rank {standing.rank}"):
        assert text in html
    grade = sign_in(company.director).get(f"/accounts/{company.accounts[0].pk}/?part=grade").content.decode()
    for criterion in standing.ranking.criteria:
        assert criterion["objective"] in grade


def test_what_is_unknown_is_called_so_and_never_a_zero(sign_in: SignIn) -> None:
    company = make_company()
    never_ordered = company.accounts[-1]
    client, page = sign_in(company.director), f"/accounts/{never_ordered.pk}/"
    html = client.get(f"{page}?part=grade").content.decode()
    unknown = [row for row in html.split("<tr")[1:] if "is-unknown" in row.split(">")[0]]
    assert len(unknown) == 5
    assert all('<span class="unknown">unknown</span>' in row and "0.0 of 10" not in row for row in unknown)
    assert "No orders in the last two years." in client.get(page).content.decode()


def test_an_account_that_was_never_ranked_has_a_page(sign_in: SignIn, account: Account, alice: Member) -> None:
    assert "not ranked yet" in sign_in(alice).get(f"/accounts/{account.pk}/").content.decode()


def test_units_and_parent_are_shown_as_far_as_the_member_sees_them(
    sign_in: SignIn, account: Account, alice: Member, director: Member
) -> None:
    group = create_account(by=director, name="Hidden Group")
    hidden = create_account(by=director, name="Hidden Unit", parent=account)
    change_account(account=account, changes={"parent": group}, by=director)
    page = f"/accounts/{account.pk}/"
    for_leader, for_owner = (sign_in(member).get(page).content.decode() for member in (director, alice))
    assert group.name in for_leader
    assert hidden.name in for_leader
    assert "Hidden" not in for_owner


def test_the_history_is_told_in_sentences(sign_in: SignIn, account: Account, director: Member, bob: Member) -> None:
    change_account(account=account, changes={"city": "Köln"}, by=director)
    assign_owner(account=account, owner=bob, by=director)
    create_contact(account=account, by=director, name="Astrid Holm")
    html = sign_in(director).get(f"/accounts/{account.pk}/?part=history").content.decode()
    for sentence in (
        "Dora Director added the contact Astrid Holm",
        "Dora Director gave this account to Bob Team",
        "Dora Director changed this account",
        "Alice Owner added Bob Team to the team",
        "Alice Owner added this account",
        "city: Köln",
    ):
        assert sentence in html


def test_the_history_says_values_as_people_read_them_and_no_numbers_of_rows() -> None:
    changes = {
        "plan": [None, 2], "mentor": [None, 8], "due_on": [None, "2026-05-29"], "state": ["planned", "begun"],
        "on_card": ["", ""],
    }  # fmt: skip
    entries = [
        AuditEntry(actor_name="Ilse", verb="begun", noun="planreview", changes=changes),
        AuditEntry(actor_name="Ilse", verb="circulated", noun="planversion", changes={"digest": [None, "5f" * 32]}),
        AuditEntry(actor_name="Ilse", verb="closed", noun="forgotten", changes={"kept_on": [None, "2026-05-29"]}),
    ]
    begun, circulated, forgotten = history_lines(entries, {})
    assert begun.sentence == "Ilse began the review of the plan"
    said = [(change.field, change.before, change.after) for change in begun.changes]
    assert said == [("due on", "", "29 May 2026"), ("state", "Planned", "Begun")]
    assert circulated.changes == []
    assert [change.after for change in forgotten.changes] == ["2026-05-29"]


def test_names_are_shown_as_text_whatever_they_hold(sign_in: SignIn, alice: Member) -> None:
    account = create_account(by=alice, name="<script>alert(1)</script>")
    html = sign_in(alice).get(f"/accounts/{account.pk}/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_number_of_queries_does_not_grow_with_what_belongs_to_the_account(
    sign_in: SignIn, account: Account, director: Member
) -> None:
    client, page = sign_in(director), f"/accounts/{account.pk}/"
    create_contact(account=account, by=director, name="One")
    create_account(by=director, name="Unit", parent=account)
    client.get(page)
    few = len(queries_of(lambda: client.get(page)))
    for number in range(5):
        create_contact(account=account, by=director, name=f"Contact {number}")
        create_account(by=director, name=f"Unit {number}", parent=account)
    assert len(queries_of(lambda: client.get(page))) == few


def test_the_list_of_accounts_goes_by_name_and_shows_only_ones_own(
    sign_in: SignIn, account: Account, alice: Member, charlie: Member
) -> None:
    create_account(by=alice, name="Aal & Co")
    html = sign_in(alice).get("/accounts/").content.decode()
    assert html.index("Aal &amp; Co") < html.index(account.name)
    assert "You look after no account yet" in sign_in(charlie).get("/accounts/").content.decode()


def test_pages_of_the_list_follow_each_other_without_gap_or_double(sign_in: SignIn, alice: Member) -> None:
    for name in ["Same", "Same", "Same", "Other", "Zuletzt"]:
        create_account(by=alice, name=name)
    seen: list[int] = []
    after = None
    while True:
        page = accounts_page(alice, after=after, limit=2)
        seen += [account.pk for account in page.accounts]
        after = page.next_after
        if after is None:
            break
    assert seen == list(Account.objects.order_by("name", "pk").values_list("pk", flat=True))


def test_the_list_asks_as_often_for_many_accounts_as_for_few(sign_in: SignIn, account: Account, alice: Member) -> None:
    for number in range(5):
        create_account(by=alice, name=f"Account {number}")
    client = sign_in(alice)
    assert_same_queries(lambda: client.get("/accounts/?q=blauer"), lambda: client.get("/accounts/"))
