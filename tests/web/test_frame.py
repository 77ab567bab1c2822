"""The frame around every page: where one can go, what one is told, and what htmx gets instead of a page."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape

from tenure.insight.terms import TERMS
from tenure.people.models import Member
from tenure.web.navigation import BELL, NEW, RAIL, flat
from tenure.web.templatetags.kit import ICONS, icon
from tenure.web.toasts import toast, undo_address
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_rail_shows_only_places_that_exist_and_marks_where_one_is(sign_in: SignIn, alice: Member) -> None:
    html = sign_in(alice).get("/accounts/").content.decode()
    assert f'<a href="{reverse("accounts")}" aria-current="page"' in html
    assert html.count('aria-current="page"') == 1


def test_what_lies_beside_plans_is_reached_by_tabs_on_each_of_them_and_by_its_keys_from_everywhere(
    sign_in: SignIn, alice: Member
) -> None:
    client = sign_in(alice)
    [plans] = [place for place in RAIL if place.name == "plans"]
    assert plans.parts
    for tab in flat([plans]):
        html = client.get(tab.url).content.decode()
        tabs = html.partition('<nav class="tabs tabs-here"')[2].partition("</nav>")[0]
        assert [f'href="{one.url}"' in tabs for one in flat([plans])] == [True] * len(flat([plans]))
        assert f'<a href="{tab.url}" aria-current="page">' in tabs
        assert f'<a href="{plans.url}" aria-current="page" data-shortcut="{plans.keys}">' in html
    elsewhere = client.get("/accounts/").content.decode()
    assert "tabs-here" not in elsewhere
    assert all(f'data-shortcut="{part.keys}"' in elsewhere for part in plans.parts if part.keys)


def test_every_place_has_an_icon_that_was_built() -> None:
    assert all(icon(place.icon) for place in (*flat(RAIL), *NEW, BELL))


def test_an_icon_that_was_not_built_is_refused_with_the_way_to_add_it() -> None:
    assert ICONS.exists()
    with pytest.raises(ValueError, match=r"no icon 'unicorn'; add its Tabler name to frontend/icons\.txt"):
        icon("unicorn")


def test_a_part_asked_for_after_the_session_ended_sends_the_whole_page_to_the_sign_in_and_back() -> None:
    page = "http://testserver/portfolio/?grade=a"
    response = Client().get("/accounts/", headers={**HTMX, "HX-Current-URL": page})
    assert (response.status_code, response["HX-Redirect"]) == (200, "/sign-in?next=/portfolio/%3Fgrade%3Da")


def test_without_htmx_the_sign_in_is_an_ordinary_redirect() -> None:
    assert Client().get("/accounts/").headers["Location"] == "/sign-in?next=/accounts/"


def test_a_part_brings_its_toasts_with_it_and_a_page_shows_them(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    client.post(reverse("kit-toast"))
    part = client.get(reverse("kit-drawer"), headers=HTMX).content.decode()
    assert "<html" not in part
    assert 'hx-swap-oob="beforeend:#toasts"' in part
    assert "Three accounts were given to Anna Weber." in part
    assert f'action="{reverse("kit-toast")}"' in part

    client.post(reverse("kit-toast"))
    page = client.get(reverse("kit-drawer")).content.decode()
    assert "<html" in page
    assert "Three accounts were given to Anna Weber." in page


def test_a_redirect_keeps_the_toasts_for_where_it_leads(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    assert client.post(reverse("kit-toast"), headers=HTMX).status_code == 302
    assert "Three accounts" in client.get(reverse("kit")).content.decode()


def test_the_undo_of_a_toast_is_an_address(rf: RequestFactory) -> None:
    request = rf.get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    toast(request, "Done.", undo="/undo/3")
    toast(request, "Failed.", level=messages.ERROR)
    assert [undo_address(message.extra_tags) for message in messages.get_messages(request)] == ["/undo/3", ""]


def test_the_kit_shows_every_term_and_is_for_members_alone(sign_in: SignIn, alice: Member) -> None:
    assert Client().get(reverse("kit")).status_code == 302
    html = sign_in(alice).get(reverse("kit")).content.decode()
    assert all(escape(str(term.meaning)) in html for term in TERMS.values())


def test_what_a_member_prefers_stands_on_the_page(sign_in: SignIn, alice: Member) -> None:
    html = sign_in(alice).get("/accounts/").content.decode()
    assert 'data-theme="system" data-bs-theme="light" data-density="usual" data-shortcuts="on"' in html
