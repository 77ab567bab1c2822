"""The board as a file: each kind opens, shows what the screen shows, and keeps from others what is not for them."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from pptx import Presentation

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.integrations.drawings.files import Format, board_file
from tenure.integrations.drawings.paper import told
from tenure.integrations.drawings.sheet import Asked, Sheet, sheet_of
from tenure.integrations.stationery import looks
from tenure.people.models import Member
from tests.integrations.drawings.conftest import SINCE
from tests.integrations.drawings.readers import words_of_pdf, words_of_pptx, words_of_svg
from tests.relationships.golden import Golden

pytestmark = pytest.mark.django_db
TOKENS = Path(__file__).parents[3] / "frontend" / "src" / "styles" / "tokens.css"
# What only the account team may know, in any form that a drawing has for it.
JUDGED = (
    "king", "queen", "rook", "bishop", "knight", "pawn", "champion", "supporter", "neutral", "sceptic", "blocker",
    "stance", "power", "piece", "influence", "swayed", "attack", "defen", "rivalco", "competitor", "position",
    "material", "consensus", "contested", "in check", "robust", "-12.4", "−12.4", "0.65", "0.68", "▲", "▼",
)  # fmt: skip
# What the format of slides says of its own.
OF_THE_FORMAT = ("XMLSchema-instance", "PowerPoint")


def words_of_png_page(sheet: Sheet) -> str:
    """A picture has no words; what it is made of has."""
    return json.dumps(told(sheet), ensure_ascii=False)


READERS: Mapping[Format, Callable[[bytes], str]] = {
    Format.SVG: words_of_svg,
    Format.PDF: words_of_pdf,
    Format.PPTX: words_of_pptx,
}


def words_of(sheet: Sheet, kind: Format) -> str:
    content = board_file(sheet, kind).content
    said = words_of_png_page(sheet) if kind is Format.PNG else READERS[kind](content)
    for own in OF_THE_FORMAT:
        said = said.replace(own, "")
    return said.lower()


@pytest.fixture
def sheet(golden: Golden, alice: Member) -> Sheet:
    return sheet_of(golden.decision, alice, Asked())


def slides_of(sheet: Sheet) -> Any:
    return Presentation(BytesIO(board_file(sheet, Format.PPTX).content)).slides


@pytest.mark.parametrize("kind", Format)
def test_each_kind_is_what_its_ending_says_and_shows_the_board(sheet: Sheet, kind: Format) -> None:
    beginnings = {Format.SVG: b"<svg", Format.PNG: b"\x89PNG", Format.PDF: b"%PDF-1.7", Format.PPTX: b"PK"}
    assert board_file(sheet, kind).content.startswith(beginnings[kind])
    said = words_of(sheet, kind)
    for word in ("dahl", "king", "sceptic", "rivalco", "kam", "contested", "unknown", "−12.4", "the golden board"):
        assert word in said, word


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("shared", [False, True], ids=["viewer", "version for sharing"])
def test_neither_a_word_nor_a_number_of_how_people_are_judged_is_in_what_is_shared(
    golden: Golden, account: Account, alice: Member, viewer: Member, kind: Format, shared: bool
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    for asked in (
        Asked(shared=shared),
        Asked(shared=shared, lines=["competitors", "ours", "influence"]),
        Asked(shared=shared, without="foss"),
    ):
        said = words_of(sheet_of(golden.decision, alice if shared else viewer, asked), kind)
        assert [word for word in JUDGED if word in said] == []
        assert "dahl" in said
        assert "version for sharing" in said


def test_the_sharing_test_would_notice_every_word_where_it_may_be_told(sheet: Sheet) -> None:
    said = words_of(sheet, Format.PNG)
    assert {word for word in JUDGED if word not in said} <= {"-12.4", "in check"}


def test_an_svg_stands_alone_with_real_text(golden: Golden, account: Account, alice: Member) -> None:
    golden.decision.name = 'Pumps & <valves> "2"'
    content = board_file(sheet_of(golden.decision, alice, Asked()), Format.SVG).content.decode()
    for foreign in ("foreignObject", "href", "@import", "url(http", "<script", "<image"):
        assert foreign not in content
    assert "Pumps & <valves>" in words_of_svg(content.encode())
    assert content.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<title " in content
    assert "<desc " in content


def test_a_pdf_is_written_for_screen_readers(sheet: Sheet) -> None:
    content = board_file(sheet, Format.PDF).content
    assert b"/MarkInfo" in content or b"pdfuaid" in content
    assert b"/Lang" in content or b"dc:language" in content


def test_every_card_of_the_slide_is_a_group_with_its_name_and_alternative_text(sheet: Sheet) -> None:
    groups = [shape for shape in slides_of(sheet)[0].shapes if shape.shape_type == 6]
    assert Counter(group.name for group in groups) == Counter(card.name for card in sheet.drawing.cards)
    told_of = {group.name: group.element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr") for group in groups}
    assert "King" in told_of["Dahl"][0]
    texts = {
        group.name: "\n".join(one.text_frame.text for one in group.shapes if one.has_text_frame) for group in groups
    }
    assert "Neutral" in texts["Dahl"]
    assert "35" in texts["Dahl"]


def test_every_line_of_the_slide_is_a_connector_tied_to_two_cards(sheet: Sheet) -> None:
    shapes = slides_of(sheet)[0].shapes
    rectangles = {shape.shape_id for group in shapes if group.shape_type == 6 for shape in group.shapes}
    lines = [shape for shape in shapes if shape.element.tag.endswith("}cxnSp") and shape.element.xpath(".//a:stCxn")]
    assert len(lines) == len(sheet.drawing.strokes)
    for line in lines:
        ends = {int(number) for number in line.element.xpath(".//a:stCxn/@id | .//a:endCxn/@id")}
        assert len(ends) == 2
        assert ends <= rectangles
    assert sum(bool(line.element.xpath(".//a:tailEnd")) for line in lines) == sum(
        stroke.has_arrow for stroke in sheet.drawing.strokes
    )


def test_lines_of_the_slide_run_where_the_layout_has_them(sheet: Sheet) -> None:
    shapes = slides_of(sheet)[0].shapes
    lines = {shape.name: shape for shape in shapes if shape.element.tag.endswith("}cxnSp")}
    stroke = max(sheet.drawing.strokes, key=lambda one: abs(one.points[0][0] - one.points[-1][0]))
    line = lines[stroke.description]
    wide = (line.end_x - line.begin_x) / (stroke.points[-1][0] - stroke.points[0][0])
    high = (line.end_y - line.begin_y) / (stroke.points[-1][1] - stroke.points[0][1])
    assert wide == pytest.approx(high, rel=0.001)


def test_the_second_slide_tells_the_findings(sheet: Sheet) -> None:
    (table,) = [shape.table for shape in slides_of(sheet)[1].shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[1][0] == "Contested"
    assert "Dahl is attacked (0.65) by Rivalco (0.30), Eide (0.50)" in cells[1][1]


def test_a_board_of_another_day_without_somebody_is_drawn_so(golden: Golden, alice: Member) -> None:
    sheet = sheet_of(golden.decision, alice, Asked(on=SINCE, without="kam", lines=["ours"]))
    assert "without KAM" in sheet.notes
    assert "as of 5 Jan 2026" in sheet.notes
    assert "KAM" not in {card.name for card in sheet.drawing.cards}
    assert {stroke.kind for stroke in sheet.drawing.strokes} == {"ours"}


@pytest.mark.parametrize(
    "asked",
    [Asked(on=SINCE.replace(year=2025)), Asked(without="Rivalco"), Asked(on=timezone.localdate().replace(year=2999))],
    ids=["nobody stood there", "not of either side", "has not come"],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(golden: Golden, alice: Member, asked: Asked) -> None:
    with pytest.raises(ValidationError) as refused:
        sheet_of(golden.decision, alice, asked)
    assert refused.value.messages[0].endswith(".")


def test_a_file_speaks_the_reader_s_language(golden: Golden, alice: Member) -> None:
    with translation.override("de"):
        sheet = sheet_of(golden.decision, alice, Asked())
        assert "König" in words_of_svg(board_file(sheet, Format.SVG).content)
    assert sheet.language == "de"


def test_the_name_of_a_file_holds_nothing_that_a_folder_could_take_for_another(sheet: Sheet, golden: Golden) -> None:
    assert board_file(sheet, Format.SVG).name == f"{sheet.account}, The golden board, {sheet.day}.svg"
    odd = Sheet(**{**sheet.__dict__, "decision": '../../etc/"x"\r\nSet-Cookie: a'})
    assert not set("/\\\r\n") & set(board_file(odd, Format.SVG).name)


def test_the_colours_of_paper_are_the_light_ones_of_the_screen() -> None:
    tokens = TOKENS.read_text(encoding="utf-8")
    colours = {value for value in vars(looks).values() if isinstance(value, str) and value.startswith("#")}
    assert [colour for colour in sorted(colours) if f"light-dark({colour}," not in tokens] == []
