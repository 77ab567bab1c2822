"""The words of reasons in the language of whoever reads; the facts they tell are kept with each standing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, pgettext

from tenure.analytics.criteria import Criterion
from tenure.analytics.wording import Named, Phrases, phrases_by


def phrases() -> Phrases:
    """The phrases of the active language."""
    return _phrases(get_language() or "")


@lru_cache(maxsize=64)
def _phrases(_language: str) -> Phrases:
    return phrases_by(pgettext)


def criterion_name(name: str) -> str:
    """A criterion's name as its owner wrote it; the names that Tenure comes with are said in the active language."""
    return pgettext("criterion", name)


def spoken(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria by their names in the active language, to put them into sentences."""
    return [replace(criterion, name=criterion_name(criterion.name)) for criterion in criteria]


def named(facts: Mapping[str, Any], role: str, names: Mapping[str, str]) -> Named | None:
    """The criterion that kept facts name in a role, None where they name none."""
    code = facts.get(role)
    return Named(criterion_name(names[code]), facts[f"{role}_score"]) if code else None


def listed(facts: Mapping[str, Any], what: str, names: Mapping[str, str]) -> list[str]:
    """The names of the criteria that kept facts list."""
    return [criterion_name(names[code]) for code in (facts[what] or "").split(",") if code]
