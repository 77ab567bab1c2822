"""A plan's whole life in the sample company, by keyboard alone and clean to axe on every page that it passes.

Drafted, filled, circulated, signed by three, changed after that, reviewed by a mentor whose finding is kept; then the
account goes to a new manager, whom the client accepts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, Commitment, Contact
from tenure.analytics.handover import HandoverState
from tenure.core.policy import RULES, Role
from tenure.growth.models import Handover, Plan, PlanReview
from tenure.growth.queries.course import signers_of
from tenure.growth.queries.reviews import mentors_of
from tenure.integrations.sample.loading import load_sample_company
from tenure.integrations.sample.words import DIRECTOR, DOMAIN, SOURCE
from tenure.people.actions import create_member
from tenure.people.models import Member
from tests.browser.axe import bring_axe, found_by_axe
from tests.browser.conftest import Visit, wait_until_drawn
from tests.browser.hands import Keyboard, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEYS = Keyboard()
SIGNERS = 3
STRATEGY = "Become their second source, then their first choice for service."
FIRST_MESSAGE = "With us the line stands still for hours."
SECOND_MESSAGE = "With us the line stands still for minutes."
FINDING = "See their finance director before the tender"


@dataclass(frozen=True)
class Cast:
    """Who plays: a key account without a plan, those who sign for it, its mentor, a director, and who comes after."""

    account: Account
    team: Sequence[Member]
    mentor: Member
    director: Member
    successor: Member

    @property
    def home(self) -> str:
        """The account's page."""
        return f"/accounts/{self.account.pk}/"


@pytest.fixture
def cast(transactional_db: None, settings: Any, tmp_path: Path) -> Cast:
    """The sample company, and of its key accounts without a plan the first that at most three sign for."""
    settings.HOME = tmp_path
    ada = create_member(email="ada@example.com", name="Ada Admin", role=Role.ADMINISTRATOR, by=None)
    load_sample_company(today=timezone.localdate(), by=ada, say=lambda _: None)
    ranked = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True, plans=None)
    ranked = ranked.exclude(pk__in=Handover.objects.values("account"))
    account = next(
        one for one in ranked.exclude(owner=None).order_by("standings__rank") if len(_signers(one)) <= SIGNERS
    )
    director = Member.objects.get(email=f"{DIRECTOR}@{DOMAIN}")
    colleagues = Member.objects.filter(email__endswith=f"@{DOMAIN}", role__in=[one.value for one in RULES["plan.sign"]])
    outside = iter(colleagues.exclude(assignments__account=account).exclude(pk=director.pk).order_by("email"))
    while len(_signers(account)) < SIGNERS:
        add_team_member(account=account, member=next(outside), by=ada)
    if not mentors_of([account.pk]):
        add_team_member(account=account, member=next(outside), by=ada, role=TeamRole.MENTOR)
    (mentor,) = mentors_of([account.pk])[account.pk]
    return Cast(account, _owner_first(account), mentor, director, next(outside))


def _signers(account: Account) -> list[Member]:
    return signers_of([account.pk]).get(account.pk, [])


def _owner_first(account: Account) -> list[Member]:
    return sorted(_signers(account), key=lambda member: member.pk != account.owner_id)


def test_a_plan_lives_and_its_account_is_handed_over_without_a_mouse(visit: Visit, cast: Cast) -> None:
    owner, *others = team = [visit(member) for member in cast.team]
    mentor = visit(cast.mentor)
    draft(owner, cast)
    circulate_and_sign(owner, team, cast, version=1)
    differs(owner, others[0], cast)
    circulate_and_sign(owner, team, cast, version=2)
    find(mentor, cast)
    keep(owner, cast)
    find_it_kept(mentor, cast)
    assign(visit(cast.director), cast)
    tell(owner, cast)
    take_over(visit(cast.successor), cast)


def draft(page: Page, cast: Cast) -> None:
    """From the account's page: the plan is begun, its texts are written, and what belongs into it is listed."""
    open_page(page, cast.home, cast.account.name)
    KEYS.press(page.get_by_role("link", name="Plan", exact=True))
    arrived(page, "Plan")
    KEYS.press(page.get_by_role("button", name="Begin the plan"))
    arrived(page, f"Plan for {cast.account.name}")
    write_text(page, "Our strategy", STRATEGY)
    write_text(page, "What we say in one sentence", FIRST_MESSAGE)
    add(page, "Add What they want, in their words", {"In their words": "Every stop of the line costs us a day."})
    add(page, "Add Objectives", {"Name": "Supply both lines", "Measured by": "Lines", "Target": "2"})
    add(page, "Action Supply both lines", {"What is to be done": "Trial on line 1", "By": in_days(30)}, "Promised.")
    add(page, "Add Profit plan", {"Year": str(timezone.localdate().year), "Contribution": "60000", "Cost": "20000"})
    nothing_wrong(page)


