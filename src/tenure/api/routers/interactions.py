"""Interactions: what happened with the accounts one sees."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.actions.interaction import change_interaction, create_interaction
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.choices import InteractionKind, LetterDirection
from tenure.accounts.models import Account, Contact, Interaction
from tenure.analytics.logline import Person, parse
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, key, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.commitments import CommitmentOut
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.interactions import (
    InteractionDetail,
    InteractionIn,
    InteractionOut,
    InteractionPage,
    InteractionPatch,
    LogLineIn,
    LogLineOut,
)
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.people.models import Member

router = Router(tags=["interactions"])
MOST_NAMED = 500

LISTING = Listing(
    shown=shown(Interaction.objects, InteractionOut),
    filters={
        **key("account"),
        "kind": asks("kind", InteractionKind),
        "direction": asks("direction", LetterDirection),
        **moments("at"),
        **text("source"),
        **text("external_id"),
        **moments("updated_at"),
    },
    orders={"at": Order("at"), "id": Order("id")},
    default="-at",
)


def visible(request: ApiRequest, interaction_id: int) -> Interaction:
    """The interaction, if the member may see its account."""
    return Interaction.objects.visible_to(request.auth).select_related("account").get(pk=interaction_id)


@router.get("", response=InteractionPage, **reads("account.see", LISTING))
def list_interactions(request: ApiRequest) -> HttpResponse:
    """What happened with the accounts you see, the latest first."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: InteractionDetail}, **writes("interaction.create", once=True))
@once
def post_interaction(request: ApiRequest, body: InteractionIn) -> HttpResponse:
    """Record that people met."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    _refer_people(request, fields)
    return answer(_detail(create_interaction(by=request.auth, **fields)), 201)


@router.post("/log-line", response=LogLineOut, **writes("interaction.create"))
def post_log_line(request: ApiRequest, body: LogLineIn) -> HttpResponse:
    """Have a line understood, such as "Call with Maria, confirmed Q3 budget, follow up 12 Mar". Records nothing."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    require(request.auth, "interaction.create")
    people = Contact.objects.of_account(body.account).values_list("pk", "name")[:MOST_NAMED]
    line = parse(body.line, timezone.localdate(), [Person(*person) for person in people])
    named = [{"text": found.text, "contacts": [one.key for one in found.candidates]} for found in line.people]
    return answer({name: getattr(line, name) for name in LogLineOut.model_fields} | {"people": named})


@router.get("/{int:interaction_id}", response=InteractionDetail, **reads("account.see"))
def get_interaction(request: ApiRequest, interaction_id: PathKey) -> HttpResponse:
    """One interaction with who took part and what came from it."""
    return answer(_detail(visible(request, interaction_id)))


@router.patch("/{int:interaction_id}", response=InteractionDetail, **writes("interaction.change"))
def patch_interaction(request: ApiRequest, interaction_id: PathKey, body: InteractionPatch) -> HttpResponse:
    """Change fields of an interaction. Others' changes to other fields stay; to the same ones: 409 with theirs."""
    interaction = visible(request, interaction_id)
    changes, version = changes_and_version(body)
    _refer_people(request, changes)
    change_interaction(interaction=interaction, changes=changes, by=request.auth, version=version)
    return answer(_detail(interaction))


@router.delete("/{int:interaction_id}", response={204: None}, **writes("interaction.delete"))
def delete_interaction(request: ApiRequest, interaction_id: PathKey) -> HttpResponse:
    """Put an interaction into the trash, with what came from it."""
    trash_thing(thing=visible(request, interaction_id), by=request.auth)
    return nothing()


@router.post("/{int:interaction_id}/restore", response=InteractionDetail, **writes("interaction.delete"))
def post_interaction_restore(request: ApiRequest, interaction_id: PathKey) -> HttpResponse:
    """Take an interaction out of the trash, with what went along; twice is the same as once."""
    kept = Interaction.objects.ever_visible_to(request.auth).select_related("account")
    interaction = restore_thing(thing=kept.get(pk=interaction_id), by=request.auth)
    return answer(_detail(interaction))


def _refer_people(request: ApiRequest, fields: dict[str, Any]) -> None:
    """Replace the numbers of people by the people; ValidationError for one whom the member may not see."""
    seen = {"members": Member.objects.visible_to(request.auth), "contacts": Contact.objects.visible_to(request.auth)}
    for name in seen.keys() & fields.keys():
        found = list(seen[name].filter(pk__in=fields[name]))
        missing = sorted(set(fields[name]) - {person.pk for person in found})
        if missing:
            raise ValidationError({name: f"There is no record {missing[0]}, or you may not see it."})
        fields[name] = sorted(found, key=lambda person: fields[name].index(person.pk))


def _detail(interaction: Interaction) -> dict[str, Any]:
    people = {name: sorted(getattr(interaction, name).values_list("pk", flat=True)) for name in ("members", "contacts")}
    came = interaction.commitments.filter(deleted_at=None).order_by("due_on", "pk")
    commitments = [field_values(one, CommitmentOut.model_fields) for one in came]
    return field_values(interaction, InteractionOut.model_fields) | people | {"commitments": commitments}
