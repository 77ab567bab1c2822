"""Slides hold what they show: nothing over an edge, no text on another, nothing lost where a text goes on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.integrations.papers.charts import Dated, time_lines
from tenure.integrations.papers.files import PaperFormat, paper_file
from tenure.integrations.papers.paper import (
    Block,
    Bullets,
    Column,
    Curve,
    Figure,
    Gauges,
    Needle,
    Paper,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Subject,
    Table,
    Tick,
)
from tenure.integrations.papers.words import plain
from tenure.integrations.stationery.looks import Word, printable
from tests.integrations.drawings.readers import words_of_pdf
from tests.integrations.papers.readers import misplaced, tables_of, words_of_slides

DAY = date(2026, 3, 31)
NASTY = (
    "#set page(width: 1pt) #panic() $x$ *b* _i_ `c` <label> @ref \\ // /* [x] {y}",
    "</a:t><script>alert(1)</script>&amp;", "W" * 300, "מכירות ושירות", "🚀 growth 📈",
    "\u202eevil\u2066", "a\x00b\x1b[31m", "用户体验很重要" * 30,
    "%s %(name)s {0}",
    "=cmd|' /C calc'!A0", "\ufeff", "\u2028\u2029",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=400))


def paper_of(*sections: Section, text: str = "Northwind") -> Paper:
    return Paper(
        noun="Plan", title=f"Plan for {text}", account=text, day=DAY, language="en", facts=[text, "31 Mar 2026"],
        sections=sections, figures=[Figure("Revenue", text, text, "bad")], status=f"Version {text}", mark="Draft",
    )  # fmt: skip


def everything(text: str) -> Paper:
    """A document with one of every block, all of them saying the same."""
    line = (Word(text, "warn", is_strong=True), Word(text, "quiet"))
    columns = [Column(text, 3), Column("Sum", 1, is_number=True)]
    needle = Needle(text, text, 0.5, text)
    dated = Dated(text, text, DAY, DAY + timedelta(days=40), "good")
    ticks = [Tick(-1, "-1"), Tick(0, "0"), Tick(1, "1")]
    curve = Curve(text, text, [text, "2027"], [Decimal(-1), Decimal(1)], ticks, 0.5, text, text)
    blocks: list[Block] = [
        Paragraph(line), Bullets([line, line]), Subject(text, line, "50 %"),
        Table(columns, [[line, plain(text)]], [line, line]),
        curve, *time_lines([dated], DAY), Gauges([needle, Needle("a", "b", None, "")]),
        Signatures(text, [Signature(text, text, is_signed=True), Signature("B", "", is_signed=False)]),
    ]  # fmt: skip
    return paper_of(Section(text, blocks, Word(text, "quiet")), text=text)


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_slides_or_leaves_its_place(text: str) -> None:
    content = paper_file(everything(text), PaperFormat.PPTX).content
    assert misplaced(content) == []
    cells = "".join(cell for rows in tables_of(content) for row in rows[1:] for cell in row)
    assert "".join(printable(text).split()) in "".join(cells.split())


@given(TEXTS)
@settings(max_examples=15, deadline=None)
def test_no_text_breaks_pages(text: str) -> None:
    assert paper_file(everything(text), PaperFormat.PDF).content.startswith(b"%PDF")


@pytest.mark.parametrize("text", [NASTY[0], NASTY[1], NASTY[8]])
def test_marks_of_a_typesetter_are_printed_and_not_obeyed(text: str) -> None:
    said = "".join(words_of_pdf(paper_file(everything(text), PaperFormat.PDF).content).split())
    assert "".join(text.split()) in said.replace("\N{ZERO WIDTH SPACE}", "")


@given(st.lists(st.tuples(st.text("ab ", max_size=900), st.text("ab ", max_size=300)), min_size=1, max_size=60))
@settings(max_examples=20, deadline=None)
def test_a_table_of_any_length_loses_nothing(rows: list[tuple[str, str]]) -> None:
    columns = [Column("What", 3), Column("Who", 1)]
    table = Table(columns, [[(Word(one),), (Word(other),)] for one, other in rows], [plain("Together"), plain(7)])
    content = paper_file(paper_of(Section("Objectives", [table])), PaperFormat.PPTX).content
    assert misplaced(content) == []
    told = [row for found in tables_of(content) for row in found[1:]]
    for place in (0, 1):
        wanted = "".join("".join(row[place].split()) for row in rows) + ("Together", "7")[place]
        assert "".join("".join(row[place].split()) for row in told) == wanted


def test_a_text_longer_than_a_slide_goes_on_on_the_next() -> None:
    words = [f"word{number}" for number in range(2000)]
    content = paper_file(paper_of(Section("Strategy", [Paragraph(plain(" ".join(words)))])), PaperFormat.PPTX).content
    assert misplaced(content) == []
    said = words_of_slides(content)
    assert [word for word in words if word not in said] == []
    assert said.count("continued") >= 1


def test_a_heading_never_stands_alone_at_the_foot_of_a_slide() -> None:
    filler = [Paragraph(plain("A line."))]
    for lines in range(20, 32):
        sections = [
            Section("First", filler * lines), Section("Second", [Table([Column("What")], [[plain("One")]] * 3)]),
        ]  # fmt: skip
        content = paper_file(paper_of(*sections), PaperFormat.PPTX).content
        assert misplaced(content) == []
        assert [len(rows) for rows in tables_of(content)] == [4]


def test_more_signers_than_a_slide_holds_sign_on_several() -> None:
    signers = [Signature(f"Signer {number}", "not signed", is_signed=False) for number in range(90)]
    content = paper_file(paper_of(Section("Signatures", [Signatures("Version 1", signers)])), PaperFormat.PPTX).content
    assert misplaced(content) == []
    said = words_of_slides(content)
    assert [one.name for one in signers if one.name not in said] == []


def test_a_long_way_is_drawn_in_parts_with_a_shape_for_each_thing() -> None:
    things = [
        Dated(
            f"Thing {number}", "Milestone", DAY + timedelta(days=9 * number), DAY + timedelta(days=9 * number), "good"
        )
        for number in range(30)
    ]
    content = paper_file(paper_of(Section("The way", time_lines(things, DAY))), PaperFormat.PPTX).content
    assert misplaced(content) == []
    said = words_of_slides(content)
    assert [thing.name for thing in things if thing.name not in said] == []


@pytest.mark.parametrize(
    "days", [(date(1, 1, 1), date(9999, 12, 31)), (DAY, DAY), (date(2026, 12, 31), date(2027, 1, 1))]
)
def test_any_days_have_a_place_on_the_axis(days: tuple[date, date]) -> None:
    (line,) = time_lines([Dated("All", "", *days, "good")], DAY)
    assert 0 <= line.stretches[0].start <= line.stretches[0].end <= 1
    assert line.ticks
    assert paper_file(paper_of(Section("The way", [line])), PaperFormat.PDF).content
