"""What each number and word means: one catalogue for the help page, the words' popovers and the API.

`docs/formulas.md` has what a page has no room for: defaults, and the published values by which formulas were checked.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Family(StrEnum):
    """What a term is about, in the order in which the help page goes through them."""

    MEASURE = "measure"
    SCORE = "score"
    GRADE = "grade"
    SEASON = "season"
    PORTFOLIO = "portfolio"
    PROMISE = "promise"
    PLAN = "plan"


@dataclass(frozen=True)
class Term:
    """A number or word of the interface: what it says in one sentence, how it is worked out, and after whom.

    The formula is in symbols that need no translation, empty for a word that is not computed.
    """

    code: str
    family: Family
    name: Text
    meaning: Text
    formula: str = ""
    source: str = ""


_PLANS = (
    Term(
        "payback",
        Family.PLAN,
        _("Payback"),
        _("After how many years what was put into the account is back for good; the first year's money is today's."),
        "s + (-C_s) / F_(s+1)",
    ),
    Term(
        "present_value",
        Family.PLAN,
        _("Present value"),
        _("What all years of a profit plan are worth today at the plan's rate of interest."),
        "sum(F_t / (1 + rate)^t)",
    ),
    Term(
        "plan_progress",
        Family.PLAN,
        _("Done of what is due"),
        _("The weight of actions that were kept, of all whose day has come."),
        "weight done / weight due",
    ),
    Term(
        "balance",
        Family.PLAN,
        _("Balance"),
        _("Where a plan stands between short and long side, with what that is counted from; it is no verdict."),
        "2 x share - 1",
    ),
    Term(
        "review",
        Family.PLAN,
        _("Review"),
        _(
            "A mentor, who is not on the daily team, looks at the plan in 45 minutes. It is due on the day set last "
            "time, else so many days after the plan began, 90 unless the plan says otherwise; what it finds becomes a "
            "promise that the next review asks after."
        ),
        formula="day of the last review + 90",
    ),
)
_ASSESSMENTS = (
    Term(
        "targets",
        Family.PLAN,
        _("Seven targets"),
        _(
            "What the team of an account works for. Each is judged by four anchors, with evidence; it is reached at "
            "the last of them, and what nobody has judged is unknown, not zero."
        ),
        "reached = targets at the last anchor",
    ),
    Term(
        "stage",
        Family.PLAN,
        _("Stage of the relationship"),
        _(
            "How far a relationship is: exploratory (nothing bought in 24 months), basic, cooperative, interdependent, "
            "integrated. Six statements are rated 1 to 4 by us and by the client; with fewer than four answers there "
            "is not enough to say."
        ),
        "6 x mean of the known answers: basic 6-10, cooperative 11-16, interdependent 17-22, integrated 23-24",
        "Millman & Wilson 1995; McDonald, Millman & Rogers 1997",
    ),
    Term(
        "trust",
        Family.PLAN,
        _("Trust as an adviser"),
        _(
            "What one of theirs has told us in a conversation: our word, whether we do what we say, what they can tell "
            "us, over how far we have our own good in mind. From 0.75 to 12; there are no published thresholds."
        ),
        "(credibility + reliability + intimacy) / self-orientation, each 1 to 4",
        "Maister, Green & Galford 2000",
    ),
    Term(
        "stage_gap",
        Family.PLAN,
        _("Gap between both sides"),
        _(
            "By how many points of the total we see the relationship closer than the client does; from 4 on, either "
            "way, one of the sides deceives itself."
        ),
        "our total - their total",
    ),
    Term(
        "disintegrating",
        Family.PLAN,
        _("Disintegrating"),
        _("A side's total has fallen by 3 or more within a year, whatever stage it still reaches."),
        "highest total of 365 days - last total >= 3",
        "Millman & Wilson 1995",
    ),
    Term(
        "maturity",
        Family.PLAN,
        _("Maturity of the programme"),
        _(
            "How far our own key-account programme is: tried, established, embedded. A stage is reached when three "
            "quarters of what was answered stand there or beyond; with fewer than six answers there is not enough to "
            "say."
        ),
        "furthest s: answers at s or beyond / answers >= 3/4",
    ),
)
_MEASURES = (
    Term("revenue", Family.MEASURE, _("Revenue"),
         _("What the account bought within the window, less credits, in the reporting currency."),
         "sum(line revenue x rate of the day)"),
    Term("margin", Family.MEASURE, _("Margin"),
         _("What is left of the revenue after costs; unknown as soon as the cost of one line is."),
         "revenue - sum(line cost)"),
    Term("margin_rate", Family.MEASURE, _("Margin rate"),
         _("The part of the revenue that is left after costs; unknown without revenue above zero."),
         "margin / revenue"),
    Term("orders", Family.MEASURE, _("Orders"),
         _("How many different orders with something bought fall within the window."),
         "count(orders with a line above zero)"),
    Term("growth", Family.MEASURE, _("Growth"),
         _("How much more the account bought than in the comparable time before; unknown where that was nothing."),
         "recent revenue / earlier revenue - 1"),
    Term("recency_days", Family.MEASURE, _("Since the last order"),
         _("Days between the last line bought and the day of the ranking, over all history; fewer is better."),
         "day of the ranking - day of the last order"),
    Term("tenure_days", Family.MEASURE, _("Customer for"),
         _("Time between the first line bought and the day of the ranking, over all history."),
         "day of the ranking - day of the first order"),
    Term("regularity", Family.MEASURE, _("Regularity of orders"),
         _("How evenly the days of ordering lie apart: 1 is a clockwork; unknown under three different days."),
         "1 / (1 + standard deviation of the gaps / mean of the gaps)"),
    Term("products", Family.MEASURE, _("Different products"),
         _("How many different products the account bought within the window."),
         "count(different products bought)"),
    Term("average_order", Family.MEASURE, _("Average order"),
         _("What one order brings."),
         "revenue / orders"),
    Term("share", Family.MEASURE, _("Share of our revenue"),
         _("The account's part of what all accounts bought within the window."),
         "revenue / sum(revenue of all accounts)"),
    Term("rating", Family.MEASURE, _("Rating"),
         _("What our people answered to a question that only people can judge, from 0 to 10; each counts with their "
           "latest answer."),
         "median(latest score of each rater)"),
)  # fmt: skip
_SCORES = (
    Term("criterion", Family.SCORE, _("Criterion"),
         _("A weighted question asked of every account; its measure becomes a score of 0 to 10.")),
    Term("weight", Family.SCORE, _("Weight"),
         _("How much a criterion matters beside the others; only the proportions count."),
         "weight / sum(weights)"),
    Term("anchor", Family.SCORE, _("Anchors"),
         _("Values of a measure and the scores they deserve, fixed so that years compare; straight lines between."),
         "score = s1 + (s2 - s1) x (value - v1) / (v2 - v1)"),
    Term("score", Family.SCORE, _("Score"),
         _("The weighted mean of what is known, from 0 to 10; what is unknown counts neither for nor against."),
         "sum of known(weight x score) / sum of known(weight)", "Multi-criteria weighted sum"),
    Term("contribution", Family.SCORE, _("Contribution"),
         _("The points of the whole score that one criterion brings; all of them add up to it."),
         "weight x score / sum of known(weight)"),
    Term("range", Family.SCORE, _("From and to"),
         _("Between these two the score would lie if everything were known."),
         "low = known(w x s) / all(w); high = low + 10 x unknown(w) / all(w)"),
    Term("completeness", Family.SCORE, _("Completeness"),
         _("The part of the weights of which the answer is known."),
         "sum of known(weight) / sum of all(weight)"),
    Term("unknown", Family.SCORE, _("Unknown"),
         _("Nobody has said it and no fact shows it. It is never taken for zero.")),
    Term("knock_out", Family.SCORE, _("Knocked out"),
         _("A known value beyond a limit keeps the account out of every grade but the last.")),
)  # fmt: skip
_GRADES = (
    Term("grade", Family.GRADE, _("Grade"),
         _("The level that an account's score reaches, by cuts, by numbers of places, or by both.")),
    Term("key_account", Family.GRADE, _("Key account"),
         _("An account in one of the best levels, which the criteria set names.")),
    Term("cut", Family.GRADE, _("Cut"),
         _("The score from which a level begins.")),
    Term("hysteresis", Family.GRADE, _("Held grade"),
         _("A grade held since the last season changes only when the score is this far beyond the cut."),
         "rise: score >= cut + h; fall: score < cut - h"),
    Term("provisional", Family.GRADE, _("Provisional"),
         _("What is still unknown could change this grade.")),
    Term("rank", Family.GRADE, _("Rank"),
         _("The place by score; equal scores go by revenue, then by name.")),
    Term("rank_by_sales", Family.GRADE, _("Rank by sales"),
         _("The place by revenue alone, to show what the other criteria change.")),
    Term("holds", Family.GRADE, _("Grade holds"),
         _("The part of plausible weightings, drawn around today's, under which the account keeps its grade."),
         "w ~ Dirichlet(50 w), 5,000 draws", "Butler, Jia & Dyer 1997"),
    Term("critical", Family.GRADE, _("Critical criterion"),
         _("The criterion whose weight needs to change least for the best account to lose its place."),
         "min(|100 x (Pj - Pi) / (sik - sjk) / wk|)", "Triantaphyllou & Sanchez 1997"),
)  # fmt: skip
_SEASONS = (
    Term("season", Family.SEASON, _("Season"),
         _("A ranking published under a name; it never changes again, and grades are held against it.")),
    Term("promoted", Family.SEASON, _("Promoted"),
         _("In a better grade than in the last season.")),
    Term("relegated", Family.SEASON, _("Relegated"),
         _("In a worse grade than in the last season.")),
    Term("as_of", Family.SEASON, _("As of"),
         _("The day up to which facts count; what was ordered later does not.")),
    Term("window", Family.SEASON, _("Window"),
         _("The time before the day of the ranking in which orders count.")),
)  # fmt: skip
_PORTFOLIO = (
    Term("key-share", Family.PORTFOLIO, _("Held by key accounts"),
         _("The part of revenue, and where known of margin, that key accounts hold; about half is a rule of thumb."),
         "sum(key accounts) / sum(all accounts)"),
    Term("concentration", Family.PORTFOLIO, _("Concentration"),
         _("How much hangs on how few accounts: 10,000 is one account alone."),
         "10,000 x sum(share^2)", "Hirschman 1964"),
    Term("attractiveness", Family.PORTFOLIO, _("Attractiveness"),
         _("How much the account promises us over three years, from 0 to 10."),
         "sum(weight x score) / sum(weight)", "McDonald & Woodburn"),
    Term("relative_strength", Family.PORTFOLIO, _("Relative strength"),
         _("How the customer sees us beside the best competitor; unknown without one."),
         "own strength / strength of the best competitor", "McDonald & Woodburn"),
    Term("continuity", Family.PORTFOLIO, _("Continuity"),
         _("The part of an account's time with whoever looked after it longest: clients wish to keep their manager."),
         "days of the longest owner / days since the first owner"),
    Term("handover", Family.PORTFOLIO, _("Handed over"),
         _("How much of a handover is told and done; nothing counts before both have met the client together."),
         "items complete / items x joint meetings held"),
    Term("level", Family.PORTFOLIO, _("Level"),
         _("Where an engagement is: pre-sales, contract negotiation, implementation, review, exploitation. It is long "
           "in its level beyond the median of those that have left it, under five of them beyond the guideline."),
         "sum(until - since) > median(days of those who left), or 120, 60, 90, 30 days"),
    Term("adherence", Family.PROMISE, _("Done in time"),
         _("Of the steps of an onboarding that were due by today, the part that was done by the day first promised; "
           "under five due there is not enough data."),
         "kept / (kept + late + slipped + missed + overdue)"),
    Term("first_value", Family.PROMISE, _("Time to first value"),
         _("How long it took from the start of an onboarding until the client first got something from it."),
         "day of the first step of value done - day of the start"),
    Term("consistency", Family.PORTFOLIO, _("Consistency ratio"),
         _("How far comparisons two at a time contradict each other; up to 0.10 is accepted."),
         "((lambda_max - n) / (n - 1)) / RI(n)", "Saaty 2013"),
)  # fmt: skip

_PROMISES = (
    Term("kept_rate", Family.PROMISE, _("Kept rate"),
         _("Of all that was due by today, the part that was done by the day first promised. Withdrawn counts neither "
           "way; under five due there is not enough data."),
         "kept / (kept + late + slipped + missed + overdue)"),
    Term("slipped", Family.PROMISE, _("Slipped"),
         _("Put off beyond the day first promised; counts once and never as kept, however soon it was done then."),
         "new day > max(day first promised, day before)"),
    Term("true_share", Family.PROMISE, _("Truly"),
         _("Between these two the share would lie, 95 times in 100, if the same people promised for ever."),
         "(p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), z = 1.96", "Wilson 1927"),
)  # fmt: skip

_ALL = (*_MEASURES, *_SCORES, *_GRADES, *_SEASONS, *_PORTFOLIO, *_PROMISES, *_PLANS, *_ASSESSMENTS)
TERMS: dict[str, Term] = {term.code: term for term in _ALL}


def term_of_measure(measure: str) -> Term:
    """The term that explains a criterion's measure; whatever people rate is a rating.

    >>> term_of_measure("recency_days").code, term_of_measure("rating:access").code
    ('recency_days', 'rating')
    """
    return TERMS["rating" if measure.startswith("rating:") else measure]
