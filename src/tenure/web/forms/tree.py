"""Who answers for the whole of a customer."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tenure.people.models import Member
from tenure.web.forms.records import RecordForm
from tenure.web.forms.roadmap import one_of


class GlobalManagerForm(RecordForm):
    """A member, or nobody."""

    def offer(self, members: Iterable[Member], present: int | None) -> "GlobalManagerForm":
        """Let one of these be chosen; at first whoever it is."""
        self.fields["member"] = one_of(members, _("Global manager"), present)
        return self
