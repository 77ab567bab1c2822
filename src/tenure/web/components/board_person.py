"""One person of a board in full: how they stand, what shows it, by whom they are held, swayed and attacked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tenure.analytics.board.arrays import arrays_of
from tenure.analytics.board.findings import Finding, Side, sides_of
from tenure.analytics.board.ties import tie_strength
from tenure.relationships.board_findings import FindingView, finding_views
from tenure.relationships.board_people import Fact, PersonView, number_of
from tenure.relationships.board_words import STANCES, Mark, words_of
from tenure.relationships.choices import buying_role_choices, depth_choices
from tenure.relationships.models import Stance
from tenure.relationships.queries import BoardOn, Story, TieOn
from tenure.web.components.board_address import BoardAddress
from tenure.web.templatetags.figures import count, days, plain


@dataclass(frozen=True)
class StanceHeld:
    """A stance with the day from which it was held, what shows it, and who said so."""

    day: date
    mark: Mark
    evidence: str
    author: str


@dataclass(frozen=True)
class TieView:
    """A tie of ours with the parts it is made of; `reason` is what was said by hand."""

    name: str
    strength: str
    contacts: str
    depth: str
    ways: str
    topics: str
    freshness: str
    met: str
    reason: str


@dataclass(frozen=True)
class PersonInFull:
    """Everything about one person that the reader may see; `leaving` is the address of the board without them,
    and `reaching` that of who of ours gets there.

    `facts` are those that are not told more closely below; `acts` are addresses and names of forms about the person.
    """

    view: PersonView
    facts: Sequence[Fact]
    stances: Sequence[StanceHeld]
    ties: Sequence[TieView]
    attackers: Sequence[str]
    defenders: Sequence[str]
    findings: Sequence[FindingView]
    leaving: str
    reaching: str
    acts: Sequence[tuple[str, str]]


def person_in_full(
    view: PersonView, story: Story, shown: BoardOn, findings: Sequence[Finding], address: BoardAddress, *, judged: bool
) -> PersonInFull:
    """All about one person on a board, which must be one to share unless `judged`."""
    about = [finding for finding in findings if finding.person == view.id]
    sides = sides_of(arrays_of(shown.board))
    place = [person.id for person in shown.board.people].index(view.id)
    held = [one for one in story.stances if one.contact_id == view.number and one.held_on <= shown.day]
    return PersonInFull(
        view=view,
        facts=[*_told(view), *_parts(shown, view.id)],
        stances=[_stance(one) for one in reversed(held)] if judged else [],
        ties=_ties(shown, view.number, judged=judged),
        attackers=_named(sides.attackers[place], shown) if judged else [],
        defenders=_named(sides.defenders[place], shown) if judged else [],
        findings=finding_views(about, [], shown, address),
        leaving=address.but(without=view.id) if len(shown.board.people) > 1 else "",
        reaching=address.view("who-knows-whom", ("to", view.id)),
        acts=_acts(address.account, shown.decision.pk, view.number) if judged else [],
    )


def _acts(account: int, decision: int, contact: int) -> list[tuple[str, str]]:
    forms = {
        reverse("stance-give", args=[account, decision]): _("Say where they stand"),
        reverse("role-set", args=[account, decision]): _("Change the role"),
        reverse("tie-change", args=[account]): _("Change a tie"),
    }
    return [(f"{address}?contact={contact}", words) for address, words in forms.items()]


def _told(view: PersonView) -> list[Fact]:
    return [fact for fact in view.facts if fact.label not in {_("Findings"), _("Our ties")}]


def _parts(shown: BoardOn, person: str) -> list[Fact]:
    """What somebody does in the buying centre, as far as anybody has said."""
    names = dict(buying_role_choices())
    played = tuple(Mark(names[part]) for part in shown.parts.get(person, ()))
    return [Fact(_("Buying centre"), played)] if played else []


def _stance(one: Stance) -> StanceHeld:
    return StanceHeld(one.held_on, STANCES[one.value], one.evidence, one.author.name)


def _named(sides: Sequence[Side], shown: BoardOn) -> list[str]:
    words = words_of(shown)
    ordered = sorted(sides, key=lambda side: -side.strength)
    return [f"{words.name(side.by)} {plain(side.strength)}" for side in ordered]


def _ties(shown: BoardOn, contact: int, *, judged: bool) -> list[TieView]:
    names = {number_of(code): name for code, name in shown.names.items() if code.startswith("member:")}
    own = [tie for tie in shown.ties if tie.contact == contact and tie.member in names]
    return [_tie(tie, names[tie.member], judged=judged) for tie in sorted(own, key=lambda tie: -tie.strength)]


def _tie(tie: TieOn, name: str, *, judged: bool) -> TieView:
    said, evidence = tie.by_hand, tie.evidence
    return TieView(
        name=name,
        strength=plain(tie.strength),
        contacts=count(evidence.contacts),
        depth=dict(depth_choices())[evidence.depth],
        ways=_("%(incoming)s in, %(outgoing)s out")
        % {"incoming": count(evidence.incoming), "outgoing": count(evidence.outgoing)},
        topics=count(evidence.topics),
        freshness=plain(tie_strength(evidence).freshness),
        met=_("never") if evidence.days_since is None else days(evidence.days_since),
        # What was written down about people stays with the account team.
        reason=said.reason if said and judged else _("set by hand") if said else "",
    )
