"""What each of ours has to do with an area of an account's work."""

from collections.abc import Iterable, Mapping

from django import forms

from tenure.accounts.choices import WorkPart, work_part_choices
from tenure.people.models import Member
from tenure.web.forms.decisions import FIELD
from tenure.web.forms.records import RecordForm


class WorkPartsForm(RecordForm):
    """A part, or nothing, for each member."""

    def offer(self, members: Iterable[Member], parts: Mapping[int, WorkPart]) -> "WorkPartsForm":
        """Ask for the parts of these members, at first those that they have."""
        for member in members:
            self.fields[f"member_{member.pk}"] = forms.TypedChoiceField(
                label=member.name, choices=[("", "–"), *work_part_choices()], coerce=WorkPart, empty_value=None,
                required=False, initial=parts.get(member.pk), widget=forms.Select(attrs=FIELD),
                show_hidden_initial=True,
            )  # fmt: skip
        return self

    @property
    def parts(self) -> dict[int, WorkPart | None]:
        """What this person changed, by the member's number."""
        return {_number(name): part for name, part in self.changed_values.items()}

    @property
    def seen(self) -> dict[int, WorkPart | None]:
        """What this person saw of it before."""
        return {_number(name): _part(self.data.get(self.add_initial_prefix(name), "")) for name in self.changed_values}


def _number(name: str) -> int:
    return int(name.removeprefix("member_"))


def _part(code: str) -> WorkPart | None:
    return WorkPart(code) if code in set(WorkPart) else None
