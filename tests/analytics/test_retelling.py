"""What is kept as an English sentence is told again in another language by the template it was made from."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from tenure.analytics.retelling import Language, retold

GERMAN = {
    "There is no {noun} {text!r}.": "Nicht gefunden: {noun} {text}.",
    "At most {most:,} rows, {share:.2f} of all.": "Höchstens {most} Zeilen, {share} von allen.",
    "{first} against {second}.": "{second} gegen {first}.",
    "{criterion} is unknown.": "{criterion} ist unbekannt.",
}
WORDS = {("noun", "account"): "Kunde", ("criterion", "growth"): "Wachstum"}
MARKS = {("decimal mark", "."): ",", ("thousands mark", ","): "."}


def language() -> Language:
    words = {**WORDS, **MARKS}
    return SimpleNamespace(gettext=GERMAN.__getitem__, pgettext=lambda *text: words.get(text, text[1]))


@pytest.mark.parametrize(
    ("template", "values", "says"),
    [
        ("There is no {noun} {text!r}.", {"noun": "account", "text": "O'Hara"}, 'Nicht gefunden: Kunde "O\'Hara".'),
        ("There is no {noun} {text!r}.", {"noun": "hat", "text": "1.5"}, "Nicht gefunden: hat '1.5'."),
        (
            "At most {most:,} rows, {share:.2f} of all.",
            {"most": 12_000, "share": 0.5},
            "Höchstens 12.000 Zeilen, 0,50 von allen.",
        ),
        ("{first} against {second}.", {"first": "{second}", "second": "50 %"}, "50 % gegen {second}."),
        ("{criterion} is unknown.", {"criterion": "Growth"}, "Wachstum ist unbekannt."),
        ("{criterion} is unknown.", {"criterion": "charm"}, "charm ist unbekannt."),
    ],
)
def test_a_sentence_is_told_with_its_words(template: str, values: dict[str, Any], says: str) -> None:
    assert retold(template.format(**values), list(GERMAN), language()) == says


@pytest.mark.parametrize("sentence", ["", "Nobody knows.", "There is an account 'A'."])
def test_any_other_sentence_stays_as_it_is(sentence: str) -> None:
    assert retold(sentence, list(GERMAN), language()) == sentence


def test_of_two_templates_that_fit_the_first_counts() -> None:
    templates: Sequence[str] = ["{criterion} is unknown.", "{first} is unknown."]
    assert retold("Growth is unknown.", templates, language()) == "Wachstum ist unbekannt."
