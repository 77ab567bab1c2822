"""The sheet of a handover: what the system knows of an account, as plain values that can be kept for good."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Max, Sum
from django.db.models.functions import Cast

from tenure.accounts.models import Commitment
from tenure.accounts.queries import documents_of
from tenure.analytics.board.evaluation import evaluate
from tenure.commerce.models import OrderLine
from tenure.commerce.queries import counting_orders, monthly_revenue
from tenure.core.money import reporting_currency
from tenure.growth.models import Expectation, Handover
from tenure.growth.models.handover import NOT_RECEIVED
from tenure.relationships.board_words import GOOD, TONES
from tenure.relationships.models import Decision
from tenure.relationships.queries import BoardOn, board_on, findings_on

PRODUCTS = 10
ORDERS = 5
PROMISES = 30
EXPECTATIONS = 30
DOCUMENTS = 10
BOUGHT_DAYS = 365
# Three whole months against the same a year before: shorter and one late order looks like a slump.
SLUMP_MONTHS = 3
CENT = Decimal("0.01")
_REVENUE = Cast(F("revenue") * F("order__rate"), DecimalField(max_digits=24, decimal_places=4))


def sheet_of(handover: Handover, day: date) -> dict[str, Any]:
    """What is known of the account on a day; once it was received, what was known on that day.

    Plain values: amounts and days as text. Ask only for a handover that the reader sees, and who may see handovers.
    """
    if handover.state not in NOT_RECEIVED and handover.sheet is not None:
        kept: dict[str, Any] = handover.sheet
        return kept
    return known_of(handover, day)


def known_of(handover: Handover, day: date) -> dict[str, Any]:
    """What is bought, owed and filed as of a day and who stands where then, whether or not a sheet was kept."""
    account = handover.account_id
    return {
        "day": day.isoformat(),
        "currency": reporting_currency(),
        "bought": _bought(account, day),
        "orders": _orders(account, day),
        "purchases": _purchases(account, day),
        "promises": _promises(account),
        "expectations": _expectations(account),
        "boards": [_board(board_on(decision, day)) for decision in _open_decisions(account)],
        "documents": _documents(handover),
    }


def _bought(account: int, day: date) -> list[dict[str, Any]]:
    """The products of most revenue in the last year, in the reporting currency."""
    orders = counting_orders().filter(account=account, ordered_on__gt=day - timedelta(days=BOUGHT_DAYS))
    lines = OrderLine.objects.filter(order__in=orders, order__ordered_on__lte=day)
    sums = lines.values("product__name").annotate(sum=Sum(_REVENUE), last=Max("order__ordered_on"))
    return [
        {"product": row["product__name"] or "", "revenue": _amount(row["sum"]), "last": row["last"].isoformat()}
        for row in sums.order_by("-sum", "product__name")[:PRODUCTS]
    ]


def _orders(account: int, day: date) -> list[dict[str, Any]]:
    orders = counting_orders().filter(account=account, ordered_on__lte=day)
    rows = orders.order_by("-ordered_on", "-pk").values("number", "ordered_on", "currency", "state")
    return [
        {**row, "ordered_on": row["ordered_on"].isoformat(), "amount": _amount(row["amount"])}
        for row in rows.annotate(amount=Sum("lines__revenue"))[:ORDERS]
    ]


def _purchases(account: int, day: date) -> dict[str, Any]:
    """The last whole months and the same ones a year before."""
    last = day.replace(day=1) - timedelta(days=1)
    months = [month.revenue for month in monthly_revenue(account, until=last, months=12 + SLUMP_MONTHS)]
    now, before = sum(months[-SLUMP_MONTHS:], Decimal()), sum(months[:SLUMP_MONTHS], Decimal())
    return {"months": SLUMP_MONTHS, "until": last.isoformat(), "now": _amount(now), "before": _amount(before)}


def _promises(account: int) -> list[dict[str, Any]]:
    """What is owed and open, ours before theirs, the most urgent first."""
    owed = Commitment.objects.still_open().filter(account=account).select_related("owner", "contact")
    rows = sorted(owed.order_by("due_on", "pk")[:PROMISES], key=lambda one: one.contact_id is not None)
    return [
        {
            "text": one.text, "due_on": one.due_on.isoformat(), "slips": one.slips, "ours": one.contact_id is None,
            "who": one.contact.name if one.contact else one.owner.name if one.owner else "",
        }
        for one in rows
    ]  # fmt: skip


def _expectations(account: int) -> list[dict[str, Any]]:
    """What the client expects, in the order in which it was written down."""
    expected = Expectation.objects.of_account(account).select_related("accepted_by").order_by("pk")
    return [
        {
            "name": one.name, "measure": one.measure, "accepted_by": one.accepted_by.name if one.accepted_by else "",
            "accepted_on": one.accepted_on and one.accepted_on.isoformat(),
        }
        for one in expected[:EXPECTATIONS]
    ]  # fmt: skip


def _open_decisions(account: int) -> list[Decision]:
    return list(Decision.objects.filter(account=account).still_open().order_by("deadline", "pk"))


def _board(shown: BoardOn) -> dict[str, Any]:
    """Who stands where, the most senior first, and what is to be worried about; words are found when it is read."""
    people = [
        {
            "name": person.name, "title": shown.contacts[person.id].title, "function": person.function,
            "level": person.level, "power": person.power, "piece": person.piece.value, "stance": person.stance,
        }
        for person in sorted(shown.board.people, key=lambda person: (-person.level, person.name))
    ]  # fmt: skip
    found = findings_on(shown, evaluate(shown.board)) if people else []
    flags = [one for one in found if TONES[one.kind] != GOOD]
    return {
        "decision": shown.decision.name,
        "deadline": shown.decision.deadline and shown.decision.deadline.isoformat(),
        "names": dict(shown.names),
        "people": people,
        "flags": [{"kind": one.kind.value, "person": one.person, "evidence": dict(one.evidence)} for one in flags],
    }


def _documents(handover: Handover) -> list[dict[str, Any]]:
    return [
        {
            "id": one.pk, "name": one.name, "class": one.document_class,
            "dated_on": one.dated_on and one.dated_on.isoformat(),
        }
        for one in documents_of(handover.account, limit=DOCUMENTS)
    ]  # fmt: skip


def _amount(value: Decimal | None) -> str:
    return str((value or Decimal()).quantize(CENT))
