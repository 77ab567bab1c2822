"""Text that a spreadsheet would execute: guarded on the way out, restored on the way in."""

import re

# What Excel and LibreOffice take for the beginning of a formula, also in the full-width forms of East Asian keyboards.
_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"
_NUMBER_OR_PHONE = re.compile(r"[+-](?:[0-9]|[+-]?[(.][0-9])[0-9 ().,/\u00a0\u202f]*[%A-Z€$£]{0,3}")
_HANDLE = re.compile(r"@[\w.-]+")
_LEADING_BLANKS = re.compile(r"^[\s\x00-\x20\u200b\u200e\u200f\u2060\ufeff]+")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might execute the text; numbers, telephone numbers and handles are harmless.

    >>> [is_formula(text) for text in ("=1+1", " \\t@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "\uff1d1")]
    [True, True, True, True]
    >>> [is_formula(text) for text in ("+49 89 1234", "-12.50", "@maria", "a=b", "")]
    [False, False, False, False, False]
    """
    bare = _LEADING_BLANKS.sub("", text)
    if not bare or bare[0] not in _STARTS:
        return False
    return not (_NUMBER_OR_PHONE.fullmatch(bare) or _HANDLE.fullmatch(bare))


def guarded(text: str) -> str:
    """The text as it may stand in a CSV file: with an apostrophe in front where a spreadsheet would execute it.

    A text that already looks guarded gets one more, so that `unguarded` always gives back the very same text.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("O'Hara"), guarded("'tis")
    ("'=1+1", "''=1+1", "O'Hara", "'tis")
    """
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text
