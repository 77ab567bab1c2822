"""How a member wants to see and use Tenure; nothing of it changes what others see."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.changes import update_record
from tenure.core.policy import require
from tenure.people.choices import LONGEST_GRADE_WORD, MOST_GRADE_WORDS, OWN_WORDS
from tenure.people.models import Member

PREFERENCES = frozenset({"language", "theme", "density", "shortcuts", "label_pack", "grade_words"})


@transaction.atomic
def change_preferences(*, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Member:
    """Change one's own language, colours, density, keys, or the words for grades that one reads. Audited.

    Raises ConflictError when the same was changed elsewhere since `version`, ValidationError for a value that is none
    of the choices, and for own words that are not there.
    """
    require(by, "preferences.change")
    if unknown := sorted(set(changes) - PREFERENCES):
        raise ValidationError(
            _("%(unknown)s is no preference; there are %(preferences)s."),
            params={"unknown": ", ".join(unknown), "preferences": ", ".join(sorted(PREFERENCES))},
        )
    _refuse_language(changes.get("language", ""))
    # Their other fields may not have been loaded: a token's bearer is known by name and role alone.
    member: Member = Member.objects.get(pk=by.pk)
    words = _clean_words(changes.get("grade_words", member.grade_words))
    if changes.get("label_pack", member.label_pack) == OWN_WORDS and not words:
        raise ValidationError({"grade_words": _("Words of your own need at least one; write one for each grade.")})
    cleaned = {**changes, "grade_words": words} if "grade_words" in changes else dict(changes)
    before = update_record(member, cleaned, version=version)
    if before:
        after = {name: getattr(member, name) for name in before}
        record_change(by=by, verb="changed", thing=member, before=before, after=after)
    return member


def _refuse_language(code: str) -> None:
    spoken = dict(settings.LANGUAGES)
    if code and code not in spoken:
        sentence = _("%(code)r is not spoken here; there are %(spoken)s.")
        raise ValidationError(
            {"language": ValidationError(sentence, params={"code": code, "spoken": ", ".join(spoken)})}
        )


def _clean_words(words: Sequence[str]) -> list[str]:
    found = [word.strip() for word in words if word.strip()]
    if len(found) > MOST_GRADE_WORDS:
        sentence = _("%(words)s words are more than the %(most)s allowed.")
        params = {"words": len(found), "most": MOST_GRADE_WORDS}
        raise ValidationError({"grade_words": ValidationError(sentence, params=params)})
    if too_long := next((word for word in found if len(word) > LONGEST_GRADE_WORD), None):
        sentence = _("%(word)r is too long; a word for a grade has up to %(longest)s characters.")
        limits = {"word": too_long, "longest": LONGEST_GRADE_WORD}
        raise ValidationError({"grade_words": ValidationError(sentence, params=limits)})
    return found