def circulate_and_sign(owner: Page, team: Sequence[Page], cast: Cast, *, version: int) -> None:
    """The owner circulates the plan, everybody signs, and the owner puts it in force."""
    open_page(owner, f"{cast.home}plan/", f"Plan for {cast.account.name}")
    step(owner, "Circulate for signature", "The team can sign it now.")
    for page in team:
        open_page(page, f"{cast.home}plan/", f"Plan for {cast.account.name}")
        step(page, f"Sign version {version}", "Signed.")
    open_page(owner, f"{cast.home}plan/", f"Plan for {cast.account.name}")
    step(owner, "Commit the house to it", "Done.")
    step(owner, "Put it in force", "Done.")
    expect(owner.locator("#plan-signing")).to_contain_text(f"version {version} is in force")


def differs(owner: Page, signer: Page, cast: Cast) -> None:
    """A change after the signatures makes it a draft again, and whoever signed reads what has changed."""
    write_text(owner, "What we say in one sentence", SECOND_MESSAGE)
    expect(owner.locator("#plan-signing")).to_contain_text("Changed since version 1")
    open_page(signer, f"{cast.home}plan/", f"Plan for {cast.account.name}")
    since = signer.locator("section", has=signer.get_by_role("heading", name="Since you signed"))
    expect(since.locator("del")).to_have_text(FIRST_MESSAGE)
    expect(since.locator("ins")).to_have_text(SECOND_MESSAGE)
    KEYS.press(signer.get_by_role("link", name="Compare versions"))
    arrived(signer, f"Two versions of the plan for {cast.account.name}")


def find(page: Page, cast: Cast) -> None:
    """The mentor finds the plan in the inbox, reviews it, and leaves a finding with a day and an owner."""
    begin_review(page, cast)
    remarks = page.locator("#remark-balance").get_by_role("textbox")
    KEYS.write(remarks, "All of it is short.")
    page.keyboard.press("Tab")
    expect(page.locator("#remark-balance").get_by_role("status")).to_have_text("Saved")
    decisions = page.locator("#item-decisions")
    KEYS.write(decisions.get_by_label("What is to be done"), FINDING)
    KEYS.choose(decisions.get_by_label("Owner"), cast.team[0].name)
    write_day(decisions.get_by_label("By", exact=True), in_days(14))
    step(page, "Note the finding", "Noted; the next review asks after it.")
    expect(page.locator("#item-decisions").get_by_role("rowheader", name=FINDING)).to_be_visible()
    close_review(page, cast)
    expect(page.get_by_role("row", name=FINDING)).to_contain_text(cast.team[0].name)


def keep(page: Page, cast: Cast) -> None:
    """What was found is a promise of the owner's, and is kept."""
    open_page(page, f"{cast.home}promises/", "Promises")
    step(page, re.compile(f"^Done ?: {FINDING}$"), "Kept.")
    assert Commitment.objects.get(text=FINDING).state == "kept"


def find_it_kept(page: Page, cast: Cast) -> None:
    """The next review asks after it and lists it as kept."""
    begin_review(page, cast)
    last = page.locator("#item-findings")
    expect(last).to_contain_text("1 kept")
    expect(last.get_by_role("row", name=FINDING)).to_contain_text("kept")
    close_review(page, cast)
    reviews = PlanReview.objects.filter(plan__account=cast.account).order_by("pk")
    assert list(reviews.values_list("state", flat=True)) == ["closed", "closed"]
    assert Plan.objects.get(account=cast.account).state == "running"


def begin_review(page: Page, cast: Cast) -> None:
    open_page(page, "/reviews/", "Reviews")
    KEYS.press(page.get_by_role("rowheader", name=cast.account.name).get_by_role("link"))
    arrived(page, f"Review of the plan for {cast.account.name}")
    step(page, "Begin the review", "The review has begun.")
    nothing_wrong(page)


def close_review(page: Page, cast: Cast) -> None:
    KEYS.press(page.get_by_role("button", name="Close and send the minutes"))
    arrived(page, f"Minutes of the review of the plan for {cast.account.name}")


def assign(page: Page, cast: Cast) -> None:
    """A director gives the account to somebody else, which opens its handover."""
    open_page(page, f"/portfolio/?q={cast.account.name}", re.compile(".+"))
    row = page.get_by_role("checkbox", name=cast.account.name, exact=True)
    tab_to(page, row)
    page.keyboard.press("Space")
    expect(row).to_be_checked()
    KEYS.choose(page.get_by_label("New owner"), cast.successor.name)
    step(page, re.compile(f"^Assign .+ to {cast.successor.name}$"), cast.successor.name)


