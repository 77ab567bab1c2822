"""A plan as a document: what its page shows, with the signatures that stand on it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenure.accounts.models import Commitment
from tenure.analytics.plans.balance import balance
from tenure.analytics.plans.course import PlanState
from tenure.analytics.plans.staleness import Freshness
from tenure.core.figures import percent, written
from tenure.growth.models import Plan, PlanAction
from tenure.growth.plan_words import gauges
from tenure.growth.queries.course import Signer, Standing
from tenure.growth.queries.page import ObjectiveLine, PlanPage, plan_page
from tenure.growth.queries.plans import ProfitPlan
from tenure.insight.queries.plan_figures import PlanFigures, plan_figures
from tenure.integrations.papers.charts import gauge_of
from tenure.integrations.papers.paper import (
    Block,
    Bullets,
    Column,
    Figure,
    Line,
    Paper,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Subject,
    Table,
)
from tenure.integrations.papers.plan_lists import list_sections, profit_section
from tenure.integrations.papers.words import day_words, inside, lines_of, plain, rounded, short, texts
from tenure.integrations.stationery.looks import Word

PROMISES_SHOWN = 6
DIGEST_SHOWN = 16


def plan_paper(plan: Plan, today: date) -> Paper:
    """Read a plan and make its document. Ask only for a plan that the reader sees."""
    return paper_of_plan(plan_page(plan, today), plan_figures(plan.account, today), today)


def paper_of_plan(page: PlanPage, figures: PlanFigures, today: date) -> Paper:
    """The document of a plan as its page shows it on a day, in the active language."""
    plan = page.plan
    return Paper(
        noun=_("Plan"),
        title=_("Plan for %(name)s") % {"name": plan.account.name},
        account=plan.account.name,
        day=today,
        language=translation.get_language() or "en",
        facts=list(_facts(plan)),
        status=_status(page),
        mark="" if is_signed(page.standing) else _("Draft"),
        figures=_figures(page, figures),
        sections=_filled(list(_sections(page, figures, today)), page.standing),
    )


def _filled(sections: Sequence[Section], standing: Standing) -> list[Section]:
    """The sections that say something; before the last one, until all have signed, what is still to be written."""
    filled = [section for section in sections if section.blocks]
    missing = [section.title for section in sections if not section.blocks and section.title != _("Open promises")]
    if missing and not is_signed(standing):
        said = Paragraph((Word(", ".join(missing), "quiet"),))
        filled.insert(-1, Section(_("Still to be written"), [said]))
    return filled


def is_signed(standing: Standing) -> bool:
    """Whether everybody whose signature the latest edition needs has signed it."""
    is_circulated = standing.course.state != PlanState.DRAFT and standing.last is not None
    return is_circulated and bool(standing.signers) and all(one.signed_at for one in standing.signers)


def _status(page: PlanPage) -> str:
    state, last = str(page.plan.get_state_display()), page.standing.last
    if last is None:
        return state
    if page.plan.state == PlanState.DRAFT:
        return f"{state}, " + _("changed since version %(number)s") % {"number": last.number}
    return f"{state}, " + _("version %(number)s") % {"number": last.number}


def _facts(plan: Plan) -> Iterator[str]:
    first, last = day_words(plan.starts_on), day_words(plan.ends_on)
    yield (
        _("%(first)s to %(last)s") % {"first": first, "last": last} if last else _("from %(first)s") % {"first": first}
    )
    years, days = plan.horizon_years, plan.review_days
    yield ngettext("%(years)s year ahead", "%(years)s years ahead", years) % {"years": years}
    yield ngettext("reviewed every day", "reviewed every %(days)s days", days) % {"days": days}
    if plan.account.owner:
        yield plan.account.owner.name


def _figures(page: PlanPage, known: PlanFigures) -> list[Figure]:
    figures, share = known.figures, page.progress.share
    revenue, score, currency = figures["revenue"], figures["board_score"], figures["currency"] or ""
    money = f"{rounded(Decimal(revenue))} {currency}".strip() if revenue else ""
    done = Figure(_("Done of what is due"), _("nothing is due"), tone="quiet")
    return [
        _figure(_("Grade"), figures["grade"]),
        _figure(_("Revenue"), money),
        _figure(_("Position"), "" if score is None else written(score, 1)),
        done if share is None else Figure(done.label, percent(share)),
        _paid_back(page.profit),
    ]


def _figure(label: str, value: str | None) -> Figure:
    return Figure(label, value) if value else Figure(label, _("unknown"), tone="quiet")


def _paid_back(profit: ProfitPlan) -> Figure:
    label = _("Paid back after")
    if profit.payback is not None:
        return Figure(label, _("%(years)s years") % {"years": written(profit.payback, 1)})
    return Figure(label, _("not in these years"), tone="bad") if profit.years else _figure(label, None)


def _sections(page: PlanPage, figures: PlanFigures, today: date) -> Iterator[Section]:
    yield _strategy(page)
    yield Section(_("Objectives"), _objectives(page, today))
    lists = list_sections(page)
    yield lists["needs"]
    for name, title in (
        ("client_strategy", _("Their strategy and direction")),
        ("client_organisation", _("Their organisation")),
        ("buying_strategy", _("How they buy")),
    ):
        yield _of_theirs(page, name, title)
    yield Section(_("Our position"), _position(page, figures), _note(page, "position"))
    for name in ("risks", "asks", "requirements", "resources"):
        yield lists[name]
    yield profit_section(page)
    yield Section(_("Balance"), [gauge_of(gauges(balance([*page.shares, figures.share])))])
    yield Section(_("Open promises"), list(_promises(figures.promises, today)))
    yield Section(_("What guides us"), list(_guidance(page)))
    yield Section(_("Signatures"), [_signatures(page)])


def _note(page: PlanPage, section: str) -> Word:
    """How fresh a section is."""
    freshness = page.sections.get(section)
    reviewed = getattr(page.plan, f"{section}_reviewed_on")
    if freshness in (Freshness.STALE, Freshness.NEVER):
        return Word(_("not looked at for long"), "warn")
    return Word(_("reviewed %(day)s") % {"day": day_words(reviewed)} if freshness and reviewed else "", "quiet")


def _strategy(page: PlanPage) -> Section:
    plan = page.plan
    blocks = texts(plan.strategy)
    if plan.message:
        blocks.append(Paragraph((Word(f"“{plan.message}”", "accent", is_strong=True),)))
    if lines_of(plan.pillars):
        blocks.append(Bullets([plain(line) for line in lines_of(plan.pillars)]))
    return Section(_("Our strategy"), blocks, _note(page, "strategy"))


def _of_theirs(page: PlanPage, name: str, title: str) -> Section:
    """What they want and how they work, with where that is from."""
    blocks, source = texts(getattr(page.plan, name)), getattr(page.plan, f"{name}_source")
    if source:
        said = _("Source")
        blocks.append(Paragraph((Word(f"{said}: {source}", "quiet"),)))
    return Section(title, blocks, _note(page, name))


def _objectives(page: PlanPage, today: date) -> list[Block]:
    blocks: list[Block] = []
    for line in page.objectives:
        blocks.append(Subject(line.objective.name, _about(line), _share(line)))
        if line.actions:
            blocks.append(_actions(line.actions, today))
    if not page.objectives:
        blocks.append(Paragraph((Word(_("No objective is open."), "quiet"),)))
    if page.settled:
        said = [f"{one.objective.name}: {inside(one.objective.get_state_display())}" for one in page.settled]
        blocks.append(Paragraph((Word("; ".join(said), "quiet"),)))
    return blocks


def _about(line: ObjectiveLine) -> Line:
    one = line.objective
    said = [
        f"{one.get_level_display()} · {one.get_horizon_display()}",
        one.owner.name if one.owner else _("nobody yet"),
    ]
    if one.measure:
        measured = f"{one.measure}: {short(one.baseline) or '?'} → {short(one.target) or '?'} {one.unit}".strip()
        if one.actual is not None:
            measured += " (" + _("now %(value)s") % {"value": short(one.actual)} + ")"
        said.append(measured)
    return (Word(" · ".join(said), "quiet"),)


def _share(line: ObjectiveLine) -> str:
    return "" if line.progress.share is None else percent(line.progress.share)


def _actions(actions: Sequence[PlanAction], today: date) -> Table:
    columns = [Column(_("What"), 5), Column(_("Who"), 2), Column(_("By"), 1.6), Column(_("State"), 1.6)]
    return Table(columns, [_action(action.commitment, today) for action in actions])


def _action(owed: Commitment, today: date) -> list[Line]:
    who = owed.owner.name if owed.owner else _("nobody yet")
    return [plain(owed.text), plain(who), plain(day_words(owed.due_on)), (_action_state(owed, today),)]


def _action_state(owed: Commitment, today: date) -> Word:
    if owed.state == "kept":
        return Word("✓ " + inside(owed.get_state_display()), "good")
    if owed.state != "open":
        return Word(inside(owed.get_state_display()), "quiet")
    if owed.due_on < today:
        return Word("▲ " + _("overdue"), "bad")
    return Word("● " + _("today"), "warn") if owed.due_on == today else Word(inside(owed.get_state_display()))


def _position(page: PlanPage, figures: PlanFigures) -> list[Block]:
    blocks = texts(page.plan.position)
    if figures.key_people:
        columns = [Column(_("Key people"), 3), Column(_("Function"), 4), Column(_("Known by"), 1.6, is_number=True)]
        rows = [
            [plain(one.name), (Word(one.title, "quiet"),), plain(one.lines) if one.lines else (_by_nobody(),)]
            for one in figures.key_people
        ]
        blocks.append(Table(columns, rows))
    return blocks


def _by_nobody() -> Word:
    return Word("▲ " + _("nobody"), "bad")


def _promises(promises: Sequence[Commitment], today: date) -> Iterator[Block]:
    if not promises:
        return
    columns = [Column(_("What is owed"), 6), Column(_("Who"), 2), Column(_("By"), 1.6), Column(_("State"), 1.6)]
    yield Table(columns, [_action(owed, today) for owed in promises[:PROMISES_SHOWN]])
    if len(promises) > PROMISES_SHOWN:
        yield Paragraph((Word(_("%(number)s in all") % {"number": len(promises)}, "quiet"),))


def _guidance(page: PlanPage) -> Iterable[Block]:
    if page.guidance is None:
        return
    yield from texts(page.guidance.vision)
    yield from (Paragraph((Word(line, "quiet"),)) for line in lines_of(page.guidance.mission))
    if page.guidance.values:
        yield Bullets([plain(value) for value in page.guidance.values])


def _signatures(page: PlanPage) -> Signatures:
    last = page.standing.last
    if last is None:
        statement = _("Nobody has been asked to sign yet.")
    elif page.plan.state == PlanState.DRAFT:
        said = _("Changed since version %(number)s; every signature is asked for again.")
        statement = said % {"number": last.number}
    else:
        said = _("Frozen version %(number)s of %(day)s; its SHA-256 begins with %(digest)s.")
        told = {"number": last.number, "day": day_words(last.frozen_at), "digest": last.digest[:DIGEST_SHOWN]}
        statement = said % told
    return Signatures(statement, [_signature(signer) for signer in page.standing.signers])


def _signature(signer: Signer) -> Signature:
    if signer.signed_at is None:
        return Signature(signer.member.name, _("not signed"), is_signed=False)
    return Signature(signer.member.name, _("signed %(day)s") % {"day": day_words(signer.signed_at)}, is_signed=True)
