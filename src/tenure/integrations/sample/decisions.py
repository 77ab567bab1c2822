"""Telling of a buying decision of a key account over two years, by the actions that people use."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from tenure.accounts.actions.contact import change_contact, create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account, Contact
from tenure.analytics.board.position import Kind
from tenure.integrations.sample.actions import AFTER_LUNCH
from tenure.integrations.sample.second_line import (
    CONTROLLER,
    DUE_IN,
    FOG,
    INFLUENCE,
    NEEDED,
    OPENED,
    OWNER,
    PARTS,
    PIECES,
    POWER,
    PROCESS,
    REVIEW_DAYS,
    RIVAL,
    RIVAL_TIES,
    SCENES,
    SPONSOR,
    SPONSOR_LOST,
    SPONSOR_NAME,
    STANCES,
    TIES,
    Told,
)
from tenure.integrations.sample.words import DOMAIN, SOURCE
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import end_role, set_role
from tenure.relationships.actions.fog_square import mark_fog
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import end_override, override_tie, set_competitor_tie
from tenure.relationships.models import Decision, DecisionRole

Cast = Mapping[str, Contact]
Team = Mapping[str, Member]


def tell_a_decision(*, today: date, by: Member) -> Decision | None:
    """Open the decision at the best key account that has the people for it, and say all that was said; None if none."""
    account = _account()
    if account is None:
        return None
    author = account.owner or by
    opened, deadline = today - timedelta(days=OPENED), today + timedelta(days=DUE_IN)
    decision = create_decision(
        account=account, by=author, name="Pumps for the second line", line="Pumps and seals", opened_on=opened,
        deadline=deadline, review_days=REVIEW_DAYS,
    )  # fmt: skip
    cast, team = _cast(account, author), _team(author)
    for title, contact in cast.items():
        set_role(
            decision=decision, contact=contact, by=author, piece=PIECES[title], power=POWER[title],
            is_rising=title == PROCESS, roles=PARTS.get(title, ()), valid_from=opened,
        )  # fmt: skip
    _tell_scenes(account, cast, team, today, author)
    _tell_minds(decision, cast, today, author)
    # A competitor's own account is seen by whoever loads the company, not by each manager.
    _tell_rival(cast, today, by)
    _tell_ours(cast, team, today, author)
    _lose_the_sponsor(decision, cast[SPONSOR], today - timedelta(days=SPONSOR_LOST), author)
    return decision


def _account() -> Account | None:
    ranked: QuerySet[Account] = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True)
    for title in NEEDED:
        ranked = ranked.filter(pk__in=Contact.objects.filter(title=title, deleted_at=None).values("account"))
    return ranked.exclude(owner=None).order_by("standings__rank").first()


def _cast(account: Account, by: Member) -> Cast:
    """The people of the story who are there, and the sponsor, who is there no more."""
    people = {contact.title: contact for contact in Contact.objects.of_account(account.pk).order_by("-pk")}
    people[SPONSOR] = create_contact(
        account=account, by=by, name=SPONSOR_NAME, title=SPONSOR, function="technical", seniority=5
    )
    return {title: people[title] for title in PIECES if title in people}


def _team(owner: Member) -> Team:
    """Those of ours by the local part of their address; the owner has no name in the story."""
    members = Member.objects.filter(email__endswith=f"@{DOMAIN}")
    return {member.email.removesuffix(f"@{DOMAIN}"): member for member in members} | {OWNER: owner}


def _tell_scenes(account: Account, cast: Cast, team: Team, today: date, by: Member) -> None:
    for scene in SCENES:
        create_interaction(
            account=account, by=by, members=[team[name] for name in scene.ours],
            contacts=[cast[title] for title in scene.theirs if title in cast], kind=scene.kind,
            direction=scene.direction, at=datetime.combine(today - timedelta(days=scene.ago), AFTER_LUNCH),
            subject=scene.subject, notes=scene.notes,
        )  # fmt: skip


def _tell_minds(decision: Decision, cast: Cast, today: date, by: Member) -> None:
    """Who stands for us and who against, who sways whom, and where nobody is known."""
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


def _tell_rival(cast: Cast, today: date, by: Member) -> None:
    rival = Account.objects.filter(source=SOURCE, name__startswith=RIVAL).first()
    for told in RIVAL_TIES:
        set_competitor_tie(
            contact=cast[told.title], competitor=RIVAL, competitor_account=rival, strength=_share(told.value), by=by,
            valid_from=today - timedelta(days=told.ago),
        )  # fmt: skip


def _tell_ours(cast: Cast, team: Team, today: date, by: Member) -> None:
    for name, ties in TIES.items():
        for told in ties:
            if told.title in cast:
                _tell_tie(team[name], cast[told.title], told, today, by)


def _tell_tie(member: Member, contact: Contact, told: Told, today: date, by: Member) -> None:
    tie = override_tie(
        member=member, contact=contact, by=by, strength=_share(told.value), reason=told.words,
        valid_from=today - timedelta(days=told.ago),
    )  # fmt: skip
    if told.until is not None:
        end_override(tie=tie, by=by, on=today - timedelta(days=told.until))


def _lose_the_sponsor(decision: Decision, sponsor: Contact, day: date, by: Member) -> None:
    end_role(role=DecisionRole.objects.get(decision=decision, contact=sponsor), by=by, on=day)
    change_contact(contact=sponsor, changes={"left_on": day}, by=by)


def _share(value: float) -> Decimal:
    return Decimal(str(value))
