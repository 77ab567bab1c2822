from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from tenure.core.models import Record
from tenure.core.policy import Actor, Role, sees_every_account
from tenure.people.choices import (
    Density,
    Shortcuts,
    Theme,
    density_choices,
    role_choices,
    shortcuts_choices,
    shown_label_choices,
    theme_choices,
)


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(is_active=True)

    def visible_to(self, member: Actor) -> "MemberQuerySet":
        """Colleagues know each other; only leaders also see who has left."""
        if not member.is_active:
            return self.none()
        return self if sees_every_account(member) else self.active()


class MemberManager(BaseUserManager["Member"].from_queryset(MemberQuerySet)):  # type: ignore[misc]
    """Django's sign-in asks a manager for the member of a natural key: the e-mail address, in any case."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        member: Member = self.get(email=(username or "").strip().lower())
        return member


class Member(Record, AbstractBaseUser):
    """A person on our side who signs in.

    `label_pack` and `grade_words` (one for each grade, best first) are the words for grades that this member reads;
    what is published keeps its own.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=role_choices, default=Role.VIEWER)
    title = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    theme = models.CharField(max_length=10, choices=theme_choices, default=Theme.SYSTEM)
    density = models.CharField(max_length=10, choices=density_choices, default=Density.USUAL)
    shortcuts = models.CharField(max_length=3, choices=shortcuts_choices, default=Shortcuts.ON)
    label_pack = models.CharField(max_length=20, choices=shown_label_choices, blank=True, default="")
    grade_words = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = MemberManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="member_email_lower_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Up to two letters that stand for the member where there is no room for the name."""
        return initials_of(self.name)


def initials_of(name: str) -> str:
    """The first letters of the first and the last word.

    >>> initials_of("Ilse van der Brandt"), initials_of("ilse"), initials_of("")
    ('IB', 'I', '')
    """
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
