"""Every page there is, found by its address, with what its address is filled with and what its form is sent.

A new page needs a line here only when its address holds something that cannot be guessed, or to have its form tried
with content that is accepted. What `<int:pk>` stands for is guessed from the word before it: accounts/<int:pk>/ is an
account.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.test import Client

from tenure.core.doors import PUBLIC, acts_of, views
from tests.api.answers import Answer
from tests.api.operations import SOON, filled
from tests.trust.oracle import SEEN_BY, named_in

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
# What the number after a word is a number of, where the word does not say so.
AFTER = {
    "criteria": "criteria_set", "awareness": "poll", "members": "bob", "views": "view", "changes": "bulk",
    "roadmap_entries": "roadmap_entry",
    "proposals": "proposal_review",
}  # fmt: skip
# What a part of an address is filled with where it cannot be guessed: {name} for a thing's number, or a text.
PARTS: Mapping[tuple[str, str], str] = {
    ("criteria/<int:pk>/rate/<slug:code>/", "code"): "access",
    ("criteria/service/<slug:grade>", "grade"): "a",
    ("accounts/<int:pk>/facts/<slug:field>", "field"): "city",
    ("accounts/<int:pk>/questions/<int:number>", "number"): "1",
    ("handovers/<int:pk>/items/<slug:code>", "code"): "style",
    ("engagements/<int:pk>/criteria/<slug:code>", "code"): "terms_agreed",
    ("accounts/<int:pk>/team/<slug:area>", "area"): "delivery",
    ("accounts/<int:pk>/plan/texts/<slug:field>", "field"): "strategy",
    ("accounts/<int:pk>/plan/sections/<slug:section>/review", "section"): "strategy",
    ("accounts/<int:pk>/plan/steps/<slug:name>", "name"): "sign",
    ("accounts/<int:pk>/plan/versions/<int:first>/<int:second>/", "first"): "1",
    ("accounts/<int:pk>/plan/versions/<int:first>/<int:second>/", "second"): "0",
    ("accounts/<int:pk>/plan/<slug:kind>/new", "kind"): "risks",
    **{
        (f"plan-items/<slug:kind>/<int:pk>{rest}", name): filled
        for rest in ("", "/remove", "/restore")
        for name, filled in (("kind", "risks"), ("pk", "{plan_risk}"))
    },
    ("accounts/<int:pk>/review/remarks/<slug:item>", "item"): "balance",
    ("reviews/<int:pk>/minutes/", "pk"): "{past_review}",
    ("reviews/<int:pk>/minutes/export", "pk"): "{past_review}",
    ("imports/<int:run_id>/bad-rows", "run_id"): "{imported}",
    ("accounts/<int:pk>/restore", "pk"): "{trashed}",
    ("calendar/<str:secret>.ics", "secret"): "nobodys",
}
# The address of one decision's pages.
ONE = "accounts/<int:pk>/decisions/<int:decision_pk>"
# What the form of a page is sent so that it is accepted; a page with several forms has several.
FORMS: Mapping[str, list[Mapping[str, Any]]] = {
    "accounts/new": [{"name": "Neue Werke", "kind": "prospect", "level": "unit"}],
    "accounts/<int:pk>/review/remarks/<slug:item>": [{"on_balance": "Too short", "version": "1"}],
    "accounts/<int:pk>/review/values": [{"name": "Thrift", "verdict": "lived", "version": "0"}],
    "accounts/<int:pk>/review/findings": [{"text": "Meet the board", "due_on": "2126-01-05", "owner": ""}],
    "accounts/<int:pk>/review/close": [{"next_on": "2126-01-05"}],
    "accounts/<int:pk>/proposals/new": [{"title": "Slides", "asked_of": "{bob}", "due_on": "2126-01-05"}],
    "proposals/<int:pk>": [{"verdict": "go"}],
    "accounts/<int:pk>/ratings": [{"question": "access", "score": "7"}],
    "portfolio/rank": [{}],
    "portfolio/awareness/<int:pk>/reply": [{"names": "Nordhaven"}],
    "portfolio/awareness/<int:pk>/close": [{}],
    "criteria/start": [{}],
    "criteria/<int:pk>/copy": [{"name": "Another"}],
    "criteria/<int:pk>/scheme": [{"hysteresis": "0.4"}],
    "criteria/<int:pk>/key-levels": [{"count": "1"}],
    "criteria/<int:pk>/criteria": [{"measure": "share", "name": "Share", "weight": "5"}],
    "criteria/<int:pk>/levels": [{"cut": "9"}],
    "criteria/<int:pk>/objectives": [{"name": "Be known"}],
    "criteria/<int:pk>/compare/": [{"pair": "0", "answer": "3"}],
    "criteria/<int:pk>/compare/weigh": [{}],
    "criteria/<int:pk>/places/": [{"people": "2", "hours-a": "8"}],
    "criteria/<int:pk>/publish/": [{"name": "2027", "confirmed": "1"}],
    "criteria/service/<slug:grade>": [{"version": "0", "visit_days": "30", "promise": "A name, a number, an answer"}],
    "criterion/<int:pk>": [{"weight": "31"}],
    "criterion/<int:pk>/move": [{"position": "0"}],
    "criterion/<int:pk>/remove": [{}],
    "level/<int:pk>": [{"places": "3"}],
    "level/<int:pk>/remove": [{}],
    "sign-out": [{}],
    "kit/toast": [{}],
    "members/invite": [{"email": "greta@example.com", "role": "viewer"}],
    "members/<int:pk>": [{"version": 1, "role": "director"}, {"version": 1, "is_active": "0"}],
    "settings/": [{"version": 1, "name": "Another Name"}],
    "settings/tokens": [{"name": "nightly", "days": "30", "may_write": "1"}],
    "accounts/<int:pk>/facts/<slug:field>": [{"city": "Kiel", "version": "1"}],
    "accounts/<int:pk>/trash": [{}],
    "accounts/<int:pk>/restore": [{}],
    "accounts/<int:pk>/log": [{"line": "Call, confirmed the budget"}],
    "accounts/<int:pk>/decisions/new": [{"name": "Valves", "opened_on": "2026-01-05", "review_days": "30"}],
    f"{ONE}/edit": [{"name": "Valves", "opened_on": "2026-01-05", "review_days": "30", "state": "dropped"}],
    f"{ONE}/stance": [{"contact": "{contact}", "value": "-1", "evidence": "Asked others", "held_on": "2026-02-01"}],
    f"{ONE}/role": [{"contact": "{colleague}", "level": "4", "function": "finance", "valid_from": "2026-02-01"}],
    f"{ONE}/influence": [
        {"source": "{contact}", "target": "{colleague}", "kind": "friend", "weight": "0.5", "valid_from": "2026-02-01"}
    ],
    f"{ONE}/fog": [{"level": "5", "function": "finance", "weight": "2", "valid_from": "2026-02-01"}],
    f"{ONE}/commit": [
        {"kind": "uncovered", "contact": "{contact}", "text": "Meet them", "owner": "{bob}", "due_on": "2026-12-01"}
    ],
    "contacts/<int:pk>/formerly": [{"formerly": ""}],
    "accounts/<int:pk>/questions/<int:number>": [
        {"answer": "Nils", "confidence": "4", "evidence": "Said so", "evidence_on": "2026-02-01"}
    ],
    "accounts/<int:pk>/handover/new": [{"from_member": "{bob}", "kind": "sale"}],
    "accounts/<int:pk>/roadmap-entries/new": [{"name": "Audit", "kind": "milestone", "due_on": "2026-06-01"}],
    "accounts/<int:pk>/expectations/new": [{"name": "Answers"}],
    "accounts/<int:pk>/advice/new": [{"name": "Keep the pumps", "given_on": "2026-02-01", "result": "open"}],
    "advice/<int:pk>/edit": [{"name": "Keep all pumps", "given_on": "2026-02-01", "result": "taken"}],
    "accounts/<int:pk>/adviser/trust": [{"credibility": "2", "person": "{contact}", "held_on": "2026-02-01"}],
    "accounts/<int:pk>/benefits/new": [{"name": "Fewer stops", "amount": "100", "currency": "EUR"}],
    "roadmap-entries/<int:pk>/edit": [{"name": "Audit", "kind": "milestone", "due_on": "2026-06-01"}],
    "expectations/<int:pk>/edit": [{"name": "Answers within an hour"}],
    "benefits/<int:pk>/edit": [{"name": "No stops"}],
    "expectations/<int:pk>/accept": [{"accepted_by": "{contact}", "accepted_on": "2026-02-01"}],
    "benefits/<int:pk>/accept": [{"accepted_by": "{contact}", "accepted_on": "2026-02-01"}],
    "handovers/<int:pk>/edit": [{"kind": "sale", "reason": "Signed"}],
    "handovers/<int:pk>/items/<slug:code>": [{"note": "Mails only", "done": "on"}],
    "handovers/<int:pk>/meeting": [{"meeting": "{interaction}"}],
    "accounts/<int:pk>/engagements/new": [{"name": "Third line", "started_on": "2026-01-05", "level": "negotiation"}],
    "engagements/<int:pk>/edit": [{"name": "Line two", "initial-name": "Second line", "version": "1"}],
    "engagements/<int:pk>/criteria/<slug:code>": [{"answer": "met", "evidence": "Signed"}],
    "engagements/<int:pk>/move": [{"to": "pre_sales", "reason": "They think again"}],
    "accounts/<int:pk>/team/<slug:area>": [{}],
    "accounts/<int:pk>/tree/manager": [{"member": "{bob}"}],
    "engagements/<int:pk>/end": [{"outcome": "They build it themselves"}],
    "accounts/<int:pk>/onboarding/new": [{"template": "{onboarding_template}", "name": "A plant"}],
    "onboarding-plans/<int:pk>/edit": [{"name": "Plant two"}],
    "onboarding-plans/<int:pk>/steps/new": [{"text": "Second shift trained", "due_on": SOON, "owner": "{bob}"}],
    "onboarding/templates/new": [{"name": "A warehouse"}],
    "onboarding-templates/<int:pk>/edit": [{"name": "A warehouse"}],
    "onboarding-templates/<int:pk>/steps/new": [{"text": "Visit", "days": "7", "owed_by": "account_owner"}],
    "onboarding-template-steps/<int:pk>/edit": [{"text": "Parts", "days": "7", "owed_by": "account_owner"}],
    "accounts/<int:pk>/plan/settings": [{"horizon_years": "5", "initial-horizon_years": "3", "version": "1"}],
    "accounts/<int:pk>/plan/texts/<slug:field>": [{"strategy": "Be their first source", "version": "1"}],
    "accounts/<int:pk>/plan/steps/<slug:name>": [{"number": "1"}],
    "accounts/<int:pk>/plan/<slug:kind>/new": [{"kind": "risk", "name": "Their new owner"}],
    "plan-items/<slug:kind>/<int:pk>": [{"kind": "risk", "name": "A new owner", "version": "1"}],
    "plan-objectives/<int:pk>/actions": [{"text": "Visit the plant", "due_on": "2026-05-01", "weight": "1"}],
    "plans/guidance/": [{"vision": "Nobody has to chase us"}],
    "accounts/<int:pk>/ties/change": [
        {"member": "{bob}", "contact": "{contact}", "strength": "0.5", "reason": "Met", "valid_from": "2026-02-01"}
    ],
    "accounts/<int:pk>/ties/competitor": [
        {"competitor": "Rivalco", "contact": "{colleague}", "strength": "0.5", "valid_from": "2026-02-01"}
    ],
    "accounts/<int:pk>/heat-map/": [{"ties": "1-1", "strength": "0.5", "reason": "Met"}],
    "accounts/<int:pk>/promises/new": [{"text": "Send it", "due_on": "2026-04-01", "kind": "promise"}],
    "commitments/<int:pk>": [{"text": "Send it soon", "kind": "task", "version": "2"}],
    "commitments/<int:pk>/redate": [{"days": "7", "reason": "Snow"}],
    "commitments/<int:pk>/client": [{"client_visible": "1"}],
    "accounts/<int:pk>/targets/answer": [{"reach": "2", "reach_evidence": "Met at the fair", "held_on": "2026-02-01"}],
    "accounts/<int:pk>/stage/ours": [{"trust": "3", "held_on": "2026-02-01"}],
    "accounts/<int:pk>/stage/theirs": [{"trust": "1", "person": "{contact}", "held_on": "2026-02-01"}],
    "programme/answer": [{"roles": "2", "held_on": "2026-02-01"}],
    "settings/calendar": [{}],
    "settings/calendar/revoke": [{}],
    "forgotten": [{"email": "greta@example.com"}],
    "settings/password/first": [{"password1": "quiet harbour lantern", "password2": "quiet harbour lantern"}],
}

# What a page is asked with, where it has more to show to who says what it is about.
ASKED: Mapping[str, Mapping[str, str]] = {
    f"{ONE}/stance": {"contact": "{contact}"},
    f"{ONE}/role": {"contact": "{contact}", "asked": "1"},
    f"{ONE}/influence": {"source": "{colleague}", "target": "{contact}", "kind": "influences"},
    f"{ONE}/fog": {"level": "4", "function": "technical"},
    f"{ONE}/commit": {"kind": "uncovered", "contact": "{contact}"},
    "accounts/<int:pk>/board/export": {"format": "svg"},
    "accounts/<int:pk>/plan/export": {"format": "pptx"},
    "accounts/<int:pk>/brief/export": {"format": "pptx"},
    "accounts/<int:pk>/roadmap/export": {"format": "pptx"},
    "reviews/<int:pk>/minutes/export": {"format": "pptx"},
    "accounts/<int:pk>/onboarding/new": {"template": "{onboarding_template}"},
    "accounts/<int:pk>/ties/change": {"member": "{bob}", "contact": "{contact}"},
    "accounts/<int:pk>/ties/competitor": {"competitor": "Rivalco", "contact": "{contact}"},
}


@dataclass(frozen=True)
class Page:
    """An address with `{thing}` where a number stands, the acts that its methods take, and forms that it accepts."""

    pattern: str
    path: str
    acts: Mapping[str, str]
    forms: list[Mapping[str, Any]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"/{self.pattern}"

    @property
    def things(self) -> set[str]:
        """The things that its address names."""
        return named_in(self.path)


@cache
def pages() -> tuple[Page, ...]:
    """Every page, once; of the API what is public, since its operations have a table of their own."""
    found = {
        address: view
        for address, view in views()
        if not address.startswith("api/v1/") or set((acts_of(view) or {}).values()) == {PUBLIC}
    }
    return tuple(
        Page(address, _path(address), acts_of(view) or {}, list(FORMS.get(address, [])))
        for address, view in found.items()
    )


def _path(address: str) -> str:
    return PARAMETER.sub(lambda part: _filling(address, part), re.sub(r"[\^$]|\\Z", "", address))


def _filling(address: str, part: re.Match[str]) -> str:
    name = part[2]
    if (address, name) in PARTS:
        return PARTS[address, name]
    before = address[: part.start()].strip("/").rpartition("/")[2].replace("-", "_")
    for guess in (name.removesuffix("_id").removesuffix("_pk"), AFTER.get(before, before.removesuffix("s"))):
        if guess in SEEN_BY:
            return f"{{{guess}}}"
    raise AssertionError(
        f"What stands for {part[0]} in /{address}? Say so in tests/trust/pages.py: PARTS[{address!r}, {name!r}] = "
        '"{account}" for a thing of the stage, or a text.'
    )


def numbers_in(page: Page, numbers: Mapping[str, int]) -> str:
    """The page's address with numbers in it."""
    return "/" + page.path.format_map(numbers)


def tries(page: Page) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each method with what is sent: looked at, and changed with nothing or with content that is accepted."""
    yield "GET", ASKED.get(page.pattern, {})
    if page.acts.get("POST"):
        yield from (("POST", form) for form in page.forms or [{}])


def ask(client: Client, page: Page, method: str, form: Mapping[str, Any], numbers: Mapping[str, int]) -> Answer:
    """Send one of the tries."""
    address = numbers_in(page, numbers)
    answer = (client.get if method == "GET" else client.post)(address, filled(form, numbers))
    if getattr(answer, "streaming", False):
        # Read to its end, which closes the file that is sent.
        list(answer)
    return answer
