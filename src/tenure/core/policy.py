"""Who may do what. Doors and actions ask here; which rows a member sees is asked of `accounts.access`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tenure.core.policy_words import act_words, role_word


class Role(StrEnum):
    """What a member is to the company; each later role may do all that the earlier ones may."""

    VIEWER = "viewer"
    ACCOUNT_MANAGER = "account_manager"
    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"


class Actor(Protocol):
    """Whoever acts: a member of the company."""

    pk: int
    name: str
    role: str
    is_active: bool


LEADERS = frozenset({Role.DIRECTOR, Role.ADMINISTRATOR})
EDITORS = LEADERS | {Role.ACCOUNT_MANAGER}
EVERYONE = EDITORS | {Role.VIEWER}
# Whom a member may invite, by their own role.
INVITABLE: dict[str, frozenset[Role]] = {
    Role.DIRECTOR: frozenset({Role.VIEWER, Role.ACCOUNT_MANAGER}),
    Role.ADMINISTRATOR: EVERYONE,
}

# An act that is not named here is nobody's. Acts on an account's things also ask whether the member sees the account.
RULES: dict[str, frozenset[Role]] = {
    "account.see": EVERYONE,
    "account.create": EDITORS,
    "account.change": EDITORS,
    "account.assign": LEADERS,
    "account.delete": LEADERS,
    "contact.create": EDITORS,
    "contact.change": EDITORS,
    "contact.delete": EDITORS,
    "interaction.create": EDITORS,
    "interaction.change": EDITORS,
    "interaction.delete": EDITORS,
    "commitment.create": EDITORS,
    "commitment.change": EDITORS,
    "commitment.delete": EDITORS,
    "document.create": EDITORS,
    "document.change": EDITORS,
    "document.delete": EDITORS,
    "product.see": EVERYONE,
    "product.create": LEADERS,
    "product.change": LEADERS,
    "order.create": EDITORS,
    "order.change": EDITORS,
    "rating.give": EDITORS,
    "decision.create": EDITORS,
    "decision.change": EDITORS,
    "decision.delete": EDITORS,
    # Stance, power and all that is reckoned from them: personal data of the account team.
    "judgement.see": EDITORS,
    "stance.give": EDITORS,
    "tie.change": EDITORS,
    "card.answer": EDITORS,
    # What teams judge by questionnaires, and what clients have told them; the company itself is rated by who leads it.
    "assessment.see": EDITORS,
    "assessment.give": EDITORS,
    "programme.rate": LEADERS,
    # Plans hold costs, positions on boards and what we think of the other side: the account team's own.
    "plan.see": EDITORS,
    "plan.create": EDITORS,
    "plan.change": EDITORS,
    "plan.sign": EDITORS,
    # Held by the account's mentor or a leader; the actions ask for that.
    "review.plan": EDITORS,
    "review.hold": EDITORS,
    "proposal.ask": EDITORS,
    "proposal.answer": EDITORS,
    "guidance.see": EVERYONE,
    "guidance.change": LEADERS,
    # What is told when an account is handed over: style, promises, red flags, where people stand.
    "handover.see": EDITORS,
    "handover.open": EDITORS,
    "handover.change": EDITORS,
    "roadmap.change": EDITORS,
    "engagement.change": EDITORS,
    "onboarding.see": EVERYONE,
    "onboarding.change": EDITORS,
    "template.change": LEADERS,
    "reminder.send": LEADERS,
    "snapshot.take": LEADERS,
    "criteria.change": LEADERS,
    "service.change": LEADERS,
    "ranking.compute": LEADERS,
    "season.publish": LEADERS,
    "poll.open": LEADERS,
    "poll.answer": EVERYONE,
    "view.save": EVERYONE,
    "view.share": LEADERS,
    "import.run": LEADERS,
    "import.undo": LEADERS,
    "export.run": EVERYONE,
    "job.see": EVERYONE,
    "member.see": EVERYONE,
    "member.manage": frozenset({Role.ADMINISTRATOR}),
    "member.invite": LEADERS,
    "session.end": EVERYONE,
    "password.reset": EVERYONE,
    "organisation.change": frozenset({Role.ADMINISTRATOR}),
    "token.issue": EVERYONE,
    "feed.issue": EVERYONE,
    "preferences.change": EVERYONE,
    "notification.see": EVERYONE,
}


# Fields that not everybody may see who sees the thing, by the name of its table; all others go with the thing. Account
# managers see accounts of their own teams alone, so the margins that they see are their own accounts'. From one
# account's share of our revenue anybody could work out what all accounts bring in.
RESTRICTED: dict[str, dict[str, frozenset[Role]]] = {
    "product": {"cost": EDITORS},
    "orderline": {"cost": EDITORS},
    # As the audit log has them: costs and all.
    "order": {"lines": EDITORS},
    "standing": {"margin": EDITORS, "margin_rate": EDITORS, "share": LEADERS},
    "figures": {"margin_share": EDITORS},
    "decisionrole": dict.fromkeys(("power", "reach", "line_authority", "piece", "is_rising", "roles"), EDITORS),
}
# Kinds of things that say how people are judged, by the name of their table, and the act that it takes to be told of
# any; all others go with their account.
KEPT: dict[str, str] = {
    **dict.fromkeys(("stance", "influence", "competitortie", "cardanswer"), "judgement.see"),
    **dict.fromkeys(
        (
            "plan", "clientneed", "planobjective", "planaction", "planrisk", "sponsorask", "plannedresource",
            "profityear", "planrequirement", "planversion", "plansignature", "planreview",
            "reviewvalue", "reviewfinding", "proposalreview",
        ),
        "plan.see",
    ),
    **dict.fromkeys(("handover", "handoveritem"), "handover.see"),
    "assessment": "assessment.see",
}  # fmt: skip


def may(member: Actor, act: str) -> bool:
    """Whether the member's role allows the act at all. An unknown act is refused with ValueError: a typing mistake."""
    if act not in RULES:
        raise ValueError(f"{act!r} is not an act of the policy; known are {', '.join(sorted(RULES))}.")
    return member.is_active and member.role in RULES[act]


