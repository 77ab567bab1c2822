"""Days, numbers and the names of fields inside sentences, written as the reader's language writes them.

Days and numbers wait for their reader as `gettext_lazy` does, so that a refusal may be raised before it is known who
reads it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import pgettext

from tenure.analytics.retelling import retold
from tenure.analytics.wording import pgettext_noop

# The fields that refusals are about, for the catalogues. One that is not here keeps its English name.
FIELDS = (
    pgettext_noop("field", "accounts"), pgettext_noop("field", "amount"), pgettext_noop("field", "anchors"),
    pgettext_noop("field", "at"), pgettext_noop("field", "city"), pgettext_noop("field", "contacts"),
    pgettext_noop("field", "country"), pgettext_noop("field", "currency"), pgettext_noop("field", "customer_since"),
    pgettext_noop("field", "client_visible"), pgettext_noop("field", "contact"),
    pgettext_noop("field", "cut"), pgettext_noop("field", "dated_on"), pgettext_noop("field", "definition"),
    pgettext_noop("field", "department"), pgettext_noop("field", "direction"),
    pgettext_noop("field", "document_class"), pgettext_noop("field", "done_on"), pgettext_noop("field", "due_on"),
    pgettext_noop("field", "effort_hours"), pgettext_noop("field", "outcome"), pgettext_noop("field", "reason"),
    pgettext_noop("field", "settled_on"), pgettext_noop("field", "slips"), pgettext_noop("field", "state"),
    pgettext_noop("field", "text"), pgettext_noop("field", "to_contact"), pgettext_noop("field", "to_member"),
    pgettext_noop("field", "email"), pgettext_noop("field", "employees"), pgettext_noop("field", "external_id"),
    pgettext_noop("field", "file"), pgettext_noop("field", "follow_up"), pgettext_noop("field", "follow_up_on"),
    pgettext_noop("field", "grade"), pgettext_noop("field", "grade_words"), pgettext_noop("field", "hysteresis"),
    pgettext_noop("field", "industry"), pgettext_noop("field", "kind"), pgettext_noop("field", "label"),
    pgettext_noop("field", "label_pack"), pgettext_noop("field", "language"), pgettext_noop("field", "legal_id"),
    pgettext_noop("field", "level"), pgettext_noop("field", "line"), pgettext_noop("field", "lines"),
    pgettext_noop("field", "measure"), pgettext_noop("field", "member"), pgettext_noop("field", "members"),
    pgettext_noop("field", "name"), pgettext_noop("field", "note"), pgettext_noop("field", "notes"),
    pgettext_noop("field", "number"), pgettext_noop("field", "objective"), pgettext_noop("field", "order"),
    pgettext_noop("field", "owner"), pgettext_noop("field", "parent"), pgettext_noop("field", "password"),
    pgettext_noop("field", "payment_terms"), pgettext_noop("field", "phone"), pgettext_noop("field", "places"),
    pgettext_noop("field", "postcode"), pgettext_noop("field", "promise"), pgettext_noop("field", "quantity"),
    pgettext_noop("field", "rate"), pgettext_noop("field", "rated_on"), pgettext_noop("field", "region"),
    pgettext_noop("field", "replaces"), pgettext_noop("field", "response_hours"), pgettext_noop("field", "revenue"),
    pgettext_noop("field", "reviews_per_year"), pgettext_noop("field", "role"), pgettext_noop("field", "score"),
    pgettext_noop("field", "seniority"), pgettext_noop("field", "source"), pgettext_noop("field", "street"),
    pgettext_noop("field", "subject"), pgettext_noop("field", "title"), pgettext_noop("field", "turnover"),
    pgettext_noop("field", "type"), pgettext_noop("field", "unit_price"), pgettext_noop("field", "value"),
    pgettext_noop("field", "visit_days"), pgettext_noop("field", "wanted"), pgettext_noop("field", "website"),
    pgettext_noop("field", "weight"), pgettext_noop("field", "window"),
    pgettext_noop("field", "answer"), pgettext_noop("field", "days"), pgettext_noop("field", "engagement"),
    pgettext_noop("field", "on"), pgettext_noop("field", "owners"), pgettext_noop("field", "started_on"),
    pgettext_noop("field", "template"), pgettext_noop("field", "to"),
)  # fmt: skip

# What jobs, imports and invitations may be, for the catalogues.
STATES = (
    pgettext_noop("state", "open"), pgettext_noop("state", "expired"), pgettext_noop("state", "accepted"),
    pgettext_noop("state", "revoked"), pgettext_noop("state", "draft"), pgettext_noop("state", "ready"),
    pgettext_noop("state", "running"), pgettext_noop("state", "done"), pgettext_noop("state", "undone"),
    pgettext_noop("state", "queued"), pgettext_noop("state", "failed"), pgettext_noop("state", "parked"),
)  # fmt: skip


def field_word(name: str) -> str:
    """What a field is called in the reader's language; its own name where that has no other word for it."""
    return pgettext("field", name) if name else ""


def field_heading(name: str) -> str:
    """The same at the head of a sentence.

    >>> field_heading("follow_up_on")
    'Follow up on'
    """
    return capfirst(field_word(name).replace("_", " "))


def grade_label(label: str) -> str:
    """The word for a grade: those that Tenure comes with in the reader's language, a company's own as it wrote them."""
    return pgettext("grade", label)


def _day(value: date) -> str:
    # Translators: how a day is written inside a sentence, in the letters of Django's date filter.
    return date_format(value, pgettext("day", "Y-m-d"))


def _whole(value: int) -> str:
    return f"{value:,}".replace(",", pgettext("thousands mark", ","))


def _decimal(value: Decimal | str) -> str:
    return str(value).replace(".", pgettext("decimal mark", "."))


def _state(state: str) -> str:
    return pgettext("state", state)


day = lazy(_day, str)
"""A day: 2026-03-31, in German 31.03.2026."""
whole = lazy(_whole, str)
"""A whole number with its thousands parted: 10,000."""
decimal = lazy(_decimal, str)
"""A number that was rounded before, with the language's decimal mark: 0.125."""
state_word = lazy(_state, str)
"""What the state of a job, an import or an invitation is called inside a sentence."""


def said(sentence: str, templates: Sequence[str]) -> str:
    """An English sentence that was made from one of the templates, in the active language."""
    return retold(sentence, templates, translation)


said_lazily = lazy(said, str)
"""The same when it is read."""
