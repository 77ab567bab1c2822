from django.db import models
from django.utils import timezone


class StoredAnswer(models.Model):
    """What a member was answered when a request with this key succeeded, so that its repetition makes nothing twice."""

    member_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member_id", "key"], name="stored_answer_once")]
        indexes = [models.Index(fields=["created_at"], name="stored_answer_by_age")]

    def __str__(self) -> str:
        return f"answer {self.status} to {self.key} of {self.member_id}"
