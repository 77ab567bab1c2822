"""What can be imported: the entities with their fields, and the kinds of file that carry one or several of them.

To make something importable, describe it here; reading, matching, writing, undoing and exporting follow from that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from tenure.accounts.models import Account, Contact
from tenure.analytics.plans.course import PlanState
from tenure.assessments.models import Rating, RatingQuestion
from tenure.commerce.models import Delivery, Invoice, Order, OrderLine, Product
from tenure.core.models import ExchangeRate
from tenure.growth.models import Plan
from tenure.integrations.imports import completion
from tenure.integrations.imports.facts import Facts
from tenure.integrations.imports.fields import Field, Kind
from tenure.people.models import Member

Values = dict[str, Any]
Complete = Callable[[Values, Facts], Values]
Revise = Callable[[Values, Values, Facts], None]


@dataclass(frozen=True, eq=False)
class Entity:
    """A table that files fill.

    `keys` say, the surest first, which fields together identify a record that has no external id; text is compared
    without case and accents. `found_by` are the fields whose text other files use to refer to it. Entities that are
    `few` are looked up in memory; rows speak only of records that are `living`. `complete` works out what follows from
    a row and returns what only a new record needs; `revise` adds what follows from changes to an old one.
    """

    name: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    found_by: tuple[str, ...] = ()
    complete: Complete = completion.nothing
    revise: Revise = completion.no_more
    few: bool = False
    living: Q = field(default_factory=Q)

    @property
    def is_external(self) -> bool:
        """Whether its records carry the identity that another system gave them."""
        return any(column.name == "source" for column in self.model._meta.concrete_fields)

    @property
    def has_version(self) -> bool:
        """Whether its records count their changes."""
        return any(column.name == "version" for column in self.model._meta.concrete_fields)

    @property
    def has_trash(self) -> bool:
        """Whether its records are put into a trash before they go."""
        return any(column.name == "deleted_at" for column in self.model._meta.concrete_fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by their names."""
        return {item.name: item for item in self.fields}

    def field(self, name: str) -> Field:
        """The field of that name."""
        return self.by_name[name]


