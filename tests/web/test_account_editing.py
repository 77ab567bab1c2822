"""What is changed on an account's page: by forms that work without scripts, in place with them, never over others."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import change_account, create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.document import file_document
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact, Document, Interaction
from tenure.assessments.actions.rating import create_question
from tenure.assessments.models import Rating
from tenure.people.models import Member
from tests.api.contents import contents
from tests.queries import queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Maria Lindqvist", seniority=5)


@pytest.fixture
def met(account: Account, alice: Member, contact: Contact) -> Interaction:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return create_interaction(
        account=account, by=alice, subject="Call", kind="call", contacts=[contact], follow_up_on=tomorrow
    )


@pytest.fixture
def document(account: Account, alice: Member) -> Document:
    return file_document(account=account, by=alice, file=ContentFile(b"Dear all", name="letter.txt"))


@pytest.fixture
def doors(
    account: Account, contact: Contact, met: Interaction, document: Document, director: Member
) -> list[tuple[str, dict[str, object]]]:
    """Every address at which something of the account is changed, with what a form there sends."""
    create_question(code="access", name="Access", by=director)
    base = f"/accounts/{account.pk}"
    return [
        (f"{base}/facts/city", {"city": "Bremen", "version": 1}),
        (f"{base}/edit", {"name": "Renamed", "initial-name": account.name, "kind": "customer", "level": "unit"}),
        (f"{base}/log", {"line": "Call with Maria"}),
        (f"{base}/interactions", {"subject": "Call", "kind": "call", "on": "2026-03-02"}),
        (f"{base}/contacts/new", {"name": "Jens Eide"}),
        (f"{base}/ratings", {"question": "access", "score": "7"}),
        (f"{base}/documents", {"file": SimpleUploadedFile("a.txt", b"x"), "document_class": "letter"}),
        (f"/interactions/{met.pk}", {"subject": "Longer call", "kind": "call", "on": "2026-03-02"}),
        (f"/commitments/{met.commitments.get().pk}/keep", {}),
        (f"/interactions/{met.pk}/trash", {}),
        (f"/contacts/{contact.pk}", {"name": "Maria L."}),
        (f"/contacts/{contact.pk}/trash", {}),
        (f"/documents/{document.pk}", {"name": "b.txt", "document_class": "offer"}),
        (f"/documents/{document.pk}/trash", {}),
    ]


def without_sessions() -> dict[str, object]:
    return {table: rows for table, rows in contents().items() if table != "people_member"}


def test_a_stranger_finds_no_door_and_changes_nothing(
    sign_in: SignIn, doors: list[tuple[str, dict[str, object]]], charlie: Member
) -> None:
    client = sign_in(charlie)
    before = without_sessions()
    assert {client.post(address, body).status_code for address, body in doors} == {404}
    assert without_sessions() == before


def test_a_viewer_on_the_team_is_refused_at_every_door_and_changes_nothing(
    sign_in: SignIn, doors: list[tuple[str, dict[str, object]]], account: Account, alice: Member, viewer: Member
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    client = sign_in(viewer)
    before = without_sessions()
    assert [address for address, body in doors if client.post(address, body).status_code != 403] == []
    assert without_sessions() == before
    assert client.get(f"/accounts/{account.pk}/").status_code == 200


def test_owner_and_team_pass_every_door(
    sign_in: SignIn, doors: list[tuple[str, dict[str, object]]], bob: Member
) -> None:
    client = sign_in(bob)
    answers = {address: client.post(address, body).status_code for address, body in doors}
    assert {address: status for address, status in answers.items() if status not in (200, 302)} == {}


@pytest.mark.parametrize("part", ["", "people", "orders", "ratings", "grade", "files", "history", "nonsense"])
def test_every_part_of_the_page_is_shown_to_whoever_sees_the_account(
    sign_in: SignIn, account: Account, alice: Member, met: Interaction, document: Document, part: str
) -> None:
    assert sign_in(alice).get(f"/accounts/{account.pk}/?part={part}").status_code == 200


@pytest.mark.parametrize("part", ["", "people", "orders", "ratings", "files", "history"])
def test_the_number_of_queries_does_not_grow_with_anything_on_the_page(
    sign_in: SignIn, account: Account, director: Member, part: str
) -> None:
    client, page = sign_in(director), f"/accounts/{account.pk}/?part={part}"

    def add(count: int) -> None:
        for number in range(count):
            who = create_contact(account=account, by=director, name=f"Contact {number}", seniority=5)
            day = timezone.localdate() + timedelta(days=number)
            create_interaction(account=account, by=director, subject="Call", contacts=[who], follow_up_on=day)
            file_document(account=account, by=director, file=ContentFile(b"x", name="a.txt"))

    add(1)
    client.get(page)
    few = len(queries_of(lambda: client.get(page)))
    add(5)
    assert len(queries_of(lambda: client.get(page))) == few


def test_a_fact_is_edited_in_place_and_read_at_the_same_address(
    sign_in: SignIn, account: Account, alice: Member
) -> None:
    client, address = sign_in(alice), f"/accounts/{account.pk}/facts/city"
    form = client.get(address, headers=HTMX).content.decode()
    assert "data-inline" in form
    assert "<html" not in form
    saved = client.post(address, {"city": "Bremen", "version": account.version}, headers=HTMX)
    assert saved.status_code == 200
    assert "Bremen" in saved.content.decode()
    assert "data-inline" not in client.get(f"{address}?view=1", headers=HTMX).content.decode()
    assert "<html" in client.get(address).content.decode()
    assert client.post(address, {"city": "Kiel"}).status_code == 302


def test_what_cannot_be_a_value_is_said_beside_the_field(sign_in: SignIn, account: Account, alice: Member) -> None:
    answer = sign_in(alice).post(f"/accounts/{account.pk}/facts/email", {"email": "nobody"}, headers=HTMX)
    assert answer.status_code == 422
    assert "valid email address" in answer.content.decode()


@pytest.mark.parametrize("field", ["owner", "deleted_at", "name_key", "parent", "nothing"])
def test_what_is_no_fact_has_no_address(sign_in: SignIn, account: Account, alice: Member, field: str) -> None:
    client = sign_in(alice)
    assert client.get(f"/accounts/{account.pk}/facts/{field}").status_code == 404
    assert client.post(f"/accounts/{account.pk}/facts/{field}", {field: "1"}).status_code == 404


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["in place", "without scripts"])
def test_a_conflict_shows_both_values_and_either_can_be_kept(
    sign_in: SignIn, account: Account, alice: Member, bob: Member, headers: dict[str, str]
) -> None:
    client, address = sign_in(alice), f"/accounts/{account.pk}/facts/city"
    seen = account.version
    change_account(account=account, changes={"city": "Kiel"}, by=bob)
    lost = client.post(address, {"city": "Bremen", "version": seen}, headers=headers)
    html = lost.content.decode()
    assert lost.status_code == 409
    for text in ("Bremen", "Kiel", bob.name, "Keep mine", "Keep theirs"):
        assert text in html
    account.refresh_from_db()
    assert account.city == "Kiel"
    client.post(address, {"city": "Bremen", "version": account.version}, headers=headers)
    account.refresh_from_db()
    assert account.city == "Bremen"


def test_the_form_of_all_facts_writes_only_what_this_person_changed(
    sign_in: SignIn, account: Account, alice: Member, bob: Member
) -> None:
    client, address = sign_in(alice), f"/accounts/{account.pk}/edit"
    page = client.get(address)
    assert 'name="initial-city"' in page.content.decode()
    change_account(account=account, changes={"city": "Kiel"}, by=bob)
    body = {"name": account.name, "kind": "customer", "level": "unit", "street": "Quay 1", "city": ""}
    initial = {f"initial-{name}": value for name, value in {**body, "street": ""}.items()}
    assert client.post(address, {**body, **initial, "version": 1}).status_code == 302
    account.refresh_from_db()
    assert (account.city, account.street) == ("Kiel", "Quay 1")


def test_the_organisation_above_is_named_and_a_hidden_one_is_neither_shown_nor_found(
    sign_in: SignIn, account: Account, alice: Member, director: Member
) -> None:
    hidden = create_account(by=director, name="Hidden Group")
    group = create_account(by=alice, name="Nordhaven Group")
    client, address = sign_in(alice), f"/accounts/{account.pk}/edit"
    body = {"name": account.name, "kind": "customer", "level": "unit", "initial-name": account.name}
    refused = client.post(address, {**body, "parent": "Hidden Group", "initial-parent": ""})
    assert refused.status_code == 422
    assert "There is no account “Hidden Group”." in refused.content.decode()
    assert client.post(address, {**body, "parent": "nordhaven", "initial-parent": ""}).status_code == 302
    account.refresh_from_db()
    assert account.parent == group
    change_account(account=account, changes={"parent": hidden}, by=director)
    assert "Hidden" not in client.get(address).content.decode()


def test_a_log_line_is_understood_confirmed_and_recorded(
    sign_in: SignIn, account: Account, alice: Member, contact: Contact
) -> None:
    client = sign_in(alice)
    line = "Call with Maria, confirmed Q3 budget, follow up tomorrow"
    understood = client.post(f"/accounts/{account.pk}/log", {"line": line}).content.decode()
    assert "Maria Lindqvist" in understood
    assert "checked" in understood
    assert not Interaction.objects.exists()
    tomorrow = timezone.localdate() + timedelta(days=1)
    body = {
        "subject": "Call with Maria", "kind": "call", "on": timezone.localdate(), "notes": "Confirmed Q3 budget",
        "contacts": [contact.pk], "follow_up": "Follow up", "follow_up_on": tomorrow,
    }  # fmt: skip
    assert client.post(f"/accounts/{account.pk}/interactions", body).status_code == 302
    recorded = Interaction.objects.get()
    assert (recorded.kind, list(recorded.contacts.all())) == ("call", [contact])
    assert recorded.commitments.values_list("text", "due_on").get() == ("Follow up", tomorrow)
    page = client.get(f"/accounts/{account.pk}/").content.decode()
    assert "Call with Maria" in page
    assert "planned" in page


def test_a_name_that_two_people_have_is_offered_and_not_guessed(
    sign_in: SignIn, account: Account, alice: Member, contact: Contact
) -> None:
    create_contact(account=account, by=alice, name="Maria Rossi")
    html = sign_in(alice).post(f"/accounts/{account.pk}/log", {"line": "Call with Maria"}).content.decode()
    assert "Maria Lindqvist" in html
    assert "Maria Rossi" in html
    assert " checked" not in html


def test_people_of_other_accounts_cannot_be_ticked(
    sign_in: SignIn, account: Account, alice: Member, director: Member
) -> None:
    stranger = create_contact(account=create_account(by=director, name="Other"), by=director, name="Frida")
    body = {"subject": "Call", "kind": "call", "on": "2026-03-02", "contacts": [stranger.pk]}
    assert sign_in(alice).post(f"/accounts/{account.pk}/interactions", body).status_code == 422
    assert not Interaction.objects.exists()


def test_changing_a_contact_that_somebody_else_changed_shows_both(
    sign_in: SignIn, contact: Contact, alice: Member, bob: Member, post_contact: Callable[..., int]
) -> None:
    first, second = sign_in(bob), sign_in(alice)
    assert post_contact(first, contact, title="Head of Procurement") == 302
    assert post_contact(second, contact, mobile="+49 171") == 302
    assert post_contact(second, contact, title="Buyer") == 409
    contact.refresh_from_db()
    assert (contact.title, contact.mobile) == ("Head of Procurement", "+49 171")


@pytest.fixture
def post_contact() -> Callable[..., int]:
    """Posts the form of a contact as it was read at version 1 with these fields changed; the answer's status."""

    def post(client: Client, contact: Contact, **changed: str) -> int:
        read = {"name": contact.name, "seniority": "5", "function": "other"}
        initial = {f"initial-{name}": value for name, value in read.items()}
        body = {**read, **initial, **changed, "version": 1}
        return client.post(f"/contacts/{contact.pk}", body).status_code

    return post