def tell(page: Page, cast: Cast) -> None:
    """Whoever had it logs the joint meeting, names it, and tells what there is to tell."""
    open_page(page, cast.home, cast.account.name)
    page.keyboard.press("l")
    expect(page.get_by_label("Log what happened")).to_be_focused()
    page.keyboard.type("Meeting to introduce the new account manager")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    said(page, "Recorded.")
    KEYS.press(page.get_by_role("link", name="Handover", exact=True))
    arrived(page, "Handover")
    style = re.compile("^Tell ?: How they like to work with us$")
    add(page, style, {"What is there to tell?": "Short calls before nine."}, "Saved.")
    drawer = opened(page, "Name the joint meeting")
    meeting = drawer.get_by_label("Joint meeting")
    KEYS.choose(meeting, meeting.locator("option").nth(1).inner_text())
    step(page, "That was it", "Saved.")
    expect(page.get_by_text(f"Waiting for {cast.successor.name} to take it over.")).to_be_visible()


def take_over(page: Page, cast: Cast) -> None:
    """The new manager takes the account over and notes who accepted for the client; the watch begins."""
    client = Contact.objects.of_account(cast.account.pk).filter(left_on=None).order_by("name")[0]
    open_page(page, "/handovers/", "Handovers")
    KEYS.press(page.get_by_role("link", name=cast.account.name, exact=True))
    arrived(page, "Handover")
    step(page, "Take it over", "It is yours.")
    drawer = opened(page, "The client accepts")
    KEYS.choose(drawer.get_by_label("Accepted by"), client.name)
    KEYS.write(drawer.get_by_label("In their words"), "We have met; carry on.")
    step(page, "Note it", "Saved.")
    nothing_wrong(page)
    handover = Handover.objects.get(account=cast.account)
    assert (handover.state, handover.accepted_by) == (HandoverState.ACCEPTED, client)
    assert Account.objects.get(pk=cast.account.pk).owner == cast.successor
    assert cast.team[0].pk not in [member.pk for member in _signers(cast.account)]


def open_page(page: Page, path: str, heading: str | re.Pattern[str]) -> None:
    """Go where a link of a message or a bookmark leads."""
    page.goto(path)
    arrived(page, heading)


def arrived(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait for the page of that heading, and look for faults on it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator(".htmx-request")).to_have_count(0)
    wait_until_drawn(page)
    nothing_wrong(page)


def nothing_wrong(page: Page) -> None:
    bring_axe(page)
    found = found_by_axe(page)
    assert not found, "\n".join([page.url, *found])


def write_text(page: Page, label: str, words: str) -> None:
    """Write a text of the plan, which saves itself; whoever goes on by Tab stays where they are."""
    KEYS.write(page.get_by_role("textbox", name=label, exact=True), words)
    page.keyboard.press("Tab")
    form = page.locator(".plan-text", has=page.get_by_role("textbox", name=label, exact=True))
    expect(form.get_by_role("status")).to_have_text("Saved")
    expect(form.get_by_role("button", name=f"Save {label}", exact=True)).to_be_focused()


def opened(page: Page, link: str | re.Pattern[str]) -> Locator:
    """Open the drawer by that link."""
    KEYS.press(page.get_by_role("link", name=link, exact=True))
    drawer = page.get_by_role("dialog", name="Details")
    expect(drawer.get_by_role("heading").first).to_be_visible()
    return drawer


def add(page: Page, link: str | re.Pattern[str], entries: Mapping[str, str | date], told: str = "Added.") -> None:
    """Fill the form behind that link and save it."""
    drawer = opened(page, link)
    nothing_wrong(page)
    for label, entry in entries.items():
        field = drawer.get_by_label(label, exact=True)
        write_day(field, entry) if isinstance(entry, date) else KEYS.write(field, entry)
    KEYS.press(drawer.get_by_role("button", name="Save", exact=True))
    said(page, told)


def step(page: Page, button: str | re.Pattern[str], told: str) -> None:
    KEYS.press(page.get_by_role("button", name=button, exact=True))
    said(page, told)


def said(page: Page, told: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(told)
    expect(page.get_by_role("dialog", name="Details")).to_be_hidden()
    wait_until_drawn(page)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def write_day(field: Locator, day: date) -> None:
    """Type a day as this browser's language has it: month, day, year."""
    tab_to(field.page, field)
    field.page.keyboard.type(f"{day:%m%d%Y}")
    expect(field).to_have_value(day.isoformat())
