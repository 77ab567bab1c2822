"""Writing what the sample company has no file for, and removing all of it but what people brought in themselves."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial, reduce
from operator import or_
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from tenure.accounts.access import require_on
from tenure.accounts.actions.last_met import keep_last_met
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin, TeamRole
from tenure.accounts.models import Account, Commitment, Contact, Document, Interaction, Responsibility, TeamMember
from tenure.assessments.models import (
    Assessment,
    AwarenessName,
    AwarenessPoll,
    CriteriaSet,
    Rating,
    RatingQuestion,
    ServiceStandard,
)
from tenure.assessments.queries import accounts_by_name, open_poll
from tenure.commerce.models import Delivery, Invoice, Order, OrderLine, Product
from tenure.core.audit import record_change
from tenure.core.models import ExchangeRate, Notification
from tenure.core.policy import require
from tenure.growth.choices import HandoverKind
from tenure.growth.models import (
    Advice,
    Benefit,
    Engagement,
    Expectation,
    Guidance,
    Handover,
    HandoverItem,
    LevelAnswer,
    LevelStay,
    OnboardingPlan,
    OnboardingTemplate,
    Plan,
    PlanReview,
    PlanVersion,
    RoadmapEntry,
)
from tenure.growth.queries.handover_sheet import known_of
from tenure.insight.models import Ranking, SavedView, Standing
from tenure.integrations.imports.models import ImportChange, ImportRun
from tenure.integrations.sample.polls import POLLS, WANTED
from tenure.integrations.sample.views import OWN_VIEW
from tenure.integrations.sample.words import (
    CRITERIA_NAME,
    DOMAIN,
    GUIDANCE,
    NEXT_CRITERIA_NAME,
    QUESTIONS,
    SERVICE,
    SOURCE,
    TEMPLATE,
)
from tenure.people.models import Member
from tenure.relationships.models import (
    CardAnswer,
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)

AT_ONCE = 1_000
SAID: tuple[type[Model], ...] = (DecisionRole, Stance, Influence, FogSquare, TieOverride, CompetitorTie, CardAnswer)
# What somebody of ours answers for, and what hangs on an account alone.
OWNED: tuple[type[Model], ...] = (RoadmapEntry, Expectation, Benefit, Advice, Engagement)
HUNG: tuple[type[Model], ...] = (OnboardingPlan, *OWNED)
AFTER_LUNCH = time(13, tzinfo=UTC)


@transaction.atomic
def add_interactions(rows: list[dict[str, Any]], *, by: Member) -> None:
    """Write invented interactions with who took part and what is to be done next, set by set.

    The log has one entry for all of them.
    """
    require(by, "organisation.change")
    accounts = dict(Account.objects.filter(source=SOURCE).values_list("external_id", "pk"))
    contacts = dict(Contact.objects.filter(source=SOURCE).values_list("external_id", "pk"))
    members = dict(Member.objects.values_list("email", "pk"))
    met = Interaction.objects.bulk_create(
        [_interaction(number, row, accounts, members) for number, row in enumerate(rows, start=1)], AT_ONCE
    )
    ours, theirs = Interaction.members.through, Interaction.contacts.through
    pairs = list(zip(met, rows, strict=True))
    ours.objects.bulk_create(
        [ours(interaction=one, member_id=members[email]) for one, row in pairs for email in row["members"]], AT_ONCE
    )
    theirs.objects.bulk_create(
        [theirs(interaction=one, contact_id=contacts[code]) for one, row in pairs for code in row["contacts"]], AT_ONCE
    )
    keep_last_met(contacts[code] for row in rows for code in row["contacts"])
    Commitment.objects.bulk_create([_step(one, row) for one, row in pairs if row["follow_up_on"]], AT_ONCE)
    if met:
        record_change(by=by, verb="invented interactions", thing=met[0], after={"count": len(met)})


def _interaction(number: int, row: dict[str, Any], accounts: dict[str, int], members: dict[str, int]) -> Interaction:
    day = date.fromisoformat(row["day"])
    return Interaction(
        account_id=accounts[row["account_id"]],
        kind=row["kind"],
        direction=row["direction"],
        at=datetime.combine(day, AFTER_LUNCH),
        subject=row["subject"],
        notes=row["notes"],
        recorded_by_id=members[row["members"][0]],
        source=SOURCE,
        external_id=f"I{number}",
    )


def _step(met: Interaction, row: dict[str, Any]) -> Commitment:
    due = date.fromisoformat(row["follow_up_on"])
    return Commitment(
        account_id=met.account_id,
        kind=CommitmentKind.TASK,
        text=row["follow_up"],
        owner_id=met.recorded_by_id,
        due_on=due,
        first_due_on=due,
        interaction=met,
        origin=CommitmentOrigin.INTERACTION,
        created_at=met.at,
        source=SOURCE,
        external_id=f"S{met.external_id}",
    )


@transaction.atomic
def add_promises(rows: list[dict[str, Any]], *, by: Member) -> None:
    """Write what was promised in invented interactions, with what became of it; the log has one entry for all."""
    require(by, "organisation.change")
    sampled: tuple[type[Model], ...] = (Account, Contact, Interaction)
    accounts, contacts, talks = (
        dict(model._default_manager.filter(source=SOURCE).values_list("external_id", "pk")) for model in sampled
    )
    members = dict(Member.objects.values_list("email", "pk"))
    made = Commitment.objects.bulk_create(
        [
            _promise(number, row, talks[f"I{row['interaction']}"], accounts, contacts, members)
            for number, row in enumerate(rows, start=1)
        ],
        AT_ONCE,
    )
    if made:
        record_change(by=by, verb="invented promises", thing=made[0], after={"count": len(made)})


def _promise(
    number: int,
    row: dict[str, Any],
    talk: int,
    accounts: dict[str, int],
    contacts: dict[str, int],
    members: dict[str, int],
) -> Commitment:
    told = ("text", "department", "client_visible", "effort_hours", "state", "slips", "outcome")
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("due_on", "first_due_on")}
    return Commitment(
        account_id=accounts[row["account_id"]],
        owner_id=members.get(row["owner"]),
        contact_id=contacts.get(row["contact"]),
        to_member_id=members.get(row["to_member"]),
        to_contact_id=contacts.get(row["to_contact"]),
        settled_on=date.fromisoformat(row["settled_on"]) if row["settled_on"] else None,
        interaction_id=talk,
        origin=CommitmentOrigin.INTERACTION,
        created_at=datetime.combine(date.fromisoformat(row["made_on"]), AFTER_LUNCH),
        source=SOURCE,
        external_id=f"P{number}",
        **{name: row[name] for name in told},
        **days,
    )


@transaction.atomic
def add_polls(rows: list[dict[str, Any]], *, by: Member) -> None:
    """Write invented polls with the names that people gave; the log has one entry for all of them.

    Only one poll is open at a time, so the one that still runs is left out where people are being asked already.
    """
    require(by, "organisation.change")
    running = open_poll()
    rows = [row for row in rows if row["closed_on"] or running is None]
    members = dict(Member.objects.values_list("email", "pk"))
    accounts = accounts_by_name({row["name"] for row in rows})
    polls: dict[str, AwarenessPoll] = {}
    for row in rows:
        if row["poll"] not in polls:
            asked = {name: row[name] for name in ("opened_on", "closed_on")}
            polls[row["poll"]] = AwarenessPoll.objects.create(name=row["poll"], wanted=WANTED, **asked)
    AwarenessName.objects.bulk_create(
        [
            AwarenessName(
                poll=polls[row["poll"]],
                member_id=members[row["member"]],
                position=row["position"],
                name=row["name"],
                account=accounts.get(row["name"]),
            )
            for row in rows
        ],
        AT_ONCE,
    )
    if polls:
        record_change(by=by, verb="invented polls", thing=polls[rows[0]["poll"]], after={"count": len(polls)})


@transaction.atomic
def backdate_handover(*, handover: Handover, days: int, by: Member) -> None:
    """Let an invented handover have begun, and all of it have been done, so many days ago."""
    require(by, "organisation.change")
    ago = timedelta(days=days)
    HandoverItem.objects.filter(handover=handover).update(done_at=F("done_at") - ago)
    handover.refresh_from_db()
    moved = {name: getattr(handover, name) for name in ("opened_at", "received_on", "accepted_on")}
    days_ago: dict[str, Any] = {name: day - ago for name, day in moved.items() if day}
    if handover.received_on:
        days_ago["sheet"] = known_of(handover, handover.received_on - ago)
    Handover.objects.filter(pk=handover.pk).update(**days_ago)
    record_change(by=by, verb="invented days", thing=handover, after={"days": days}, account_id=handover.account_id)


@transaction.atomic
def backdate_owners(*, by: Member) -> None:
    """Let the invented accounts have had their owners since they became customers, or were handed on by another."""
    require(by, "organisation.change")
    rows = TeamMember.objects.filter(account__source=SOURCE, role=TeamRole.OWNER.value, valid_to=None)
    owners = list(rows.select_related("account").order_by("pk"))
    succeeded = Handover.objects.filter(account__source=SOURCE, kind=HandoverKind.SUCCESSION.value)
    handed_on = {one.account_id: one for one in succeeded.exclude(received_on=None)}
    former = []
    for owner in owners:
        since, handover = owner.account.customer_since or owner.valid_from.date(), handed_on.get(owner.account_id)
        owner.valid_from = datetime.combine(since, AFTER_LUNCH)
        if handover and handover.received_on:
            stay = {"valid_from": owner.valid_from, "valid_to": datetime.combine(handover.received_on, AFTER_LUNCH)}
            former.append(TeamMember(account=owner.account, member=handover.from_member, role=owner.role, **stay))
            owner.valid_from = stay["valid_to"]
    TeamMember.objects.bulk_update(owners, ["valid_from"], AT_ONCE)
    TeamMember.objects.bulk_create(former, AT_ONCE)
    if owners:
        record_change(by=by, verb="invented owners", thing=owners[0].account, after={"count": len(owners)})


@transaction.atomic
def remove_sample_company(*, by: Member) -> list[str]:
    """Delete the sample's accounts with all that hangs on them, its products, rates, criteria, seasons and members.

    Returns a sentence for each kind of thing that had to stay because something of your own refers to it. Members who
    have done work of their own are disabled instead of deleted. Audited as one entry.
    """
    require(by, "organisation.change")
    accounts = Account.objects.filter(source=SOURCE)
    anchor = accounts.order_by("pk").first()
    _delete_notifications(accounts)
    _delete_views()
    AwarenessPoll.objects.filter(name__in=[poll.name for poll in POLLS]).delete()
    _delete_rankings()
    _delete_facts(accounts)
    stayed = [*_delete_products(), *_delete_accounts(accounts)]
    _delete_rates()
    ImportRun.objects.filter(source=SOURCE).delete()
    stayed += _delete_members()
    if anchor:
        record_change(by=by, verb="removed sample company", thing=anchor)
    return stayed


def _delete_notifications(accounts: QuerySet[Account]) -> None:
    """What anybody was told about the sample's things, and all that its own members were told."""
    runs = ImportRun.objects.filter(source=SOURCE)
    about: dict[str, QuerySet[Any]] = {"account": accounts, "ranking": _rankings(), "importrun": runs}
    about["plan"] = Plan.objects.filter(account__in=accounts)
    about["handover"] = Handover.objects.filter(account__in=accounts)
    about["decision"] = Decision.objects.filter(account__in=accounts)
    for noun, things in about.items():
        numbers = list(things.values_list("pk", flat=True))
        Notification.objects.filter(noun=noun, thing_id__in=numbers).delete()
    Notification.objects.filter(member_id__in=_members().values("pk")).delete()


