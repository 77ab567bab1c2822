"""Ending what was said whatever it is about, and taking the last word back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.people.models import Member
from tenure.relationships.actions.card_answer import end_answer, give_answer
from tenure.relationships.actions.decision_role import end_role, set_role
from tenure.relationships.actions.fog_square import lift_fog, mark_fog
from tenure.relationships.actions.influence import end_influence, set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import end_competitor_tie, end_override, override_tie, set_competitor_tie
from tenure.relationships.models import (
    CardAnswer,
    CompetitorTie,
    Dated,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)


@dataclass(frozen=True)
class Voice:
    """The two actions by which a kind of fact is said and ended, and what the second calls the fact."""

    say: Callable[..., Dated]
    end: Callable[..., Dated]
    name: str


VOICES: Mapping[type[Dated], Voice] = {
    DecisionRole: Voice(set_role, end_role, "role"),
    Influence: Voice(set_influence, end_influence, "influence"),
    FogSquare: Voice(mark_fog, lift_fog, "square"),
    TieOverride: Voice(override_tie, end_override, "tie"),
    CompetitorTie: Voice(set_competitor_tie, end_competitor_tie, "tie"),
    CardAnswer: Voice(give_answer, end_answer, "answer"),
}


def end_fact(*, fact: Dated, by: Member, **when: Any) -> Dated:
    """End what holds, by the action of its kind; `on` may name another day than today."""
    voice = VOICES[type(fact)]
    return voice.end(**{voice.name: fact}, by=by, **when)


@transaction.atomic
def take_back(*, fact: Dated, by: Member) -> Dated:
    """Take back the last thing that was done with a fact: one that had ended holds again, one that holds gives way.

    What held before it holds again from its first day on, and it never counts; without one before, it ends there.
    Nothing is deleted. Raises ConflictError when something else was said since, and the errors of the fact's action.
    """
    if fact.valid_to is not None:
        return _say_again(fact, by=by, valid_from=fact.valid_to, replaces=0)
    before = _before(fact)
    if before is None:
        return end_fact(fact=fact, by=by, on=fact.valid_from)
    return _say_again(before, by=by, valid_from=fact.valid_from, replaces=fact.pk)


@transaction.atomic
def take_back_stance(*, stance: Stance, by: Member) -> Stance:
    """Say again what was said before a stance, from its day on. Raises ValidationError where that was nothing."""
    same = Stance.objects.filter(decision=stance.decision, contact=stance.contact).until(stance.held_on)
    before = same.exclude(pk=stance.pk).filter(pk__lt=stance.pk).last()
    if before is None:
        raise ValidationError(_("Nothing was said before this stance; say what holds instead."))
    return give_stance(
        decision=stance.decision,
        contact=stance.contact,
        value=before.value,
        evidence=before.evidence,
        held_on=stance.held_on,
        by=by,
    )


def _before(fact: Dated) -> Dated | None:
    """What held of the same thing until the fact's first day, for a day at least."""
    until = fact.valid_from
    same = type(fact)._default_manager.filter(**fact.the_same(), valid_to=until, valid_from__lt=until)
    return same.order_by("pk").last()


def _say_again(fact: Dated, **how: Any) -> Dated:
    return VOICES[type(fact)].say(**{name: getattr(fact, name) for name in (*fact.KEY, *fact.SAYS)}, **how)
