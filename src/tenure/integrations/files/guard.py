"""Texts in CSV files that a spreadsheet would take for formulas, guarded on the way out and freed on the way in."""

import re

# What is trimmed: white space of every kind, control characters, and marks that take no room. The trimming is
# possessive (*+), or a long row of such characters would be tried at every length.
_INVISIBLE = r"\s\x00-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_FORMULA = re.compile(rf"[{_INVISIBLE}']*+(?:[=\uff1d]|[-+@\uff0b\uff0d\uff20](?![{_INVISIBLE}]*+$))")
_HARMLESS = re.compile(r"[-+][\d\s().,/\u00a0\u202f%-]*|@[\w.-]+")


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would work out; numbers, telephones and handles stay.

    >>> guard("=1+1"), guard("  +SUM(A1)"), guard("@SUM(A1)"), guard("'=1")
    ("'=1+1", "'  +SUM(A1)", "'@SUM(A1)", "''=1")
    >>> guard("+49 89 1234"), guard("-12.50"), guard("@maria"), guard("Alder & Co.")
    ('+49 89 1234', '-12.50', '@maria', 'Alder & Co.')
    """
    return f"'{text}" if _is_formula(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given; any other text is left as it is.

    >>> unguard("'=1+1"), unguard("''=1"), unguard("'t Hooft")
    ('=1+1', "'=1", "'t Hooft")
    """
    return text[1:] if text.startswith("'") and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    return _FORMULA.match(text) is not None and _HARMLESS.fullmatch(text) is None
