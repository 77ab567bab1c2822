"""Finding rows by parts of their text, without case and accents, in the trigram index that the database keeps.

A model takes part when its migration has made the index: on SQLite an FTS5 table that is joined as `search`, on
PostgreSQL a stored column `search_text`. A text to look for is a tree: a leaf, or all or any of several trees.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.lookups import Lookup

from tenure.core.text import fold

# A trigram index needs three characters; the space before a word is one.
SHORTEST_PART = 3
SHORTEST_BEGINNING = 2
# In shorter words one slip of the finger makes another word.
SHORTEST_MISSPELT = 4

# An e-mail address, a domain or a code is one word to look for; the parts of it stand in too many rows.
_WHOLE = re.compile(r"\w\S*[@.\d]\S*\w|\w+")

Rows = TypeVar("Rows", bound="models.QuerySet[Any, Any]")


@dataclass(frozen=True)
class Part:
    """Folded text at the beginning of the row or anywhere (three characters or more), or of a `word` (two or more)."""

    text: str
    at: str = "anywhere"


@dataclass(frozen=True)
class Every:
    """Rows that have every one of these."""

    of: tuple["Wanted", ...]


@dataclass(frozen=True)
class Either:
    """Rows that have at least one of these."""

    of: tuple["Wanted", ...]


Wanted = Part | Every | Either


class Match(Lookup[str]):
    """SQLite's MATCH: the full-text index has what the phrase says."""

    lookup_name = "match"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison with its parameters."""
        column, before = self.process_lhs(compiler, connection)
        phrase, parameters = self.process_rhs(compiler, connection)
        return f"{column} MATCH {phrase}", (*before, *parameters)


class FoldedLike(Lookup[str]):
    """PostgreSQL's LIKE on a row's folded text, a column that Django does not know."""

    lookup_name = "folded_like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison with its parameters."""
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        pattern, parameters = self.process_rhs(compiler, connection)
        return f"{table}.search_text LIKE {pattern}", tuple(parameters)


def words_to_find(text: str) -> list[str]:
    """The words of a text as the index is asked for them, folded; addresses, domains and codes stay whole.

    >>> words_to_find("Söhne-Bau & Co, anna.weiss@example.com NL-20")
    ['sohne', 'bau', 'co', 'anna.weiss@example.com', 'nl-20']
    """
    return _WHOLE.findall(fold(text))


def having(rows: Rows, wanted: Wanted) -> Rows:
    """Those of the rows whose indexed text has what is wanted."""
    if connection.vendor == "postgresql":
        return rows.filter(_likes(wanted))
    # The first condition makes it an inner join, which alone lets SQLite start from the index.
    return rows.filter(search__isnull=False).filter(Match(F("search__text"), _phrase(wanted)))


def beginning(words: Sequence[str]) -> Wanted | None:
    """The row begins with these words, one after the other; None for an address, or when they are too short."""
    text = " ".join(words)
    return Part(text, "row") if len(text) >= SHORTEST_PART and not _has_address(words) else None


def beginning_words(words: Sequence[str]) -> Wanted | None:
    """Each of the words begins a word of the row; None for an address."""
    if _has_address(words):
        return None
    return _all(Part(word, "word") for word in words if len(word) >= SHORTEST_BEGINNING)


def _has_address(words: Sequence[str]) -> bool:
    # Hardly any row has it, so where it stands narrows nothing, and each question costs as much as the widest.
    return any("@" in word for word in words)


def containing(words: Sequence[str]) -> Wanted | None:
    """Each of the words is somewhere in the row."""
    return _all(Part(word) for word in words if len(word) >= SHORTEST_PART)


def resembling(words: Sequence[str]) -> Wanted | None:
    """Each of the words is in the row, perhaps with one letter wrong, missing or too many, or two that changed places.

    The index proposes; whether a row has the word is for `core.closeness` to say.
    """
    return _all(Either((Part(word), *slips(word))) for word in words if len(word) >= SHORTEST_PART)


def slips(word: str) -> list[Wanted]:
    """What a row has in which one letter of the word is different, or two neighbours have changed places.

    What stands before and after the slip is right. The index knows no parts of less than three characters, so in a
    word of five letters a wrong one in the middle is not found, only a changed place.

    >>> slips("schmdit")
    [Part(text='dit', at='anywhere'), Part(text='sch', at='word')]
    >>> [part.text for part in slips("rosi") if isinstance(part, Part)]
    ['osi', 'orsi', 'rsoi', 'rois', 'ros']
    """
    if len(word) < SHORTEST_MISSPELT:
        return []
    certain = dict.fromkeys(around for place in range(len(word)) for around in _around(word, place))
    # Where less is certain about one slip than about another, its question serves both.
    widest = [each for each in certain if not any(_covers(other, each) for other in certain if other != each)]
    return [found for before, after in widest if (found := _between(before, after))]


def _around(word: str, place: int) -> list[tuple[str, str]]:
    """What certainly stands before and after a slip at this place, each empty when the index cannot know it."""
    before, after = word[:place], word[place + 2 :]
    if len(before) >= SHORTEST_PART or len(after) >= SHORTEST_PART:
        return [(_known(before), _known(after))]
    swapped = f"{before}{word[place + 1 : place + 2]}{word[place]}{after}"
    return [each for each in (("", _known(word[place + 1 :])), ("", swapped)) if each[1]]


def _known(part: str) -> str:
    return part if len(part) >= SHORTEST_PART else ""


def _covers(wide: tuple[str, str], narrow: tuple[str, str]) -> bool:
    return narrow[0].startswith(wide[0]) and narrow[1].endswith(wide[1])


def _between(before: str, after: str) -> Wanted | None:
    parts = [Part(before, "word")] if before else []
    parts += [Part(after)] if after else []
    return parts[0] if len(parts) == 1 else _all(parts)


def _all(wanted: Iterable[Wanted]) -> Wanted | None:
    found = tuple(wanted)
    return Every(found) if found else None


def _phrase(wanted: Wanted) -> str:
    """What is wanted in the language of FTS5. A word begins the text, or follows a space."""
    match wanted:
        case Part(text, "row"):
            return f"(name : ^ {_quoted(text)})"
        case Part(text, "word") if len(text) < SHORTEST_PART:
            return _quoted(" " + text)
        case Part(text, "word"):
            return f"(^ {_quoted(text)} OR {_quoted(' ' + text)})"
        case Part(text):
            return _quoted(text)
        case Every(of):
            return "(" + " AND ".join(map(_phrase, of)) + ")"
        case Either(of):
            return "(" + " OR ".join(map(_phrase, of)) + ")"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _likes(wanted: Wanted) -> Q:
    """What is wanted as conditions on PostgreSQL's folded text, which begins with a space as every word in it does."""
    match wanted:
        case Part(text, "row"):
            return Q(_like(text, " {}%"))
        case Part(text, "word"):
            return Q(_like(text, "% {}%"))
        case Part(text):
            return Q(_like(text, "%{}%"))
        case Every(of):
            return _joined(of, Q.__and__)
        case Either(of):
            return _joined(of, Q.__or__)


def _joined(several: Sequence[Wanted], join: Callable[[Q, Q], Q]) -> Q:
    found, *others = map(_likes, several)
    for other in others:
        found = join(found, other)
    return found


def _like(text: str, pattern: str) -> FoldedLike:
    # Every model has its key; the lookup only takes the table's name from it.
    return FoldedLike(F("pk"), pattern.format(connection.ops.prep_for_like_query(text)))
