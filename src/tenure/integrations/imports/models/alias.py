from django.db import models


class Alias(models.Model):
    """The identity that another system gives to a record of ours that already carries the identity of a first one."""

    noun = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=120)
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["noun", "source", "external_id"], name="alias_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id} is {self.noun} {self.object_id}"
