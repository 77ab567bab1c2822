"""What is listed in plans: for each kind the same five operations, made from its table and schemas."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from ninja import Router
from pydantic import BaseModel

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas import plan_items as schemas
from tenure.api.schemas.fields import In, PathKey
from tenure.api.schemas.plans import ActionIn, ActionOut, ActionPage, ActionPatch
from tenure.core.audit import field_values
from tenure.growth.actions.plan_action import add_action, remove_action, restore_action
from tenure.growth.actions.plan_item import add_item, change_item, remove_item, restore_item
from tenure.growth.models import (
    ClientNeed,
    Plan,
    PlanAction,
    PlanItem,
    PlannedResource,
    PlanObjective,
    PlanRequirement,
    PlanRisk,
    ProfitYear,
    SponsorAsk,
)
from tenure.people.models import Member

router = Router(tags=["plans"])


@dataclass(frozen=True)
class Kind:
    """A kind of item: its table, what it is called in addresses and operations, and its schemas."""

    model: type[PlanItem]
    path: str
    noun: str
    words: str
    taken: type[In]
    patch: type[In]
    told: type[BaseModel]
    page: type[BaseModel]
    remove: Callable[..., Any] = remove_item
    restore: Callable[..., Any] = restore_item

    @property
    def rows(self) -> Any:
        """The table's rows, with its own methods."""
        return self.model._default_manager

    def plain(self, item: PlanItem) -> dict[str, Any]:
        """What is told of an item."""
        return field_values(item, self.told.model_fields)

    def one(self, request: ApiRequest, item_id: int, *, ever: bool = False) -> Any:
        """The item, if the member may see its plan; `ever` where it may have been taken out."""
        seen = self.rows.ever_visible_to(request.auth) if ever else self.rows.visible_to(request.auth)
        return seen.select_related("plan__account").get(pk=item_id)


# fmt: off
KINDS = (
    Kind(ClientNeed, "client-needs", "client_need", "goal, need or pain of the client",
         schemas.NeedIn, schemas.NeedPatch, schemas.NeedOut, schemas.NeedPage),
    Kind(PlanObjective, "plan-objectives", "plan_objective", "objective",
         schemas.PlanObjectiveIn, schemas.ObjectivePatch, schemas.PlanObjectiveOut, schemas.PlanObjectivePage),
    Kind(PlanRisk, "plan-risks", "plan_risk", "risk or opportunity",
         schemas.RiskIn, schemas.RiskPatch, schemas.RiskOut, schemas.RiskPage),
    Kind(SponsorAsk, "sponsor-asks", "sponsor_ask", "ask to the sponsor",
         schemas.AskIn, schemas.AskPatch, schemas.AskOut, schemas.AskPage),
    Kind(PlannedResource, "planned-resources", "planned_resource", "planned resource",
         schemas.ResourceIn, schemas.ResourcePatch, schemas.ResourceOut, schemas.ResourcePage),
    Kind(ProfitYear, "profit-years", "profit_year", "year of the profit plan",
         schemas.YearIn, schemas.YearPatch, schemas.YearOut, schemas.YearPage),
    Kind(PlanRequirement, "plan-requirements", "plan_requirement", "financial or legal requirement",
         schemas.RequirementIn, schemas.RequirementPatch, schemas.RequirementOut, schemas.RequirementPage),
)
# fmt: on
ACTIONS = Kind(
    PlanAction,
    "plan-actions",
    "plan_action",
    "action",
    ActionIn,
    ActionPatch,
    ActionOut,
    ActionPage,
    remove=remove_action,
    restore=restore_action,
)


def offer_list(kind: Kind) -> None:
    """Let a kind be listed."""
    listing = Listing(
        shown=shown(kind.rows, kind.told),
        filters={**key("plan"), **moments("updated_at")},
        orders={"id": Order("id")},
        default="id",
    )

    def found(request: ApiRequest) -> HttpResponse:
        return list_page(request, listing, listing.rows.visible_to(request.auth))

    _offer("get", "", found, f"list_{kind.noun}s", f"Every {kind.words} of the plans you see.", kind,
           response=kind.page, **reads("plan.see", listing))  # fmt: skip


def offer_adding(kind: Kind) -> None:
    """Let a kind be listed in a plan."""

    def post(request: ApiRequest, body: In) -> HttpResponse:
        fields = given(body)
        refer(fields, "plan", Plan.objects.visible_to(request.auth).select_related("account"))
        refer(fields, "owner", Member.objects.visible_to(request.auth))
        return answer(kind.plain(add_item(kind.model, by=request.auth, **fields)), 201)

    _take(post, kind.taken)
    _offer("post", "", once(post), f"post_{kind.noun}", f"Put a new {kind.words} into a plan.", kind,
           response={201: kind.told}, **writes("plan.change", once=True))  # fmt: skip


def offer_changing(kind: Kind) -> None:
    """Let a kind be changed, taken out and put back."""

    def patch(request: ApiRequest, item_id: PathKey, body: In) -> HttpResponse:
        item = kind.one(request, item_id)
        changes, version = changes_and_version(body)
        refer(changes, "owner", Member.objects.visible_to(request.auth))
        return answer(kind.plain(change_item(item=item, changes=changes, by=request.auth, version=version)))

    def delete(request: ApiRequest, item_id: PathKey) -> HttpResponse:
        kind.remove(item=kind.one(request, item_id), by=request.auth)
        return nothing()

    def restore(request: ApiRequest, item_id: PathKey) -> HttpResponse:
        back = kind.restore(item=kind.one(request, item_id, ever=True), by=request.auth)
        return answer(kind.plain(back))

    _take(patch, kind.patch)
    change = writes("plan.change")
    _offer(
        "patch",
        "/{int:item_id}",
        patch,
        f"patch_{kind.noun}",
        f"Change fields of a {kind.words}; the same ones as somebody else: 409.",
        kind,
        response=kind.told,
        **change,
    )
    _offer(
        "delete",
        "/{int:item_id}",
        delete,
        f"delete_{kind.noun}",
        f"Take a {kind.words} out of its plan.",
        kind,
        response={204: None},
        **change,
    )
    _offer("post", "/{int:item_id}/restore", restore, f"post_{kind.noun}_restore",
           f"Put a {kind.words} back; twice is the same as once.", kind, response=kind.told, **change)  # fmt: skip


def _take(operation: Any, schema: type[In]) -> None:
    # Which schema a body has is known only here; a signature can name but one.
    operation.__annotations__["body"] = schema


def _offer(method: str, path: str, operation: Any, name: str, words: str, kind: Kind, **declared: Any) -> None:
    operation.__name__, operation.__doc__ = name, words
    getattr(router, method)(f"/{kind.path}{path}", **declared)(operation)


@router.post("/plan-actions", response={201: ActionOut}, **writes("plan.change", once=True))
@once
def post_plan_action(request: ApiRequest, body: ActionIn) -> HttpResponse:
    """Promise to do something for an objective by a day: a commitment, and its place in the plan."""
    fields = given(body)
    refer(fields, "objective", PlanObjective.objects.visible_to(request.auth).select_related("plan__account"))
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    return answer(ACTIONS.plain(add_action(by=request.auth, **fields)), 201)


for each in KINDS:
    offer_list(each)
    offer_adding(each)
    offer_changing(each)
offer_list(ACTIONS)
offer_changing(ACTIONS)
