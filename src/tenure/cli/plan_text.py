"""A plan as a terminal shows it: one page to read in ten minutes, in the active language."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _

from tenure.analytics.plans.balance import Side
from tenure.analytics.plans.staleness import Freshness
from tenure.cli.plan_words import LISTS, REVIEWED, SIDES, TEXTS, chosen, word_of

WIDTH = 100
INDENT = "  "
Told = Mapping[str, Any]


def print_plan(account: str, told: Told) -> None:
    """Print what is told of a plan, section by section; what is empty is left out."""
    sys.stdout.writelines(f"{line}\n" for line in _lines(account, told))


def _lines(account: str, told: Told) -> Iterator[str]:
    document = told["document"]
    yield _("Plan for %(name)s") % {"name": account} + f": {_heading(told)}"
    yield from _section(_("Figures"), _pairs(document["figures"]))
    for name, title in TEXTS.items():
        yield from _section(str(title), _wrapped(document["texts"].get(name, "")))
    yield from _section(_("Objectives"), _objectives(document["objectives"], told.get("reckoned", {})))
    for name, (title, field, behind) in LISTS.items():
        yield from _section(str(title), _items(document[name], field, behind))
    yield from _section(_("Reckoned"), _reckoned(told.get("reckoned", {})))
    yield from _section(_("Since you signed"), map(_difference, told.get("since_you_signed", [])))


def _heading(told: Told) -> str:
    if "number" in told:
        signed = {"number": told["number"], "day": told["frozen_at"][:10], "names": _names(told["signed"])}
        return _("version %(number)s of %(day)s, signed by %(names)s") % signed
    parts = [chosen("plan", told["state"])]
    if told["runs"]:
        parts.append(_("version %(number)s is in force") % {"number": told["runs"]})
    if told["missing"]:
        parts.append(_("not signed by %(names)s") % {"names": _names(told["missing"])})
    return ", ".join(parts)


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or _("nobody")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"{INDENT}{line}" for line in found))


def _wrapped(text: str) -> list[str]:
    return [line for part in text.splitlines() for line in wrap(part, WIDTH - len(INDENT)) or [""]]


def _pairs(values: Told) -> Iterator[str]:
    for name, value in values.items():
        told = ", ".join(map(str, value)) if isinstance(value, list) else value
        yield f"{word_of(name)}: {_('unknown') if told in (None, '') else told}"


def _items(items: Iterable[Told], field: str, behind: Iterable[str]) -> Iterator[str]:
    names = list(behind)
    for item in items:
        rest = "; ".join(
            f"{word_of(name)}: {chosen(name, item[name])}" for name in names if item[name] not in (None, "")
        )
        yield from wrap(f"{item[field]} ({rest})" if rest else str(item[field]), WIDTH, subsequent_indent=INDENT)


def _objectives(objectives: Iterable[Told], reckoned: Told) -> Iterator[str]:
    for number, one in enumerate(objectives, start=1):
        said = [chosen(name, one[name]) for name in ("level", "horizon", "state")]
        share = reckoned.get("objectives", {}).get(str(one["id"]), {}).get("share")
        if share is not None:
            said.append(_("%(share)s of what is due is done") % {"share": f"{float(share):.0%}"})
        yield f"{number}. {one['name']} ({', '.join(said)})"
        if one["measure"]:
            values = " -> ".join(str(one[name] if one[name] is not None else "?") for name in ("baseline", "target"))
            yield f"{INDENT} {one['measure']}: {values} {one['unit']}, {word_of('owner')}: {_owner(one)}"
        for action in one["actions"]:
            mark = "x" if action["state"] == "kept" else " "
            yield f"{INDENT} [{mark}] {action['due_on']} {action['text']} ({_owner(action)})"


def _owner(item: Told) -> str:
    return item["owner"] or _("nobody yet")


def _reckoned(reckoned: Told) -> Iterator[str]:
    if not reckoned:
        return
    if reckoned["cumulative"]:
        years = reckoned["payback_years"]
        when = _("not in these years") if years is None else _("%(years)s years") % {"years": years}
        yield f"{_('Paid back after')}: {when}"
        yield f"{_('Present value')}: {reckoned['present_value']}"
    for needle in reckoned["balance"]:
        value = _("unknown") if needle["value"] is None else f"{needle['value']:+.2f}"
        yield f"{', '.join(map(str, SIDES[Side(needle['side'])]))}: {value}"
    for section, freshness in reckoned["sections"].items():
        yield f"{TEXTS[section]}: {REVIEWED[Freshness(freshness)]}"


def _difference(found: Told) -> str:
    place = " ".join(str(TEXTS.get(part) or word_of(str(part))) for part in found["place"])
    if found["kind"] == "changed":
        return f"{place}: " + _("%(old)r is now %(new)r") % {"old": found["old"], "new": found["new"]}
    return f"{place}: {_('new') if found['kind'] == 'added' else _('taken out')}"
