"""What is to go out is looked at first: asked of one of ours, answered with a verdict, taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.document import file_document
from tenure.accounts.models import Account
from tenure.core.models import Notification
from tenure.growth.actions.proposal_review import (
    answer_proposal_review,
    ask_proposal_review,
    withdraw_proposal_review,
)
from tenure.growth.choices import ProposalVerdict
from tenure.growth.models import ProposalReview
from tenure.people.models import Member

TODAY = timezone.localdate()
GO, CHANGE, STOP = ProposalVerdict.GO, ProposalVerdict.CHANGE, ProposalVerdict.STOP


@pytest.fixture
def asked(account: Account, alice: Member, mentor: Member) -> ProposalReview:
    """A proposal that Alice wants her mentor to look at."""
    return ask_proposal_review(
        account=account, title="Offer for line three", asked_of=mentor, due_on=TODAY + timedelta(days=3), by=alice
    )


def test_who_is_asked_is_told_and_who_asked_is_told_the_verdict(
    asked: ProposalReview, alice: Member, mentor: Member
) -> None:
    answer_proposal_review(proposal=asked, verdict=CHANGE, comments="Name the price", by=mentor)
    told = Notification.objects.order_by("pk").values_list("member_id", "kind")
    assert [each for each in told if each[1].startswith("proposal")] == [
        (mentor.pk, "proposal_asked"),
        (alice.pk, "proposal_change_first"),
    ]
    assert (asked.verdict, asked.comments, asked.answered_on) == ("change_first", "Name the price", TODAY)


def test_a_verdict_may_be_given_again_once_it_was_changed(asked: ProposalReview, mentor: Member) -> None:
    answer_proposal_review(proposal=asked, verdict=CHANGE, comments="Name the price", by=mentor)
    assert answer_proposal_review(proposal=asked, verdict=GO, comments="", by=mentor).verdict == GO


@pytest.mark.parametrize("verdict", [CHANGE, STOP])
def test_what_may_not_go_out_takes_a_comment(verdict: ProposalVerdict, asked: ProposalReview, mentor: Member) -> None:
    with pytest.raises(ValidationError, match="Say what has to change"):
        answer_proposal_review(proposal=asked, verdict=verdict, comments="  ", by=mentor)
    asked.refresh_from_db()
    assert asked.is_waiting


def test_only_who_was_asked_or_a_leader_gives_a_verdict(
    asked: ProposalReview, alice: Member, bob: Member, charlie: Member, director: Member
) -> None:
    for member in (alice, bob, charlie):
        with pytest.raises(PermissionDenied):
            answer_proposal_review(proposal=asked, verdict=GO, comments="", by=member)
    assert answer_proposal_review(proposal=asked, verdict=GO, comments="", by=director).verdict == GO


def test_only_who_asked_takes_it_back_and_only_before_a_verdict(
    asked: ProposalReview, alice: Member, bob: Member, mentor: Member
) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_proposal_review(proposal=asked, by=bob)
    withdraw_proposal_review(proposal=asked, by=alice)
    assert withdraw_proposal_review(proposal=asked, by=alice).withdrawn_on == TODAY
    with pytest.raises(ValidationError, match="was withdrawn; ask again"):
        answer_proposal_review(proposal=asked, verdict=GO, comments="", by=mentor)


def test_what_has_a_verdict_is_not_taken_back(asked: ProposalReview, alice: Member, mentor: Member) -> None:
    answer_proposal_review(proposal=asked, verdict=GO, comments="", by=mentor)
    with pytest.raises(ValidationError, match="There is a verdict"):
        withdraw_proposal_review(proposal=asked, by=alice)


def test_nobody_is_asked_who_does_not_see_the_plan(account: Account, alice: Member, charlie: Member) -> None:
    with pytest.raises(ValidationError, match="does not see the plan"):
        ask_proposal_review(account=account, title="Offer", asked_of=charlie, due_on=TODAY, by=alice)
    with pytest.raises(ValidationError, match="Ask somebody else than yourself"):
        ask_proposal_review(account=account, title="Offer", asked_of=alice, due_on=TODAY, by=alice)
    assert not ProposalReview.objects.exists()


def test_a_file_of_another_account_is_refused(account: Account, alice: Member, mentor: Member) -> None:
    elsewhere = create_account(by=alice, name="Elsewhere")
    file = file_document(account=elsewhere, file=ContentFile(b"Dear all", name="offer.txt"), by=alice)
    with pytest.raises(ValidationError, match="a file of another account"):
        ask_proposal_review(account=account, title="Offer", asked_of=mentor, due_on=TODAY, by=alice, document=file)


def test_a_stranger_asks_nothing(account: Account, charlie: Member, mentor: Member) -> None:
    with pytest.raises(PermissionDenied):
        ask_proposal_review(account=account, title="Offer", asked_of=mentor, due_on=TODAY, by=charlie)
