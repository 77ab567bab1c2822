"""What a member prefers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tenure.analytics.criteria import LABEL_PACKS
from tenure.core.choices import pack_name
from tenure.core.wording import grade_label
from tenure.people.choices import OWN_WORDS, Density, Shortcuts, Theme
from tenure.people.models import Member

THEMES = [
    (Theme.SYSTEM, capfirst(_("as the system has it"))),
    (Theme.LIGHT, capfirst(_("light"))),
    (Theme.DARK, capfirst(_("dark"))),
]
DENSITIES = [(Density.USUAL, capfirst(_("comfortable"))), (Density.COMPACT, capfirst(_("compact")))]
KEYS = [(Shortcuts.ON, capfirst(_("on"))), (Shortcuts.OFF, capfirst(_("off")))]


class PreferencesForm(forms.Form):
    """Every preference, and the version of the member that was shown."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"), required=False)
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES)
    density = forms.ChoiceField(label=_("Rows"), choices=DENSITIES)
    shortcuts = forms.ChoiceField(
        label=_("Keys"), choices=KEYS, help_text=_("Single keys such as c for new; they rest while you type.")
    )
    label_pack = forms.ChoiceField(
        label=_("Words for grades"),
        required=False,
        help_text=_("For your eyes only: what is published and what others see keeps its words."),
    )
    grade_words = forms.CharField(
        label=_("Words of your own"),
        required=False,
        max_length=400,
        help_text=_("One for each grade from the best, with commas between them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", _("As the installation has it")), *settings.LANGUAGES]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        packs = [
            (name, f"{pack_name(name)}: {', '.join(map(grade_label, words))}") for name, words in LABEL_PACKS.items()
        ]
        words = [("", capfirst(_("as published"))), *packs, (OWN_WORDS, capfirst(_("words of my own")))]
        self.fields["label_pack"].choices = words  # type: ignore[attr-defined]

    @classmethod
    def of(cls, member: Member) -> "PreferencesForm":
        """The form with what the member prefers today."""
        names = ("version", "language", "theme", "density", "shortcuts", "label_pack")
        words = ", ".join(member.grade_words)
        return cls(initial={**{name: getattr(member, name) for name in names}, "grade_words": words})

    def clean_grade_words(self) -> list[str]:
        """The words one by one."""
        return [word.strip() for word in self.cleaned_data["grade_words"].split(",") if word.strip()]
