"""The files of an account."""

from django.db.models import QuerySet

from tenure.accounts.models import Account, Document

FILES_SHOWN = 50


def documents_of(account: Account, *, limit: int = FILES_SHOWN) -> "QuerySet[Document]":
    """The account's files in their last editions, the latest first. Ask only for an account that the reader sees."""
    files: QuerySet[Document] = Document.objects.of_account(account.pk)
    # An edition in the trash no longer says what it replaced.
    return files.filter(replaced_by=None).select_related("filed_by", "replaces").order_by("-pk")[:limit]
