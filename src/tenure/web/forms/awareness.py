"""Opening a poll, and answering it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class PollForm(forms.Form):
    """A new question to everybody."""

    name = forms.CharField(max_length=120)
    wanted = forms.IntegerField(min_value=1, max_value=50)


class AnswerForm(forms.Form):
    """Names, one a line."""

    names = forms.CharField(max_length=20_000)

    def clean_names(self) -> list[str]:
        """The lines that say something, each short enough for a name."""
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        long = next((line for line in lines if len(line) > 200), None)
        if long:
            raise ValidationError(
                _("A name has at most 200 characters; %(name)r... has %(length)s."),
                params={"name": long[:40], "length": len(long)},
            )
        return lines


def checked(form: forms.Form) -> dict[str, Any]:
    """The form's values; ValidationError when one is bad."""
    if not form.is_valid():
        raise ValidationError({name: list(messages) for name, messages in form.errors.items()})
    return form.cleaned_data
