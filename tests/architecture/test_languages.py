"""Every language says everything: no text without a translation, none with other placeholders, none outdated."""

from pathlib import Path

import pytest

from tenure.core.languages import LOCALES
from tools import messages

CATALOGUES = [pytest.param(path, id=messages.code_of(path)) for path in messages.catalogues()]


@pytest.mark.parametrize("path", CATALOGUES)
def test_a_language_has_today_s_texts_and_a_translation_of_each(path: Path) -> None:
    catalogue = messages.refreshed(path, messages.template_catalogue())
    assert messages.written(catalogue) == path.read_bytes(), "Run `make messages` and translate what it lists."
    assert [str(message.id)[:60] for message in messages.missing(catalogue)] == []


@pytest.mark.parametrize("path", CATALOGUES)
def test_a_translation_keeps_the_placeholders_of_its_text(path: Path) -> None:
    catalogue = messages.read(path)
    wrong = [(message.id, str(error)) for message in catalogue if message.id for error in message.check(catalogue)]
    assert wrong == []


def test_german_is_there() -> None:
    assert "de" in {messages.code_of(path) for path in messages.catalogues()}
    assert LOCALES == messages.LOCALES
