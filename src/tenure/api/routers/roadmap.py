"""What is agreed with clients: their roadmap, what they expect, what they got; for each kind the same operations."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel

from tenure.accounts.models import Account, Contact
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas import roadmap as schemas
from tenure.api.schemas.fields import In, PathKey
from tenure.core.audit import field_values
from tenure.growth.actions.roadmap import (
    accept_client_thing,
    add_client_thing,
    change_client_thing,
    remove_client_thing,
    restore_client_thing,
    take_acceptance_back,
)
from tenure.growth.models import Advice, Benefit, ClientThing, Expectation, RoadmapEntry
from tenure.growth.queries.advice import advice_given
from tenure.people.models import Member

router = Router(tags=["roadmap"])


@dataclass(frozen=True)
class Kind:
    """A kind of what is agreed: its table, what it is called in addresses and operations, and its schemas."""

    model: type[ClientThing]
    path: str
    noun: str
    several: str
    words: str
    taken: type[In]
    patch: type[In]
    told: type[BaseModel]
    page: type[BaseModel]

    @property
    def rows(self) -> Any:
        """The table's rows, with its own methods."""
        return self.model._default_manager

    def plain(self, thing: ClientThing) -> HttpResponse:
        """One thing, told."""
        return answer(field_values(thing, self.told.model_fields))

    def one(self, request: ApiRequest, thing_id: int, *, ever: bool = False) -> Any:
        """The thing, if the member may see its account; `ever` where it may have been taken off."""
        seen = self.rows.ever_visible_to(request.auth) if ever else self.rows.visible_to(request.auth)
        return seen.select_related("account").get(pk=thing_id)


# fmt: off
ENTRIES = Kind(RoadmapEntry, "roadmap-entries", "roadmap_entry", "roadmap_entries", "phase, milestone or message",
               schemas.EntryIn, schemas.EntryPatch, schemas.EntryOut, schemas.EntryPage)
EXPECTATIONS = Kind(Expectation, "expectations", "expectation", "expectations", "expectation",
                    schemas.ExpectationIn, schemas.ExpectationPatch, schemas.ExpectationOut, schemas.ExpectationPage)
BENEFITS = Kind(Benefit, "benefits", "benefit", "benefits", "benefit",
                schemas.BenefitIn, schemas.BenefitPatch, schemas.BenefitOut, schemas.BenefitPage)
ADVICE = Kind(Advice, "advice", "advice", "advice_given", "piece of advice",
              schemas.AdviceIn, schemas.AdvicePatch, schemas.AdviceOut, schemas.AdvicePage)
# fmt: on
CHANGE = writes("roadmap.change")


def offer_list(kind: Kind) -> None:
    """Let a kind be listed."""
    listing = Listing(
        shown=shown(kind.rows, kind.told),
        filters={**key("account"), "client_visible": asks("client_visible", bool), **moments("updated_at")},
        orders={"id": Order("id")},
        default="id",
    )

    def found(request: ApiRequest) -> HttpResponse:
        return list_page(request, listing, listing.rows.visible_to(request.auth))

    _offer("get", "", found, f"list_{kind.several}", f"Every {kind.words} of the accounts you see.", kind,
           response=kind.page, **reads("account.see", listing))  # fmt: skip


def offer_adding(kind: Kind) -> None:
    """Let one of a kind be added."""

    def post(request: ApiRequest, body: In) -> HttpResponse:
        fields = given(body)
        refer(fields, "account", Account.objects.visible_to(request.auth))
        _refer_people(request, fields)
        made = add_client_thing(kind.model, by=request.auth, **fields)
        return answer(field_values(made, kind.told.model_fields), 201)

    _take(post, kind.taken)
    _offer("post", "", once(post), f"post_{kind.noun}", f"Note a new {kind.words}.", kind,
           response={201: kind.told}, **writes("roadmap.change", once=True))  # fmt: skip


