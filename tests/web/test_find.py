"""The search page and the palette's lines: only what one may see, only what one may do."""

import pytest

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, SeenAccount
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
PALETTE = {"HX-Request": "true"}


def test_each_finds_what_they_may_see(
    sign_in: SignIn, account: Account, alice: Member, bob: Member, charlie: Member, viewer: Member
) -> None:
    link = f'href="/accounts/{account.pk}/"'
    pages = [sign_in(member).get("/find?q=blauer").content.decode() for member in (alice, bob, charlie, viewer)]
    assert [link in page for page in pages] == [True, True, False, False]


def test_the_palette_gets_the_lines_alone_and_the_page_is_whole(
    sign_in: SignIn, account: Account, alice: Member
) -> None:
    client = sign_in(alice)
    lines = client.get("/find?q=blauer", headers=PALETTE)
    page = client.get("/find?q=blauer")
    assert ("<html" in lines.content.decode(), "<html" in page.content.decode()) == (False, True)
    assert lines["Vary"] == page["Vary"]
    assert "HX-Request" in page["Vary"]


def test_a_contact_leads_to_its_page(sign_in: SignIn, account: Account, alice: Member) -> None:
    contact = create_contact(account=account, by=alice, name="Maria Lindqvist")
    client = sign_in(alice)
    assert f'href="/contacts/{contact.pk}"' in client.get("/find?q=lindqvist").content.decode()
    assert client.get(f"/contacts/{contact.pk}").status_code == 200


def test_pages_are_found_by_their_names(sign_in: SignIn, alice: Member) -> None:
    assert 'href="/portfolio/"' in sign_in(alice).get("/find?q=portf", headers=PALETTE).content.decode()


def test_only_what_a_member_may_do_is_offered(sign_in: SignIn, alice: Member, director: Member) -> None:
    offered = [
        'action="/portfolio/rank"' in sign_in(member).get("/find?q=rank").content.decode()
        for member in (director, alice)
    ]
    assert offered == [True, False]


def test_without_a_text_what_was_seen_lately_comes_first(sign_in: SignIn, account: Account, alice: Member) -> None:
    client = sign_in(alice)
    assert account.name not in client.get("/find", headers=PALETTE).content.decode()
    assert client.post(f"/accounts/{account.pk}/seen").status_code == 204
    assert account.name in client.get("/find", headers=PALETTE).content.decode()


def test_a_stranger_cannot_note_an_account_as_seen(sign_in: SignIn, account: Account, charlie: Member) -> None:
    client = sign_in(charlie)
    assert client.post(f"/accounts/{account.pk}/seen").status_code == 404
    assert client.get(f"/accounts/{account.pk}/seen").status_code == 405
    assert SeenAccount.objects.count() == 0


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "%00", "x" * 5000, "%ed%a0%80", "'\"--"])
def test_no_text_breaks_the_page(sign_in: SignIn, alice: Member, text: str) -> None:
    response = sign_in(alice).get(f"/find?q={text}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_the_page_asks_as_often_for_many_as_for_few(sign_in: SignIn, account: Account, alice: Member) -> None:
    create_contact(account=account, by=alice, name="Solo Single")
    for number in range(5):
        create_contact(account=account, by=alice, name=f"Many {number}")
    client = sign_in(alice)
    assert_same_queries(lambda: client.get("/find?q=solo"), lambda: client.get("/find?q=many"))