def _delete_views() -> None:
    """Those of the sample's members, and the private one that who loaded it was given."""
    SavedView.objects.filter(owner__in=_members()).delete()
    SavedView.objects.filter(name=OWN_VIEW.name, definition=OWN_VIEW.definition).delete()


def _sets() -> list[int]:
    names = (CRITERIA_NAME, NEXT_CRITERIA_NAME)
    return list(CriteriaSet.objects.filter(name__in=names).values_list("pk", flat=True))


def _rankings() -> QuerySet[Ranking]:
    rankings: QuerySet[Ranking] = Ranking.objects.filter(parameters__criteria_set__in=_sets())
    return rankings


def _members() -> QuerySet[Member]:
    members: QuerySet[Member] = Member.objects.filter(email__endswith=f"@{DOMAIN}")
    return members


def _delete_rankings() -> None:
    sample_sets, rankings = _sets(), _rankings()
    Standing.objects.filter(ranking__in=rankings).delete()
    rankings.delete()
    CriteriaSet.objects.filter(pk__in=sample_sets).delete()
    # What somebody has worded anew since is their own and stays.
    Guidance.objects.filter(vision=GUIDANCE["vision"]).delete()
    ServiceStandard.objects.filter(promise__in=[promised["promise"] for promised in SERVICE.values()]).delete()


