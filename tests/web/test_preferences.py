"""What a member prefers changes what they see, and nothing else."""

import pytest
from django.test import Client

from tenure.core.models import AuditEntry
from tenure.insight.models import Standing
from tenure.people.actions import change_preferences
from tenure.people.models import Member
from tests.web.company import make_company
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
PAGE = "/settings/preferences"


def chosen(client: Client, member: Member, **changes: str) -> int:
    member.refresh_from_db()
    today = {
        "version": str(member.version), "language": "", "theme": "system", "density": "usual", "shortcuts": "on",
        "label_pack": "", "grade_words": "",
    }  # fmt: skip
    return client.post(PAGE, {**today, **changes}).status_code


def test_the_frame_shows_what_was_chosen(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    assert chosen(client, alice, theme="dark", density="compact", shortcuts="off") == 302
    html = client.get(PAGE).content.decode()
    for attribute in ('data-theme="dark"', 'data-density="compact"', 'data-shortcuts="off"'):
        assert attribute in html


def test_a_change_is_audited_with_what_was_before(sign_in: SignIn, alice: Member) -> None:
    chosen(sign_in(alice), alice, theme="light")
    entry = AuditEntry.objects.filter(noun="member", thing_id=alice.pk).latest("pk")
    assert (entry.verb, entry.changes) == ("changed", {"theme": ["system", "light"]})


@pytest.mark.parametrize(
    "refused",
    [
        {"theme": "pink"},
        {"language": "tlh"},
        {"label_pack": "own"},
        {"label_pack": "cricket"},
        {"grade_words": ",".join("abcdefghi")},
        {"grade_words": "x" * 41},
        {"version": "0"},
    ],
)
def test_what_is_no_choice_is_refused_and_nothing_changes(
    sign_in: SignIn, alice: Member, refused: dict[str, str]
) -> None:
    client = sign_in(alice)
    before = Member.objects.filter(pk=alice.pk).values().get()
    assert chosen(client, alice, **refused) == 422
    assert Member.objects.filter(pk=alice.pk).values().get() == before


def test_the_same_changed_elsewhere_shows_both_values(sign_in: SignIn, alice: Member) -> None:
    client = sign_in(alice)
    old = str(alice.version)
    change_preferences(changes={"theme": "light"}, by=alice)
    response = client.post(
        PAGE,
        {"version": old, "theme": "dark", "density": "usual", "shortcuts": "on"},
    )
    assert response.status_code == 409
    assert "now light" in response.content.decode()
    alice.refresh_from_db()
    assert alice.theme == "light"


def test_own_words_are_kept_one_by_one(sign_in: SignIn, alice: Member) -> None:
    assert chosen(sign_in(alice), alice, label_pack="own", grade_words=" Top , Good,, Fair ") == 302
    alice.refresh_from_db()
    assert (alice.label_pack, alice.grade_words) == ("own", ["Top", "Good", "Fair"])


def test_grades_are_read_in_ones_own_words_and_by_nobody_else(sign_in: SignIn) -> None:
    company = make_company(accounts=3)
    change_preferences(changes={"label_pack": "own", "grade_words": ["Diamond"] * 4}, by=company.director)
    before = list(Standing.objects.order_by("pk").values_list("label", flat=True))
    page = f"/accounts/{company.accounts[0].pk}/"
    mine, theirs = (sign_in(member).get(page).content.decode() for member in (company.director, company.managers[0]))
    assert (">Diamond<" in mine, "Diamond" in theirs) == (True, False)
    assert list(Standing.objects.order_by("pk").values_list("label", flat=True)) == before
