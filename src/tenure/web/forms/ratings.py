from django import forms


class RatingForm(forms.Form):
    """A score of 0 to 10 and what it rests on."""

    score = forms.DecimalField(min_value=0, max_value=10, max_digits=3, decimal_places=1)
    evidence = forms.CharField(required=False, max_length=500)
