"""Publishing the portfolio as a season, after which it never changes again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.assessments.actions.criteria_set import activate_criteria_set
from tenure.assessments.models import CriteriaSet
from tenure.core.actions import notify
from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.insight.models import Ranking
from tenure.insight.queries.rankings import moves_of
from tenure.people.models import Member


def publish_criteria(*, criteria_set: CriteriaSet, name: str, by: Member, note: str = "") -> Ranking:
    """Let a criteria set decide from now on: activate it, rank by it, and publish that as a season. Audited.

    Anchors that are missing are frozen by this ranking. Raises as `activate_criteria_set`, `compute_ranking` and
    `publish_season` do; a name or note that cannot be used is refused before anything is changed.
    """
    require(by, "criteria.change")
    require(by, "season.publish")
    refuse_name(name.strip())
    _refuse_note(note)
    # Loaded here because it brings the frames, which no web process should wait for at its start.
    from tenure.insight.actions.ranking import compute_ranking

    # The ranking is worked out outside of a transaction, so that nobody waits for arithmetic.
    activate_criteria_set(criteria_set=criteria_set, by=by)
    compute_ranking(by=by)
    return publish_season(name=name, note=note, by=by)


@transaction.atomic
def publish_season(*, name: str, by: Member, note: str = "") -> Ranking:
    """Make the current ranking a season under a name and with a note; its grades are held until the next one. Audited.

    Until the next ranking is computed the season is also what pages show. Raises PermissionDenied when the role may
    not, ValidationError for an empty or used name and when nothing new has been ranked since the last season.
    """
    require(by, "season.publish")
    name = name.strip()
    refuse_name(name)
    _refuse_note(note)
    ranking = Ranking.objects.select_for_update().filter(is_current=True).first()
    if ranking is None:
        raise ValidationError(_("There is no ranking to publish; compute one first."))
    ranking.name, ranking.note, ranking.is_current = name, note.strip(), False
    ranking.published_at, ranking.published_by_id, ranking.published_by_name = timezone.now(), by.pk, by.name
    ranking.save()
    moves = {movement.value: count for movement, count in moves_of(ranking).items()}
    record_change(by=by, verb="published", thing=ranking, after={"name": name, **moves})
    others = Member.objects.active().exclude(pk=by.pk).values_list("pk", flat=True)
    occasion = f"season {ranking.pk}"
    notify(members=others, kind="season_published", occasion=occasion, thing=ranking, who=by.name, season=name)
    return ranking


def refuse_name(name: str) -> None:
    """Refuse a name that no season can get, with ValidationError."""
    longest = Ranking._meta.get_field("name").max_length or 0
    if not 0 < len(name) <= longest:
        sentence = _("A season needs a name of 1 to %(longest)s characters; %(name)r is not one.")
        raise ValidationError({"name": ValidationError(sentence, params={"longest": longest, "name": name})})
    if Ranking.objects.filter(name=name).exists():
        sentence = _("There is a season %(name)r already; choose another name.")
        raise ValidationError({"name": ValidationError(sentence, params={"name": name})})


def _refuse_note(note: str) -> None:
    longest = Ranking._meta.get_field("note").max_length or 0
    if len(note.strip()) > longest:
        sentence = _("A note has at most %(longest)s characters; this one has %(length)s.")
        params = {"longest": longest, "length": len(note.strip())}
        raise ValidationError({"note": ValidationError(sentence, params=params)})
