"""Whether each grade is served as promised: for all accounts that a member sees at once, and for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from tenure.accounts.choices import MET_BY
from tenure.accounts.models import Account, Interaction
from tenure.analytics.service import Kept, Tally, judge_contact, judge_delivery, kept_from, tally
from tenure.assessments.models import ServiceStandard
from tenure.assessments.queries import service_standards
from tenure.commerce.choices import OrderState
from tenure.commerce.models import Delivery, Order
from tenure.core.policy import Actor, sees_every_account
from tenure.core.written import written_once
from tenure.insight.models import Ranking, Standing
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.queries.figures import portfolio_figures

DELIVERIES_OVER = 365
"""Deliveries are judged over so many days."""


@dataclass(frozen=True)
class GradeService:
    """What a grade is promised and how it is kept, as far as the member sees its accounts; `place` 1 is the best."""

    grade: str
    label: str
    place: int
    standard: ServiceStandard
    accounts: int
    contact: Tally
    delivery: Tally


@dataclass(frozen=True)
class AccountService:
    """What one account is promised by its grade, whether somebody was in touch, and what was delivered in time."""

    standard: ServiceStandard
    label: str
    contact: Kept
    last_contact: date | None
    delivery: Tally


def service_by_grade(
    grades: Sequence[tuple[str, str]], ranking: Ranking | None, member: Actor, *, today: date
) -> list[GradeService]:
    """The service of each grade (code, label), best first; as many queries for many accounts as for few."""
    standards = service_standards(code for code, _ in grades)
    standings: StandingQuerySet = ranking.standings.visible_to(member) if ranking else Standing.objects.none()
    figures = portfolio_figures(member, ranking, with_growth=False) if ranking else None
    counts = {one.grade: one.accounts for one in figures.grades} if figures else {}
    since = recorded_since()
    deliveries = _deliveries_by_grade(ranking, member, today) if ranking else {}
    return [
        GradeService(
            grade=code,
            label=label,
            place=place,
            standard=standard,
            accounts=counts.get(code, 0),
            contact=_contacts(standings.filter(grade=code), standard.visit_days, since, today),
            delivery=deliveries.get(code, Tally()),
        )
        for place, ((code, label), standard) in enumerate(zip(grades, standards, strict=True), start=1)
    ]


def service_of(standing: Standing, *, today: date) -> AccountService:
    """What the account of a standing is promised, and how it is kept. Ask only for an account that the reader sees."""
    (standard,) = service_standards([standing.grade])
    account = standing.account
    last = next((timezone.localdate(at) for at in _last_met(account.pk, timezone.now())), None)
    known = _known_since(account) if last is None and standard.visit_days else None
    deliveries = _deliveries_of(account.pk, today - timedelta(days=DELIVERIES_OVER), today)
    return AccountService(
        standard=standard,
        label=standing.label,
        contact=judge_contact(last, every=standard.visit_days, today=today, known_since=known),
        last_contact=last,
        delivery=tally((_judged(days, today), count) for *days, count in deliveries),
    )


def recorded_since() -> date | None:
    """The day of the first contact on record with anybody; None while nothing is recorded."""
    first = _met().aggregate(first=Min("at"))["first"]
    return timezone.localdate(first) if first else None


@written_once
def _last_met(account: int, now: datetime) -> QuerySet[Interaction, datetime]:
    return _met(now).filter(account_id=account).order_by("-at").values_list("at", flat=True)[:1]


@written_once
def _deliveries_of(account: int, after: date, today: date) -> QuerySet[Delivery, tuple[Any, ...]]:
    return _counted(Delivery.objects.filter(order__account_id=account), after, today)


def _met(now: datetime | None = None) -> QuerySet[Interaction, Interaction]:
    """When people spoke with each other; what is planned for later has not happened."""
    return Interaction.objects.filter(deleted_at=None, kind__in=MET_BY, at__lte=now or timezone.now())


def _known_since(account: Account) -> date | None:
    """From when on a contact with the account would be on record."""
    since = recorded_since()
    if since is None:
        return None
    first = Order.objects.filter(account=account).aggregate(day=Min("ordered_on"))["day"]
    known = timezone.localdate(account.created_at)
    return max(since, min(first, known) if first else known)


def _contacts(standings: StandingQuerySet, every: int | None, since: date | None, today: date) -> Tally:
    """Judge the accounts of one grade as `judge_contact` judges each, by three counts of the database."""
    if every is None:
        return Tally()
    limit = kept_from(today, every)
    begins = timezone.make_aware(datetime.combine(limit, time.min))
    last = _met().filter(account=OuterRef("account_id")).order_by("-at").values("at")[:1]
    ordered = Order.objects.filter(account=OuterRef("account_id"), ordered_on__lte=limit)
    # Until the end of that day: an account that came to be known on the day itself was known on it.
    is_known = ExpressionWrapper(
        Q(account__created_at__lt=begins + timedelta(days=1)) | Q(Exists(ordered)), output_field=BooleanField()
    )
    judged = standings.annotate(last=Subquery(last, output_field=DateTimeField()), known=is_known)
    found = judged.aggregate(
        kept=Count("pk", filter=Q(last__gte=begins)),
        broken=Count("pk", filter=Q(last__lt=begins)),
        never=Count("pk", filter=Q(last=None, known=True)),
        unmet=Count("pk", filter=Q(last=None)),
    )
    never = found["never"] if since is not None and since <= limit else 0
    return Tally(kept=found["kept"], broken=found["broken"] + never, unknown=found["unmet"] - never)


def _deliveries_by_grade(ranking: Ranking, member: Actor, today: date) -> dict[str, Tally]:
    """The deliveries of each grade's accounts, counted by their days and judged once for each pair of days."""
    grade = "order__account__standings__grade"
    chosen = Delivery.objects.filter(order__account__standings__ranking=ranking, order__account__deleted_at=None)
    if not sees_every_account(member):
        chosen = chosen.filter(order__account__in=Account.objects.visible_to(member).order_by().values("pk"))
    judged: dict[str, list[tuple[Kept, int]]] = {}
    for code, *days, count in _counted(chosen, today - timedelta(days=DELIVERIES_OVER), today, grade):
        judged.setdefault(code, []).append((_judged(days, today), count))
    return {code: tally(some) for code, some in judged.items()}


def _counted(
    deliveries: QuerySet[Delivery, Delivery], after: date, today: date, *columns: str
) -> QuerySet[Delivery, tuple[Any, ...]]:
    """How many deliveries there were of each confirmed day, delivered day and state of the order."""
    confirmed = Coalesce("confirmed_on", "order__confirmed_on")
    recent = deliveries.exclude(order__state=OrderState.CANCELLED).annotate(due=confirmed)
    recent = recent.filter(due__gt=after, due__lte=today)
    return recent.order_by().values_list(*columns, "due", "delivered_on", "order__state").annotate(Count("pk"))


def _judged(days: Sequence[Any], today: date) -> Kept:
    confirmed, delivered, state = days
    return judge_delivery(confirmed, delivered, today=today, is_open=state == OrderState.OPEN)
