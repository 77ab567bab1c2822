"""The mentor's inbox, review mode and minutes, as the mentor, the team and others see them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Account, Commitment
from tenure.growth.actions.course import circulate_plan
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.plan import change_plan
from tenure.growth.actions.plan_review import add_finding, begin_review, close_review, plan_review, remark_in_review
from tenure.growth.actions.proposal_review import ask_proposal_review
from tenure.growth.models import Plan, PlanReview, ProposalReview, ReviewValue
from tenure.people.models import Member
from tests.growth.conftest import FIGURES, mentor, plan
from tests.queries import queries_of

__all__ = ["mentor", "plan"]

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=90)


@pytest.fixture
def review(plan: Plan, mentor: Member) -> PlanReview:
    """A review of Alice's plan that has begun, the first that it has."""
    circulate_plan(plan=plan, by=mentor, figures=FIGURES)
    return begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def page(account: Account) -> str:
    return f"/accounts/{account.pk}/review/"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_inbox_shows_the_mentor_what_is_due_and_others_nothing(
    plan: Plan, mentor: Member, charlie: Member, account: Account
) -> None:
    plan_review(plan=plan, due_on=TODAY - timedelta(days=12), by=mentor)
    assert "overdue by 12 days" in text_of(signed_in(mentor), "/reviews/")
    assert account.name not in text_of(signed_in(charlie), "/reviews/")


def test_whoever_owns_a_plan_sees_when_it_is_reviewed_and_a_leader_sees_it_once(
    plan: Plan, mentor: Member, alice: Member, bob: Member, director: Member, account: Account
) -> None:
    plan_review(plan=plan, due_on=TODAY - timedelta(days=12), by=mentor)
    own = text_of(signed_in(alice), "/reviews/")
    assert "Reviews of your plans" in own
    assert "overdue by 12 days" in own
    assert "Reviews of your plans" not in text_of(signed_in(bob), "/reviews/")
    assert text_of(signed_in(director), "/reviews/").count(f">{account.name}</a>") == 1


def test_a_mentor_begins_a_review_that_nobody_planned(plan: Plan, mentor: Member, account: Account) -> None:
    client = signed_in(mentor)
    assert "Begin the review" in text_of(client, page(account))
    client.post(f"{page(account)}begin")
    assert PlanReview.objects.get().state == "begun"
    shown = text_of(client, page(account))
    for title in ("Promises kept", "Balance gauge", "Values check", "Question card", "Findings and next date"):
        assert title in shown


def test_the_team_reads_a_review_and_is_offered_no_form(review: PlanReview, alice: Member, account: Account) -> None:
    shown = text_of(signed_in(alice), page(account))
    assert "Values check" in shown
    assert f"{page(account)}close" not in shown
    assert signed_in(alice).post(f"{page(account)}close", {"next_on": LATER}).status_code == 403


@pytest.mark.parametrize("address", ["", "remarks/balance"])
def test_a_stranger_is_told_of_no_review(address: str, review: PlanReview, charlie: Member, account: Account) -> None:
    assert signed_in(charlie).get(page(account) + address).status_code == 404


def test_a_remark_is_saved_in_place_and_a_later_one_is_told_of_the_first(
    review: PlanReview, mentor: Member, director: Member, account: Account
) -> None:
    seen = review.version
    remark_in_review(review=review, changes={"on_balance": "Too short"}, by=director)
    client = signed_in(mentor)
    address = f"{page(account)}remarks/balance"
    lost = client.post(address, {"on_balance": "Fine", "version": seen})
    assert (lost.status_code, "Too short" in lost.content.decode()) == (409, True)
    saved = client.post(address, {"on_balance": "Fine", "version": review.version}, headers={"hx-request": "true"})
    assert (saved.status_code, "Saved" in saved.content.decode()) == (200, True)
    review.refresh_from_db()
    assert review.on_balance == "Fine"


def test_a_value_and_a_finding_are_noted_from_the_page(
    review: PlanReview, mentor: Member, alice: Member, account: Account, director: Member
) -> None:
    change_guidance(changes={"core_values": "Candour"}, by=director)
    client = signed_in(mentor)
    client.post(f"{page(account)}values", {"name": "Candour", "verdict": "partly", "evidence": "Late", "version": "0"})
    client.post(f"{page(account)}findings", {"text": "Meet the board", "due_on": LATER, "owner": alice.pk})
    assert ReviewValue.objects.get().verdict == "partly"
    assert Commitment.objects.get(kind="review_finding").owner == alice
    shown = text_of(client, page(account))
    assert "Meet the board" in shown


def test_two_who_check_one_value_first_are_told_of_each_other(
    review: PlanReview, mentor: Member, account: Account, director: Member
) -> None:
    change_guidance(changes={"core_values": "Candour"}, by=director)
    form = {"name": "Candour", "evidence": "Told late", "version": "0"}
    signed_in(director).post(f"{page(account)}values", {**form, "verdict": "lived", "evidence": "Told at once"})
    lost = signed_in(mentor).post(f"{page(account)}values", {**form, "verdict": "not"})
    both = lost.content.decode()
    assert (lost.status_code, "Told at once" in both, "Told late" in both) == (409, True, True)
    assert ReviewValue.objects.get().verdict == "lived"
    again = {**form, "verdict": "not", "version": ReviewValue.objects.get().version}
    signed_in(mentor).post(f"{page(account)}values", again)
    assert ReviewValue.objects.get().verdict == "not"


