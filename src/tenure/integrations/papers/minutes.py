"""The minutes of a review as a document, as they were frozen when it was closed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tenure.analytics.plans.differences import DifferenceKind
from tenure.core.figures import percent
from tenure.growth.minutes_shown import MinutesShown, minutes_shown
from tenure.growth.models import PlanReview
from tenure.growth.plan_words import Change
from tenure.integrations.papers.charts import gauge_of
from tenure.integrations.papers.paper import (
    Block,
    Bullets,
    Column,
    Line,
    Paper,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Subject,
    Table,
)
from tenure.integrations.papers.words import day_words, mark_words, plain, texts, with_note
from tenure.integrations.stationery.looks import Word

LONGEST_CHANGE = 160


def minutes_paper(review: PlanReview, today: date) -> Paper:
    """The document of the minutes of a closed review. Ask only for one that the reader sees."""
    return paper_of_minutes(review, minutes_shown(review, today), today)


def paper_of_minutes(review: PlanReview, shown: MinutesShown, today: date) -> Paper:
    """The document of minutes as their page shows them, in the active language."""
    account = shown.told["account"]
    return Paper(
        noun=_("Minutes"),
        title=_("Minutes of the review of the plan for %(name)s") % {"name": account},
        account=account,
        day=today,
        language=translation.get_language() or "en",
        facts=list(_facts(review, shown)),
        status=_("Closed %(day)s") % {"day": day_words(review.closed_at)},
        sections=[section for section in _sections(review, shown) if section.blocks],
    )


def _facts(review: PlanReview, shown: MinutesShown) -> Iterator[str]:
    told = shown.told
    yield day_words(review.closed_at)
    yield _("mentor") + f" {told['mentor']}"
    if told["closed_by"] != told["mentor"]:
        yield _("closed by %(name)s") % {"name": told["closed_by"]}
    if told["plan_version"]:
        yield _("version %(number)s of the plan") % {"number": told["plan_version"]}
    yield _("next review %(day)s") % {"day": day_words(shown.next_on)}


def _sections(review: PlanReview, shown: MinutesShown) -> Iterator[Section]:
    yield Section(_("Findings"), [_findings(shown)])
    yield Section(_("What became of the last findings"), [_earlier(shown)])
    yield Section(_("What changed in plan and board"), list(_changed(shown)))
    yield Section(_("Promises kept"), list(_promises(shown)))
    yield Section(_("Balance gauge"), [gauge_of(shown.gauges)] if shown.gauges else [])
    yield Section(_("Values check"), _values(shown))
    yield Section(_("Objectives and payback"), list(_objectives(shown)))
    yield Section(_("Remarks"), list(_remarks(shown)))
    yield Section(_("Signatures"), [_signed(review, shown)])


def _quiet(said: str) -> Paragraph:
    return Paragraph((Word(said, "quiet"),))


def _findings(shown: MinutesShown) -> Block:
    if not shown.findings:
        return _quiet(_("Nothing was found."))
    columns = [Column(_("Finding"), 5), Column(_("Owner"), 2), Column(_("By"), 1.6), Column(_("State"), 1.6)]
    rows: list[Sequence[Line]] = [
        [
            with_note(one.text, one.outcome),
            plain(one.owner.name if one.owner else ""),
            plain(day_words(one.due_on)),
            (mark_words(mark),),
        ]
        for one, mark in shown.findings
    ]
    return Table(columns, rows)


def _earlier(shown: MinutesShown) -> Block:
    if not shown.earlier:
        return _quiet(_("There was nothing to ask after."))
    columns = [Column(_("Finding"), 5), Column(_("Owner"), 2), Column(_("By"), 1.6), Column(_("State"), 1.6)]
    rows: list[Sequence[Line]] = [
        [plain(one["text"]), plain(one["owner"]), plain(day_words(due_on)), (mark_words(mark),)]
        for one, due_on, mark in shown.earlier
    ]
    return Table(columns, rows)


def _changed(shown: MinutesShown) -> Iterable[Block]:
    if shown.changes is None:
        yield _quiet(_("There was no version of the plan to compare with."))
    elif not shown.changes:
        yield _quiet(_("Nothing was changed."))
    else:
        yield Bullets([_change(one) for one in shown.changes])
    if shown.marks:
        yield Bullets([(mark_words(mark),) for mark in shown.marks])


def _change(change: Change) -> Line:
    where = Word(f"{change.where}  ", is_strong=True)
    if change.kind == DifferenceKind.ADDED:
        return (where, Word(_("new"), "good"))
    if change.kind == DifferenceKind.REMOVED:
        return (where, Word(_("taken out"), "bad"))
    old, new = (Truncator(said or "–").chars(LONGEST_CHANGE) for said in (change.old, change.new))
    return (where, Word(old, "quiet"), Word(" → "), Word(new))


def _promises(shown: MinutesShown) -> Iterator[Block]:
    promises = shown.facts.get("promises")
    if not promises:
        return
    since = {"day": day_words(shown.since)}
    if promises["rate"] is None:
        yield Paragraph(plain(_("Since %(day)s too little was due for a rate.") % since))
    else:
        said = _("of what was due since %(day)s was kept") % since
        yield Paragraph((Word(percent(promises["rate"]) + " ", is_strong=True), Word(said)))


def _values(shown: MinutesShown) -> list[Block]:
    if not shown.values:
        return []
    columns = [Column(_("Value"), 3), Column(_("Verdict"), 1.5), Column(_("Evidence"), 6)]
    rows: list[Sequence[Line]] = [
        [plain(line.name), (Word(line.verdict, line.tone),), plain(line.evidence)] for line in shown.values
    ]
    return [Table(columns, rows)]


def _objectives(shown: MinutesShown) -> Iterator[Block]:
    facts = shown.facts
    if facts.get("objectives"):
        columns = [Column(_("Objective"), 6), Column(_("Done of what is due"), 2, is_number=True)]
        rows: list[Sequence[Line]] = [
            [plain(one["name"]), plain("" if one["share"] is None else percent(one["share"]))]
            for one in facts["objectives"]
        ]
        yield Table(columns, rows)
    if facts.get("payback_years"):
        yield Paragraph(plain(_("Paid back after %(years)s years.") % {"years": facts["payback_years"]}))
    if facts.get("readiness") is not None:
        yield Paragraph(plain(_("Question card: %(share)s ready.") % {"share": percent(facts["readiness"])}))


def _remarks(shown: MinutesShown) -> Iterator[Block]:
    for title, remark in shown.remarks:
        if remark:
            yield Subject(str(title))
            yield from texts(remark)


def _signed(review: PlanReview, shown: MinutesShown) -> Signatures:
    """The minutes are frozen by whoever closed the review."""
    day = day_words(review.closed_at)
    statement = _("Frozen on %(day)s; never changed again.") % {"day": day}
    closed = Signature(shown.told["closed_by"], _("closed %(day)s") % {"day": day}, is_signed=True)
    return Signatures(statement, [closed])
