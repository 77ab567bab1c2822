"""The people whom a line names, among those who are known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenure.analytics.logline.spans import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
# Between the parts of one name there is a blank, a hyphen or an initial.
_BETWEEN = re.compile(r"[ \-]|\s[A-Z]\.\s")
# What stands before a name may spell it in small letters.
_BEFORE = re.compile(r"\b(?:with|mit|to|an|von|from|and|und|herrn?|frau|mr|mrs|ms)\.?\s$", re.IGNORECASE)
_STROKES = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ä": "a", "ö": "o", "ü": "u"})


@dataclass(frozen=True)
class Person:
    """Somebody who may be named, by their number."""

    key: int
    name: str


@dataclass(frozen=True)
class Mention:
    """A name in a line and whom it may mean: one person surely, several when the line does not say which."""

    span: Span
    text: str
    candidates: tuple[Person, ...]

    @property
    def person(self) -> Person | None:
        """The person meant, unless it could be several."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def folded(word: str) -> str:
    """A word by which names are compared: in small letters, without the commonest accents.

    >>> folded("Müller"), folded("Groß")
    ('muller', 'gross')
    """
    return _ACCENTS.sub(lambda match: _PLAIN[match[0]], word.lower().translate(_STROKES))


_PLAIN = dict(
    zip("áàâãåāéèêëēęíìîïīóòôõōúùûūýçćčñńšśžźżğąďťřě", "aaaaaaeeeeeeiiiiiooooouuuuycccnnsszzzgadtre", strict=True)
)
_ACCENTS = re.compile("|".join(_PLAIN))


def mentions(text: str, people: Sequence[Person], taken: Sequence[Span] = ()) -> list[Mention]:
    """The names in a text that belong to one of the people, each person once; longer names win over shorter ones.

    A name begins with a capital letter or follows a word such as "with"; `taken` are places that mean something else.

    >>> team = [Person(1, "Maria Lindqvist"), Person(2, "Maria Rossi"), Person(3, "Jens Eide")]
    >>> [(found.text, [p.key for p in found.candidates]) for found in mentions("Met Maria Rossi and Eide", team)]
    [('Maria Rossi', [2]), ('Eide', [3])]
    >>> [p.key for p in mentions("Call with maria", team)[0].candidates]
    [1, 2]
    """
    by_word = _index(people)
    found: list[Mention] = []
    for span, candidates in _runs(text, by_word, taken):
        known = {mention.person for mention in found} & set(candidates)
        if not known:
            found.append(Mention(span, text[span.start : span.end], candidates))
    return found


def _index(people: Sequence[Person]) -> dict[str, tuple[Person, ...]]:
    by_word: dict[str, tuple[Person, ...]] = {}
    for person in people:
        for word in dict.fromkeys(folded(part) for part in _WORD.findall(person.name)):
            by_word[word] = (*by_word.get(word, ()), person)
    return by_word


def _runs(
    text: str, by_word: dict[str, tuple[Person, ...]], taken: Sequence[Span]
) -> Iterator[tuple[Span, tuple[Person, ...]]]:
    """Neighbouring words that all belong to the same people, with those people."""
    start, end, common = 0, 0, tuple[Person, ...]()
    for match in _WORD.finditer(text):
        own = by_word.get(folded(match[0]), ()) if _may_name(text, match, taken) else ()
        both = tuple(person for person in common if person in own)
        if both and _BETWEEN.fullmatch(text[end : match.start()]):
            end, common = match.end(), both
            continue
        if common:
            yield Span(start, end), common
        start, end, common = match.start(), match.end(), own
    if common:
        yield Span(start, end), common


def _may_name(text: str, match: re.Match[str], taken: Sequence[Span]) -> bool:
    if any(span.overlaps(Span(*match.span())) for span in taken):
        return False
    return match[0][0].isupper() or bool(_BEFORE.search(text[max(0, match.start() - 8) : match.start()]))
