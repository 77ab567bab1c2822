"""What was agreed with a client as a document, for us or for them."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from tenure.accounts.models import Account
from tenure.analytics.roadmap import Standing
from tenure.core.figures import amount
from tenure.growth.models import AcceptedThing, Advice, Benefit, ClientThing
from tenure.growth.queries.roadmap import Agreed, Stop, agreed_with
from tenure.integrations.papers.charts import Dated, time_lines
from tenure.integrations.papers.paper import Block, Column, Figure, Line, Paper, Paragraph, Section, Table
from tenure.integrations.papers.words import day_words, plain, with_note
from tenure.integrations.stationery.looks import Word

TONES = {Standing.REACHED: "good", Standing.LATE: "warn", Standing.OVERDUE: "bad", Standing.AHEAD: "accent"}


def roadmap_paper(account: Account, today: date, *, shared: bool = False) -> Paper:
    """Read what was agreed with an account and make its document; `shared` the one for the client, who is told only
    what they may see. Ask only for an account that the reader sees."""
    return paper_of_roadmap(account, agreed_with(account, today, shared=shared), today, shared=shared)


def paper_of_roadmap(account: Account, agreed: Agreed, today: date, *, shared: bool) -> Paper:
    """The document of what was agreed as its page shows it on a day, in the active language."""
    name = {"name": account.name}
    return Paper(
        noun=_("Roadmap"),
        title=_("%(name)s: where we are") % name if shared else _("Roadmap with %(name)s") % name,
        account=account.name,
        day=today,
        language=translation.get_language() or "en",
        facts=[_("As of %(day)s") % {"day": day_words(today)}],
        status="" if shared else _("for our team"),
        figures=list(_figures(agreed)),
        sections=list(_sections(agreed, today, shared=shared)),
    )


def _figures(agreed: Agreed) -> Iterator[Figure]:
    of = _("%(in_time)s of %(of)s")
    in_time, due = agreed.punctuality.in_time, agreed.punctuality.of
    yield Figure(_("Reached in time"), of % {"in_time": in_time, "of": due})
    said = _("%(accepted)s of %(of)s") % {"accepted": agreed.accepted, "of": len(agreed.expectations)}
    yield Figure(_("Expectations accepted"), said)
    for label, sums in (
        (_("Value they accepted"), agreed.value.accepted),
        (_("Not accepted yet"), agreed.value.claimed),
    ):
        yield from (Figure(label, _money(worth, currency)) for currency, worth in sums.items())


def _money(worth: Decimal, currency: str) -> str:
    return _("%(amount)s %(currency)s") % {"amount": amount(worth), "currency": currency}


def _sections(agreed: Agreed, today: date, *, shared: bool) -> Iterator[Section]:
    yield Section(_("The way"), list(_way(agreed.stops, today, shared=shared)))
    yield Section(_("What they expect"), [_expected(agreed, shared=shared)])
    yield Section(_("What they got"), [_got(agreed, shared=shared)])
    if agreed.advice:
        yield Section(_("What we advised"), [_advised(agreed, shared=shared)])


def _quiet(said: str) -> Paragraph:
    return Paragraph((Word(said, "quiet"),))


def _way(stops: Sequence[Stop], today: date, *, shared: bool) -> Iterator[Block]:
    if not stops:
        yield _quiet(_("Nothing is agreed yet: what comes first, and by when?"))
        return
    yield from time_lines([_dated(stop) for stop in stops], today)
    columns = [
        Column(_("What"), 3.6), Column(_("Kind"), 1.6), Column(_("Planned"), 2.2), Column(_("Reached"), 1.9),
        Column(_("Of ours"), 1.7), Column(_("Of theirs"), 1.7),
    ]  # fmt: skip
    yield Table(columns, [_stop(stop, shared=shared) for stop in stops])


def _dated(stop: Stop) -> Dated:
    entry = stop.entry
    about = f"{entry.get_kind_display()}, {_planned(stop)}"
    return Dated(entry.name, about, entry.starts_on or entry.due_on, entry.due_on, TONES[stop.standing])


def _planned(stop: Stop) -> str:
    days = [day_words(day) for day in (stop.entry.starts_on, stop.entry.due_on) if day]
    return " – ".join(days)


def _stop(stop: Stop, *, shared: bool) -> list[Line]:
    entry = stop.entry
    return [
        with_note(entry.name, _hidden(entry, shared=shared), entry.note),
        plain(entry.get_kind_display()),
        plain(_planned(stop)),
        (_reached(stop),),
        plain(entry.owner.name if entry.owner else ""),
        plain(entry.contact.name if entry.contact else ""),
    ]


def _hidden(thing: ClientThing, *, shared: bool) -> str:
    return "" if shared or thing.client_visible else _("not for the client")


def _reached(stop: Stop) -> Word:
    day, tone = {"day": day_words(stop.entry.reached_on)}, TONES[stop.standing]
    words = {
        Standing.REACHED: f"✓ {day['day']}",
        Standing.LATE: "✓ " + _("%(day)s, late") % day,
        Standing.OVERDUE: "▲ " + _("overdue"),
    }
    said = words.get(stop.standing)
    return Word(_("ahead"), "quiet") if said is None else Word(said, tone)


def _expected(agreed: Agreed, *, shared: bool) -> Block:
    if not agreed.expectations:
        return _quiet(_("Nobody has written down what they expect."))
    columns = [Column(_("What"), 5), Column(_("Seen by"), 4), Column(_("Accepted"), 3.6)]
    rows = [
        [with_note(one.name, _hidden(one, shared=shared)), plain(one.measure), _accepted(one)]
        for one in agreed.expectations
    ]
    return Table(columns, rows)


def _accepted(thing: AcceptedThing) -> Line:
    if thing.accepted_on is None:
        return (Word(_("not yet"), "quiet"),)
    by = Word(f"  {thing.accepted_by.name}" if thing.accepted_by else "", "quiet")
    return (Word(f"✓ {day_words(thing.accepted_on)}", "good"), by)


def _got(agreed: Agreed, *, shared: bool) -> Block:
    if not agreed.benefits:
        return _quiet(_("Nothing is proved yet."))
    columns = [
        Column(_("What"), 3.6), Column(_("Before"), 2.2), Column(_("Worth"), 2, is_number=True),
        Column(_("Evidence"), 3), Column(_("Accepted"), 2.4),
    ]  # fmt: skip
    return Table(columns, [_benefit(one, shared=shared) for one in agreed.benefits])


def _benefit(one: Benefit, *, shared: bool) -> list[Line]:
    worth: Line = (Word(_("not measured"), "quiet"),)
    if one.amount is not None:
        worth = plain(_money(one.amount, one.currency))
    return [
        with_note(one.name, day_words(one.delivered_on), _hidden(one, shared=shared)),
        plain(one.baseline),
        worth,
        plain(one.evidence),
        _accepted(one),
    ]


def _advised(agreed: Agreed, *, shared: bool) -> Block:
    columns = [
        Column(_("What"), 4), Column(_("Given"), 1.6), Column(_("Of ours"), 1.8), Column(_("Of theirs"), 1.8),
        Column(_("What came of it"), 4),
    ]  # fmt: skip
    return Table(columns, [_advice(one, shared=shared) for one in agreed.advice])


def _advice(one: Advice, *, shared: bool) -> list[Line]:
    return [
        with_note(one.name, _hidden(one, shared=shared)),
        plain(day_words(one.given_on)),
        plain(one.owner.name if one.owner else ""),
        plain(one.contact.name if one.contact else ""),
        with_note(one.get_result_display(), one.outcome),
    ]