def test_a_rating_is_given_with_its_evidence(
    sign_in: SignIn, account: Account, alice: Member, director: Member
) -> None:
    create_question(code="access", name="Access", by=director)
    client = sign_in(alice)
    assert client.post(f"/accounts/{account.pk}/ratings", {"question": "access", "score": "11"}).status_code == 422
    body = {"question": "access", "score": "7.5", "evidence": "Lunch with the CFO"}
    assert client.post(f"/accounts/{account.pk}/ratings", body).status_code == 302
    assert Rating.objects.get().evidence == "Lunch with the CFO"
    assert "Lunch with the CFO" in client.get(f"/accounts/{account.pk}/?part=ratings").content.decode()


def test_a_file_is_sent_as_an_attachment_in_a_sandbox_to_those_who_see_the_account(
    sign_in: SignIn, document: Document, alice: Member, charlie: Member
) -> None:
    address = f"/documents/{document.pk}/file"
    sent = sign_in(alice).get(address)
    assert b"".join(sent) == b"Dear all"
    assert sent["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert sent["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sign_in(charlie).get(address).status_code == 404


def test_the_toggle_says_what_is_counted(sign_in: SignIn, account: Account, director: Member) -> None:
    create_account(by=director, name="Unit", parent=account)
    client, page = sign_in(director), f"/accounts/{account.pk}/"
    assert "this one alone" in client.get(page).content.decode()
    html = client.get(f"{page}?figures=tree").content.decode()
    assert "1 units and 0 sites below it" in html
    assert "What you may not see is not counted." in html


def test_the_list_shows_each_account_with_the_state_of_its_next_step(
    sign_in: SignIn, account: Account, alice: Member
) -> None:
    create_account(by=alice, name="Quiet")
    create_interaction(account=account, by=alice, subject="Call", follow_up_on=date(2020, 1, 1))
    html = sign_in(alice).get("/accounts/").content.decode()
    assert "overdue" in html
    assert "no next step" in html
