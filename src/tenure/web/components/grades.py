"""The words for grades as each member reads them."""

from collections.abc import Sequence

from tenure.analytics.criteria import LABEL_PACKS
from tenure.core.wording import grade_label
from tenure.people.choices import OWN_WORDS


def shown_label(published: str, place: int, *, pack: str, own: Sequence[str]) -> str:
    """The word for the grade at a place (1 for the best) in the member's pack; the published one where it has none.

    >>> shown_label("Premier", 1, pack="airline", own=[]), shown_label("Premier", 1, pack="", own=["Top"])
    ('First', 'Premier')
    >>> shown_label("2nd Division", 3, pack="own", own=["Top", "Good"])
    '2nd Division'
    """
    words = own if pack == OWN_WORDS else [grade_label(word) for word in LABEL_PACKS.get(pack, ())]
    return words[place - 1] if 0 < place <= len(words) else grade_label(published)