def _delete_facts(accounts: QuerySet[Account]) -> None:
    chosen = list(accounts.values_list("pk", flat=True))
    orders = list(Order.objects.filter(account__in=chosen).values_list("pk", flat=True))
    # By number: right after a load PostgreSQL does not know the tables' sizes yet and plans nested conditions badly.
    for start in range(0, len(orders), AT_ONCE):
        some = orders[start : start + AT_ONCE]
        for details in (Delivery, Invoice, OrderLine):
            details.objects.filter(order__in=some).delete()
        Order.objects.filter(pk__in=some).delete()
    Invoice.objects.filter(account__in=chosen).delete()
    Handover.objects.filter(account__in=chosen).delete()
    for hung in HUNG:
        hung._default_manager.filter(account__in=chosen).delete()
    OnboardingTemplate.objects.filter(name=TEMPLATE, plans=None).delete()
    Commitment.objects.filter(account__in=chosen).delete()
    Interaction.objects.filter(account__in=chosen).delete()
    keep_last_met(Contact.objects.filter(account__in=chosen).exclude(last_met_at=None).values_list("pk", flat=True))
    Decision.objects.filter(account__in=chosen).delete()
    CardAnswer.objects.filter(account__in=chosen).delete()
    Plan.objects.filter(account__in=chosen).delete()
    for ties in (TieOverride, CompetitorTie):
        ties.objects.filter(contact__account__in=chosen).delete()
    _delete_documents(chosen)
    Rating.objects.filter(account__in=chosen).delete()
    # Our programme as the sample's director rated it goes too; what somebody else has said of it is their own.
    Assessment.objects.filter(Q(account__in=chosen) | Q(account=None, rater__in=_members())).delete()
    RatingQuestion.objects.filter(code__in=QUESTIONS, ratings=None).delete()


