"""Having a proposal or presentation looked at before it goes out: asked, answered with a verdict, withdrawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import can, require_on
from tenure.accounts.models import Account, Document
from tenure.core.actions import notify
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.policy import sees_every_account
from tenure.growth.choices import ProposalVerdict
from tenure.growth.models import ProposalReview
from tenure.people.models import Member

ASKED = ("account", "title", "document", "asked_by", "asked_of", "due_on")


@transaction.atomic
def ask_proposal_review(
    *, account: Account, title: str, asked_of: Member, due_on: date, by: Member, document: Document | None = None
) -> ProposalReview:
    """Ask somebody of ours to look at what is to go out, by a day. Audited; they are told.

    Raises ValidationError where they do not see the account's plan, for oneself, or a file of another account.
    """
    require_on(by, "proposal.ask", account)
    _refuse_stranger(account, asked_of)
    if document is not None and (document.account_id != account.pk or document.deleted_at is not None):
        raise ValidationError({"document": _("That is a file of another account.")})
    asked = ProposalReview(
        account=account, title=title, document=document, asked_by=by, asked_of=asked_of, due_on=due_on
    )
    insert_record(asked)
    record_change(by=by, verb="asked", thing=asked, after=field_values(asked, ASKED), account_id=account.pk)
    _tell(asked, asked_of, by, "proposal_asked", day=due_on.isoformat())
    return asked


@transaction.atomic
def answer_proposal_review(
    *, proposal: ProposalReview, verdict: ProposalVerdict, comments: str, by: Member, version: int | None = None
) -> ProposalReview:
    """Say whether it may go out: go, change first, stop. Audited; who asked is told.

    Only who was asked answers, or a leader. What is not to go out as it is takes a comment: ValidationError.
    """
    require_on(by, "proposal.answer", proposal.account)
    if by.pk != proposal.asked_of_id and not sees_every_account(by):
        raise PermissionDenied(_("Only who was asked gives a verdict, or a leader."))
    _refuse_withdrawn(proposal)
    if verdict != ProposalVerdict.GO and not comments.strip():
        raise ValidationError({"comments": _("Say what has to change, or why it must not go out.")})
    answered = {"verdict": verdict, "comments": comments.strip(), "answered_on": timezone.localdate()}
    if _write(proposal, answered, by=by, verb="answered", version=version):
        _tell(proposal, proposal.asked_by, by, f"proposal_{verdict.value}", occasion=f"answered {proposal.version}")
    return proposal


@transaction.atomic
def withdraw_proposal_review(*, proposal: ProposalReview, by: Member, version: int | None = None) -> ProposalReview:
    """Take back that somebody was asked, as long as there is no verdict. Audited; twice is the same as once."""
    require_on(by, "proposal.ask", proposal.account)
    if by.pk != proposal.asked_by_id and not sees_every_account(by):
        raise PermissionDenied(_("Only who asked takes it back, or a leader."))
    if proposal.withdrawn_on is not None:
        return proposal
    if proposal.verdict:
        raise ValidationError(_("There is a verdict on “%(title)s” already."), params={"title": proposal.title})
    _write(proposal, {"withdrawn_on": timezone.localdate()}, by=by, verb="withdrawn", version=version)
    return proposal


def _write(
    proposal: ProposalReview, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None
) -> dict[str, Any]:
    before = update_record(proposal, changes, version=version)
    if before:
        after = field_values(proposal, before)
        record_change(by=by, verb=verb, thing=proposal, before=before, after=after, account_id=proposal.account_id)
    return before


def _tell(
    proposal: ProposalReview, member: Member, by: Member, kind: str, *, occasion: str = "asked", **params: str
) -> None:
    if member.pk != by.pk:
        told = {"who": by.name, "title": proposal.title, "account": proposal.account.name, **params}
        notify(members=[member.pk], kind=kind, occasion=f"proposal {proposal.pk} {occasion}", thing=proposal, **told)


def _refuse_withdrawn(proposal: ProposalReview) -> None:
    if proposal.withdrawn_on is not None:
        raise ValidationError(_("“%(title)s” was withdrawn; ask again."), params={"title": proposal.title})


def _refuse_stranger(account: Account, member: Member) -> None:
    if not can(member, "proposal.answer", account):
        sentence = _("%(member)s does not see the plan of %(account)s; put them on its team first.")
        params = {"member": member.name, "account": account.name}
        raise ValidationError({"asked_of": ValidationError(sentence, params=params)})
