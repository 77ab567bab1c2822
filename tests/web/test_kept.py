"""A part that is kept is drawn from its values alone, so it can be neither out of date nor somebody else's."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from tenure.insight.wording import Told
from tenure.people.models import Member
from tenure.web.components.lines import AccountLine, OwnerLine, StandingLine
from tenure.web.templatetags import kept

TOLD = Told(
    grade="Premier", score=7.9, place=2, turned_away=False, provisional=False, said=(), names=(),
    kept="Premier: revenue leads.",
)  # fmt: skip
LINE = StandingLine(
    account=AccountLine(7, "Adler AG", "Ulm", "Germany", "customer", OwnerLine("Alice Albrecht")),
    grade="a", rank=1, rank_by_sales=2, label="Premier", movement="promoted", score=7.9, low=7.0, high=8.1,
    completeness=1.0, provisional=False, revenue=Decimal("1000.00"), margin=None, growth=0.1, told=TOLD,
)  # fmt: skip
CHANGED = [
    replace(LINE, rank=3),
    replace(LINE, label="League"),
    replace(LINE, told=replace(TOLD, kept="League: margin leads.")),
    replace(LINE, account=replace(LINE.account, name="Adler SE")),
    replace(LINE, account=replace(LINE.account, owner=OwnerLine("Bob Brandt"))),
    replace(LINE, account=replace(LINE.account, owner=None)),
]


def drawn(standing: object, **page: object) -> str:
    tag = '{% load kept %}{% kept "portfolio/print_row.html" standing=standing %}'
    return Template(tag).render(Context({"standing": standing, **page}))


@pytest.mark.parametrize("line", CHANGED)
def test_a_line_with_any_other_value_is_drawn_anew(line: StandingLine) -> None:
    assert drawn(LINE) != drawn(line)


def test_equal_lines_are_drawn_once() -> None:
    drawn(LINE)
    before = kept._drawn.cache_info()
    assert drawn(replace(LINE)) == drawn(LINE)
    assert kept._drawn.cache_info().misses == before.misses


def test_what_is_kept_knows_neither_page_nor_reader() -> None:
    assert drawn(LINE, user="somebody", request="theirs") == drawn(LINE)


def test_each_language_has_its_own_drawing() -> None:
    nobody = replace(LINE, account=replace(LINE.account, owner=None))
    english = drawn(nobody)
    with translation.override("de"):
        assert drawn(nobody) != english


def test_names_are_escaped() -> None:
    assert "<b>" not in drawn(replace(LINE, told=replace(TOLD, kept="<b>")))


def test_a_record_is_refused_since_its_fields_may_change() -> None:
    with pytest.raises(TypeError, match="cannot be kept by a record"):
        drawn(Member(pk=1, name="Alice"))
