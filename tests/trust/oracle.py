"""What every door must answer, told from the policy's rules and the teams alone: the one table that doors are held to.

The rules say which roles may do an act; SEEN_BY says of each kind of thing who sees it. A test case names the things
in its path and body by these names.
"""

import re
from collections.abc import Mapping
from typing import Any

from tenure.core.policy import RULES
from tests.api.cases import Case
from tests.api.operations import SIGNED_IN_ONLY
from tests.trust.stage import LEADERS, OWNERS, ROLES, TEAMS, Principal

# What nobody can do for whom the account is to have.
OWNER_ONLY = frozenset({"post_handover_receipt"})

# Who sees a thing: "account" whoever sees the account it hangs on, "leaders", "owner and leaders", "owner", "everybody"
SEEN_BY: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "account",
            "contact",
            "interaction",
            "commitment",
            "document",
            "order",
            "line",
            "delivery",
            "invoice",
            "colleague",
            "decision",
            "decision_role",
            "stance",
            "influence",
            "fog_square",
            "tie_override",
            "competitor_tie",
            "card_answer",
            "plan",
            "plan_version",
            "client_need",
            "plan_objective",
            "plan_action",
            "plan_risk",
            "sponsor_ask",
            "planned_resource",
            "profit_year",
            "plan_requirement",
            "handover",
            "received_handover",
            "watched_handover",
            "handover_item",
            "roadmap_entry",
            "expectation",
            "benefit",
            "advice",
            "past_review",
            "plan_review",
            "review_value",
            "review_finding",
            "proposal_review",
            "assessment",
            "engagement",
            "onboarding_plan",
        ),
        "account",
    ),
    **dict.fromkeys(
        ("product", "season", "ranking", "criteria_set", "objective", "question", "rate", "criterion", "level", "poll"),
        "everybody",
    ),
    **dict.fromkeys(("bob", "charlie", "onboarding_template", "onboarding_template_step"), "everybody"),
    **dict.fromkeys(("run", "imported", "trashed", "mapping"), "leaders"),
    **dict.fromkeys(("job", "bulk"), "owner and leaders"),
    "invitation": "leaders",
    # Nobody on the stage has a passkey; those who have are tried in tests/browser/test_passkeys.py.
    "passkey": "nobody",
    **dict.fromkeys(("token", "session", "view", "notification"), "owner"),
}
# What of an account's things takes more than a role: the stage's mentor is the director, Alice asked about a proposal.
HELD_BY_LEADERS = frozenset(
    {
        "patch_plan_review", "post_plan_review_begun", "put_review_value", "post_review_finding",
        "post_plan_review_closed", "post_verdict",
    }
)  # fmt: skip
# The acts that take the same at a page.
HELD_ACTS = frozenset({"review.hold", "proposal.ask", "proposal.answer"})
HELD_BY_OWNER_AND_LEADERS = frozenset({"post_proposal_withdrawn"})


def sees(who: str, thing: str, at: str) -> bool:
    """Whether somebody sees a thing that hangs on one of the four accounts, or on none."""
    if thing not in SEEN_BY:
        raise AssertionError(f"Say in tests/trust/oracle.py, SEEN_BY, who sees {thing!r}; a test case names it.")
    seen_by = SEEN_BY[thing]
    if seen_by == "account":
        return at != "trashed" and (who in LEADERS or who in TEAMS[at])
    return seen_by == "everybody" or (seen_by.endswith("leaders") and who in LEADERS) or (
        seen_by.startswith("owner") and who == "owner"
    )  # fmt: skip


def role_may(who: str, act: str) -> bool:
    """Whether the role of somebody active may do the act."""
    return act in ("own", "public") or ROLES[who] in RULES[act]


def named_in(value: Any) -> set[str]:
    """The names in braces anywhere in a path or body.

    >>> sorted(named_in("accounts/{account}/team/{bob}")), named_in({"lines": [{"product": "{product}"}]})
    (['account', 'bob'], {'product'})
    """
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return {name for each in value for name in named_in(each)}
    return set(re.findall(r"{(\w+)}", value)) if isinstance(value, str) else set()


def answer_of(case: Case, act: str, principal: Principal, at: str) -> int:
    """The status with which an operation of the API must answer."""
    if not principal.known:
        return 401
    if principal.credential == "reading token" and case.method != "get":
        return 403
    if principal.by_token and case.operation in SIGNED_IN_ONLY:
        return 403
    if any(not sees(principal.who, name, at) for name in named_in(case.path)):
        return 404
    # Who may not send files is refused before one is read, who may change nothing before the accounts are looked up.
    if (case.file or case.operation == "post_bulk_change") and not role_may(principal.who, act):
        return 403
    if any(not sees(principal.who, name, at) for name in named_in(case.body)):
        return 422
    if case.operation in OWNER_ONLY and principal.who != OWNERS[at]:
        return 403
    return case.status if role_may(principal.who, act) and holds(principal.who, case.operation) else 403


def holds(who: str, operation: str) -> bool:
    """Whether somebody whose role may do it is also the one whose part it is."""
    if operation in HELD_BY_LEADERS:
        return who in LEADERS
    return operation not in HELD_BY_OWNER_AND_LEADERS or who in (*LEADERS, "owner")


def page_answers(acts: Mapping[str, str], method: str, things: set[str], principal: Principal, at: str) -> set[int]:
    """The statuses with one of which a page must answer; a page's form may be refused for what is filled in."""
    act = acts[method]
    answered = {200, 201, 204, 302, 303, 400, 405, 409, 422}
    if act == "public":
        return answered | {403, 404}
    if not principal.known:
        return {302}
    if act != "own" and not role_may(principal.who, act):
        return {403, 405}
    if act == "own" and not things:
        # One may have nothing of the kind: no password to confirm, no codes to show.
        return answered | {403, 404}
    if act != "own" and not role_may(principal.who, acts.get("POST", act)):
        # A page that is nothing but a form may be kept from who may not send it.
        answered = answered | {403}
    if act in HELD_ACTS:
        answered = answered | {403}
    return answered if all(sees(principal.who, name, at) for name in things) else {404, 405}
