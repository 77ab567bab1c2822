"""Which languages there are: English, in which the texts are written, and one for every catalogue in the folder."""

import gettext
from pathlib import Path

from babel import Locale

LOCALES = Path(__file__).resolve().parent.parent / "locale"


def languages(folder: Path) -> list[tuple[str, str]]:
    """The code of every language and its name in that language, English first.

    >>> languages(LOCALES)[:2]
    [('en', 'English'), ('de', 'Deutsch')]
    """
    codes = sorted(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/django.po"))
    return [(code, _name(code)) for code in ("en", *codes)]


def catalogue(code: str) -> gettext.NullTranslations:
    """The translations of a language without Django; without a compiled catalogue every text stays as it is.

    >>> catalogue("en").pgettext("reason", "nothing holds it back")
    'nothing holds it back'
    """
    return gettext.translation("django", LOCALES, [code], fallback=True)


def _name(code: str) -> str:
    return (Locale.parse(code, sep="-").get_display_name() or code).capitalize()
