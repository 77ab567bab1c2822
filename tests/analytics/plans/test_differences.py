"""What differs between two versions of a plan's document."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.plans.differences import Difference, DifferenceKind, differences

PLAIN = st.none() | st.integers(-5, 5) | st.text(max_size=4)
ITEMS = st.dictionaries(st.integers(1, 5), st.dictionaries(st.sampled_from("abc"), PLAIN), max_size=4).map(
    lambda found: [{"id": number, **item} for number, item in found.items()]
)
DOCUMENTS = st.dictionaries(st.sampled_from("uvwxyz"), PLAIN | ITEMS, max_size=5)


def replayed(old: Any, found: list[Difference]) -> Any:
    """The old document with the differences carried over, lists of items as objects by identity."""
    document = keyed(old)
    for one in found:
        holder = document
        for key in one.place[:-1]:
            holder = holder[key]
        if one.kind == DifferenceKind.REMOVED:
            del holder[one.place[-1]]
        else:
            holder[one.place[-1]] = keyed(one.new)
    return document


def keyed(value: Any) -> Any:
    """A document with lists of items as objects by identity; an empty list is one of no items."""
    if isinstance(value, dict):
        return {key: keyed(inner) for key, inner in value.items()}
    return {item["id"]: keyed(item) for item in value} if isinstance(value, list) else value


@given(DOCUMENTS, DOCUMENTS)
def test_the_differences_lead_from_one_document_to_the_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert replayed(old, differences(old, new)) == keyed(new)


@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself_nor_by_the_order_of_its_items(document: dict[str, Any]) -> None:
    turned = {key: value[::-1] if isinstance(value, list) else value for key, value in document.items()}
    assert differences(document, document) == []
    assert differences(document, turned) == []


def test_an_item_is_the_same_by_its_number_whatever_its_place() -> None:
    old = {"risks": [{"id": 1, "text": "Rival"}, {"id": 2, "text": "Price"}]}
    new = {"risks": [{"id": 2, "text": "Prices"}, {"id": 1, "text": "Rival"}]}
    assert differences(old, new) == [Difference(("risks", 2, "text"), DifferenceKind.CHANGED, "Price", "Prices")]


def test_items_within_items_are_found() -> None:
    old = {"objectives": [{"id": 4, "actions": [{"id": 7, "text": "Call"}]}]}
    new = {"objectives": [{"id": 4, "actions": [{"id": 7, "text": "Call"}, {"id": 8, "text": "Meet"}]}]}
    added = Difference(("objectives", 4, "actions", 8), DifferenceKind.ADDED, None, {"id": 8, "text": "Meet"})
    assert differences(old, new) == [added]


def test_plain_lists_are_compared_as_one_value() -> None:
    assert differences({"a": [1, 2]}, {"a": [2, 1]}) == [Difference(("a",), DifferenceKind.CHANGED, [1, 2], [2, 1])]
