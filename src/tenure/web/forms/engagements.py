"""What is entered of an engagement: its name and owner, what is met, where it goes and how it ended."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.analytics.engagement import Level
from tenure.core.field_labels import label_of
from tenure.growth.choices import criterion_answer_choices, level_choices
from tenure.growth.models import Engagement
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD
from tenure.web.forms.records import RecordForm
from tenure.web.forms.roadmap import one_of

LINE = forms.TextInput(attrs=FIELD)


def past_day(label: Any) -> forms.DateField:
    """A day until today, which it is at first, and where none is said."""
    return forms.DateField(
        label=label, initial=timezone.localdate, required=False,
        widget=forms.DateInput(attrs={"type": "date", **FIELD}, format="%Y-%m-%d"),
    )  # fmt: skip


class EngagementForm(RecordForm):
    """What an engagement is called and who looks after it; nobody need."""

    name = forms.CharField(label=label_of("name"), max_length=200, show_hidden_initial=True, widget=LINE)

    def offer(self, members: Iterable[Member], engagement: Engagement | None = None) -> "EngagementForm":
        """Let one of these look after it, or whoever does."""
        present = engagement.owner if engagement else None
        offered = {one.pk: one for one in [*members, *([present] if present else [])]}.values()
        self.fields["owner"] = one_of(offered, label_of("owner"), present.pk if present else None)
        return self


class NewEngagementForm(EngagementForm):
    """The same for a new one: when it began, and at which level it is."""

    started_on = past_day(_("Began on"))
    level = forms.TypedChoiceField(
        label=_("At which level it is"), choices=level_choices, coerce=Level, initial=Level.PRE_SALES,
        widget=forms.Select(attrs=FIELD),
    )  # fmt: skip


class CriterionForm(RecordForm):
    """Whether something that a level asks for is met, and by what one sees that."""

    answer = forms.ChoiceField(
        label=_("It is"), choices=criterion_answer_choices, show_hidden_initial=True, widget=forms.Select(attrs=FIELD)
    )
    evidence = forms.CharField(
        label=label_of("evidence"), max_length=500, required=False, show_hidden_initial=True, widget=LINE
    )


class MoveForm(RecordForm):
    """To which level an engagement goes, since when, and why, where that has to be said."""

    to = forms.TypedChoiceField(label=_("To which level"), coerce=Level, widget=forms.Select(attrs=FIELD))
    on = past_day(_("Since"))
    reason = forms.CharField(label=_("Why, in one sentence"), max_length=200, required=False, widget=LINE)

    def offer(self, levels: Iterable[Level]) -> "MoveForm":
        """Let it go to one of these levels, the first of them at first."""
        words = dict(level_choices())
        field = self.fields["to"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(level.value, words[level.value]) for level in levels]
        return self


class EndForm(RecordForm):
    """How an engagement ended, and when."""

    outcome = forms.CharField(label=_("How it ended, in one sentence"), max_length=200, widget=LINE)
    on = past_day(_("Ended on"))
