"""The world in which every door is tried: four accounts, each with everything that can hang on one, and all callers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account, trash_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.commerce.actions.delivery import create_delivery
from tenure.commerce.actions.invoice import create_invoice
from tenure.core.policy import Role
from tenure.people.actions import create_member, issue_token
from tenure.people.models import ApiToken, Member
from tests.api.conftest import (
    World,
    agreed,
    filed,
    handed_over,
    in_plan,
    in_review,
    met,
    on_board,
    ordered,
    promised,
    stand,
)
from tests.api.engaged import engaged
from tests.api.operations import numbers_of

# The accounts, by what they are to Alice: her own; nobody's; Charlie's; her own, thrown away.
ACCOUNTS = ("owned", "foreign", "others", "trashed")
TEAMS: Mapping[str, frozenset[str]] = {
    "owned": frozenset({"owner", "team member", "viewer", "deactivated"}),
    "foreign": frozenset(),
    "others": frozenset({"other account manager"}),
    "trashed": frozenset({"owner", "team member", "viewer", "deactivated"}),
}
OWNERS: Mapping[str, str] = {"owned": "owner", "foreign": "", "others": "other account manager", "trashed": "owner"}
ROLES: Mapping[str, Role] = {
    "owner": Role.ACCOUNT_MANAGER,
    "team member": Role.ACCOUNT_MANAGER,
    "other account manager": Role.ACCOUNT_MANAGER,
    "viewer": Role.VIEWER,
    "director": Role.DIRECTOR,
    "administrator": Role.ADMINISTRATOR,
    "deactivated": Role.ACCOUNT_MANAGER,
}
LEADERS = ("director", "administrator")


@dataclass(frozen=True)
class Principal:
    """Who knocks: which of the roles, and with what in hand."""

    who: str
    credential: str

    def __str__(self) -> str:
        return f"{self.who} with {self.credential}"

    @property
    def known(self) -> bool:
        """Whether the credential still says who they are."""
        return self.who != "deactivated" and self.credential in ("session", "token", "reading token")

    @property
    def by_token(self) -> bool:
        """Whether they show a token and not a session."""
        return self.credential.endswith("token")


ACTIVE = [who for who in ROLES if who != "deactivated"]
SESSIONS = [Principal("anonymous", "nothing"), *(Principal(who, "session") for who in ROLES)]
TOKENS = [
    *(Principal(who, "token") for who in ROLES),
    *(Principal(who, "reading token") for who in ("owner", "director")),
    *(Principal("director", f"{state} token") for state in ("revoked", "expired", "forged")),
]
PRINCIPALS = [*SESSIONS, *TOKENS]


@dataclass(frozen=True)
class Stage:
    """The members by what they are to Alice's account, and the numbers of things by the account they hang on."""

    members: Mapping[str, Member]
    at: Mapping[str, Mapping[str, int]]
    # Signed in once; every browser of a member carries the same cookie, and none must end the session for good.
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, principal: Principal, *, guarded: bool = False) -> Client:
        """A browser or script of theirs; `guarded` against forged forms, as outside of tests."""
        client = Client(enforce_csrf_checks=guarded)
        if principal.credential == "session":
            client.cookies[settings.SESSION_COOKIE_NAME] = self._session(principal.who)
        elif principal.by_token:
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {_secret(self.members[principal.who], principal)}"
        return client

    def _session(self, who: str) -> str:
        if who not in self.sessions:
            browser = Client()
            browser.force_login(self.members[who])
            self.sessions[who] = browser.cookies[settings.SESSION_COOKIE_NAME].value
        return self.sessions[who]


def _secret(member: Member, principal: Principal) -> str:
    by = Member(pk=member.pk, name=member.name, role=member.role, is_active=True)
    token, secret = issue_token(name="trust", may_write=principal.credential != "reading token", by=by)
    changes: dict[str, Any] = {
        "revoked token": {"revoked_at": timezone.now()},
        "expired token": {"expires_at": timezone.now() - timedelta(seconds=1)},
    }.get(principal.credential, {})
    ApiToken.objects.filter(pk=token.pk).update(**changes, name="trust")
    return secret[:-1] + ("A" if secret[-1] != "A" else "B") if principal.credential == "forged token" else secret


def set_stage(world: World, cast: Mapping[str, Member]) -> Stage:
    """Build the three other accounts beside Alice's. Tess is on every team and Nils on none, to be moved about."""
    director = cast["director"]
    tess, nils = (_colleague(name) for name in ("Tess", "Nils"))
    dan = _colleague("Dan")
    add_team_member(account=world.account, member=dan, by=director)
    others = create_account(by=cast["other account manager"], name="Charlies Werke")
    trashed = create_account(by=director, owner=cast["owner"], name="Weg damit")
    for who in ("team member", "viewer"):
        add_team_member(account=trashed, member=cast[who], by=director)
    add_team_member(account=trashed, member=dan, by=director)
    accounts = {"owned": world.account, "foreign": world.foreign, "others": others, "trashed": trashed}
    shared = {**numbers_of(world), "bob": tess.pk, "charlie": nils.pk, "passkey": 1}
    at = {}
    for name, account in accounts.items():
        add_team_member(account=account, member=tess, by=director)
        hung = _hung_on(account, world, director, tess) if name != "owned" else {}
        at[name] = {**shared, "account": account.pk, **hung}
    for ranking in (world.season, world.ranking):
        stand(ranking, others, 3, of=3)
    trash_account(account=trashed, by=director)
    # Set past the action that would end the tokens too: what is left of a member's credentials must not work.
    Member.objects.filter(pk=dan.pk).update(is_active=False)
    dan.is_active = False
    return Stage({**cast, "deactivated": dan}, at)


def _colleague(name: str) -> Member:
    return create_member(email=f"{name.lower()}@example.com", name=name, role=Role.ACCOUNT_MANAGER, by=None)


def _said_of(contact: Contact, by: Member, tess: Member) -> dict[str, Any]:
    """What is known of a contact's account, planned and reviewed."""
    account = contact.account
    return {**on_board(contact, by), **in_plan(account, by), **in_review(account, tess, by)}


def _hung_on(account: Account, world: World, by: Member, tess: Member) -> dict[str, int]:
    order = ordered(account, world.product, by)
    contact = create_contact(account=account, by=by, name="Frida Fremd")
    return {
        "contact": contact.pk,
        **{name: thing.pk for name, thing in _said_of(contact, by, tess).items()},
        "interaction": met(account, by).pk,
        **{name: one.pk for name, one in handed_over(account, giver=by, by=by).items()},
        **{name: one.pk for name, one in agreed(account, by).items()},
        **{name: one.pk for name, one in engaged(account, world.onboarding_template, by).items()},
        "commitment": promised(account, by).pk,
        "document": filed(account, by).pk,
        "order": order.pk,
        "line": order.lines.get().pk,
        "delivery": create_delivery(order=order, by=by, delivered_on=date(2026, 4, 13)).pk,
        "invoice": create_invoice(
            account=account, order=order, by=by, number="R-9", issued_on=date(2026, 4, 14), amount=Decimal("1.00"),
            currency="EUR",
        ).pk,
    }  # fmt: skip
