"""SQLite's trigram indexes as models, so that queries can join them. The database itself keeps them.

`text` is the hidden column, named like the table, by which a full-text index is asked. PostgreSQL has a column of
the table's own instead.
"""

from django.db import models

from tenure.accounts.models.account import Account
from tenure.accounts.models.contact import Contact


class AccountSearch(models.Model):
    """The names, cities and domains of accounts."""

    account = models.OneToOneField(
        Account, on_delete=models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search"
    )
    text = models.TextField(db_column="accounts_account_search")

    class Meta:
        managed = False
        db_table = "accounts_account_search"

    def __str__(self) -> str:
        return f"index of {self.account_id}"


class ContactSearch(models.Model):
    """The names, e-mail addresses and titles of contacts."""

    contact = models.OneToOneField(
        Contact, on_delete=models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search"
    )
    text = models.TextField(db_column="accounts_contact_search")

    class Meta:
        managed = False
        db_table = "accounts_contact_search"

    def __str__(self) -> str:
        return f"index of {self.contact_id}"
