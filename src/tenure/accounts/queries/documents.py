"""The files of an account."""

from tenure.accounts.models import Account, Document, DocumentQuerySet

FILES_SHOWN = 50


def documents_of(account: Account, *, limit: int = FILES_SHOWN) -> DocumentQuerySet:
    """The account's files in their last editions, the latest first. Ask only for an account that the reader sees."""
    files: DocumentQuerySet = Document.objects.of_account(account.pk)
    return files.last_editions().select_related("filed_by", "replaces").order_by("-pk")[:limit]
