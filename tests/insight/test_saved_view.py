"""A saved view asks for nothing but what the allow-list knows, whatever stands in its row."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenure.insight.actions.saved_view import (
    delete_view,
    make_default,
    redefine_view,
    rename_view,
    save_view,
    share_view,
)
from tenure.insight.choices import Audience
from tenure.insight.league_view import COLUMNS, GROUPS, PARAMETERS, SORTS, LeagueView, read_view
from tenure.insight.models import SavedView
from tenure.insight.queries.listing import group_heads, listed
from tenure.insight.queries.saved_views import compiled, default_view, saved_views
from tenure.people.models import Member
from tests.web.company import make_company
from tests.web.conftest import SignIn, sign_in

__all__ = ["sign_in"]
pytestmark = pytest.mark.django_db

NAMES = [*PARAMETERS, "q", "sort", "group", "columns", "after"]
VALUES = st.one_of(
    st.sampled_from(
        [
            "yes", "no", "a", "b", "none", "1", "0", "-1", "99999999999999999999", "9223372036854775807", "Germany",
            "customer", "promoted", "1e9", "NaN", "12.345", "-5", "9999999999999.99", "any", "growth", "\x00", "%", "_",
            "' OR 1=1 --", "account__owner__password", "rank", "-rank", ",", "grade,why", "٣", "²",
            *SORTS, *(f"-{name}" for name in SORTS), *GROUPS, *COLUMNS,
        ]
    ),
    st.text(max_size=30),
)  # fmt: skip
DEFINITIONS = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.sampled_from(["owner__password", "pk", "id__in", "grade__regex"]), st.text()),
    VALUES,
    max_size=6,
)
# A row may hold anything: an older release wrote it, or somebody with a database client.
STORED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
)


def storable(value: Any) -> bool:
    """Whether both databases take the value as JSON."""
    if value is None:
        return False
    text = json.dumps(value, ensure_ascii=False)
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text) and "\\u0000" not in text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(definition=DEFINITIONS)
def test_no_address_is_ever_more_than_a_list(definition: dict[str, str], sign_in: SignIn) -> None:
    director = _company()
    view, refused = read_view(definition)
    assert set(refused) <= {name[:60] for name in definition}
    page = listed(director, view)
    group_heads(director, view, page)
    assert read_view(view.definition)[0].definition == view.definition


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(definition=DEFINITIONS)
def test_no_page_of_the_portfolio_ever_fails(definition: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in(_company())
    for page in ("/portfolio/", "/portfolio/board/", "/portfolio/matrix/"):
        query = {name: value for name, value in definition.items() if not _is_surrogate(name + value)}
        assert client.get(page, query).status_code in (200, 302)
        client.cookies.clear()
        client.force_login(_company())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=st.one_of(STORED, DEFINITIONS).filter(storable))
def test_a_stored_view_opens_whatever_it_holds(stored: Any, sign_in: SignIn) -> None:
    director = _company()
    saved, _ = SavedView.objects.update_or_create(owner=director, name="Any", defaults={"definition": stored})
    listed(director, compiled(SavedView.objects.get(pk=saved.pk)))


def _is_surrogate(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _company() -> Member:
    """The company of the test, made once: examples of one test share its transaction."""
    director = Member.objects.filter(email="ilse@example.com").first()
    return director or make_company(accounts=6).director


def test_a_definition_with_something_unknown_is_not_kept(alice: Member) -> None:
    for definition in ({"owner__password": "x"}, {"grade": "%"}, {"sort": "password"}, {"columns": "grade,secret"}):
        with pytest.raises(ValidationError):
            save_view(name="Bad", definition=definition, by=alice)
    assert not SavedView.objects.exists()


def test_a_view_is_its_owners_until_a_director_shares_it(alice: Member, bob: Member, director: Member) -> None:
    own = save_view(name="Mine", definition={"grade": "a"}, by=alice)
    assert list(SavedView.objects.visible_to(bob)) == []
    with pytest.raises(PermissionDenied):
        share_view(view=own, audience=Audience.TEAM, by=alice)
    theirs = save_view(name="Ours", definition={"grade": "b"}, audience=Audience.TEAM, by=director)
    assert [found.saved for found in saved_views(bob, LeagueView())] == [theirs]


def test_what_is_not_ones_own_is_not_changed(alice: Member, bob: Member, director: Member) -> None:
    own = save_view(name="Mine", definition={}, by=alice)
    shared = save_view(name="Ours", definition={}, audience=Audience.TEAM, by=director)
    for view in (own, shared):
        for act in (
            lambda view: rename_view(view=view, name="Stolen", by=bob),
            lambda view: redefine_view(view=view, definition={"grade": "c"}, by=bob),
            lambda view: make_default(view=view, by=bob),
            lambda view: delete_view(view=view, by=bob),
        ):
            with pytest.raises(PermissionDenied):
                act(view)
    assert list(SavedView.objects.order_by("pk").values_list("name", "is_default")) == [
        ("Mine", False),
        ("Ours", False),
    ]


def test_ones_own_default_comes_before_the_teams(alice: Member, bob: Member, director: Member) -> None:
    shared = save_view(name="Ours", definition={}, audience=Audience.TEAM, by=director)
    make_default(view=shared, by=director)
    own = save_view(name="Mine", definition={}, by=alice)
    other = save_view(name="Other", definition={}, by=alice)
    make_default(view=own, by=alice)
    make_default(view=other, by=alice)
    assert default_view(alice) == other
    assert default_view(bob) == shared
    assert SavedView.objects.filter(is_default=True).count() == 2


def test_a_name_is_used_once_by_each_owner(alice: Member, bob: Member) -> None:
    save_view(name="Mine", definition={}, by=alice)
    save_view(name="Mine", definition={}, by=bob)
    with pytest.raises(ValidationError, match="already"):
        save_view(name=" Mine ", definition={}, by=alice)
    with pytest.raises(ValidationError):
        save_view(name="  ", definition={}, by=alice)
