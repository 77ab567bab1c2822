"""Why rules, weights or comparisons cannot be used, and criteria are left out.

Each is a template, so that `retelling` can tell it again in another language.
"""

from tenure.analytics.wording import gettext_noop

DOUBLED_CODE = gettext_noop("Criterion codes must differ, but {code!r} is used more than once.")
NO_WEIGHT = gettext_noop("The weights of the criteria sum to 0; at least one weight must be above 0.")
NO_SUCH_MEASURE = gettext_noop("Criterion {code!r} asks for the measure {measure!r}; there are: {columns}.")
BAD_WEIGHT = gettext_noop("Criterion {code!r} has the weight {weight}; it must be 0 or more.")
FEW_ANCHORS = gettext_noop("Criterion {code!r} has {count} anchors; an anchored scale needs at least two.")
ANCHORS_OUT_OF_ORDER = gettext_noop(
    "The anchors of criterion {code!r} have the values {values}; they must increase strictly."
)
ANCHOR_OFF_THE_SCALE = gettext_noop("The anchors of criterion {code!r} must score between 0 and {top:g}.")
BAD_LEVELS = gettext_noop("A grade scheme needs at least one level and different codes, but it has {codes}.")
CUTS_OUT_OF_ORDER = gettext_noop(
    "The cuts of a grade scheme must fall from the best level to the last, but they are {cuts}."
)
BAD_PLACES = gettext_noop("A level cannot have {places} places; it must be 0 or more.")
BAD_LABELS = gettext_noop("There are {count} labels ({labels}) for {levels} levels; give one for each.")
NO_LAST_ORDER = gettext_noop("There are no order lines and so no last order to rank at; give lines or an as-of date.")
BAD_WINDOW = gettext_noop(
    "The window {text!r} is not understood: "
    'allowed are "all", "1m" to "{months}m" (calendar months) and "1d" to "{days}d" (days).'
)
MISSING_WEIGHTS = gettext_noop("Every criterion needs one weight; got {weights} for {criteria} criteria.")
BAD_WEIGHTS = gettext_noop("Weights must be 0 or more, at least one above 0; got {weights}.")
NOT_POSITIVE = gettext_noop("A pairwise judgement must be a positive number; got {value:g}.")
BEYOND_THE_SCALE = gettext_noop("A pairwise judgement must lie between 1/9 and 9; got {value:g}.")

SENTENCES = (
    DOUBLED_CODE, NO_WEIGHT, NO_SUCH_MEASURE, BAD_WEIGHT, FEW_ANCHORS, ANCHORS_OUT_OF_ORDER, ANCHOR_OFF_THE_SCALE,
    BAD_LEVELS, CUTS_OUT_OF_ORDER, BAD_PLACES, BAD_LABELS, NO_LAST_ORDER, BAD_WINDOW, MISSING_WEIGHTS, BAD_WEIGHTS,
    NOT_POSITIVE, BEYOND_THE_SCALE,
)  # fmt: skip
"""Why something is refused, for whoever tells it again."""

ALL_UNKNOWN = gettext_noop("{criterion} is unknown for every account, so it is left out.")
ALL_EQUAL = gettext_noop("{criterion} is {value:g} wherever it is known, so it has no say.")

NOTICES = (ALL_UNKNOWN, ALL_EQUAL)
"""What is said of criteria that had to be left out."""
