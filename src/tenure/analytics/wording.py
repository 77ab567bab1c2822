"""What the reason for a grade says, and the words for it: facts become a sentence in the language of whoever reads.

The rule is data: OPENING and PARTS say which templates there are for each part of a sentence, and when each applies.
`sentence` follows them for one account, `portfolio.reasons` for all accounts at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from string import Formatter
from typing import NamedTuple

CONTEXT = "reason"
CONTEXTS = {"decimal_mark": "decimal mark"}
"""What tells translators where a text stands; a phrase that is not named here stands in a reason."""


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogues where it is written down; it is translated where it is read."""
    return text


def pgettext_noop(context: str, text: str) -> str:  # noqa: ARG001 - the catalogues read the context from the source
    """The same for a text that means something else elsewhere."""
    return text


@dataclass(frozen=True)
class Phrases:
    """The words of a reason; another language is another one of these.

    A sentence is its opening, a colon, the parts that apply, joined and closed. In braces stand grade, score, a
    criterion with its score (`first`, `second`, `weakest`), a list of criteria (`limits`, `unknown`), a number
    (`place`) with its ordinal `suffix`.
    """

    joint: str = pgettext_noop("reason", "; ")
    end: str = pgettext_noop("reason", ".")
    colon: str = pgettext_noop("reason", ": ")
    list_joint: str = pgettext_noop("reason", ", ")
    decimal_mark: str = pgettext_noop("decimal mark", ".")
    opening: str = pgettext_noop("reason", "{grade} at {score} of 10")
    opening_unscored: str = pgettext_noop("reason", "{grade}")
    lead_two: str = pgettext_noop("reason", "{first} and {second} lead")
    lead_one: str = pgettext_noop("reason", "{first} leads")
    short_two: str = pgettext_noop("reason", "held back most by {first} and {second}")
    short_one: str = pgettext_noop("reason", "held back most by {first}")
    at_best: str = pgettext_noop("reason", "nothing holds it back")
    no_score: str = pgettext_noop("reason", "nothing is known yet that could be scored")
    despite: str = pgettext_noop("reason", "qualifies despite {weakest}")
    turned_away: str = pgettext_noop("reason", "the places above are taken")
    kept_out: str = pgettext_noop("reason", "kept out by the limit on {limits}")
    unknown: str = pgettext_noop("reason", "not known: {unknown}")
    provisional: str = pgettext_noop("reason", "provisional until more is known")
    sales: str = pgettext_noop("reason", "{place}{suffix} by sales")
    suffix_first: str = pgettext_noop("reason", "st")
    suffix_second: str = pgettext_noop("reason", "nd")
    suffix_third: str = pgettext_noop("reason", "rd")
    suffix_other: str = pgettext_noop("reason", "th")


ENGLISH = Phrases()


class Named(NamedTuple):
    """A criterion as a sentence names it: with its score of 0 to 10."""

    name: str
    score: float


@dataclass(frozen=True)
class Grounds:
    """What a reason says about one account, whatever the language.

    `grade` is the word for the grade, `score` is None where nothing is known. `first` and `second` are what leads a
    key account (`leads`), else what holds it back; `weakest` is what it qualifies despite. `limits` names the criteria
    whose limit keeps it out, `unknown` those of which nothing is known; `place` is the rank by sales.
    """

    grade: str
    score: float | None
    place: int
    leads: bool = False
    first: Named | None = None
    second: Named | None = None
    weakest: Named | None = None
    limits: Sequence[str] = ()
    unknown: Sequence[str] = ()
    turned_away: bool = False
    provisional: bool = False


class Clause(NamedTuple):
    """A template of the phrases that applies when all its words are there, and `fact` holds where one is named."""

    phrase: str
    fact: str = ""


Part = tuple[Clause, ...]
"""Clauses of which a sentence takes the first that applies, or none."""

OPENING: Part = (Clause("opening"), Clause("opening_unscored"))
PARTS: tuple[Part, ...] = (
    (
        Clause("lead_two", "leads"),
        Clause("lead_one", "leads"),
        Clause("short_two"),
        Clause("short_one"),
        Clause("at_best", "scored"),
        Clause("no_score"),
    ),
    (Clause("despite"),),
    (Clause("turned_away", "turned_away"),),
    (Clause("kept_out"),),
    (Clause("unknown"),),
    (Clause("provisional", "provisional"),),
    (Clause("sales"),),
)
SHOWN_BESIDE = ("provisional", "sales")
"""What a table says in columns of its own, besides the opening's grade and score."""


