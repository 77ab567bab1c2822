"""A plan as a terminal shows it: one page to read in ten minutes."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

WIDTH = 100
INDENT = "  "
Told = Mapping[str, Any]
TEXTS = {
    "strategy": "Strategy", "message": "Message", "pillars": "Pillars", "position": "Our position",
    "client_strategy": "Their strategy", "client_organisation": "Their organisation",
    "buying_strategy": "How they buy",
}  # fmt: skip
# What is shown of an item, by the name of its list: its heading, the field that names it, and what stands behind.
LISTS = {
    "needs": ("In their words", "words", ("kind", "said_by", "solution", "result")),
    "requirements": ("What they require", "name", ("area", "status", "due_on", "evidence")),
    "risks": ("Risks and opportunities", "name", ("kind", "likelihood", "impact", "owner", "response")),
    "asks": ("Asks to the sponsor", "name", ("state", "needed_by", "reason", "answer")),
    "resources": ("Resources", "name", ("planned_hours", "delivered_hours", "planned_cost", "delivered_cost")),
    "years": ("Profit plan", "year", ("contribution", "cost")),
}


def print_plan(account: str, told: Told) -> None:
    """Print what is told of a plan, section by section; what is empty is left out."""
    sys.stdout.writelines(f"{line}\n" for line in _lines(account, told))


def _lines(account: str, told: Told) -> Iterator[str]:
    document = told["document"]
    yield f"Plan of {account}: {_heading(told)}"
    yield from _section("Figures", _pairs(document["figures"]))
    for name, title in TEXTS.items():
        yield from _section(title, _wrapped(document["texts"].get(name, "")))
    yield from _section("Objectives", _objectives(document["objectives"], told.get("reckoned", {})))
    for name, (title, field, behind) in LISTS.items():
        yield from _section(title, _items(document[name], field, behind))
    yield from _section("Reckoned", _reckoned(told.get("reckoned", {})))
    yield from _section("Since you signed", map(_difference, told.get("since_you_signed", [])))


def _heading(told: Told) -> str:
    if "number" in told:
        signed = ", ".join(told["signed"]) or "nobody"
        return f"version {told['number']} of {told['frozen_at'][:10]}, signed by {signed}"
    runs = f", version {told['runs']} runs" if told["runs"] else ""
    missing = f", not signed by {', '.join(told['missing'])}" if told["missing"] else ""
    return f"{told['state'].replace('_', ' ')}{runs}{missing}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"{INDENT}{line}" for line in found))


def _wrapped(text: str) -> list[str]:
    return [line for part in text.splitlines() for line in wrap(part, WIDTH - len(INDENT)) or [""]]


def _pairs(values: Told) -> Iterator[str]:
    for name, value in values.items():
        told = ", ".join(map(str, value)) if isinstance(value, list) else value
        yield f"{name.replace('_', ' ')}: {'unknown' if told in (None, '') else told}"


def _items(items: Iterable[Told], field: str, behind: Iterable[str]) -> Iterator[str]:
    names = list(behind)
    for item in items:
        rest = "; ".join(f"{name.replace('_', ' ')} {item[name]}" for name in names if item[name] not in (None, ""))
        yield from wrap(f"{item[field]} ({rest})" if rest else str(item[field]), WIDTH, subsequent_indent=INDENT)


def _objectives(objectives: Iterable[Told], reckoned: Told) -> Iterator[str]:
    for number, one in enumerate(objectives, start=1):
        share = reckoned.get("objectives", {}).get(str(one["id"]), {}).get("share")
        done = f", {float(share):.0%} of what is due is done" if share is not None else ""
        yield f"{number}. {one['name']} ({one['level']}, {one['horizon']}, {one['state']}{done})"
        if one["measure"]:
            values = " -> ".join(str(one[name] if one[name] is not None else "?") for name in ("baseline", "target"))
            yield f"{INDENT} {one['measure']}: {values} {one['unit']}, owner {one['owner'] or 'nobody yet'}".rstrip()
        for action in one["actions"]:
            mark = "x" if action["state"] == "kept" else " "
            yield f"{INDENT} [{mark}] {action['due_on']} {action['text']} ({action['owner'] or 'nobody yet'})"


def _reckoned(reckoned: Told) -> Iterator[str]:
    if not reckoned:
        return
    if reckoned["cumulative"]:
        years = reckoned["payback_years"]
        yield "payback: " + ("not within these years" if years is None else f"after {years} years")
        yield f"present value: {reckoned['present_value']}"
    for needle in reckoned["balance"]:
        value = "unknown" if needle["value"] is None else f"{needle['value']:+.2f}"
        yield f"{needle['side'].replace('_', ' ')}: {value}"
    for section, freshness in reckoned["sections"].items():
        yield f"{section.replace('_', ' ')}: {freshness}"


def _difference(found: Told) -> str:
    place = " ".join(str(part).replace("_", " ") for part in found["place"])
    if found["kind"] == "changed":
        return f"{place}: {found['old']!r} is now {found['new']!r}"
    return f"{place}: {found['kind']}"
