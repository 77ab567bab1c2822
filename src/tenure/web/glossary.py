"""The words that pages explain: what each means, and the formula where it is a number made of numbers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    """A word, what it means in one or two sentences, and its formula as docs/formulas.md has it."""

    name: str | Promise
    meaning: str | Promise
    formula: str = ""


TERMS = {
    "score": Term(
        _("Score"),
        _("How important an account is by our criteria, from 0 to 10: the weighted mean of what is known."),
        "score = Σ(weight × criterion) / Σ(weight), over the known criteria",
    ),
    "grade": Term(
        _("Grade"),
        _("The best level whose cut the score meets and which has a free place, in order of score."),
        "a held grade falls below cut − h and rises from cut + h",
    ),
    "provisional": Term(
        _("Provisional"),
        _("What is still unknown could change this grade: the true score lies between low and high."),
        "high = low + 10 × unknown weight / all weight",
    ),
    "key-share": Term(
        _("Share of revenue"),
        _("Which part of all revenue in the window comes from key accounts."),
        "Σ revenue of key accounts / Σ revenue",
    ),
    "growth": Term(
        _("Growth"),
        _("Revenue of the window against the window of the same length before it; unknown without one."),
        "revenue / revenue before − 1",
    ),
    "completeness": Term(
        _("Known"),
        _("How much of the criteria's weight could be scored; unknown is not zero."),
        "Σ(known weight) / Σ(weight)",
    ),
    "holds": Term(
        _("Plausible weightings"),
        _("Other weights near ours are drawn many times: in this share of them the grade stays."),
        "weights ~ Dirichlet(50 × our weights), 5,000 draws",
    ),
}
