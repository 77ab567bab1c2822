"""When each contact was last spoken with, kept beside them so that lists can be narrowed and put into order by it."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from tenure.accounts.choices import MET_BY
from tenure.accounts.models import Contact, Interaction


def keep_last_met(contacts: Iterable[int]) -> None:
    """Write beside these contacts, by number, when somebody of ours last spoke with them; two queries.

    Whatever writes, changes or removes interactions, or says who took part, calls this in its own transaction. A
    contact's version stays: nobody has edited anything.
    """
    numbers = sorted(set(contacts))
    if not numbers:
        return
    # Locked before the talks are read: of two talks written at once the later one counts, whoever ends first.
    kept = list(Contact.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
    spoken = Interaction.objects.filter(contacts=OuterRef("pk"), kind__in=MET_BY, deleted_at=None)
    latest = Subquery(spoken.order_by("-at").values("at")[:1])
    Contact.objects.filter(pk__in=kept).update(last_met_at=latest)
