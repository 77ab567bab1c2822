"""A plan as a file says what its page says: the same figures, objectives, actions and signatures."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pptx import Presentation

from tenure.accounts.models import Account
from tenure.growth.actions.course import circulate_plan, sign_plan
from tenure.growth.actions.plan import change_plan, create_plan
from tenure.growth.models import Plan
from tenure.integrations.papers.files import PaperFormat, paper_file
from tenure.integrations.papers.paper import Paper
from tenure.integrations.papers.plan import plan_paper
from tenure.people.models import Member
from tests.growth.conftest import FIGURES
from tests.integrations.drawings.readers import words_of_pdf
from tests.integrations.papers.conftest import ACTIONS, plan
from tests.integrations.papers.readers import page_count, tables_of, words_of_slides

__all__ = ["plan"]
TODAY = timezone.localdate()
SAID = (
    "3.44 years", "115", "EUR", "1,200.5", "90,000", "Win line 2", "Win line 3", "Step 13 to line 3", "Bob Team",
    "Be their second source", "One number to call", "Spare pumps", "Every stop costs a day", "Their new owner",
    "A visit of the board", "Sixty days", "Contract 7", "not signed",
)  # fmt: skip


def made(plan: Plan, kind: PaperFormat) -> bytes:
    return paper_file(plan_paper(plan, TODAY), kind).content


def slides_of(plan: Plan) -> Any:
    return Presentation(BytesIO(made(plan, PaperFormat.PPTX))).slides


def charts_of(slides: Any) -> Iterator[Any]:
    for slide in slides:
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def squeezed(text: str) -> str:
    """Without spaces and zero-width spaces, which lines are broken at."""
    return re.sub(r"[\s\N{ZERO WIDTH SPACE}]+", "", text)


def test_pages_and_slides_say_what_the_screen_says(plan: Plan, alice: Member) -> None:
    client = Client()
    client.force_login(alice)
    screen = client.get(f"/accounts/{plan.account_id}/plan/").content.decode()
    texts = {
        # Without its marks, and with them, as lines that can be written in stand within.
        "screen": unescape(re.sub(r"<[^>]+>", "", screen) + screen),
        "pages": words_of_pdf(made(plan, PaperFormat.PDF)),
        "slides": words_of_slides(made(plan, PaperFormat.PPTX)),
    }
    missing = {name: [word for word in SAID if squeezed(word) not in squeezed(text)] for name, text in texts.items()}
    assert missing == {"screen": [], "pages": [], "slides": []}


def test_what_nobody_has_signed_is_a_draft_and_says_so_on_every_page(plan: Plan, alice: Member) -> None:
    assert plan_paper(plan, TODAY).mark == "Draft"
    content = made(plan, PaperFormat.PDF)
    assert words_of_pdf(content).count("DRAFT") == page_count(content) + 1
    assert all(any("DRAFT" in text for text in texts_of(slide)) for slide in slides_of(plan))


def texts_of(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_signed_version_names_its_number_digest_and_who_signed_when(plan: Plan, alice: Member, bob: Member) -> None:
    version = circulate_plan(plan=plan, by=alice, figures=FIGURES)
    sign_plan(version=version, by=alice)
    plan.refresh_from_db()
    assert plan_paper(plan, TODAY).mark == "Draft"
    sign_plan(version=version, by=bob)
    plan.refresh_from_db()
    said = words_of_pdf(made(plan, PaperFormat.PDF))
    assert "DRAFT" not in said
    for word in ("Frozen version 1", version.digest[:16], "Alice Owner", "Bob Team", "signed"):
        assert squeezed(word) in squeezed(said), word
    assert "not signed" not in said
    change_plan(plan=plan, changes={"position": "Third"}, by=alice, version=plan.version)
    plan.refresh_from_db()
    changed = plan_paper(plan, TODAY)
    assert (changed.mark, changed.status) == ("Draft", "Draft, changed since version 1")


def test_the_payback_curve_is_a_native_chart_of_the_same_numbers(plan: Plan) -> None:
    (chart,) = charts_of(slides_of(plan))
    assert list(chart.plots[0].categories) == ["2026", "2027", "2028", "2029", "2030", "2031"]
    assert list(chart.plots[0].series[0].values) == [-200, -250, -190, -70, 90, 270]
    assert chart.chart_type.name == "LINE_MARKERS"
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (-400, 400)


def test_a_table_longer_than_a_slide_goes_on_below_its_heads(plan: Plan) -> None:
    tables = [rows for rows in tables_of(made(plan, PaperFormat.PPTX)) if rows[0][0] == "What"]
    steps = [row[0] for rows in tables for row in rows[1:]]
    assert steps == [f"Step {step} to line {line}" for line in (2, 3) for step in range(ACTIONS)]
    assert len(tables) > 2


def test_the_same_is_said_in_another_language(plan: Plan) -> None:
    with translation.override("de"):
        paper = plan_paper(plan, TODAY)
        content = paper_file(paper, PaperFormat.PDF).content
    assert paper.language == "de"
    assert b"/Lang (de)" in content or b"/Lang(de)" in content
    assert "1.200,5" in words_of_pdf(content)


def test_an_empty_plan_says_what_is_still_to_be_written(account: Account, alice: Member) -> None:
    paper = plan_paper(create_plan(account=account, by=alice), TODAY)
    titles = [section.title for section in paper.sections]
    assert titles == ["Objectives", "Balance", "Still to be written", "Signatures"]
    for kind in PaperFormat:
        assert paper_file(paper, kind).content
    assert page_count(paper_file(paper, PaperFormat.PDF).content) == 1


def test_a_file_is_called_by_account_kind_and_day(plan: Plan) -> None:
    paper: Paper = plan_paper(plan, TODAY)
    assert paper_file(paper, PaperFormat.PDF).name == f"Blauer See Delikatessen, Plan, {TODAY}.pdf"


@pytest.mark.parametrize("word", [b"/MarkInfo", b"pdfuaid"])
def test_a_pdf_is_written_for_screen_readers(plan: Plan, word: bytes) -> None:
    assert word in made(plan, PaperFormat.PDF)
