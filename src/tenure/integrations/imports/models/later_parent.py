from django.db import models

from tenure.integrations.imports.models.run import ImportRun


class LaterParent(models.Model):
    """An account whose parent could not be told from the rows up to its own: `text` names it, in the row `row`.

    Written with the account and gone when the parent is set, so that a killed run knows what it still owes.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    row = models.PositiveBigIntegerField()
    account_id = models.BigIntegerField()
    text = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"parent {self.text!r} of account {self.account_id} in run {self.run_id}"
