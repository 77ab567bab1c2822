"""The lists of a plan as sections of its document: what they want and require, risks, asks, resources, profit."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tenure.core.figures import percent, written
from tenure.growth.models import ClientNeed, PlannedResource, PlanRequirement, PlanRisk, SponsorAsk
from tenure.growth.queries.page import PlanPage
from tenure.integrations.papers.charts import payback_curve
from tenure.integrations.papers.paper import Block, Column, Line, Paragraph, Section, Table
from tenure.integrations.papers.words import day_words, plain, rounded, short, with_note
from tenure.integrations.stationery.looks import Word

ASKED = {"granted": "good", "declined": "bad"}
REQUIRED = {"met": "good", "open": "warn"}


def list_sections(page: PlanPage) -> Mapping[str, Section]:
    """A section for each list that holds something, by the name of the list; one without blocks where it does not."""
    return {
        "needs": Section(_("What they want, in their words"), _table(page, "needs", _needs)),
        "risks": Section(_("Risks and opportunities"), _table(page, "risks", _risks)),
        "asks": Section(_("Asks to the sponsor"), _table(page, "asks", _asks)),
        "requirements": Section(_("What they require"), _table(page, "requirements", _requirements)),
        "resources": Section(_("Resources"), [_resources(page)] if page.items["resources"] else []),
    }


def _table(page: PlanPage, name: str, made: Callable[[Sequence[Any]], Table]) -> list[Block]:
    return [made(page.items[name])] if page.items[name] else []


def _needs(items: Sequence[ClientNeed]) -> Table:
    columns = [Column(_("What they said"), 5), Column(_("Our answer to it"), 3), Column(_("Result"), 2.4)]
    return Table(columns, [[_said(one), plain(one.solution), plain(one.result)] for one in items])


def _said(need: ClientNeed) -> Line:
    kind = Word(f"{need.get_kind_display()}: ", "accent", is_strong=True)
    return (kind, *with_note(f"“{need.words}”", need.said_by))


def _risks(items: Sequence[PlanRisk]) -> Table:
    columns = [
        Column(_("What may come"), 4), Column(_("Likely"), 1, is_number=True), Column(_("Weighs"), 1, is_number=True),
        Column(_("What we do"), 4.4),
    ]  # fmt: skip
    return Table(columns, [_risk(one) for one in items])


def _risk(risk: PlanRisk) -> list[Line]:
    tone, shape = ("bad", "▼") if risk.kind == "risk" else ("good", "▲")
    name: Line = (Word(f"{shape} ", tone), Word(risk.name))
    return [name, plain(risk.likelihood), plain(risk.impact), _response(risk)]


def _response(risk: PlanRisk) -> Line:
    return with_note(risk.response or "–", risk.owner.name if risk.owner else "")


def _asks(items: Sequence[SponsorAsk]) -> Table:
    columns = [Column(_("What we ask for"), 4), Column(_("Why"), 4), Column(_("By"), 1.6), Column(_("State"), 1.4)]
    rows = [
        [
            plain(one.name),
            plain(one.reason),
            plain(day_words(one.needed_by)),
            (Word(str(one.get_state_display()), ASKED.get(one.state, "")),),
        ]
        for one in items
    ]
    return Table(columns, rows)


def _requirements(items: Sequence[PlanRequirement]) -> Table:
    columns = [
        Column(_("Requirement"), 4), Column(_("About"), 1.8), Column(_("By"), 1.6), Column(_("Evidence"), 2.6),
        Column(_("Status"), 1.5),
    ]  # fmt: skip
    rows = [
        [
            plain(one.name),
            plain(one.get_area_display()),
            plain(day_words(one.due_on)),
            plain(one.evidence),
            (Word(str(one.get_status_display()), REQUIRED.get(one.status, "")),),
        ]
        for one in items
    ]
    return Table(columns, rows)


def _resources(page: PlanPage) -> Table:
    unit = f" ({page.plan.currency})" if page.plan.currency else ""
    columns = [
        Column(_("What for"), 4),
        *(
            Column(head, 1.6, is_number=True)
            for head in (_("Hours planned"), _("Hours delivered"), _("Cost planned") + unit, _("Cost delivered") + unit)
        ),
    ]
    totals = page.totals
    sums = _amounts(totals.planned_hours, totals.delivered_hours, totals.planned_cost, totals.delivered_cost)
    return Table(columns, [_resource(one) for one in page.items["resources"]], [plain(_("Together")), *sums])


def _resource(one: PlannedResource) -> list[Line]:
    counted = _amounts(one.planned_hours, one.delivered_hours, one.planned_cost, one.delivered_cost)
    return [with_note(one.name, one.department), *counted]


def _amounts(planned: Decimal | None, done: Decimal | None, cost: Decimal | None, spent: Decimal | None) -> list[Line]:
    """Hours with at most one decimal, money with none."""
    return [plain(short(planned, 1)), plain(short(done, 1)), plain(rounded(cost)), plain(rounded(spent))]


def profit_section(page: PlanPage) -> Section:
    """When the plan pays back, what it is worth, the curve, and the years."""
    profit, plan = page.profit, page.plan
    if not profit.years:
        return Section(_("Profit plan"), [])
    blocks: list[Block] = [Paragraph(_payback(page))]
    curve = payback_curve(profit, plan.currency)
    if curve is not None:
        blocks.append(curve)
    unit = f" ({plan.currency})" if plan.currency else ""
    columns = [
        Column(_("Year"), 1),
        *(Column(head + unit, 2, is_number=True) for head in (_("Contribution"), _("Cost"), _("Sum so far"))),
    ]
    rows = [
        [plain(year.year), plain(rounded(year.contribution)), plain(rounded(year.cost)), _sum(total)]
        for year, total in profit.years
    ]
    return Section(_("Profit plan"), [*blocks, Table(columns, rows)])


def _payback(page: PlanPage) -> Line:
    profit, plan = page.profit, page.plan
    back = _("Not paid back within these years.")
    if profit.payback is not None:
        back = _("Paid back after %(years)s years.") % {"years": written(profit.payback, 2)}
    worth = {"value": rounded(profit.value), "currency": plan.currency, "rate": percent(plan.rate)}
    said = _("Worth %(value)s %(currency)s today at %(rate)s a year.") % worth
    return (Word(f"{back} ", is_strong=True), Word(said))


def _sum(total: Decimal) -> Line:
    return (Word(rounded(total), "bad" if total < 0 else ""),)
