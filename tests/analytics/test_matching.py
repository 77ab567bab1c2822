"""Recognising organisations: on public records with known answers, and by what must never be merged."""

import csv
from collections import defaultdict
from itertools import combinations

import pytest

from tenure.analytics.matching import Party, Verdict, block_keys, compare, door_of, phone_of
from tenure.core.text import fold, name_key
from tests.shared import shared_data

LARGEST_BLOCK = 60
Pair = tuple[int, int]


def chicago_sites() -> tuple[list[Party], set[Pair]]:
    """The early-childhood sites as parties, and the pairs that are truly one organisation."""
    path = shared_data("dedupe_orgs") / "early_childhood_sites_with_true_ids.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    parties = [
        Party(
            name=name_key(row["Site name"]),
            door=door_of(fold(row["Address"])),
            postcode=row["Zip"].strip(),
            phone=phone_of(row["Phone"]),
        )
        for row in rows
    ]
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["True Id"]].append(place)
    return parties, {pair for group in groups.values() for pair in combinations(group, 2)}


def worth_comparing(parties: list[Party]) -> set[Pair]:
    """The pairs that share a block, as the importer would compare them."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, party in enumerate(parties):
        for key in block_keys(party):
            blocks[key].append(place)
    small = (block for block in blocks.values() if len(block) <= LARGEST_BLOCK)
    return {pair for block in small for pair in combinations(block, 2)}


def test_known_duplicates_are_found_with_a_precision_of_095_and_a_recall_of_090() -> None:
    parties, truth = chicago_sites()
    assert (len(parties), len(truth)) == (3337, 6608)
    candidates = worth_comparing(parties)
    found = {
        (one, other) for one, other in candidates if compare(parties[one], parties[other])[0] is not Verdict.DIFFERENT
    }
    precision, recall = len(found & truth) / len(found), len(found & truth) / len(truth)
    # Equal names alone give 0.9202 and 0.3491.
    assert precision >= 0.95
    assert recall >= 0.90


def test_what_is_called_the_same_is_the_same_only_where_the_place_does_not_speak_against_it() -> None:
    parties, truth = chicago_sites()
    same = {
        (one, other)
        for one, other in worth_comparing(parties)
        if compare(parties[one], parties[other])[0] is Verdict.SAME
    }
    assert len(same & truth) / len(same) >= 0.96


def party(name: str, **known: str) -> Party:
    return Party(name=name_key(name), **{field: fold(text) for field, text in known.items()})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (party("United Oil & Gas Corp.", city="New York"), party("United Oil & Gas, UK", region="UK")),
        (party("United Oil & Gas, UK", region="UK"), party("United Oil & Gas, Singapore", city="Singapore")),
        (party("United Oil & Gas Corp."), party("United Oil & Gas, Singapore")),
        (party("Plant 2 Steel"), party("Plant 3 Steel")),
        (party("Acme", city="Berlin"), party("Acme", city="Wien")),
        (party("Acme", country="Germany"), party("Acme", country="France")),
        (party("Betatech"), party("Betasoloin")),
    ],
)
def test_units_and_strangers_stay_apart(one: Party, other: Party) -> None:
    assert compare(one, other)[0] is Verdict.DIFFERENT
    assert compare(other, one)[0] is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Müller & Söhne GmbH", "MUELLER SOEHNE", Verdict.LIKELY),
        ("Müller & Söhne GmbH", "Muller Sohne AG", Verdict.SAME),
        ("Acme, Inc.", "ACME Incorporated", Verdict.SAME),
        ("GTX Pro", "GTXPro", Verdict.LIKELY),
        ("Burlington Textiles Corp of America", "Burlington Textiles", Verdict.DIFFERENT),
    ],
)
def test_spellings_of_one_name(one: str, other: str, verdict: Verdict) -> None:
    assert compare(party(one), party(other))[0] is verdict


def test_comparing_is_symmetric_on_public_records() -> None:
    parties, _ = chicago_sites()
    for one, other in sorted(worth_comparing(parties))[::97]:
        assert compare(parties[one], parties[other]) == compare(parties[other], parties[one])
