"""Which header of a file is which of our fields: a guess with its confidence and its reason."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from rapidfuzz.fuzz import ratio

from tenure.integrations.files.dates import guess_date_order
from tenure.integrations.files.numbers import guess_number_style, is_code

LIKELY = 0.5
LOOKED_AT = 200
LONGEST_HEADER = 200
_ORDER_PENALTY = 0.005
_UNITS = {"eur", "usd", "gbp", "chf", "euro", "c", "the", "in", "net", "netto"}


class Kind(StrEnum):
    """What the values of a field look like; a code is text that may be all digits."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"


@dataclass(frozen=True)
class Field:
    """A field of ours and the headers it goes by, most telling first."""

    name: str
    synonyms: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False


@dataclass(frozen=True)
class Guess:
    """The header thought to be a field (None for none), from 0 (a shot in the dark) to 1 (its very name), and why."""

    field: str
    header: str | None
    confidence: float
    why: str


@lru_cache(maxsize=4096)
def normalise(header: str) -> str:
    """A header as lower-case words without accents: CamelCase split, marks, brackets and custom-field tails dropped.

    A header says what it is in its first 200 characters.

    >>> normalise("CustomerID"), normalise("Opp Close Date_Simulated"), normalise("Umsatz (EUR)")
    ('customer id', 'opp close date simulated', 'umsatz')
    >>> normalise("Straßen-Nr."), normalise("Active__c")
    ('strassen nr', 'active')
    """
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|__c$", " ", header[:LONGEST_HEADER])
    text = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters)) or text.strip().casefold()


def guess_columns(headers: Sequence[str], samples: Mapping[str, Sequence[str]], fields: Sequence[Field]) -> list[Guess]:
    """One guess for every field, in their order; no header is given to two fields.

    The best pair of field and header is settled first, then the next best among those left. A header whose sampled
    values do not look like the field's kind loses most of its weight; a pair below 0.5 is no guess at all.

    >>> fields = [Field("account", ("customer id", "customer")), Field("date", ("order date", "date"), Kind.DATE)]
    >>> samples = {"OrderDate": ["2024-03-01"], "CustomerID": ["ALFKI"]}
    >>> [(guess.field, guess.header, guess.confidence) for guess in guess_columns(list(samples), samples, fields)]
    [('account', 'CustomerID', 1.0), ('date', 'OrderDate', 1.0)]
    """
    pairs = sorted(_pairs(headers, samples, fields), key=lambda pair: -pair[0])
    chosen: dict[int, Guess] = {}
    taken: set[str] = set()
    for confidence, why, index, header in pairs:
        if confidence >= LIKELY and index not in chosen and header not in taken:
            chosen[index] = Guess(fields[index].name, header, round(confidence, 3), why)
            taken.add(header)
    return [
        chosen.get(index, Guess(field.name, None, 0.0, f"no header looks like {field.name}"))
        for index, field in enumerate(fields)
    ]


def _pairs(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]], fields: Sequence[Field]
) -> Iterator[tuple[float, str, int, str]]:
    """Every field with every header at all like it: confidence, reason, position of the field, header."""
    fits: dict[tuple[Kind, str], float] = {}
    for (index, field), header in product(enumerate(fields), headers):
        score, why = max(_likeness(field, header), key=lambda judged: judged[0])
        if score < LIKELY:
            continue
        look = (field.kind, header)
        if look not in fits:
            fits[look] = _fit(field.kind, samples.get(header, ())[:LOOKED_AT])
        yield score * fits[look], why, index, header


def _likeness(field: Field, header: str) -> list[tuple[float, str]]:
    """How alike a header and each of the field's names are."""
    name = normalise(header)
    judged = []
    for place, synonym in enumerate((field.name.rpartition(".")[2], *field.synonyms)):
        score, why = _name_likeness(name, normalise(synonym))
        # The field's own name says no more than its first synonym.
        judged.append((score * (1 - _ORDER_PENALTY * max(place - 1, 0)), f"{header!r} {why} {synonym!r}"))
    return judged


def _name_likeness(name: str, synonym: str) -> tuple[float, str]:
    words, wanted = name.split(), synonym.split()
    if name == synonym or name.replace(" ", "") == synonym.replace(" ", ""):
        return 1.0, "is a name of"
    if [word for word in words if word not in _UNITS] == wanted:
        return 0.95, "is a name of"
    if set(wanted) <= set(words) and len(synonym) > 2:
        return 0.55 + 0.3 * len(wanted) / len(words), "contains"
    if len(name) > 4 and ratio(name, synonym) >= 88:
        return 0.7, "is spelt like"
    return 0.0, "is unlike"


def _fit(kind: Kind, sample: Sequence[str]) -> float:
    """The share of the weight a header keeps when its values are looked at; all of it where there are none."""
    if not sample:
        return 1.0
    if kind is Kind.DATE:
        unreadable = guess_date_order(sample).unreadable
    elif kind is Kind.NUMBER:
        unreadable = guess_number_style(sample).unreadable + sum(map(is_code, sample))
    else:
        return 1.0
    return 1.0 if unreadable * 2 <= len(sample) else 0.1
