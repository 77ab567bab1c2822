"""A handover in words: its course, its checklist, its sheet and what its watch has shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from tenure.accounts.choices import contact_function_choices, document_class_choices
from tenure.analytics.board.findings import Finding, FindingKind
from tenure.analytics.board.position import NEUTRAL
from tenure.analytics.board.wording import Words, finding_sentence
from tenure.analytics.handover import COURSE, HandoverState, Item
from tenure.commerce.choices import order_state_choices
from tenure.growth.choices import handover_state_choices
from tenure.growth.queries.handovers import Line, Watch
from tenure.relationships.choices import piece_choices, stance_word

FLAGS_SHOWN = 6
ITEMS: Mapping[Item, str | Promise] = {
    Item.ANNOUNCED: gettext_lazy("The client and our people were told who takes over"),
    Item.DEAL: gettext_lazy("What was sold, and why they bought"),
    Item.GOALS: gettext_lazy("Goals for 30, 60 and 90 days"),
    Item.TERMS: gettext_lazy("Terms, prices and special agreements"),
    Item.MAP: gettext_lazy("Who decides, and who is for us"),
    Item.PROMISES: gettext_lazy("What was promised, by us and by them"),
    Item.RED_FLAGS: gettext_lazy("What could go wrong"),
    Item.STYLE: gettext_lazy("How they like to work with us"),
    Item.READ: gettext_lazy("The receiver has read it all and asked"),
    Item.MEETING: gettext_lazy("Both met the client together"),
    Item.AVAILABLE: gettext_lazy("Whoever handed over stayed available"),
}


@dataclass(frozen=True)
class Step:
    """A state of the course and whether it is behind, here or ahead."""

    word: str
    place: str


@dataclass(frozen=True)
class ItemLine:
    """A line of the checklist in words; `tone` is good for what is done, bad for what is late."""

    code: str
    word: str | Promise
    line: Line
    tone: str
    is_meeting: bool


def item_word(item: Item) -> str | Promise:
    """What has to be told or done."""
    return ITEMS[item]


def course(state: HandoverState) -> list[Step]:
    """The states one after the other; none of them for a handover that was withdrawn."""
    if state not in COURSE:
        return []
    words, here = dict(handover_state_choices()), COURSE.index(state)
    return [
        Step(words[one.value], "behind" if place < here else "here" if place == here else "ahead")
        for place, one in enumerate(COURSE)
    ]


def lines_shown(lines: Iterable[Line], now: datetime) -> list[ItemLine]:
    """The checklist."""
    return [
        ItemLine(line.item.value, ITEMS[line.item], line, _tone(line, now), line.item == Item.MEETING) for line in lines
    ]


def _tone(line: Line, now: datetime) -> str:
    if line.done_at:
        return "good"
    return "bad" if line.is_late(now) else ""


def sheet_shown(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet with days, amounts and words instead of what is kept of them."""
    states, classes = dict(order_state_choices()), dict(document_class_choices())
    purchases = sheet["purchases"]
    return {
        "day": date.fromisoformat(sheet["day"]),
        "currency": sheet["currency"],
        "bought": [_dated({**row, "revenue": Decimal(row["revenue"])}, "last") for row in sheet["bought"]],
        "orders": [
            _dated({**row, "amount": Decimal(row["amount"]), "state": states.get(row["state"])}, "ordered_on")
            for row in sheet["orders"]
        ],
        "now": Decimal(purchases["now"]),
        "before": Decimal(purchases["before"]),
        "until": date.fromisoformat(purchases["until"]),
        "promises": [_dated(row, "due_on") for row in sheet["promises"]],
        "expectations": [_dated(row, "accepted_on") for row in sheet.get("expectations", ())],
        "boards": [_board(board) for board in sheet["boards"]],
        "documents": [
            _dated({**row, "class": classes.get(row["class"])}, "dated_on") for row in sheet["documents"]
        ],
    }  # fmt: skip


def _dated(row: Mapping[str, Any], field: str) -> dict[str, Any]:
    return {**row, field: date.fromisoformat(row[field]) if row[field] else None}


def _board(board: Mapping[str, Any]) -> dict[str, Any]:
    words = Words(board["names"], pgettext)
    flags = [Finding(FindingKind(one["kind"]), one["person"], one["evidence"]) for one in board["flags"]]
    return {
        "decision": board["decision"],
        "deadline": date.fromisoformat(board["deadline"]) if board["deadline"] else None,
        "people": [_person(person) for person in board["people"]],
        "flags": [finding_sentence(flag, words) for flag in flags[:FLAGS_SHOWN]],
        "more": max(0, len(flags) - FLAGS_SHOWN),
    }


def _person(person: Mapping[str, Any]) -> dict[str, Any]:
    stance = person["stance"]
    return {
        **person,
        "function": dict(contact_function_choices()).get(person["function"], ""),
        "piece": dict(piece_choices()).get(person["piece"], ""),
        "stance": stance_word(stance),
        "tone": "good" if stance > NEUTRAL else "bad" if stance < NEUTRAL else "",
    }


def red_flags(watch: Watch | None) -> list[str]:
    """What has happened in the watch that calls for somebody to act."""
    if watch is None:
        return []
    found = [] if watch.met else [gettext("Nobody has met them since they accepted.")]
    broken = watch.missed + watch.overdue
    if broken:
        sentence = ngettext(
            "%(count)s promise of ours is missed or overdue.",
            "%(count)s promises of ours are missed or overdue.",
            broken,
        )
        found.append(sentence % {"count": broken})
    found += [gettext("%(name)s has left.") % {"name": person.name} for person in watch.left]
    return found + [_cooler(stance.contact.name, stance.decision.name) for stance in watch.cooler]


def _cooler(name: str, decision: str) -> str:
    return gettext("%(name)s thinks less of us than before: %(decision)s.") % {"name": name, "decision": decision}