REVIEW_MINUTES = 45


@transaction.atomic
def backdate_version(*, version: PlanVersion, day: date, by: Member) -> None:
    """Let a version of an invented plan be of a day that is past, and its signatures of that day."""
    require_on(by, "plan.change", version.plan.account)
    moment = datetime.combine(day, AFTER_LUNCH)
    PlanVersion.objects.filter(pk=version.pk).update(frozen_at=moment)
    version.signatures.update(signed_at=moment)
    reviews = [f"{section}_reviewed_on" for section in Plan.SECTIONS]
    written = [name for name in reviews if getattr(version.plan, name)]
    Plan.objects.filter(pk=version.plan_id).update(**dict.fromkeys(written, day))


@transaction.atomic
def backdate_review(*, review: PlanReview, day: date, next_on: date, version: PlanVersion, by: Member) -> None:
    """Let a closed review of an invented plan be of a day that is past, with the version that lay on the table then."""
    require_on(by, "review.hold", review.plan.account)
    begun, closed = (datetime.combine(day, AFTER_LUNCH) + timedelta(minutes=each) for each in (0, REVIEW_MINUTES))
    told = {"begun_at": begun, "closed_at": closed, "next_on": next_on}
    written = {name: moment.isoformat() for name, moment in told.items()}
    minutes = {**(review.minutes or {}), **written, "plan_version": version.number}
    PlanReview.objects.filter(pk=review.pk).update(**told, plan_version=version, minutes=minutes)


