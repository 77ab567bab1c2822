from django import forms

PEOPLE, CONTRACTED, LEAVE, INTERNAL = 4.0, 160.0, 16.0, 44.0
HOURS_EACH = (8.0, 4.0, 1.0)


class HoursForm(forms.Form):
    """What a team has and what a grade asks for, in hours a month."""

    people = forms.FloatField(min_value=0, max_value=100_000, initial=PEOPLE)
    contracted = forms.FloatField(min_value=0, max_value=744, initial=CONTRACTED)
    leave = forms.FloatField(min_value=0, max_value=744, initial=LEAVE)
    internal = forms.FloatField(min_value=0, max_value=744, initial=INTERNAL)

    def value(self, name: str) -> float:
        """What was given, or the usual where nothing or nothing usable was."""
        given = self.cleaned_data.get(name) if self.is_bound else None
        usual: float = self.fields[name].initial
        return usual if given is None else float(given)


def hours_each(text: str, place: int, *, is_last: bool) -> float:
    """The hours a month for an account of a grade, from an address; the usual ones where it says nothing usable.

    >>> hours_each("6.5", 0, is_last=False), hours_each("", 1, is_last=False), hours_each("x", 3, is_last=True)
    (6.5, 4.0, 0.0)
    """
    field = forms.FloatField(min_value=0, max_value=744)
    try:
        return float(field.clean(text))
    except forms.ValidationError:
        return 0.0 if is_last else HOURS_EACH[min(place, len(HOURS_EACH) - 1)]
