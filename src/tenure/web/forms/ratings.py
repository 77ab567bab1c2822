"""Giving a rating with its evidence."""

from decimal import Decimal

from django import forms

from tenure.core.field_labels import label_of


class RatingForm(forms.Form):
    """A score of 0 to 10 and what it rests on."""

    score = forms.DecimalField(
        min_value=Decimal(0), max_value=Decimal(10), max_digits=3, decimal_places=1, label=label_of("score")
    )
    evidence = forms.CharField(max_length=500, required=False, label=label_of("evidence"))


class QuestionRatingForm(RatingForm):
    """The same in a question of the account's page."""

    question = forms.SlugField(max_length=40)
