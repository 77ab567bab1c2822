from django.db import models

from tenure.insight.models.ranking import Ranking


class RankedFacts(models.Model):
    """What a ranking was made from, in one compact piece, so that other weights can be tried at once.

    `frame` is an Arrow file: one row per account with its raw measures, where it came out, and the grade it had held.
    `sales` is what each bought month by month (`queries.sales`), null for a ranking from before it was kept.
    """

    ranking = models.OneToOneField(Ranking, on_delete=models.CASCADE, related_name="facts")
    frame = models.BinaryField()
    sales = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"facts of ranking {self.ranking_id}"
