"""The words of reasons in the language of whoever reads; the facts they tell are kept with each standing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, pgettext

from tenure.analytics.criteria import Criterion
from tenure.analytics.unusable import NOTICES
from tenure.analytics.wording import Grounds, Named, Phrases, phrases_by, sentence, short_sentence
from tenure.core.wording import grade_label, said


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


@dataclass(frozen=True)
class Told:
    """The facts of a standing's reason as plain values: equal facts look equal, and become words where they are read.

    `said` and `names` are a standing's facts and its ranking's names of criteria by code, as pairs; `kept` is the
    sentence of a ranking from before its facts were kept.
    """

    grade: str
    score: float | None
    place: int
    turned_away: bool
    provisional: bool
    said: tuple[tuple[str, Any], ...]
    names: tuple[tuple[str, str], ...]
    kept: str

    @property
    def reason(self) -> str:
        """Why the account has its grade, in one sentence of the active language."""
        return sentence(self._grounds, phrases()) if self.said else self.kept

    @property
    def short_reason(self) -> str:
        """The same beside columns that say grade, score and rank by sales."""
        return short_sentence(self._grounds, phrases()) if self.said else self.kept

    @property
    def _grounds(self) -> Grounds:
        said, names = dict(self.said), dict(self.names)
        return Grounds(
            grade=grade_label(self.grade),
            score=self.score,
            place=self.place,
            leads=said["leads"],
            first=_named(said, "first", names),
            second=_named(said, "second", names),
            weakest=_named(said, "weakest", names),
            limits=_listed(said, "limits", names),
            unknown=_listed(said, "unknown", names),
            turned_away=self.turned_away,
            provisional=self.provisional,
        )


def _named(facts: Mapping[str, Any], role: str, names: Mapping[str, str]) -> Named | None:
    """The criterion that kept facts name in a role, None where they name none."""
    code = facts.get(role)
    return Named(criterion_name(names[code]), facts[f"{role}_score"]) if code else None


def _listed(facts: Mapping[str, Any], what: str, names: Mapping[str, str]) -> list[str]:
    """The names of the criteria that kept facts list."""
    return [criterion_name(names[code]) for code in (facts[what] or "").split(",") if code]


def notices_told(notices: Sequence[str]) -> list[str]:
    """The notices of a ranking, which are kept in English, in the active language."""
    return [said(notice, NOTICES) for notice in notices]