def test_closing_leads_to_minutes_and_the_next_review_shows_what_became_and_what_changed(
    review: PlanReview, plan: Plan, mentor: Member, alice: Member, account: Account
) -> None:
    finding = add_finding(review=review, text="Meet the board", due_on=LATER, by=mentor, owner=alice)
    client = signed_in(mentor)
    closed = client.post(f"{page(account)}close", {"next_on": LATER})
    assert closed.headers["Location"] == f"/reviews/{review.pk}/minutes/"
    minutes = text_of(signed_in(alice), f"/reviews/{review.pk}/minutes/")
    assert "Meet the board" in minutes
    keep_commitment(commitment=finding.commitment, by=alice)
    change_plan(plan=Plan.objects.get(pk=plan.pk), changes={"strategy": "Be their first choice"}, by=alice)
    client.post(f"{page(account)}begin")
    shown = text_of(client, page(account))
    assert "kept" in shown
    assert "Be their first choice" in shown


def test_closing_without_a_day_that_is_to_come_is_refused_in_a_sentence(
    review: PlanReview, mentor: Member, account: Account
) -> None:
    client = signed_in(mentor)
    refused = client.post(f"{page(account)}close", {"next_on": TODAY})
    assert (refused.status_code, "the next review is on a later day" in refused.content.decode()) == (422, True)


def test_what_is_refused_in_a_review_keeps_what_was_written(
    review: PlanReview, mentor: Member, account: Account, director: Member
) -> None:
    change_guidance(changes={"core_values": "Candour"}, by=director)
    client = signed_in(mentor)
    unsaid = {"name": "Candour", "verdict": "", "evidence": "They told us late", "version": "0"}
    for address, form, written in (
        ("findings", {"text": "Meet the board", "due_on": "soon"}, "Meet the board"),
        ("values", unsaid, "They told us late"),
    ):
        refused = client.post(page(account) + address, form)
        assert (refused.status_code, written in refused.content.decode()) == (422, True)
    assert not ReviewValue.objects.exists()
    assert not Commitment.objects.filter(kind="review_finding").exists()


def test_a_viewer_is_refused(review: PlanReview, viewer: Member) -> None:
    assert signed_in(viewer).get("/reviews/").status_code == 403


def test_a_proposal_is_asked_for_answered_and_seen_in_the_inbox(
    account: Account, alice: Member, mentor: Member
) -> None:
    asked = {"title": "Offer for line three", "asked_of": mentor.pk, "due_on": LATER}
    signed_in(alice).post(f"/accounts/{account.pk}/proposals/new", asked)
    proposal = ProposalReview.objects.get()
    client = signed_in(mentor)
    assert "Offer for line three" in text_of(client, "/reviews/")
    unsaid = client.post(f"/proposals/{proposal.pk}", {"verdict": "", "comments": "Fine", "version": "1"})
    assert (unsaid.status_code, ProposalReview.objects.get().verdict) == (422, "")
    refused = client.post(f"/proposals/{proposal.pk}", {"verdict": "stop", "comments": "", "version": "1"})
    assert (refused.status_code, "Say what has to change" in refused.content.decode()) == (422, True)
    client.post(f"/proposals/{proposal.pk}", {"verdict": "change_first", "comments": "Name the price", "version": "1"})
    assert "Name the price" in text_of(signed_in(alice), f"/proposals/{proposal.pk}")
    assert "No proposal waits for you" in text_of(client, "/reviews/")


def test_two_verdicts_at_once_show_both(account: Account, alice: Member, mentor: Member, director: Member) -> None:
    proposal = ask_proposal_review(account=account, title="Offer", asked_of=mentor, due_on=LATER, by=alice)
    address, form = f"/proposals/{proposal.pk}", {"verdict": "go", "comments": "Fine", "version": "1"}
    assert signed_in(director).post(address, form).status_code == 302
    lost = signed_in(mentor).post(address, {**form, "verdict": "stop", "comments": "No"})
    assert (lost.status_code, "Fine" in lost.content.decode()) == (409, True)


def test_who_asked_takes_it_back(account: Account, alice: Member, mentor: Member) -> None:
    proposal = ask_proposal_review(account=account, title="Offer", asked_of=mentor, due_on=LATER, by=alice)
    signed_in(alice).post(f"/proposals/{proposal.pk}/withdraw")
    proposal.refresh_from_db()
    assert proposal.withdrawn_on == TODAY


def test_the_review_page_asks_as_often_for_many_findings_as_for_one(
    review: PlanReview, mentor: Member, alice: Member, account: Account
) -> None:
    add_finding(review=review, text="One", due_on=LATER, by=mentor, owner=alice)
    client = signed_in(mentor)
    client.get(page(account))
    few = len(queries_of(lambda: client.get(page(account))))
    for number in range(4):
        add_finding(review=review, text=f"Finding {number}", due_on=LATER, by=mentor, owner=alice)
    assert len(queries_of(lambda: client.get(page(account)))) == few


def test_past_reviews_stand_beside_the_next_with_what_became_of_them(
    review: PlanReview, mentor: Member, alice: Member, account: Account
) -> None:
    add_finding(review=review, text="One", due_on=LATER, by=mentor, owner=alice)
    close_review(review=review, next_on=LATER, facts={}, by=mentor)
    shown = text_of(signed_in(alice), page(account))
    assert f"/reviews/{review.pk}/minutes/" in shown
    assert "1 open" in shown
