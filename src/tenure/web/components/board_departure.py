"""What if somebody leaves: the position before and after, who follows, and what is to be handed over, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tenure.analytics.board.dependency import RevenueAtRisk
from tenure.analytics.board.evaluation import Evaluation
from tenure.analytics.board.findings import Finding
from tenure.analytics.board.leaving import Departure
from tenure.analytics.board.sharing import SHARED_FINDINGS
from tenure.analytics.board.wording import Words
from tenure.relationships.board_findings import PARTS, POSITION
from tenure.relationships.board_words import BAD, GOOD, TONES, WARN, Mark, words_of
from tenure.relationships.queries import BoardOn
from tenure.web.components.board_changes import finding_label
from tenure.web.templatetags.figures import money, percent, plain, signed

MOST_SUCCESSORS = 3


@dataclass(frozen=True)
class BeforeAfter:
    """A number before and after; `worse` where the later one is."""

    label: str
    before: str
    after: str
    worse: bool


@dataclass(frozen=True)
class Handed:
    """A tie that ends: whose and to whom, how strong, the cover before and after, and who should take it."""

    member: str
    person: str
    strength: str
    before: str
    after: str
    to: str


@dataclass(frozen=True)
class DepartureView:
    """All that is said of a departure; `risk` is empty where it is not known what it may cost."""

    name: str
    is_ours: bool
    numbers: Sequence[BeforeAfter]
    appeared: Sequence[Mark]
    gone: Sequence[Mark]
    successors: Sequence[str]
    handover: Sequence[Handed]
    risk: str


def departure_view(
    left: Departure, shown: BoardOn, risk: RevenueAtRisk | None, currency: str, *, judged: bool
) -> DepartureView:
    """Say what happens when somebody leaves a board, which must be one to share unless `judged`."""
    words = words_of(shown)
    return DepartureView(
        name=words.name(left.leaver),
        is_ours=left.is_ours,
        numbers=_numbers(left, judged=judged),
        appeared=_marks(left.appeared, words, judged=judged, new=True),
        gone=_marks(left.gone, words, judged=judged, new=False),
        successors=[f"{words.name(one.id)} ({percent(one.fit)})" for one in left.successors[:MOST_SUCCESSORS]],
        handover=[
            Handed(
                member=words.name(one.member),
                person=words.name(one.person),
                strength=plain(one.strength),
                before=percent(one.cover_before),
                after=percent(one.cover_after),
                to=words.name(one.to) if one.to else _("nobody"),
            )
            for one in left.handover
        ],
        risk="" if risk is None else f"{money(risk.low)} – {money(risk.high)} {currency}",
    )


def _numbers(left: Departure, *, judged: bool) -> list[BeforeAfter]:
    before, after = left.cover_before, left.cover_after
    covers = [BeforeAfter(_("Cover of the account"), percent(before), percent(after), after < before)]
    return [*_scores(left.before, left.after), *covers] if judged else covers


def _scores(before: Evaluation, after: Evaluation) -> list[BeforeAfter]:
    was, will = before.score.position, after.score.position
    whole = BeforeAfter(str(POSITION.name), signed(was), signed(will), will < was)
    parts = []
    for name, term in PARTS.items():
        one, other = getattr(before.score, name), getattr(after.score, name)
        worse = one is not None and (other is None or other < one)
        parts.append(BeforeAfter(str(term.name), plain(one), plain(other), worse))
    return [whole, *parts]


def _marks(findings: Sequence[Finding], words: Words, *, judged: bool, new: bool) -> list[Mark]:
    told = [one for one in findings if judged or one.kind in SHARED_FINDINGS]
    return [Mark(finding_label(one, words), "!" if new else "✓", _tone(one, new=new)) for one in told]


def _tone(finding: Finding, *, new: bool) -> str:
    tone = TONES[finding.kind]
    if new:
        return tone
    return WARN if tone == GOOD else GOOD if tone in (WARN, BAD) else ""