def phrases_by(translate: Callable[[str, str], str]) -> Phrases:
    """The phrases of another language; `translate` is given a context and an English text, as pgettext is.

    >>> phrases_by(lambda context, text: text) == ENGLISH
    True
    """
    words = {field.name: str(field.default) for field in fields(Phrases)}
    return Phrases(**{name: translate(CONTEXTS.get(name, CONTEXT), text) for name, text in words.items()})


def sentence(grounds: Grounds, phrases: Phrases = ENGLISH) -> str:
    """Say why an account has its grade: what leads it or holds it back, and what else there is to know.

    >>> sentence(Grounds("Premier", 7.25, 21, leads=True, first=Named("revenue", 9.1), unknown=["fit", "access"]))
    'Premier at 7.3 of 10: revenue 9.1 leads; not known: fit, access; 21st by sales.'
    >>> sentence(Grounds("Non-League", None, 4, provisional=True))
    'Non-League: nothing is known yet that could be scored; provisional until more is known; 4th by sales.'
    """
    words, facts = _words(grounds, phrases), _facts(grounds)
    opening = _first(OPENING, words, facts, phrases)
    said = [_first(part, words, facts, phrases) for part in PARTS]
    return f"{opening}{phrases.colon}{phrases.joint.join(filter(None, said))}{phrases.end}"


def short_sentence(grounds: Grounds, phrases: Phrases = ENGLISH) -> str:
    """The same beside columns that already say grade, score, that they are provisional, and the rank by sales.

    >>> short_sentence(Grounds("Premier", 7.25, 21, leads=True, first=Named("revenue", 9.1), provisional=True))
    'Revenue 9.1 leads.'
    """
    words, facts = _words(grounds, phrases), _facts(grounds)
    parts = (part for part in PARTS if part[0].phrase not in SHOWN_BESIDE)
    said = phrases.joint.join(filter(None, (_first(part, words, facts, phrases) for part in parts)))
    return f"{said[:1].upper()}{said[1:]}{phrases.end}"


def one_decimal(score: float, mark: str = ".") -> str:
    """A score with one decimal, halves up, written from whole numbers as the engines of frames do.

    >>> one_decimal(7.25), one_decimal(9.95, ","), one_decimal(0.04)
    ('7.3', '10,0', '0.0')
    """
    tenths = int(score * 10.0 + 0.5)
    return f"{tenths // 10}{mark}{tenths % 10}"


def ordinal_suffix(place: int, phrases: Phrases = ENGLISH) -> str:
    """The ending of a place's ordinal number.

    >>> [f"{place}{ordinal_suffix(place)}" for place in (1, 2, 3, 4, 11, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st', '112th']
    """
    endings = {1: phrases.suffix_first, 2: phrases.suffix_second, 3: phrases.suffix_third}
    return phrases.suffix_other if 11 <= place % 100 <= 13 else endings.get(place % 10, phrases.suffix_other)


def words_of(template: str) -> list[str]:
    """The words that a template asks for, in order.

    >>> words_of("{first} and {second} lead")
    ['first', 'second']
    """
    return [field for _, field, _, _ in Formatter().parse(template) if field is not None]


def _words(grounds: Grounds, phrases: Phrases) -> dict[str, str | None]:
    """Every word that a template may ask for; None where there is nothing to say."""
    mark = phrases.decimal_mark
    named = {"first": grounds.first, "second": grounds.second, "weakest": grounds.weakest}
    return {
        **{role: one and f"{one.name} {one_decimal(one.score, mark)}" for role, one in named.items()},
        "grade": grounds.grade,
        "score": None if grounds.score is None else one_decimal(grounds.score, mark),
        "limits": phrases.list_joint.join(grounds.limits) or None,
        "unknown": phrases.list_joint.join(grounds.unknown) or None,
        "place": str(grounds.place),
        "suffix": ordinal_suffix(grounds.place, phrases),
    }


def _facts(grounds: Grounds) -> dict[str, bool]:
    """What has to hold for the clauses that name a fact; those that name none always may apply."""
    return {
        "": True,
        "leads": grounds.leads,
        "scored": grounds.score is not None,
        "turned_away": grounds.turned_away,
        "provisional": grounds.provisional,
    }


def _first(part: Part, words: Mapping[str, str | None], facts: Mapping[str, bool], phrases: Phrases) -> str:
    """The first clause of a part that applies, in words; empty where none does."""
    for clause in part:
        template: str = getattr(phrases, clause.phrase)
        if facts[clause.fact] and all(words[word] is not None for word in words_of(template)):
            return template.format_map(words)
    return ""
