from django.db import models

from tenure.accounts.models.account import Account


class AccountSearch(models.Model):
    """SQLite's trigram index of names and cities, so that queries can join it. The database itself keeps it.

    `text` is the hidden column, named like the table, by which a full-text index is asked. PostgreSQL has a column of
    the account's own instead.
    """

    account = models.OneToOneField(
        Account, on_delete=models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search"
    )
    text = models.TextField(db_column="accounts_account_search")

    class Meta:
        managed = False
        db_table = "accounts_account_search"

    def __str__(self) -> str:
        return f"index of {self.account_id}"