def offer_changing(kind: Kind) -> None:
    """Let one of a kind be changed, taken off and put back."""

    def patch(request: ApiRequest, thing_id: PathKey, body: In) -> HttpResponse:
        thing = kind.one(request, thing_id)
        changes, version = changes_and_version(body)
        _refer_people(request, changes)
        return kind.plain(change_client_thing(thing=thing, changes=changes, by=request.auth, version=version))

    def delete(request: ApiRequest, thing_id: PathKey) -> HttpResponse:
        remove_client_thing(thing=kind.one(request, thing_id), by=request.auth)
        return nothing()

    def restore(request: ApiRequest, thing_id: PathKey) -> HttpResponse:
        return kind.plain(restore_client_thing(thing=kind.one(request, thing_id, ever=True), by=request.auth))

    _take(patch, kind.patch)
    _offer("patch", "/{int:thing_id}", patch, f"patch_{kind.noun}",
           f"Change fields of a {kind.words}; the same ones as somebody else: 409.", kind,
           response=kind.told, **CHANGE)  # fmt: skip
    _offer("delete", "/{int:thing_id}", delete, f"delete_{kind.noun}", f"Take a {kind.words} off.", kind,
           response={204: None}, **CHANGE)  # fmt: skip
    _offer("post", "/{int:thing_id}/restore", restore, f"post_{kind.noun}_restore",
           f"Put a {kind.words} back; twice is the same as once.", kind, response=kind.told, **CHANGE)  # fmt: skip


def offer_accepting(kind: Kind) -> None:
    """Let one of a kind be accepted by the client, and that be taken back."""

    def accept(request: ApiRequest, thing_id: PathKey, body: schemas.AcceptedIn) -> HttpResponse:
        thing, fields = kind.one(request, thing_id), given(body)
        refer(fields, "accepted_by", Contact.objects.visible_to(request.auth))
        return kind.plain(accept_client_thing(thing=thing, by=request.auth, **fields))

    def undo(request: ApiRequest, thing_id: PathKey) -> HttpResponse:
        return kind.plain(take_acceptance_back(thing=kind.one(request, thing_id), by=request.auth))

    _offer("post", "/{int:thing_id}/accept", accept, f"post_{kind.noun}_acceptance",
           f"Note who accepted a {kind.words} for the client.", kind, response=kind.told, **CHANGE)  # fmt: skip
    _offer("post", "/{int:thing_id}/undo", undo, f"post_{kind.noun}_undo",
           f"Take back that the client accepted a {kind.words}; twice is the same as once.", kind,
           response=kind.told, **CHANGE)  # fmt: skip


@router.get("/accounts/{int:account_id}/advice", response=schemas.AdviceTallyOut, **reads("account.see"))
def get_advice_tally(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """How much advice a client was given in a year and what came of it, beside what was sold in the same months."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    found = advice_given(account, timezone.localdate())
    told = {name: getattr(found.tally, name) for name in ("given", "taken", "not_taken", "still_open")}
    return answer({"account": account.pk, **told, "sold": found.sold, "currency": found.currency})


def _refer_people(request: ApiRequest, fields: dict[str, Any]) -> None:
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    refer(fields, "contact", Contact.objects.visible_to(request.auth))


def _take(operation: Any, schema: type[In]) -> None:
    # Which schema a body has is known only here; a signature can name but one.
    operation.__annotations__["body"] = schema


def _offer(method: str, path: str, operation: Any, name: str, words: str, kind: Kind, **declared: Any) -> None:
    operation.__name__, operation.__doc__ = name, words
    getattr(router, method)(f"/{kind.path}{path}", **declared)(operation)


for each in (ENTRIES, EXPECTATIONS, BENEFITS, ADVICE):
    offer_list(each)
    offer_adding(each)
    offer_changing(each)
for each in (EXPECTATIONS, BENEFITS):
    offer_accepting(each)
