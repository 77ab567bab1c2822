"""What a spreadsheet would execute is guarded, what people write is not, and the way back is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.integrations.files.guard import guard, unguard

EXECUTED = [
    *("=1+1", "=cmd|'/C calc'!A0", "+1+1+cmd|' /C calc'!A0", "-1+1+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0"),
    *(" =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "\u3000=1+1", "\x00=1+1"),
    *(
        "＝1+1",
        "＋SUM(A1)",
        "－SUM(A1)",
        "＠SUM(A1)",
        '=HYPERLINK("http://x")',
        "=",
        "'=1+1",
        "''=1+1",
        "' '=1",
        "+A1",
        "-A1",
    ),
    *("@A1()", "-(1)+cmd", "+49 89 1234=1", "\u2028=1"),
]
HARMLESS = [
    "",
    "Alder",
    "+49 89 1234",
    "+49 (89) 12-34",
    "-12.50",
    "-1.250,00",
    "-5 %",
    "@maria",
    "@maria.b-c",
    "-",
    "+",
]
HARMLESS += ["a=b", "3 = 4", "'t Hooft", "''", "a@b.example"]


@pytest.mark.parametrize("text", EXECUTED)
def test_what_a_spreadsheet_would_execute_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_people_write_stays(text: str) -> None:
    assert guard(text) == text


@given(st.text(st.sampled_from("=+-@' \t\u00a0\u200b＝1aA()")) | st.text())
def test_the_way_back_is_exact(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("mark", "=+-@ '\u200b")
def test_adversarial_text_is_judged_at_once(mark: str) -> None:
    text = mark * 100_000
    assert unguard(guard(text)) == text