@dataclass(frozen=True)
class Section:
    """A part of a row that makes one record; it is there when one of the fields `shown_by` is filled.

    `links` are references to the records of other parts of the row, by the part's prefix. `only` limits the fields.
    The columns of a `qualified` part must say so in their names ("contact phone", not "phone").
    """

    entity: Entity
    prefix: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    shown_by: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    qualified: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that columns may fill."""
        return tuple(
            item
            for item in self.entity.fields
            if item.name not in self.links and (not self.only or item.name in self.only)
        )

    def label(self, item: Field) -> str:
        """A field's name in mappings: with the part's prefix."""
        return f"{self.prefix}.{item.name}" if self.prefix else item.name


@dataclass(frozen=True)
class FileKind:
    """A kind of file by its name on the command line, in the order in which files build on each other."""

    name: str
    sections: tuple[Section, ...]

    @property
    def head(self) -> Section:
        """The section that every row has."""
        return self.sections[0]


OWN_ID = "tenure id"
"""The header under which our own exports carry the numbers of records."""

CALLED = "{} called"
"""The header under which our own exports carry, for people to read, the name of what a number refers to."""


def _external(*synonyms: str) -> Field:
    return Field("external_id", (OWN_ID, *synonyms), Kind.CODE)


def _money(name: str, *synonyms: str) -> Field:
    return Field(name, synonyms, Kind.DECIMAL)


def _date(name: str, *synonyms: str, required: bool = False) -> Field:
    return Field(name, synonyms, Kind.DATE, required=required)


def _to(name: str, *synonyms: str, entity: str = "", required: bool = False, optional: bool = False) -> Field:
    return Field(name, synonyms, Kind.REFERENCE, entity=entity or name, required=required, optional=optional)


_CURRENCY = Field("currency", ("currency", "currency code", "currency iso code", "waehrung", "wahrung"), Kind.CURRENCY)
_ACCOUNT_WORDS = (
    "account id", "customer id", "account", "customer", "customer no", "customer number", "account name",
    "company name", "company", "customer name", "client", "kunde", "kundennummer", "kunden nr", "firma",
)  # fmt: skip
_ORDER_WORDS = ("order id", "order", "order no", "order number", "auftrag", "auftragsnummer", "bestellnummer")
_PRODUCT_WORDS = (
    "product id", "product", "sku", "item", "stock code", "product code", "article", "item no", "article no",
    "product name", "artikel", "artikelnummer", "produkt",
)  # fmt: skip

ACCOUNT = Entity(
    "account",
    Account,
    (
        _external(
            "external id", "account id", "customer id", "customer no", "customer number", "attributes reference id",
            "id", "kundennummer", "kunden nr", "debitor", "code",
        ),
        Field(
            "name",
            (
                "name", "account name", "company name", "customer name", "account", "company", "customer",
                "organisation", "organization", "account account name", "site name", "firma", "firmenname", "kunde",
            ),
            required=True,
        ),
        Field(
            "kind", ("kind", "relationship", "type", "account type", "account account type", "art"), Kind.CHOICE,
            words={"client": "customer", "kunde": "customer", "lead": "prospect", "interessent": "prospect",
                   "reseller": "partner", "wettbewerber": "competitor"},
        ),
        Field("level", ("level", "ebene"), Kind.CHOICE),
        Field("type", ("business type", "form of business", "geschaftsform"), Kind.CHOICE),
        _to("parent", "parent id", "parent", "parent account", "parent account id", "subsidiary of", "konzern",
            "mutter", entity="account", optional=True),
        _to("owner", "owner", "account owner", "account manager", "owner email", "sales rep", "betreuer",
            entity="member", optional=True),
        Field("industry", ("industry", "sector", "branche")),
        Field("legal_id", ("legal id", "vat id", "vat number", "tax id", "ust id", "register number"), Kind.CODE),
        Field("street", ("street", "billing street", "address", "address line 1", "strasse")),
        Field("postcode", ("postcode", "postal code", "billing postal code", "zip", "zip code", "plz"), Kind.CODE),
        Field("city", ("city", "billing city", "town", "ort", "stadt")),
        Field("region", ("region", "state", "billing state", "province", "bundesland")),
        Field("country", ("country", "billing country", "country code", "office location", "land")),
        Field("phone", ("phone", "account phone", "telephone", "phone number", "telefon"), Kind.CODE),
        Field("email", ("email", "e mail", "email address"), Kind.EMAIL),
        Field("website", ("website", "web site", "url", "homepage")),
        Field("employees", ("employees", "number of employees", "headcount", "mitarbeiter"), Kind.INTEGER,
              low=Decimal(0)),
        _money("turnover", "turnover", "annual revenue", "revenue", "jahresumsatz", "umsatz"),
        _CURRENCY,
        _date("customer_since", "customer since", "client since", "kunde seit"),
    ),
    keys=(("name_key",),),
    found_by=("name_key",),
    complete=completion.account,
)  # fmt: skip

CONTACT = Entity(
    "contact",
    Contact,
    (
        _external("external id", "contact id", "attributes reference id", "id"),
        _to("account", *_ACCOUNT_WORDS, required=True),
        Field("name", ("name", "contact name", "full name", "contact", "contact person", "ansprechpartner")),
        Field("first_name", ("first name", "given name", "contact first name", "vorname"), virtual=True),
        Field("last_name", ("last name", "surname", "family name", "contact last name", "nachname"), virtual=True),
        Field("salutation", ("salutation", "contact salutation", "anrede")),
        Field("title", ("title", "job title", "contact title", "position", "funktionsbezeichnung")),
        Field("function", ("function", "contact function"), Kind.CHOICE),
        Field("seniority", ("seniority", "contact level", "hierarchy level"), Kind.INTEGER,
              low=Decimal(1), high=Decimal(5)),
        Field("department", ("department", "contact department", "abteilung")),
        Field("email", ("email", "e mail", "email address", "contact email"), Kind.EMAIL),
        Field("phone", ("phone", "telephone", "phone number", "contact phone", "telefon"), Kind.CODE),
        Field("mobile", ("mobile", "mobile phone", "cell phone", "mobil", "handy"), Kind.CODE),
        Field("language", ("language", "sprache")),
        _date("left_on", "left on", "date left", "ausgeschieden"),
    ),
    keys=(("account", "email"), ("account", "name")),
    complete=completion.contact,
)  # fmt: skip

PRODUCT = Entity(
    "product",
    Product,
    (
        _external("external id", "product id", "id", "article no", "item no", "artikelnummer"),
        Field("code", ("code", "product code", "sku", "stock code", "article number"), Kind.CODE),
        Field("name", ("name", "product name", "product", "article", "item", "bezeichnung", "produkt", "artikel"),
              required=True),
        Field("family", ("family", "product family", "series", "category", "product line", "category id",
                         "warengruppe")),
        Field("unit", ("unit", "unit of measure", "quantity per unit", "einheit")),
        _money("list_price", "list price", "sales price", "unit price", "price", "preis", "listenpreis"),
        _money("cost", "cost", "unit cost", "standard cost", "purchase price", "kosten", "einstandspreis"),
        _CURRENCY,
        Field("discontinued", ("discontinued", "inactive", "ausgelaufen"), Kind.FLAG),
    ),
    keys=(("code",), ("name",)),
    found_by=("code", "name"),
    complete=completion.product,
    few=True,
)  # fmt: skip

_WON = dict.fromkeys(("won", "closed won", "gewonnen", "deal won"), "won")

ORDER = Entity(
    "order",
    Order,
    (
        _external("external id", *_ORDER_WORDS, "opportunity id", "invoice no", "id"),
        Field("number", ("number", "order reference", "purchase order", "po number"), Kind.CODE),
        _to("account", *_ACCOUNT_WORDS, required=True),
        _date("ordered_on", "ordered on", "order date", "date", "close date", "invoice date", "auftragsdatum",
              "bestelldatum", "datum", required=True),
        _date("requested_on", "requested on", "required date", "requested date", "requested delivery", "wunschtermin"),
        _date("confirmed_on", "confirmed on", "confirmed date", "promised date", "bestatigter termin"),
        _CURRENCY,
        Field("rate", ("rate", "exchange rate", "kurs"), Kind.DECIMAL, low=Decimal("0.00000001")),
        Field("state", ("state", "order state", "status", "order status"), Kind.CHOICE,
              words={"shipped": "delivered", "completed": "delivered", "canceled": "cancelled", "new": "open",
                     "storniert": "cancelled", "offen": "open", "geliefert": "delivered"}),
        Field("stage", ("deal stage", "stage name", "stage", "sales stage"), Kind.STAGE, virtual=True, words=_WON),
    ),
    keys=(("number", "account"),),
    found_by=("number",),
    complete=completion.order,
    revise=completion.revised_order,
)  # fmt: skip

LINE = Entity(
    "order line",
    OrderLine,
    (
        _to("order", *_ORDER_WORDS, "opportunity id", "invoice no", required=True),
        Field("position", ("position", "line", "line no", "line number", "pos", "item position"), Kind.INTEGER,
              low=Decimal(1)),
        _to("product", *_PRODUCT_WORDS),
        Field("description", ("description", "line description", "beschreibung")),
        Field("quantity", ("quantity", "qty", "units", "menge", "anzahl"), Kind.DECIMAL),
        Field("unit_price", ("unit price", "price", "price each", "einzelpreis", "preis"), Kind.DECIMAL),
        Field("discount", ("discount", "rabatt"), Kind.DECIMAL, low=Decimal(0), high=Decimal(1)),
        _money("revenue", "revenue", "net amount", "amount", "net", "line total", "close value", "value", "sales",
               "total", "betrag", "nettobetrag", "umsatz"),
        _money("cost", "cost", "cost of goods", "line cost", "kosten"),
    ),
    keys=(("order", "position"),),
    found_by=(),
    complete=completion.line,
)  # fmt: skip

DELIVERY = Entity(
    "delivery",
    Delivery,
    (
        _external("delivery id", "shipment id", "delivery no", "lieferschein"),
        _to("order", *_ORDER_WORDS, required=True),
        _to("line", "position", "line", "line no", "order line", "pos", entity="order line"),
        Field("quantity", ("quantity", "delivered quantity", "qty", "menge"), Kind.DECIMAL),
        _date("requested_on", "requested on", "required date", "requested date", "wunschtermin"),
        _date("confirmed_on", "confirmed on", "confirmed date", "promised date"),
        _date("delivered_on", "delivered on", "delivery date", "shipped date", "delivered", "ship date",
              "lieferdatum"),
    ),
    keys=(("order", "line"),),
    complete=completion.delivery,
)  # fmt: skip

INVOICE = Entity(
    "invoice",
    Invoice,
    (
        _external("external id", "invoice id", "id"),
        Field("number", ("invoice number", "invoice no", "number", "invoice", "rechnungsnummer", "rechnung"),
              Kind.CODE, required=True),
        _to("account", *_ACCOUNT_WORDS, required=True),
        _to("order", *_ORDER_WORDS),
        _date("issued_on", "issued on", "invoice date", "issue date", "date", "rechnungsdatum", required=True),
        _date("due_on", "due on", "due date", "due", "fallig am"),
        _date("paid_on", "paid on", "paid date", "payment date", "paid", "settled date", "bezahlt am"),
        Field("amount", ("amount", "invoice amount", "total", "net amount", "betrag", "summe"), Kind.DECIMAL,
              required=True),
        _CURRENCY,
    ),
    keys=(("number", "account"),),
    found_by=("number",),
    complete=completion.invoice,
)  # fmt: skip

MEMBER = Entity(
    "member",
    Member,
    (
        Field("email", ("email", "e mail", "email address", "mail"), Kind.EMAIL, required=True),
        Field("name", ("name", "full name", "member", "employee", "sales agent", "mitarbeiter"), required=True),
        Field("role", ("role", "rolle"), Kind.CHOICE,
              words={"manager": "account_manager", "sales": "account_manager", "admin": "administrator",
                     "account manager": "account_manager"}),
        Field("title", ("title", "job title", "position")),
        Field("language", ("language", "sprache")),
    ),
    keys=(("email",),),
    found_by=("email", "name"),
    complete=completion.member,
    few=True,
)  # fmt: skip

RATE = Entity(
    "exchange rate",
    ExchangeRate,
    (
        Field("currency", ("currency", "currency code", "code", "wahrung"), Kind.CURRENCY, required=True),
        _date("valid_from", "valid from", "date", "from", "gultig ab", "datum", required=True),
        Field("rate", ("rate", "exchange rate", "kurs"), Kind.DECIMAL, required=True, low=Decimal("0.00000001")),
    ),
    keys=(("currency", "valid_from"),),
)

QUESTION = Entity(
    "rating question", RatingQuestion, (Field("code"), Field("name")), found_by=("code", "name"), few=True
)

RATING = Entity(
    "rating",
    Rating,
    (
        _to("question", "question", "criterion", "rating question", "frage", entity="rating question", required=True),
        _to("account", *_ACCOUNT_WORDS, required=True),
        _to("rater", "rater", "rated by", "member", "author", entity="member", required=True),
        Field("score", ("score", "rating", "value", "wertung"), Kind.DECIMAL, required=True, low=Decimal(0),
              high=Decimal(10)),
        Field("evidence", ("evidence", "reason", "comment", "begrundung")),
        _date("rated_on", "rated on", "date", "rating date", "datum", required=True),
    ),
    keys=(("question", "account", "rater", "rated_on"),),
    complete=completion.rating,
)  # fmt: skip

PLAN = Entity(
    "plan",
    Plan,
    (
        _to("account", *_ACCOUNT_WORDS, required=True),
        Field("version", ("plan version",), Kind.INTEGER, low=Decimal(1)),
        Field("strategy", ("account strategy", "our strategy", "strategy"), Kind.PROSE),
        Field("message", ("key message", "message")),
        Field("pillars", ("pillars", "proof points"), Kind.PROSE),
        Field("position", ("our position",), Kind.PROSE),
        Field("client_strategy", ("client strategy", "their strategy"), Kind.PROSE),
        Field("client_strategy_source", ("client strategy source",)),
        Field("client_organisation", ("client organisation", "their organisation"), Kind.PROSE),
        Field("client_organisation_source", ("client organisation source",)),
        Field("buying_strategy", ("buying strategy", "how they buy"), Kind.PROSE),
        Field("buying_strategy_source", ("buying strategy source",)),
    ),
    keys=(("account",),),
    living=~Q(state=PlanState.CLOSED.value),
)

ENTITIES = {
    entity.name: entity
    for entity in (ACCOUNT, CONTACT, PRODUCT, ORDER, LINE, DELIVERY, INVOICE, MEMBER, RATE, QUESTION, RATING, PLAN)
}

_PERSON = ("name", "first_name", "last_name")
_POSITION = ("product", "quantity", "unit_price", "revenue")
_PLANNED = ("strategy", "message", "position", "client_strategy", "client_organisation", "buying_strategy")

FILE_KINDS = {
    kind.name: kind
    for kind in (
        FileKind("members", (Section(MEMBER),)),
        FileKind("rates", (Section(RATE),)),
        FileKind(
            "accounts",
            (Section(ACCOUNT), Section(CONTACT, "contact", {"account": ""}, shown_by=_PERSON, qualified=True)),
        ),
        FileKind("contacts", (Section(CONTACT, shown_by=_PERSON),)),
        FileKind("products", (Section(PRODUCT),)),
        FileKind(
            "orders",
            (
                Section(ORDER),
                Section(LINE, "line", {"order": ""}, shown_by=_POSITION),
                Section(
                    DELIVERY,
                    "delivery",
                    {"order": "", "line": "line"},
                    ("delivered_on",),
                    ("external_id", "delivered_on"),
                ),
            ),
        ),
        FileKind("lines", (Section(LINE, shown_by=_POSITION),)),
        FileKind("deliveries", (Section(DELIVERY, shown_by=("requested_on", "confirmed_on", "delivered_on")),)),
        FileKind("invoices", (Section(INVOICE),)),
        FileKind("ratings", (Section(RATING),)),
        FileKind("plans", (Section(PLAN, shown_by=_PLANNED),)),
    )
}
