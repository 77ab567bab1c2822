"""How well a row that the index proposed fits what somebody typed."""

from collections.abc import Sequence
from enum import IntEnum

from rapidfuzz.distance import OSA

from tenure.core.search import SHORTEST_MISSPELT
from tenure.core.text import words_of


class Closeness(IntEnum):
    """From the best fit to the worst."""

    EXACT = 0
    BEGINNING = 1
    WORDS = 2
    WITHIN = 3
    MISSPELT = 4


def closeness(wanted: Sequence[str], name: str, *others: str) -> Closeness | None:
    """How well the words fit a thing of this name, with the other texts that it is known by; None when they do not.

    The words are as `words_of` gives them: without case, accents and punctuation. EXACT and BEGINNING look at the
    name alone. WORDS: each begins a word of any text. WITHIN: each is somewhere in them. MISSPELT: each is, but for
    one letter, a word or the beginning of one.

    >>> closeness(["muller"], "Müller GmbH"), closeness(["gmbh", "mul"], "Müller GmbH")
    (<Closeness.BEGINNING: 1>, <Closeness.WORDS: 2>)
    >>> closeness(["ulle"], "Müller GmbH"), closeness(["mulelr"], "Müller GmbH"), closeness(["maier"], "Müller GmbH")
    (<Closeness.WITHIN: 3>, <Closeness.MISSPELT: 4>, None)
    """
    if not wanted:
        return None
    of_name = words_of(name)
    if of_name[: len(wanted)] == list(wanted) and len(of_name) == len(wanted):
        return Closeness.EXACT
    if " ".join(of_name).startswith(" ".join(wanted)):
        return Closeness.BEGINNING
    return _among([*of_name, *(word for text in others for word in words_of(text))], wanted)


def _among(words: Sequence[str], wanted: Sequence[str]) -> Closeness | None:
    """As well as the part that fits worst."""
    worst = Closeness.WORDS
    for part in wanted:
        if any(word.startswith(part) for word in words):
            continue
        if any(part in word for word in words):
            worst = max(worst, Closeness.WITHIN)
        elif any(_nearly(part, word) for word in words):
            worst = Closeness.MISSPELT
        else:
            return None
    return worst


def _nearly(part: str, word: str) -> bool:
    if len(part) < SHORTEST_MISSPELT or not _may_begin_alike(part, word):
        return False
    beginnings = {word[:length] for length in range(len(part) - 1, len(part) + 2)}
    return any(OSA.distance(part, beginning, score_cutoff=1) <= 1 for beginning in beginnings)


def _may_begin_alike(part: str, word: str) -> bool:
    """Whether one slip can lie between them by their first two letters: most words are told apart by these alone.

    A slip after the first letter leaves that as it is; one at the first letter leaves a second one to be found.
    """
    return not {*word[:2]}.isdisjoint(part[:2])
