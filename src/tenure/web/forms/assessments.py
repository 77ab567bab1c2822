"""Answers to a questionnaire: for each question how far it is by its anchors, and what shows it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact
from tenure.analytics.assessment.questionnaire import AnswerSide
from tenure.assessments.actions.assessment import Answered
from tenure.assessments.queries import Line, Sheet
from tenure.core.field_labels import label_of
from tenure.web.forms.decisions import FIELD, a_day, chosen_from

AS_IT_IS, NOT_KNOWN = "", "unknown"
EVIDENCE = "_evidence"
LONGEST_EVIDENCE = 500


class AssessmentForm(forms.Form):
    """The questions of a sheet, or one of them; none need be answered, and what is left stays as it is.

    `seen` is the number of the latest answer that the person saw, 0 for none.
    """

    seen = forms.IntegerField(min_value=0, max_value=2**53 - 1, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, sheet: Sheet, side: AnswerSide, only: str = "", people: Iterable[Contact] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initial = {"seen": sheet.seen, **self.initial}
        self.lines = [line for line in sheet.lines if only in ("", line.question.code)]
        if side == AnswerSide.THEIRS:
            self.fields["person"] = chosen_from(people, "person")
        self.fields["held_on"] = a_day("held_on")
        self.fields["held_on"].label = _("Answered on")
        for line in self.lines:
            self.fields |= dict(_fields(line))

    @property
    def questions(self) -> list[tuple[Line, forms.BoundField, forms.BoundField]]:
        """Each question with its answer and its evidence, as they are drawn."""
        return [
            (line, self[line.question.code], self[line.question.code + EVIDENCE])
            for line in self.lines
        ]  # fmt: skip

    @property
    def around(self) -> list[forms.BoundField]:
        """Who says so, and when."""
        return [self[name] for name in ("person", "held_on") if name in self.fields]

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, as the action takes it."""
        said = {name: self.cleaned_data.get(name) for name in ("held_on", "person", "seen")}
        return {**said, "answers": list(self._answers())}

    def clean(self) -> dict[str, Any]:
        """Evidence alone is one more for the answer that holds; where none does, there is nothing that it shows."""
        for line in self.lines:
            code = line.question.code
            bare = self.cleaned_data.get(code + EVIDENCE) and self.cleaned_data.get(code) == AS_IT_IS
            if bare and line.answer is None:
                self.add_error(code, _("Say how far it is; evidence by itself shows nothing."))
        return self.cleaned_data

    def seen_again(self, number: int) -> None:
        """Let the form, sent once more, stand against the answer with this number, which its reader has seen."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = number
        self.data = data

    def _answers(self) -> Iterator[Answered]:
        for line in self.lines:
            code = line.question.code
            chosen, evidence = self.cleaned_data[code], self.cleaned_data[code + EVIDENCE]
            if chosen != AS_IT_IS:
                yield Answered(code, None if chosen == NOT_KNOWN else int(chosen), evidence)
            elif evidence:
                yield Answered(code, line.value, evidence)


def _fields(line: Line) -> Iterator[tuple[str, forms.Field]]:
    code = line.question.code
    yield (
        code,
        forms.ChoiceField(
            label=gettext(line.question.text), choices=_choices(line), required=False, widget=forms.RadioSelect
        ),
    )
    yield (
        code + EVIDENCE,
        forms.CharField(
            label=label_of("evidence"), required=False, max_length=LONGEST_EVIDENCE, widget=forms.TextInput(attrs=FIELD)
        ),
    )


def _choices(line: Line) -> list[tuple[str, str]]:
    anchors = [(str(value), f"{value}. {gettext(words)}") for value, words in enumerate(line.question.anchors, 1)]
    return [(AS_IT_IS, _held(line)), *anchors, (NOT_KNOWN, pgettext("answer", "Nobody knows"))]


def _held(line: Line) -> str:
    """What leaving the question means: nothing is said, or what holds stays."""
    if line.answer is None:
        return pgettext("answer", "Not answered now")
    if line.value is None:
        return pgettext("answer", "As it is: nobody knows")
    return pgettext("answer", "As it is: %(value)s of %(best)s") % {"value": line.value, "best": line.question.best}
