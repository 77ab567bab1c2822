"""Why a board's document cannot be read: templates, so that `retelling` can tell each again in another language."""

import json
from collections.abc import Iterable

from tenure.analytics.wording import gettext_noop

NOT_JSON = gettext_noop("The document is not JSON: {cause} at line {line}, column {column}; it must be one object.")
NOT_READABLE = gettext_noop("The document is not JSON text in UTF-8; it must be one object.")
TOO_DEEP = gettext_noop("The document is nested too deeply; it must be one object of lists of objects.")
TOO_LARGE = gettext_noop("The document has {size} bytes; it may have {most} at most.")
KEY_TWICE = gettext_noop("The document gives the key {key} twice in one object; it may be given once.")
NOT_AN_OBJECT = gettext_noop("{place} is {value}; it must be an object with the keys {allowed}.")
NOT_A_LIST = gettext_noop("{place} is {value}; it must be a list of objects.")
UNKNOWN_KEY = gettext_noop("{place} has the unknown key {key}; allowed are {allowed}.")
MISSING_KEY = gettext_noop("{place} lacks the key {key}; it needs {needed}.")
NOT_TEXT = gettext_noop("{place} is {value}; it must be a text of 1 to {most} characters, not blank.")
NOT_WHOLE = gettext_noop("{place} is {value}; it must be a whole number from {low} to {high}.")
NOT_A_NUMBER = gettext_noop("{place} is {value}; it must be a number from {low} to {high}.")
NOT_TRUE_OR_FALSE = gettext_noop("{place} is {value}; it must be true or false.")
NOT_A_CHOICE = gettext_noop("{place} is {value}; it must be one of {allowed}.")
NOBODY = gettext_noop("The list people is empty; a board needs one person at least.")
NO_SUCH_PERSON = gettext_noop("{place} is {value}; it must be the id of somebody in people: {allowed}.")
SAME_PERSON = gettext_noop("{place} goes from {value} to the same person; it must join two different people.")
GIVEN_TWICE = gettext_noop("{place} repeats {first}; each may be given once.")
TWO_SIDES = gettext_noop(
    "{place} is {value}, which {first} names too; people, members and competitors need different ids."
)
NOBODY_LEAVES = gettext_noop("Nobody with the id {value} is on the board; who may leave is one of {allowed}.")
LAST_LEAVES = gettext_noop("{value} is the only person on the board; without them there is no position to judge.")

SENTENCES = (
    NOT_JSON, NOT_READABLE, TOO_DEEP, TOO_LARGE, KEY_TWICE, NOT_AN_OBJECT, NOT_A_LIST, UNKNOWN_KEY, MISSING_KEY,
    NOT_TEXT, NOT_WHOLE, NOT_A_NUMBER, NOT_TRUE_OR_FALSE, NOT_A_CHOICE, NOBODY, NO_SUCH_PERSON, SAME_PERSON,
    GIVEN_TWICE, TWO_SIDES, NOBODY_LEAVES, LAST_LEAVES,
)  # fmt: skip
"""Why something is refused, for whoever tells it again."""

_LISTED = 8


class BoardError(ValueError):
    """A document or a question about a board that cannot be used, said in one full sentence."""

    def __init__(self, template: str, **words: object) -> None:
        super().__init__(template.format(**words))
        self.sentence = str(self)


def some(names: Iterable[str]) -> str:
    """The first of many names, and how many more there are.

    >>> some("abc"), some("abcdefghijk")
    ('a, b, c', 'a, b, c, d, e, f, g, h, ... (3 more)')
    """
    known = list(names)
    more = f", ... ({len(known) - _LISTED} more)" if len(known) > _LISTED else ""
    return f"{', '.join(known[:_LISTED])}{more}"


def shown(value: object, longest: int = 40) -> str:
    """A value as JSON writes it, cut where it is long."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    written = json.dumps(value)
    return written if len(written) <= longest else f"{written[:longest]}..."
