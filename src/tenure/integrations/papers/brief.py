"""An account's brief as a document: one page to read before a meeting."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.accounts.models import Account, Commitment
from tenure.accounts.queries.brief import LastWords
from tenure.analytics.commitments import KeptRate
from tenure.core.figures import Number, amount, count, percent
from tenure.core.policy import Actor
from tenure.core.wording import grade_label
from tenure.insight.queries.account_brief import AccountBrief, account_brief
from tenure.integrations.papers.paper import Block, Bullets, Column, Figure, Line, Paper, Paragraph, Section, Table
from tenure.integrations.papers.words import day_words, joined, plain, promise_state, with_note
from tenure.integrations.stationery.looks import Word
from tenure.relationships.board_words import Mark

LONGEST_NOTES, LONGEST_TALK = 140, 160


def brief_paper(account: Account, member: Actor, today: date) -> Paper:
    """Read the brief as the member may see it, and make its document. Ask only for an account that they see."""
    return paper_of_brief(account_brief(account, member, today))


def paper_of_brief(brief: AccountBrief) -> Paper:
    """The document of a brief, in the active language."""
    return Paper(
        noun=_("Brief"),
        title=brief.account.name,
        account=brief.account.name,
        day=brief.today,
        language=translation.get_language() or "en",
        facts=_facts(brief),
        status=_("Brief of %(day)s") % {"day": day_words(brief.today)},
        figures=_figures(brief),
        sections=_sections(brief),
    )


def _facts(brief: AccountBrief) -> list[str]:
    account = brief.account
    facts = [", ".join(part for part in (account.industry, account.city, str(account.country or "")) if part)]
    if brief.parent:
        facts.append(_("belongs to %(name)s") % {"name": brief.parent.name})
    ours = [account.owner.name if account.owner else _("nobody"), *(one.member.name for one in brief.team)]
    facts.append(_("looked after by") + " " + ", ".join(ours))
    return [fact for fact in facts if fact]


def _figures(brief: AccountBrief) -> list[Figure]:
    own, currency = brief.rollup.own, brief.rollup.currency
    margin = _("restricted") if "margin" in brief.hidden else _money(own.margin, currency)
    figures = [
        Figure(_("Revenue"), _money(own.revenue, currency)),
        Figure(_("Margin"), margin),
        Figure(_("Orders"), count(own.orders)),
        Figure(_("We kept"), _rate(brief.rate), _rate_note(brief.rate)),
    ]
    if brief.standing:
        note = _("provisional") if brief.standing.provisional else ""
        figures.insert(0, Figure(_("Grade"), grade_label(brief.standing.label), note))
    return figures


def _money(value: Number | None, currency: str) -> str:
    return _("unknown") if value is None else f"{amount(value)} {currency}".strip()


def _rate(rate: KeptRate) -> str:
    return _("not enough data") if rate.rate is None else percent(rate.rate)


def _rate_note(rate: KeptRate) -> str:
    if rate.interval is None:
        return ngettext("%(due)s was due", "%(due)s were due", rate.due) % {"due": rate.due}
    low, high = rate.interval
    said = ngettext(
        "%(kept)s of %(due)s due; truly %(low)s to %(high)s", "%(kept)s of %(due)s due; truly %(low)s to %(high)s",
        rate.due,
    )  # fmt: skip
    return said % {"kept": rate.kept, "due": rate.due, "low": percent(low), "high": percent(high)}


def _sections(brief: AccountBrief) -> list[Section]:
    sections = [
        Section(_("We owe"), [_owed(brief.ours, brief.today)]),
        Section(_("They owe"), [_owed(brief.theirs, brief.today)]),
        Section(_("People and their last words"), [_people(brief)]),
        Section(_("Latest"), [_talks(brief)]),
    ]
    if brief.standing:
        sections.insert(0, Section(_("Why this grade"), [Paragraph(plain(brief.standing.reason))]))
    if brief.decision:
        title = _("The board of %(name)s") % {"name": brief.decision.name}
        sections.append(Section(title, [_findings(brief)]))
    return sections


def _quiet(said: str) -> Paragraph:
    return Paragraph((Word(said, "quiet"),))


def _owed(owed: Sequence[Commitment], today: date) -> Block:
    if not owed:
        return _quiet(_("Nothing is open."))
    columns = [Column(_("What is owed"), 6), Column(_("Who"), 3), Column(_("Until"), 2.6)]
    return Table(columns, [[plain(one.text), _who(one), promise_state(one, today)] for one in owed])


def _who(owed: Commitment) -> Line:
    """Who owes, and to whom of theirs."""
    ours = owed.owner.name if owed.owner else _("nobody yet")
    name = owed.contact.name if owed.contact else ours
    return with_note(name, f"→ {owed.to_contact.name}" if owed.to_contact and not owed.contact else "")


def _people(brief: AccountBrief) -> Block:
    if not brief.people:
        return _quiet(_("Nobody at this account is known yet."))
    columns = [Column(_("Who"), 3.4), Column(_("Last met"), 1.8), Column(_("What was said"), 5)]
    if brief.decision:
        columns.insert(1, Column(brief.decision.name, 2))
    return Table(columns, [_person(words, marks, brief) for words, marks in brief.people])


def _person(words: LastWords, marks: Sequence[Mark], brief: AccountBrief) -> list[Line]:
    met = plain(day_words(words.at)) if words.at else (Word(_("never"), "quiet"),)
    notes = Truncator(words.notes).chars(LONGEST_NOTES)
    said = with_note(words.subject, notes) if words.subject or notes else plain("")
    cells = [with_note(words.contact.name, words.contact.title), met, said]
    if brief.decision:
        cells.insert(1, joined(marks) or plain(""))
    return cells


def _talks(brief: AccountBrief) -> Block:
    if not brief.talks:
        return _quiet(_("Nothing is recorded yet."))
    columns = [Column(_("When"), 1.4), Column(_("What was said"), 9)]
    rows = [
        [plain(day_words(talk.at)), with_note(talk.subject, Truncator(talk.notes).chars(LONGEST_TALK))]
        for talk in brief.talks
    ]
    return Table(columns, rows)


def _findings(brief: AccountBrief) -> Block:
    if not brief.findings:
        return _quiet(_("Nothing is in danger."))
    return Bullets(
        [
            (Word(f"{finding.label}  ", finding.tone, is_strong=True), Word(finding.sentence))
            for finding in brief.findings
        ]
    )
