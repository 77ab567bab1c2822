from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.policy import Actor, Role, invitable_roles
from tenure.people.choices import InvitationState, role_choices
from tenure.people.models.member import Member


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, member: Actor) -> "InvitationQuerySet":
        """The invitations to roles that the member may invite to; nothing for everybody else."""
        return self.filter(role__in=invitable_roles(member))

    def open(self) -> "InvitationQuerySet":
        """Neither taken up nor taken back; the link of an open invitation may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """Somebody is asked to become a member. Of the link only a digest is kept; it works once and not for ever."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=role_choices, default=Role.VIEWER)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations_given")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="invitation")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="invitation_email_lower_case"),
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once_an_address",
                violation_error_message=_("This address has an open invitation already; send that one again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"

    @property
    def state(self) -> InvitationState:
        """How the invitation stands now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.OPEN if self.expires_at > timezone.now() else InvitationState.EXPIRED
