"""Whether two descriptions of organisations mean the same one: by name, by door, by telephone."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

ALIKE_NAMES = 88.0
RELATED_NAMES = 50.0
SHORTEST_WORD = 4
MOST_WORDS = 4
BEGINNING = 5
PHONE_DIGITS = 7

_WORD = re.compile(r"[^\W_]+")
_HOUSE_FIRST = re.compile(r"(\d+\w?)\s+(?:(?:[nsew]|north|south|east|west)\s+)?([^\W\d_]\w*|\d+(?:st|nd|rd|th))")
_HOUSE_LAST = re.compile(r"([^\W\d_]\w*).*?\s(\d+\s?[a-z]?)$")
# Words that tell one unit of a group from another rather than spell its name in another way.
_PLACE_WORDS = """
    africa america americas apac asia australia austria benelux brasil brazil canada china deutschland dach emea europe
    france germany gulf india international ireland italia italy japan latam mexico nederland netherlands nordic north
    east west south central osterreich poland polska schweiz singapore spain suisse sweden switzerland turkey uk usa us
    i ii iii iv v
"""
_UNIT_WORDS = frozenset(_PLACE_WORDS.split())


class Verdict(StrEnum):
    """What a comparison says. `LIKELY` is for a person to decide."""

    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as far as it can be recognised: all text folded to lower case without accents.

    `name` comes without its legal form. Empty text means unknown. `door` is house number and street, `phone` the last
    seven digits.
    """

    name: str
    door: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""


def door_of(street: str) -> str:
    """House number and first word of a folded street; empty where there is no number.

    >>> door_of("955 w garfield blvd"), door_of("obere str. 57"), door_of("po box")
    ('955 garfi', '57 obere', '')
    """
    words = " ".join(_WORD.findall(street))
    if match := _HOUSE_FIRST.match(words):
        return f"{match[1]} {match[2][:BEGINNING]}"
    if match := _HOUSE_LAST.match(words):
        return f"{match[2].replace(' ', '')} {match[1][:BEGINNING]}"
    return ""


def phone_of(text: str) -> str:
    """The last seven digits of a telephone number, which have no country or area code; empty where there are fewer.

    >>> phone_of("+1 (773) 535-9025"), phone_of("5359025"), phone_of("110")
    ('5359025', '5359025', '')
    """
    digits = "".join(character for character in text if character.isdigit())
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def compare(one: Party, other: Party) -> tuple[Verdict, float]:
    """Judge whether two parties are one, with the likeness of their names from 0 to 100.

    Places that contradict each other make different parties. Else equal names are the same; only likely so when the
    doors differ without a common postcode. Likely are alike names, behind different doors only where the place is known
    to be one; and behind one door related names, or any names with one telephone. Names that differ in a number or in a
    word for a place are units of a group and different, unless behind one door.

    >>> compare(Party("united oil gas", city="new york"), Party("united oil gas uk", region="uk"))[0].value
    'different'
    >>> compare(Party("holmes", door="955 garfi"), Party("chicago public schools holmes", door="955 garfi"))[0].value
    'likely'
    >>> compare(Party("kan code"), Party("kancode"))
    (<Verdict.LIKELY: 'likely'>, 100.0)
    >>> compare(Party("acme", city="berlin"), Party("acme", city="wien"))[0].value
    'different'

    Validation: on the 3,337 Chicago early-childhood sites with known answers (MIT, DataMade), see the tests.
    """
    likeness = _likeness(one.name, other.name)
    place = same_place(one, other)
    if place is False:
        return Verdict.DIFFERENT, likeness
    moved = bool(one.door and other.door) and one.door != other.door
    if one.door == other.door != "":
        return _behind_one_door(one, other), likeness
    if one.name == other.name != "":
        near = bool(one.postcode) and one.postcode == other.postcode
        return (Verdict.LIKELY if moved and not near else Verdict.SAME), likeness
    alike = likeness >= ALIKE_NAMES and not _are_units(one, other)
    return (Verdict.LIKELY if alike and (place or not moved) else Verdict.DIFFERENT), likeness


def _likeness(one: str, other: str) -> float:
    """How alike two names are, whatever the order of their words and the blanks between them."""
    return max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")))


def _behind_one_door(one: Party, other: Party) -> Verdict:
    if one.name == other.name:
        return Verdict.SAME
    same_phone = one.phone == other.phone != ""
    related = fuzz.token_set_ratio(one.name, other.name) >= RELATED_NAMES
    return Verdict.LIKELY if same_phone or related else Verdict.DIFFERENT


def same_place(one: Party, other: Party) -> bool | None:
    """True where postcode or city agree, False where anything known contradicts, None where too little is known.

    >>> same_place(Party("a", city="berlin"), Party("b", city="berlin", country="germany"))
    True
    >>> same_place(Party("a", city="berlin"), Party("b")) is None
    True
    >>> same_place(Party("a", postcode="10115", city="berlin"), Party("b", postcode="10117", city="berlin"))
    False
    """
    pairs = ((one.country, other.country), (one.postcode, other.postcode), (one.city, other.city))
    known = [a == b for a, b in pairs if a and b]
    if not all(known):
        return False
    agreeing = any(a and a == b for a, b in pairs[1:])
    return True if agreeing else None


def _are_units(one: Party, other: Party) -> bool:
    """Whether the words that only one of the names has tell of a number or a place."""
    mine, theirs = set(one.name.split()), set(other.name.split())
    places = _UNIT_WORDS.union(*(_place_words(party) for party in (one, other)))
    return any(word in places or any(c.isdigit() for c in word) for word in mine ^ theirs)


def _place_words(party: Party) -> set[str]:
    return set(f"{party.city} {party.region} {party.country}".split())


def block_keys(party: Party) -> set[str]:
    """Keys of which two parties must share one to be worth comparing, so that not all pairs need to be.

    >>> sorted(block_keys(Party("acme holding", door="5 main", phone="1234567")))
    ['acme', 'acmeh', 'd5 main', 'holding', 'p1234567']
    """
    words = sorted((word for word in party.name.split() if len(word) >= SHORTEST_WORD), key=len, reverse=True)
    keys = set(words[:MOST_WORDS])
    keys.add(party.name.replace(" ", "")[:BEGINNING])
    keys.update(f"{mark}{text}" for mark, text in (("d", party.door), ("p", party.phone)) if text)
    return keys - {""}
