"""Who does what for an account, and its calendar."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.actions.responsibility import set_parts
from tenure.accounts.choices import WorkArea
from tenure.accounts.models import Account, Responsibility
from tenure.accounts.queries.responsibilities import who_does_what
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import given
from tenure.api.doors import reads, writes
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.team import (
    AccountCalendarOut,
    CalendarEntryOut,
    Responsibilities,
    ResponsibilityOut,
    WorkPartIn,
)
from tenure.growth.calendar_words import collision_sentence, gap_sentence
from tenure.growth.queries.calendar import account_calendar
from tenure.people.models import Member

router = Router(tags=["accounts"])
HELD = shown(Responsibility.objects, ResponsibilityOut)


def visible(request: ApiRequest, account_id: int) -> Account:
    """The account, if the member may see it."""
    return Account.objects.visible_to(request.auth).get(pk=account_id)


def _work(account: Account) -> HttpResponse:
    held = HELD.rows.held().filter(account=account).order_by("id")
    return answer({"items": HELD.dicts(held), "unanswered": who_does_what(account).unanswered})


@router.get("/accounts/{int:account_id}/responsibilities", response=Responsibilities, **reads("account.see"))
def list_responsibilities(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """Who is responsible, accountable, consulted and informed for which area of an account's work today."""
    return _work(visible(request, account_id))


@router.put(
    "/accounts/{int:account_id}/responsibilities/{area}/{int:member_id}",
    response=Responsibilities, **writes("account.change"),
)  # fmt: skip
def put_responsibility(
    request: ApiRequest, account_id: PathKey, area: WorkArea, member_id: PathKey, body: WorkPartIn
) -> HttpResponse:
    """Say what a member of the team has to do with an area; what it was stays on record. One is accountable at most."""
    account = visible(request, account_id)
    member = Member.objects.visible_to(request.auth).get(pk=member_id)
    fields = given(body)
    seen = {member.pk: fields["seen"]} if "seen" in fields else None
    set_parts(account=account, area=area, parts={member.pk: fields["part"]}, by=request.auth, seen=seen)
    return _work(account)


@router.get("/accounts/{int:account_id}/calendar", response=AccountCalendarOut, **reads("account.see"))
def get_account_calendar(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """What is planned with a client and what happened lately, what collides, and who is left out."""
    account = visible(request, account_id)
    found = account_calendar(account, request.auth, timezone.localdate())
    told: dict[str, Any] = {name: getattr(found, name) for name in ("today", "first", "until", "is_cut")}
    entries = [{name: getattr(one, name) for name in CalendarEntryOut.model_fields} for one in found.entries]
    collisions = [
        {
            "contact": one.later.person, "earlier": one.earlier.number, "later": one.later.number, "days": one.days,
            "sentence": collision_sentence(found, one),
        }
        for one in found.collisions
    ]  # fmt: skip
    left_out = [
        {"contact": one.person, "last_on": one.last_on, "sentence": gap_sentence(found, one)} for one in found.gaps
    ]
    return answer({"account": account.pk, **told, "entries": entries, "collisions": collisions, "gaps": left_out})
