from django.db import models
from django.db.models import Q

from tenure.accounts.models import Account, of_accounts_seen_by
from tenure.core.policy import Actor
from tenure.insight.choices import Movement, movement_choices
from tenure.insight.models.ranking import Ranking
from tenure.insight.wording import Told


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, member: Actor) -> "StandingQuerySet":
        """Where the accounts that the member sees stand."""
        return self.filter(of_accounts_seen_by(member))


class Standing(models.Model):
    """One account's place in a ranking: grade, score with its range, and what the reason for it says.

    Money is in the ranking's currency; `growth` is a fraction, null where unknown. `despite` lists the codes of the
    criteria a key account qualifies in spite of; `scores` are 0 to 10 and `contributions` add up to the score, both by
    criterion code, null where unknown. `said` are the facts that `analytics.portfolio.choose` chose for the reason;
    `kept_reason` is the sentence of a ranking from before they were kept.
    """

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="standings")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="standings")
    rank = models.PositiveIntegerField()
    rank_by_sales = models.PositiveIntegerField()
    grade = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    is_key = models.BooleanField(default=False)
    previous_grade = models.CharField(max_length=10, blank=True, default="")
    movement = models.CharField(max_length=10, choices=movement_choices, blank=True, default=Movement.NEW)
    score = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    completeness = models.FloatField(default=0)
    provisional = models.BooleanField(default=False)
    knocked_out = models.BooleanField(default=False)
    turned_away = models.BooleanField(default=False)
    revenue = models.DecimalField(max_digits=17, decimal_places=2, default=0)
    margin = models.DecimalField(max_digits=17, decimal_places=2, null=True)
    kept_reason = models.CharField(max_length=500, blank=True, default="")
    said = models.JSONField(default=dict)
    despite = models.CharField(max_length=500, blank=True, default="")
    growth = models.FloatField(null=True)
    measures = models.JSONField(default=dict)
    scores = models.JSONField(default=dict)
    contributions = models.JSONField(default=dict)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ranking", "rank"], name="standing_rank_once"),
            models.UniqueConstraint(fields=["ranking", "account"], name="standing_account_once"),
        ]
        indexes = [
            models.Index(fields=["ranking", "grade", "rank"], name="standing_by_grade"),
            models.Index(fields=["ranking", "score", "rank"], name="standing_by_score"),
            models.Index(fields=["ranking", "revenue", "rank"], name="standing_by_revenue"),
            models.Index(fields=["ranking", "margin", "rank"], name="standing_by_margin"),
            models.Index(fields=["ranking", "growth", "rank"], name="standing_by_growth"),
            models.Index(fields=["ranking", "rank"], condition=Q(provisional=True), name="standing_provisional"),
            models.Index(fields=["ranking", "rank"], condition=~Q(despite=""), name="standing_despite"),
            models.Index(fields=["ranking", "movement", "rank"], name="standing_by_movement"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.account_id} ({self.label})"

    @property
    def reason(self) -> str:
        """Why the account has its grade, in one sentence of the active language."""
        return self.told.reason

    @property
    def short_reason(self) -> str:
        """The same beside columns that say grade, score and rank by sales."""
        return self.told.short_reason

    @property
    def told(self) -> Told:
        """What the reason says, the criteria by the names they had in the ranking."""
        return Told(
            grade=self.label,
            score=self.score,
            place=self.rank_by_sales,
            turned_away=self.turned_away,
            provisional=self.provisional,
            said=tuple(self.said.items()),
            names=self.ranking.criterion_names,
            kept=self.kept_reason,
        )
