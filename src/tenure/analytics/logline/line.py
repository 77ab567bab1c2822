"""A whole log line: what kind of contact, with whom, when, about what, and what is to be done next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tenure.analytics.logline.days import Day, days_in
from tenure.analytics.logline.people import Mention, Person, mentions
from tenure.analytics.logline.spans import Span, without

LONGEST_LINE = 1_000
LONGEST_SUBJECT = 200
# A day without its year that lies further back was hardly meant: "delivery on 3 May", said in March.
RECENT_DAYS = 92
OTHER = "other"
# fmt: off
_KINDS = {
    "call": ("call", "called", "phoned", "rang", "spoke", "telephoned", "phone", "anruf", "angerufen", "telefonat",
             "telefoniert", "gesprochen"),
    "meeting": ("meeting", "met", "workshop", "lunch", "dinner", "treffen", "getroffen", "besprechung", "termin",
                "sitzung", "review", "mittagessen"),
    "mail": ("mail", "mailed", "email", "e-mail", "emailed", "gemailt"),
    "visit": ("visit", "visited", "besuch", "besucht", "toured"),
    "letter": ("letter", "wrote", "brief", "schreiben", "geschrieben"),
}
# fmt: on
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_KIND = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_KIND_OF, key=len, reverse=True)))})(?![\w-])", re.I)
_NEXT = re.compile(
    r"(?<!\w)(?:follow[ -]?up|next step|call back|remind(?:er)?|nachfassen|wiedervorlage|nächster schritt|rückruf"
    r"|zurückrufen|erinnern)(?!\w)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?<!\w)(?:by|until|due|bis|on|am|zum|till)\s(?:the\s|zum\s)?$", re.IGNORECASE)
_DEADLINE = re.compile(r"(?<!\w)(?:by|until|due|bis|till)\s(?:the\s|zum\s)?$", re.IGNORECASE)
_BREAK = re.compile(r"[,;\n]|\.(?=\s|$)|\s[-–—]\s|:\s")
_BLANKS = re.compile(r"\s+")
_EDGES = " \t\n,;.:-–—"


@dataclass(frozen=True)
class LogLine:
    """What a line says. Spans point into the text it was read from and do not overlap; None where nothing was said.

    `kind` is call, meeting, mail, visit, letter or other; `on` the day it happened, today unless the line says another;
    `follow_up_on` is never before today. `subject` is never empty unless the line is.
    """

    text: str
    kind: str
    kind_span: Span | None
    people: tuple[Mention, ...]
    on: date
    on_span: Span | None
    subject: str
    notes: str
    follow_up: str
    follow_up_on: date | None
    follow_up_span: Span | None


def parse(text: str, today: date, people: Sequence[Person]) -> LogLine:
    """Read a log line as of a day, naming people among those given; what is not understood stays in the notes.

    The first word of a kind decides the kind. A clause that says "follow up" (or "nachfassen", "Wiedervorlage" ...), or
    "by" with a day, is the next step; its day is the next such day. A day elsewhere is when it happened: the latest
    such day up to today. The first clause is the subject and the others are notes. Only the first 1,000 characters are
    read; any text is understood as something.

    >>> team = [Person(7, "Maria Lindqvist"), Person(8, "Jens Eide")]
    >>> line = parse("Call with Maria, confirmed Q3 budget, follow up 12 Mar", date(2026, 3, 2), team)
    >>> line.kind, [found.person.key for found in line.people], line.subject, line.notes
    ('call', [7], 'Call with Maria', 'Confirmed Q3 budget')
    >>> line.follow_up, line.follow_up_on, line.on
    ('Follow up', datetime.date(2026, 3, 12), datetime.date(2026, 3, 2))
    >>> line = parse("Gestern Eide besucht, Muster bis Freitag schicken", date(2026, 3, 2), team)
    >>> line.kind, line.on.isoformat(), line.follow_up, line.follow_up_on.isoformat()
    ('visit', '2026-03-01', 'Muster schicken', '2026-03-06')
    """
    text = text[:LONGEST_LINE]
    days = days_in(text, today)
    clauses = list(_clauses(text, days))
    step = _step(text, clauses, days, today)
    said = [clause for clause in clauses if step is None or clause != step.clause]
    kind = _first(_KIND, text, [day.span for day in days])
    happened = next((day for day in days if _is_past(day, today) and any(c.holds(day.span) for c in said)), None)
    taken = [day.span for day in days] + ([kind] if kind else [])
    subject, notes = _words(text, said or clauses)
    return LogLine(
        text=text,
        kind=_KIND_OF[text[kind.start : kind.end].lower()] if kind else OTHER,
        kind_span=kind,
        people=tuple(mentions(text, people, taken)),
        on=happened.past if happened else today,
        on_span=happened.span if happened else None,
        subject=subject,
        notes=notes,
        follow_up=step.what if step else "",
        follow_up_on=step.day.future if step else None,
        follow_up_span=step.day.span if step else None,
    )


@dataclass(frozen=True)
class _Step:
    """The clause that says what is to be done, and by which day."""

    clause: Span
    day: Day
    what: str


def _is_past(day: Day, today: date) -> bool:
    return day.past <= today and (day.past == day.future or (today - day.past).days <= RECENT_DAYS)


def _clauses(text: str, days: Sequence[Day]) -> Iterator[Span]:
    """The parts of the text between commas, full stops and dashes; a stop within a day ends nothing."""
    start = 0
    for match in _BREAK.finditer(text):
        if any(day.span.overlaps(Span(*match.span())) for day in days):
            continue
        if text[start : match.start()].strip(_EDGES):
            yield Span(start, match.start())
        start = match.end()
    if text[start:].strip(_EDGES):
        yield Span(start, len(text))


def _step(text: str, clauses: Sequence[Span], days: Sequence[Day], today: date) -> _Step | None:
    """The first clause with a day to come that says that something is to be done by it."""
    for clause in clauses:
        said = text[clause.start : clause.end]
        for day in days:
            if not clause.holds(day.span) or day.future < today:
                continue
            before = text[clause.start : day.span.start]
            if _NEXT.search(said) or _DEADLINE.search(before):
                return _Step(clause, day, _what(text, clause, day, before))
    return None


def _what(text: str, clause: Span, day: Day, before: str) -> str:
    """The clause without the day and the little word before it."""
    little = _BY.search(before)
    start = clause.start + little.start() if little else day.span.start
    return _tidy(without(text, clause, [Span(start, day.span.end)]))[:LONGEST_SUBJECT] or "Follow up"


def _words(text: str, clauses: Sequence[Span]) -> tuple[str, str]:
    """The first clause, and all that follows it as it was written."""
    if not clauses:
        return _tidy(text)[:LONGEST_SUBJECT], ""
    first, *others = [_tidy(text[clause.start : clause.end]) for clause in clauses]
    # What does not fit into a subject is not lost.
    rest = [first, *others] if len(first) > LONGEST_SUBJECT else others
    return first[:LONGEST_SUBJECT], ". ".join(rest)


def _tidy(text: str) -> str:
    plain = _BLANKS.sub(" ", text).strip(_EDGES)
    return plain[:1].upper() + plain[1:]


def _first(pattern: re.Pattern[str], text: str, taken: Sequence[Span]) -> Span | None:
    spans = (Span(*match.span()) for match in pattern.finditer(text))
    return next((span for span in spans if not any(span.overlaps(other) for other in taken)), None)
