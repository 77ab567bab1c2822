"""A buying decision of a key account over ten months: a sponsor lost, a competitor entering, a blocker turned.

It ends near the worked example of docs/board.md. People go by their titles, so that it can be told of any account that
has them; who is missing is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from tenure.accounts.models import Account, Contact
from tenure.analytics.board.position import Kind
from tenure.integrations.sample.words import DIRECTOR, DOMAIN, SOURCE
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.fog_square import mark_fog
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import end_override, override_tie, set_competitor_tie
from tenure.relationships.models import Decision, TieOverride

OPENED, DUE_IN, REVIEW_DAYS = 300, 70, 21
KING, FINANCE, PLANT = "Operations director", "Finance director", "Plant director"
ENGINEERING, PROCUREMENT = "Head of engineering", "Head of procurement"
CONTROLLER, MAINTENANCE, PROCESS = "Controller", "Maintenance manager", "Process engineer"
NEEDED = (KING, FINANCE, PLANT, ENGINEERING, PROCUREMENT)
OWNER, SERVICE, MENTOR = "", "priya.nair", "ilse.brandt"
RIVAL = "Rivalco"


@dataclass(frozen=True)
class Told:
    """What was said of somebody, by title, so many days ago."""

    title: str
    ago: int
    value: float
    words: str


PIECES = {
    KING: "king",
    FINANCE: "queen",
    PLANT: "rook",
    ENGINEERING: "rook",
    PROCUREMENT: "bishop",
    CONTROLLER: "knight",
    MAINTENANCE: "",
    PROCESS: "",
}
POWER = {
    KING: 5, FINANCE: 4, PLANT: 3, ENGINEERING: 3, PROCUREMENT: 2, CONTROLLER: 2, MAINTENANCE: 1, PROCESS: 1,
}  # fmt: skip
PARTS = {
    KING: ("decider",),
    FINANCE: ("approver",),
    PLANT: ("influencer", "user"),
    ENGINEERING: ("specifier",),
    PROCUREMENT: ("buyer", "gatekeeper"),
    PROCESS: ("user",),
}
STANCES = (
    Told(KING, 300, 1, "Named us first when the second line was announced"),
    Told(KING, 95, 0, "Wants three offers since our director is gone"),
    Told(FINANCE, 290, 0, "Looks at the total cost alone"),
    Told(FINANCE, 120, -1, "Rivalco has offered to lease instead of sell"),
    Told(PLANT, 300, 2, "Shows our pumps to every visitor"),
    Told(ENGINEERING, 280, -2, "Refused our drawings for the first line"),
    Told(ENGINEERING, 160, 0, "Agreed to a trial of six weeks"),
    Told(ENGINEERING, 60, 1, "The trial beat the specification; wants our planners in the room"),
    Told(PROCUREMENT, 270, -1, "Asks for a second source for everything"),
    Told(PROCUREMENT, 100, -2, "Has met Rivalco four times and us once"),
    Told(MAINTENANCE, 250, 1, "Calls our service before his own"),
)
TIES: Mapping[str, tuple[Told, ...]] = {
    OWNER: (
        Told(PLANT, 300, 0.8, "Nine years of projects together"),
        Told(PROCUREMENT, 260, 0.5, "Monthly meetings, correct and cool"),
        Told(KING, 240, 0.35, "Two dinners, no project yet"),
    ),
    MENTOR: (Told(ENGINEERING, 150, 0.7, "Led the trial with him"),),
    SERVICE: (
        Told(PLANT, 280, 0.4, "Every stop of the line goes over her desk"),
        Told(MAINTENANCE, 280, 0.6, "Speaks with him every week"),
    ),
}
LOST_SPONSOR, LOST = Told(KING, 300, 0.6, "Studied together"), 110
RIVAL_TIES = (
    Told(PROCUREMENT, 200, 0.4, ""),
    Told(PROCUREMENT, 100, 0.7, ""),
    Told(FINANCE, 150, 0.3, ""),
    Told(FINANCE, 90, 0.6, ""),
    Told(KING, 75, 0.3, ""),
)
INFLUENCE = (
    (PLANT, KING, 0.5, Kind.INFLUENCES),
    (FINANCE, KING, 0.5, Kind.INFLUENCES),
    (CONTROLLER, KING, 0.4, Kind.INFLUENCES),
    (ENGINEERING, PLANT, 0.3, Kind.REPORTS_TO),
    (PROCUREMENT, FINANCE, 0.4, Kind.REPORTS_TO),
    (PROCUREMENT, ENGINEERING, 0.3, Kind.TENSION),
    (MAINTENANCE, PLANT, 0.2, Kind.REPORTS_TO),
    (PLANT, KING, 0.3, Kind.REPORTS_TO),
    (FINANCE, KING, 0.3, Kind.REPORTS_TO),
    (CONTROLLER, FINANCE, 0.2, Kind.REPORTS_TO),
    (PROCUREMENT, KING, 1, Kind.RESTRICTS_ACCESS),
)
FOG = ((4, "finance", 2), (3, "legal", 1))


def tell_a_decision(*, today: date, by: Member) -> Decision | None:
    """Open the decision at the best key account that has the people for it, and say all that was said; None if none."""
    account = _account()
    if account is None:
        return None
    people = {contact.title: contact for contact in Contact.objects.of_account(account.pk).order_by("-pk")}
    cast = {title: people[title] for title in PIECES if title in people}
    opened, deadline = today - timedelta(days=OPENED), today + timedelta(days=DUE_IN)
    decision = create_decision(
        account=account, by=by, name="Pumps for the second line", line="Pumps and seals", opened_on=opened,
        deadline=deadline, review_days=REVIEW_DAYS,
    )  # fmt: skip
    for title, contact in cast.items():
        set_role(
            decision=decision, contact=contact, by=by, piece=PIECES[title], power=POWER[title],
            is_rising=title == PROCESS, roles=PARTS.get(title, ()), valid_from=opened,
        )  # fmt: skip
    _tell_theirs(decision, cast, today, by)
    _tell_ours(account, cast, today, by)
    return decision


def _account() -> Account | None:
    ranked: QuerySet[Account] = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True)
    for title in NEEDED:
        ranked = ranked.filter(pk__in=Contact.objects.filter(title=title, deleted_at=None).values("account"))
    return ranked.exclude(owner=None).order_by("standings__rank").first()


def _tell_theirs(decision: Decision, cast: Mapping[str, Contact], today: date, by: Member) -> None:
    opened = today - timedelta(days=OPENED)
    for told in sorted(STANCES, key=lambda told: -told.ago):
        if told.title in cast:
            give_stance(
                decision=decision, contact=cast[told.title], value=int(told.value), evidence=told.words, by=by,
                held_on=today - timedelta(days=told.ago),
            )  # fmt: skip
    for source, target, weight, kind in INFLUENCE:
        if source in cast and target in cast:
            set_influence(
                decision=decision, source=cast[source], target=cast[target], weight=_share(weight), by=by, kind=kind,
                is_confirmed=source != CONTROLLER or kind == Kind.REPORTS_TO, valid_from=opened,
            )  # fmt: skip
    for level, function, weight in FOG:
        mark_fog(decision=decision, level=level, function=function, by=by, weight=Decimal(weight), valid_from=opened)
    rival = Account.objects.filter(source=SOURCE, name__startswith=RIVAL).first()
    for told in RIVAL_TIES:
        set_competitor_tie(
            contact=cast[told.title], competitor=RIVAL, competitor_account=rival, strength=_share(told.value), by=by,
            valid_from=today - timedelta(days=told.ago),
        )  # fmt: skip


def _tell_ours(account: Account, cast: Mapping[str, Contact], today: date, by: Member) -> None:
    members = {member.email: member for member in Member.objects.filter(email__endswith=f"@{DOMAIN}")}
    for name, ties in TIES.items():
        member = account.owner if name == OWNER else members[f"{name}@{DOMAIN}"]
        for told in ties:
            if member is not None and told.title in cast:
                _tie(member, cast[told.title], told, today, by)
    sponsor = _tie(members[f"{DIRECTOR}@{DOMAIN}"], cast[LOST_SPONSOR.title], LOST_SPONSOR, today, by)
    end_override(tie=sponsor, by=by, on=today - timedelta(days=LOST))


def _tie(member: Member, contact: Contact, told: Told, today: date, by: Member) -> TieOverride:
    return override_tie(
        member=member, contact=contact, by=by, strength=_share(told.value), reason=told.words,
        valid_from=today - timedelta(days=told.ago),
    )  # fmt: skip


def _share(value: float) -> Decimal:
    return Decimal(str(value))
