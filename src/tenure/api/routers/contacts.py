"""Contacts: the people of the accounts one sees."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from ninja import Router

from tenure.accounts.actions.contact import change_contact, create_contact, link_former_contact
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.choices import ContactFunction
from tenure.accounts.models import Account, AccountQuerySet, Contact
from tenure.accounts.queries.career import career_of
from tenure.accounts.search import contacts_matching
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import Id, Level, Moment, asks, days, key, moments, span, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, Rows, Search, list_page
from tenure.api.rows import shown
from tenure.api.schemas.contacts import CareerOut, ContactIn, ContactOut, ContactPage, ContactPatch, FormerIn, FormerOut
from tenure.api.schemas.fields import PathKey
from tenure.core.audit import field_values
from tenure.core.keyset import Segment
from tenure.insight.queries.contacts import at_key_account
from tenure.insight.queries.rankings import current_ranking

router = Router(tags=["contacts"])

# Who was never met was not met since any day.
LONG_BEFORE = Value(datetime(1, 1, 2, tzinfo=UTC))


def _search(accounts: AccountQuerySet | None) -> Search:
    """By what is known of the people, and by the names of these accounts."""

    def found(rows: Rows, words: str) -> Rows:
        return contacts_matching(rows, words, accounts)

    return Search(found, lambda rows, words: [Segment(found(rows, words), ("name", "id"))])


LISTING = Listing(
    shown=shown(Contact.objects, ContactOut),
    filters={
        **key("account"),
        **text("name"),
        **text("email"),
        **text("department"),
        "function": asks("function", ContactFunction),
        **span("seniority", Level),
        **days("left_on"),
        **moments("last_met_at"),
        "last_met_at__isnull": asks("last_met_at__isnull", bool),
        "not_met_since": asks("met_or_long_before__lt", Moment),
        "account_owner": asks("account__owner", Id),
        "key_account": asks("at_key_account", bool),
        **text("source"),
        **text("external_id"),
        **moments("updated_at"),
    },
    orders={
        "name": Order("name"),
        "account": Order("account"),
        "last_met_at": Order("last_met_at", nullable=True),
        "id": Order("id"),
    },
    default="name",
    search=_search(None),
)


def visible(request: ApiRequest, contact_id: int) -> Contact:
    """The contact, if the member may see its account."""
    return Contact.objects.visible_to(request.auth).select_related("account").get(pk=contact_id)


@router.get("", response=ContactPage, **reads("account.see", LISTING))
def list_contacts(request: ApiRequest) -> HttpResponse:
    """The people of the accounts you see, found by name, e-mail address, title or account.

    `last_met_at` is when one of us last called, met or visited them; `not_met_since` finds those not met from that
    moment on, the never met among them, and `key_account` those at key accounts of the current ranking. In the order
    of `account` the people of one account stand together.
    """
    rows = LISTING.rows.visible_to(request.auth)
    rows = rows.alias(met_or_long_before=Coalesce("last_met_at", LONG_BEFORE))
    if "key_account" in request.GET:
        rows = rows.alias(at_key_account=at_key_account(current_ranking()))
    listing = replace(LISTING, search=_search(Account.objects.visible_to(request.auth)))
    return list_page(request, listing, rows)


@router.post("", response={201: ContactOut}, **writes("contact.create", once=True))
@once
def post_contact(request: ApiRequest, body: ContactIn) -> HttpResponse:
    """Add a person to an account."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    contact = create_contact(by=request.auth, **fields)
    return answer(field_values(contact, ContactOut.model_fields), 201)


@router.get("/{int:contact_id}", response=ContactOut, **reads("account.see"))
def get_contact(request: ApiRequest, contact_id: PathKey) -> HttpResponse:
    """One person."""
    return answer(LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=contact_id)))


@router.patch("/{int:contact_id}", response=ContactOut, **writes("contact.change"))
def patch_contact(request: ApiRequest, contact_id: PathKey, body: ContactPatch) -> HttpResponse:
    """Change fields of a person. Others' changes to other fields stay; to the same ones: 409 with their values."""
    contact = visible(request, contact_id)
    changes, version = changes_and_version(body)
    change_contact(contact=contact, changes=changes, by=request.auth, version=version)
    return answer(field_values(contact, ContactOut.model_fields))


@router.get("/{int:contact_id}/career", response=CareerOut, **reads("account.see"))
def get_contact_career(request: ApiRequest, contact_id: PathKey) -> HttpResponse:
    """Who somebody was at another account, and who they became."""
    return answer(_career(visible(request, contact_id), request))


@router.put("/{int:contact_id}/formerly", response=CareerOut, **writes("contact.change"))
def put_contact_formerly(request: ApiRequest, contact_id: PathKey, body: FormerIn) -> HttpResponse:
    """Say who somebody was at an account that they have left; twice is the same as once. 409 where others said so."""
    fields, version = changes_and_version(body)
    refer(fields, "contact", Contact.objects.visible_to(request.auth))
    contact = link_former_contact(
        contact=visible(request, contact_id), former=fields["contact"], by=request.auth, version=version
    )
    return answer(_career(contact, request))


def _career(contact: Contact, request: ApiRequest) -> dict[str, Any]:
    career = career_of(contact, request.auth)
    told = {one.pk: field_values(one, FormerOut.model_fields) for one in (career.formerly, *career.later) if one}
    former = career.formerly
    return {"formerly": told[former.pk] if former else None, "later": [told[one.pk] for one in career.later]}


@router.delete("/{int:contact_id}", response={204: None}, **writes("contact.delete"))
def delete_contact(request: ApiRequest, contact_id: PathKey) -> HttpResponse:
    """Put a person into the trash."""
    trash_thing(thing=visible(request, contact_id), by=request.auth)
    return nothing()


@router.post("/{int:contact_id}/restore", response=ContactOut, **writes("contact.delete"))
def post_contact_restore(request: ApiRequest, contact_id: PathKey) -> HttpResponse:
    """Take a contact out of the trash; twice is the same as once."""
    kept = Contact.objects.ever_visible_to(request.auth).select_related("account")
    contact = restore_thing(thing=kept.get(pk=contact_id), by=request.auth)
    return answer(field_values(contact, ContactOut.model_fields))