def _delete_documents(accounts: list[int]) -> None:
    documents = Document.objects.filter(account__in=accounts)
    names = list(documents.values_list("storage_name", flat=True))
    documents.delete()
    # The files go only when their rows are gone for good.
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


def _delete_products() -> list[str]:
    products = Product.objects.filter(source=SOURCE)
    used = products.filter(Exists(OrderLine.objects.filter(product=OuterRef("pk"))))
    return _delete_unless(products, used, "products are in orders of your own")


def _delete_accounts(accounts: QuerySet[Account]) -> list[str]:
    used = accounts.filter(Exists(Account.objects.filter(parent=OuterRef("pk")).exclude(source=SOURCE)))
    going = accounts.exclude(pk__in=used.values("pk"))
    Contact.objects.filter(account__in=going).delete()
    TeamMember.objects.filter(account__in=going).delete()
    Responsibility.objects.filter(account__in=going).delete()
    going.update(parent=None)
    return _delete_unless(accounts, used, "accounts stand above accounts of your own")


def _delete_rates() -> None:
    made = ImportChange.objects.filter(run__source=SOURCE, noun="exchange rate", kind="created").values("object_id")
    ExchangeRate.objects.filter(pk__in=made).delete()


def _delete_members() -> list[str]:
    members = _members()
    theirs = TeamMember.objects.filter(member=OuterRef("pk"))
    recorded = Interaction.objects.filter(recorded_by=OuterRef("pk"))
    owed = Commitment.objects.filter(Q(owner=OuterRef("pk")) | Q(to_member=OuterRef("pk")))
    filed = Document.objects.filter(filed_by=OuterRef("pk"))
    tied = TieOverride.objects.filter(member=OuterRef("pk"))
    # What they said of decisions stands beside what others said, and keeps its author.
    said = [facts._default_manager.filter(author=OuterRef("pk")) for facts in SAID]
    given = Handover.objects.filter(Q(from_member=OuterRef("pk")) | Q(to_member=OuterRef("pk")))
    told = HandoverItem.objects.filter(done_by=OuterRef("pk"))
    answering = [owned._default_manager.filter(owner=OuterRef("pk")) for owned in OWNED]
    parts = Responsibility.objects.filter(member=OuterRef("pk"))
    moved = LevelStay.objects.filter(moved_by=OuterRef("pk"))
    said += [LevelAnswer.objects.filter(answered_by=OuterRef("pk")), Assessment.objects.filter(rater=OuterRef("pk"))]
    busy = members.filter(
        reduce(or_, map(Exists, (theirs, recorded, owed, filed, tied, given, told, moved, parts, *answering, *said)))
    )
    busy.update(is_active=False)
    return _delete_unless(members, busy, "members look after accounts of your own and are disabled")


def _delete_unless(things: QuerySet[Any], used: QuerySet[Any], why: str) -> list[str]:
    kept = list(used.values_list("pk", flat=True))
    things.exclude(pk__in=kept).delete()
    return [f"Kept: {len(kept)} {why}."] if kept else []
