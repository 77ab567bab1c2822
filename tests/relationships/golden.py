"""The worked example of docs/board.md as records: eight people, three of ours, Rivalco, and who sways whom."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.core.policy import Role
from tenure.people.actions import create_member
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import override_tie, set_competitor_tie
from tenure.relationships.models import Decision

DOCUMENT = Path(__file__).parents[2] / "docs" / "board.json"
FUNCTIONS = {"plant": "other", "engineering": "technical"}


@dataclass(frozen=True)
class Golden:
    """The decision, their people and ours by the names of the document."""

    decision: Decision
    contacts: Mapping[str, Contact]
    members: Mapping[str, Member]


def golden_board(account: Account, by: Member, since: date) -> Golden:
    """Write the example down as it was said on one day."""
    told: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    decision = create_decision(account=account, by=by, name="The golden board", opened_on=since)
    contacts = {one["id"]: create_contact(account=account, by=by, name=one["name"]) for one in told["people"]}
    members = {name: _colleague(name, account, by) for name in ("KAM", "Eng", "Serv")}
    for one in told["people"]:
        contact = contacts[one["id"]]
        function = FUNCTIONS.get(one["function"], one["function"])
        set_role(
            decision=decision, contact=contact, by=by, valid_from=since, piece=one["piece"], level=one["level"],
            function=function,
        )  # fmt: skip
        give_stance(
            decision=decision, contact=contact, value=one["stance"], evidence="Said so", by=by, held_on=since
        )  # fmt: skip
    for one in told["ties"]:
        override_tie(
            member=members[one["member"]], contact=contacts[one["person"]], by=by, valid_from=since,
            strength=_share(one["strength"]), reason="As in the example",
        )  # fmt: skip
    for one in told["competitor_ties"]:
        set_competitor_tie(
            contact=contacts[one["person"]], competitor=one["competitor"], strength=_share(one["strength"]), by=by,
            valid_from=since,
        )  # fmt: skip
    for one in told["influence"]:
        set_influence(
            decision=decision, source=contacts[one["from"]], target=contacts[one["to"]], weight=_share(one["weight"]),
            by=by, valid_from=since,
        )  # fmt: skip
    return Golden(decision, contacts, members)


def _share(value: float) -> Decimal:
    return Decimal(str(value))


def _colleague(name: str, account: Account, by: Member) -> Member:
    email = f"{name.lower()}@example.com"
    member = create_member(email=email, name=name, role=Role.ACCOUNT_MANAGER, by=None)
    add_team_member(account=account, member=member, by=by)
    return member
