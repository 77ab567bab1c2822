from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tenure.accounts.choices import DocumentClass, direction_choices, document_class_choices
from tenure.accounts.models.account import Account
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.core.models import Record


class DocumentQuerySet(AccountThingQuerySet["Document"]):
    def last_editions(self) -> "DocumentQuerySet":
        """Those that no other file outside the trash replaces."""
        replaced = Document.objects.filter(deleted_at=None, replaces=models.OuterRef("pk"))
        return self.filter(~models.Exists(replaced))


class Document(Record, AccountThing):
    """A file or letter that belongs to an account.

    What came in or went out carries a number in the register of its direction and year, given when it is filed. The
    name that the sender gave is kept for reading alone; on disk the file lies under a random one. A new edition of a
    file is a row of its own that says which one it replaces, in the trash too, so that it finds its place again.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    document_class = models.CharField(max_length=10, choices=document_class_choices, default=DocumentClass.OTHER)
    direction = models.CharField(max_length=3, choices=direction_choices, blank=True, default="")
    register_year = models.PositiveSmallIntegerField(null=True, editable=False)
    register_number = models.PositiveIntegerField(null=True, editable=False)
    dated_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, default="")
    edition = models.PositiveSmallIntegerField(default=1, editable=False)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="editions", editable=False)
    storage_name = models.CharField(max_length=80, unique=True, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="document_has_name"),
            models.UniqueConstraint(fields=["replaces"], condition=Q(deleted_at=None), name="document_replaced_once"),
            models.UniqueConstraint(
                fields=["direction", "register_year", "register_number"],
                condition=Q(register_number__isnull=False),
                name="document_number_once",
            ),
            models.CheckConstraint(
                condition=Q(direction="", register_number=None, register_year=None)
                | (~Q(direction="") & Q(register_number__isnull=False, register_year__isnull=False)),
                name="document_number_if_directed",
            ),
        ]
        indexes = [models.Index(fields=["account", "-id"], condition=Q(deleted_at=None), name="document_by_account")]

    def __str__(self) -> str:
        return self.name

    @property
    def register(self) -> str:
        """The number in the register of letters, such as "in 2026/14"; empty for what has none."""
        return f"{self.direction} {self.register_year}/{self.register_number}" if self.register_number else ""

    @property
    def suffix(self) -> str:
        """The kind of file by its name, without the dot and in lower case."""
        return PurePosixPath(self.name).suffix.removeprefix(".").lower()

    def changed_by_restoring(self) -> Mapping[str, Any]:
        """It stands for itself where another file has taken its place in the row of editions."""
        taken = Document.objects.filter(replaces=self.replaces_id, deleted_at=None).exclude(pk=self.pk)
        return {"replaces": None} if self.replaces_id and taken.exists() else {}
