"""One line, typed in a hurry in English or German, becomes what the account manager meant."""

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.logline import LogLine, Person, Span, parse

# A Monday.
TODAY = date(2026, 3, 2)
MARIA, OTHER_MARIA, EIDE, GROSS = people = [
    Person(1, "Maria Lindqvist"),
    Person(2, "Maria Rossi"),
    Person(3, "Jens Eide"),
    Person(4, "Jürgen Groß"),
]
KINDS = {"call", "meeting", "mail", "visit", "letter", "other"}
WORDS = st.sampled_from(
    ["Call", "mit", "with", "Maria", "Eide", "Groß", "follow up", "12 Mar", "31 Feb", "12.3.", "by", "bis", "Freitag",
     "next", "in 2 weeks", ",", ".", ";", "budget", "2026-03-12", "29 Feb", "gestern", "ß", "\n", "Wiedervorlage"]
)  # fmt: skip
LINES = st.text(max_size=300) | st.lists(WORDS, max_size=25).map(" ".join)


def read(text: str) -> LogLine:
    return parse(text, TODAY, people)


def spans_of(line: LogLine) -> list[Span]:
    named = [mention.span for mention in line.people]
    return named + [span for span in (line.kind_span, line.on_span, line.follow_up_span) if span]


def test_the_example_of_the_page_is_understood_whole() -> None:
    line = parse("Call with Maria, confirmed Q3 budget, follow up 12 Mar", TODAY, [MARIA, EIDE])
    assert (line.kind, line.people[0].person, line.on) == ("call", MARIA, TODAY)
    assert (line.subject, line.notes) == ("Call with Maria", "Confirmed Q3 budget")
    assert (line.follow_up, line.follow_up_on) == ("Follow up", date(2026, 3, 12))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("called Eide", "call"),
        ("Telefonat mit Eide", "call"),
        ("Eide angerufen", "call"),
        ("met Eide at the fair", "meeting"),
        ("Besprechung zum Preis", "meeting"),
        ("E-Mail an Eide", "mail"),
        ("mailed the drawings", "mail"),
        ("Besuch im Werk", "visit"),
        ("Brief von Eide", "letter"),
        ("nothing much", "other"),
        ("recalled the goods", "other"),
    ],
)
def test_the_first_word_of_a_kind_decides_the_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("follow up 12 Mar", date(2026, 3, 12)),
        ("follow up March 12", date(2026, 3, 12)),
        ("follow up on 12th of March", date(2026, 3, 12)),
        ("Wiedervorlage 12.3.", date(2026, 3, 12)),
        ("nachfassen am 12. März", date(2026, 3, 12)),
        ("follow up 2026-04-01", date(2026, 4, 1)),
        ("follow up 1/4/2026", date(2026, 4, 1)),
        ("follow up 1 Feb", date(2027, 2, 1)),
        ("follow up tomorrow", date(2026, 3, 3)),
        ("nachfassen übermorgen", date(2026, 3, 4)),
        ("follow up in two weeks", date(2026, 3, 16)),
        ("Rückruf in 3 Tagen", date(2026, 3, 5)),
        ("call back next Friday", date(2026, 3, 6)),
        ("follow up Monday", date(2026, 3, 9)),
        ("send the offer by Friday", date(2026, 3, 6)),
        ("Angebot bis Freitag schicken", date(2026, 3, 6)),
        ("follow up 29 Feb", date(2028, 2, 29)),
    ],
)
def test_the_next_step_falls_on_the_next_such_day(text: str, day: date) -> None:
    assert read(text).follow_up_on == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Call with Eide yesterday", date(2026, 3, 1)),
        ("Gestern Eide besucht", date(2026, 3, 1)),
        ("Met Eide on Friday", date(2026, 2, 27)),
        ("Besprechung 12.2. mit Eide", date(2026, 2, 12)),
        ("Call with Eide", TODAY),
        ("Call, delivery on 3 May", TODAY),
    ],
)
def test_a_day_elsewhere_is_when_it_happened(text: str, day: date) -> None:
    assert read(text).on == day


@pytest.mark.parametrize(
    "text", ["follow up 31 Feb", "follow up", "by all means", "call 1.5 m of pipe", "half 1/2 full"]
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert read(text).follow_up_on is None
    assert read(text).on == TODAY


def test_a_name_that_could_be_two_people_lists_both_and_a_longer_one_decides() -> None:
    assert read("Call with Maria").people[0].candidates == (MARIA, OTHER_MARIA)
    assert read("Call with Maria").people[0].person is None
    assert [mention.person for mention in read("Call with Maria Rossi and Gross").people] == [OTHER_MARIA, GROSS]


def test_a_person_named_twice_is_there_once() -> None:
    assert [mention.person for mention in read("Eide called. Jens Eide wants a price").people] == [EIDE]


def test_a_small_word_that_is_also_a_name_names_nobody() -> None:
    will = [Person(9, "Will Hale")]
    assert parse("I will call", TODAY, will).people == ()
    assert parse("call with will", TODAY, will).people[0].person == will[0]


def test_the_next_step_is_said_without_its_day() -> None:
    assert read("Visit to Eide; follow up in 2 weeks on prices").follow_up == "Follow up on prices"
    assert read("Muster bis Freitag schicken").follow_up == "Muster schicken"


@given(LINES)
def test_any_line_is_understood_as_something(text: str) -> None:
    line = read(text)
    assert line.kind in KINDS
    assert line.on <= TODAY
    assert line.follow_up_on is None or line.follow_up_on >= TODAY
    assert (line.follow_up == "") == (line.follow_up_on is None)
    assert len(line.subject) <= 200
    assert line.notes == "" or line.subject


@given(LINES)
def test_spans_point_into_the_line_and_never_overlap(text: str) -> None:
    line = read(text)
    found = sorted(spans_of(line))
    assert all(0 <= span.start < span.end <= len(line.text) for span in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(line.text[mention.span.start : mention.span.end] == mention.text for mention in line.people)


@given(LINES)
def test_the_same_line_is_always_read_the_same(text: str) -> None:
    assert read(text) == read(text)


def test_a_very_long_line_takes_no_time() -> None:
    started = time.perf_counter()
    for text in ("a " * 50_000, "1." * 50_000, "Maria " * 20_000, "follow up " * 10_000):
        read(text)
    assert time.perf_counter() - started < 2
