"""Where one can go from every page, and what one can make there: a line for each, in the order of the rail.

A place whose address does not exist yet is left out, so that a line may be written before its page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.core.policy import may
from tenure.core.queries import unread_count
from tenure.web.members import member_of


@dataclass(frozen=True)
class Place:
    """A link: the name of its address, its label, its icon, and the keys that go there.

    `covers` are the names of the pages that lie within it; `act`, where given, must be allowed to who is to see it.
    `parts` are other places beside it, reached by tabs on its page and on theirs.
    """

    name: str
    label: str | Promise
    icon: str
    keys: str = ""
    covers: frozenset[str] = frozenset()
    act: str = ""
    parts: "tuple[Place, ...]" = ()

    @property
    def url(self) -> str:
        """The address."""
        return reverse(self.name)

    def holds(self, here: str) -> bool:
        """Whether the page of that name is this place or lies within it."""
        return here == self.name or here in self.covers or any(part.holds(here) for part in self.parts)


CRITERIA = frozenset(
    {
        "criteria-set", "criteria-sensitivity", "criteria-compare", "criteria-unknowns", "criteria-rate",
        "criteria-places", "criteria-service", "season-publish", "seasons", "season",
    }
)  # fmt: skip
IMPORT_STEPS = frozenset({"import-new", "import-run", "import-columns", "import-match", "import-check"})
PORTFOLIO = frozenset(
    {
        "not-key", "movers", "awareness", "board", "matrix", "saved-views", "bulk", "bulk-changes", "bulk-change",
        "bulk-undo",
    }
)  # fmt: skip
ACCOUNTS = frozenset(
    {
        "account", "account-new", "account-board", "board-consensus", "board-curve", "board-export", "board-interest",
        "board-levels", "board-map", "board-network", "board-person", "board-roles", "board-small", "card",
        "card-question", "decisions", "decision-new", "decision-edit", "stance-give", "role-set",
        "influence-set", "fog-set", "tie-change", "competitor-tie-set", "heat-map", "hours", "who-knows-whom",
        "account-promises", "commitment", "commitment-new", "account-brief", "board-commit", "account-handover",
        "handover-new", "roadmap", "roadmapentry-new", "roadmapentry-edit", "expectation-new", "expectation-edit",
        "expectation-accept", "benefit-new", "benefit-edit", "benefit-accept",
        "targets", "targets-answer", "stage", "stage-ours", "stage-theirs",
        "brief-export", "roadmap-export",
        "account-calendar", "account-tree", "account-team", "team-area", "adviser", "advice-edit", "advice-new",
        "global-manager", "trust-answer",
        "account-onboarding", "engagement", "engagement-criterion", "engagement-edit", "engagement-end",
        "engagement-move", "engagement-new", "engagements", "onboarding-edit", "onboarding-start",
        "onboarding-step-add",
    }
)  # fmt: skip
PEOPLE = frozenset({"contact", "contact-add", "contact-formerly", "contact-new"})
HANDOVERS = frozenset(
    {"handover", "handover-edit", "handover-item", "handover-meet", "handover-accept", "handover-close"}
)
PLANS = frozenset(
    {
        "guidance", "plan", "plan-action-add", "plan-beside", "plan-item", "plan-item-add", "plan-settings",
        "plan-text", "plan-export",
    }
)  # fmt: skip
SETTINGS = frozenset(
    {"settings", "sessions", "tokens", "calendar-feed", "mfa_index", "mfa_list_webauthn", "mfa_activate_totp"}
)
REVIEWS = frozenset({"proposal", "proposal-ask", "review", "review-minutes", "review-remark", "minutes-export"})
ONBOARDING = frozenset(
    {
        "onboarding-step-edit", "onboarding-step-new", "onboarding-template", "onboarding-template-edit",
        "onboarding-template-new", "onboarding-templates",
    }
)  # fmt: skip
BESIDE_PLANS = (
    Place("reviews", _("Reviews"), "report", "g v", REVIEWS, act="plan.see"),
    Place("handovers", _("Handovers"), "briefcase", "g h", HANDOVERS, act="handover.see"),
    Place("onboarding-running", _("Onboarding"), "list", "g o", ONBOARDING),
    Place("programme", _("Our programme"), "trending-up", "", frozenset({"programme-answer"}), act="assessment.see"),
)
RAIL = (
    Place("my-day", _("My day"), "sun", "g d"),
    Place("portfolio", _("Portfolio"), "trophy", "g p", PORTFOLIO),
    Place("promises", _("Promises"), "checklist", "g r"),
    Place("accounts", _("Accounts"), "building", "g a", ACCOUNTS),
    Place("people", _("People"), "users", "g c", PEOPLE),
    Place("plans", _("Plans"), "target", "g l", PLANS, act="plan.see", parts=BESIDE_PLANS),
    Place("criteria", _("Criteria"), "scale", "g k", CRITERIA),
    Place("imports", _("Import"), "file-import", "g i", IMPORT_STEPS, act="import.run"),
    Place("members", _("Members"), "users-group", "g m"),
    Place("preferences", _("Settings"), "settings", "g s", SETTINGS),
)
NEW = (
    Place("account-new", _("Account"), "building", act="account.create"),
    Place("contact-new", _("Contact"), "user-plus", act="contact.create"),
    Place("import-new", _("Import"), "file-import", act="import.run"),
)
# Pages that only the frame itself links to, where they exist.
BELL = Place("notifications", _("Notifications"), "bell")
# What a member can prefer, and what holds for who has not.
LOOK = {"theme": "system", "density": "usual", "shortcuts": "on"}


@cache
def is_there(name: str) -> bool:
    """Whether an address of that name exists and needs nothing to be known.

    >>> is_there("portfolio"), is_there("account"), is_there("nowhere")
    (True, False, False)
    """
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def flat(places: Iterable[Place]) -> list[Place]:
    """The places and their parts, each part behind its place."""
    return [one for place in places for one in (place, *place.parts)]


def shown(places: Iterable[Place], request: HttpRequest) -> list[Place]:
    """Those of the places that exist and that the member may use; parts of a place that they may not stand alone."""
    member = member_of(request)

    def is_open(place: Place) -> bool:
        return is_there(place.name) and (not place.act or may(member, place.act))

    found: list[Place] = []
    for place in places:
        parts = tuple(part for part in place.parts if is_open(part))
        found += [replace(place, parts=parts)] if is_open(place) else parts
    return found


def frame(request: HttpRequest) -> dict[str, object]:
    """What the frame around every page needs: how it looks to this reader, and for members where they can go."""
    # A request that is refused before the session was read belongs to nobody.
    user = getattr(request, "user", None)
    look = {name: getattr(user, name, usual) or usual for name, usual in LOOK.items()}
    return {**look, **_ways(request)} if user and user.is_authenticated else {**look}


def _ways(request: HttpRequest) -> dict[str, object]:
    here = (request.resolver_match.url_name if request.resolver_match else None) or ""
    # As tuples, so that the parts of the frame can be kept by what is in them.
    rail = tuple((place, place.holds(here)) for place in shown(RAIL, request))
    bell = next(iter(shown([BELL], request)), None)
    # Asked for by the bell alone, so that parts of pages and pages without it do not count.
    return {
        "rail": rail,
        "tabs_here": _tabs([place for place, is_here in rail if is_here], here),
        "new": tuple(shown(NEW, request)),
        "bell": bell,
        "unread": cache(lambda: unread_count(member_of(request))),
    }


def _tabs(places: Iterable[Place], here: str) -> tuple[tuple[Place, bool], ...]:
    """The place that one is at and its parts, where there are any and one is not deeper within it."""
    for place in places:
        tabs = flat([place])
        if len(tabs) > 1 and here in {tab.name for tab in tabs}:
            return tuple((tab, tab.name == here) for tab in tabs)
    return ()
