from django.db import models
from django.utils import timezone

from tenure.people.choices import LinkPurpose, link_purpose_choices
from tenure.people.models.member import Member


class SignInLink(models.Model):
    """A link that signs one member in once, or lets them set a password once.

    Only a digest is kept: who reads the database cannot sign in with it.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="sign_in_links")
    purpose = models.CharField(max_length=10, choices=link_purpose_choices, default=LinkPurpose.SIGN_IN)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.member_id}, until {self.expires_at:%Y-%m-%d %H:%M}"


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads what a member owes; one at a time, and it ends with them.

    Only a digest of the secret is kept.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(revoked_at=None), name="calendarfeed_one_for_each"
            )
        ]

    def __str__(self) -> str:
        return f"calendar feed of {self.member_id}"


class ApiToken(models.Model):
    """A bearer token of a member, for scripts. It may read, or read and write, and ends with the member."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.member_id}"