def require(member: Actor, act: str) -> None:
    """Refuse with PermissionDenied unless the member's role allows the act."""
    if not may(member, act):
        sentence = _("As {role} you may not {act}.")
        raise PermissionDenied(format_lazy(sentence, role=role_word(member.role), act=act_words(act)))


def invitable_roles(member: Actor) -> frozenset[Role]:
    """The roles that the member may invite people to."""
    return INVITABLE.get(member.role, frozenset()) if may(member, "member.invite") else frozenset()


def is_raise(before: str, after: str) -> bool:
    """Whether the later role may do more than the former.

    >>> is_raise("viewer", "director"), is_raise("director", "director"), is_raise("director", "viewer")
    (True, False, False)
    """
    order = list(Role)
    return order.index(Role(after)) > order.index(Role(before))


def hidden_from(member: Actor, noun: str) -> frozenset[str]:
    """The fields of a kind of thing that the member may not see, though they see the thing."""
    return frozenset(name for name, roles in RESTRICTED.get(noun, {}).items() if member.role not in roles)


def kept_from(member: Actor) -> frozenset[str]:
    """The kinds of things of which the member is told none, though they see the account."""
    return frozenset(noun for noun, act in KEPT.items() if not may(member, act))


def require_kind(member: Actor, noun: str) -> None:
    """Refuse with PermissionDenied where the member is told of no such thing."""
    if noun in KEPT:
        require(member, KEPT[noun])


def fields_for(member: Actor, noun: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a thing with None for each field that the member may not see."""
    hidden = hidden_from(member, noun)
    return {name: None if name in hidden else value for name, value in values.items()}


def sees_every_account(member: Actor) -> bool:
    """Whether the member's role sees all accounts instead of only those whose team they are on."""
    return member.is_active and member.role in LEADERS
