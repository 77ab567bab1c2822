"""The few mails about coming in. They go out only where mail is configured; no link is ever kept for a later try."""

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from tenure.people.models import Invitation, Member
from tenure.people.queries import invitation_url, password_url

log = structlog.get_logger("tenure.mail")

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def sends_mail() -> bool:
    """Whether this installation can send mail at all."""
    return bool(settings.EMAIL_BACKEND != NO_MAIL)


def send_invitation(invitation: Invitation, secret: str) -> bool:
    """Send an invitation's link; in the inviter's language, since the guest's is not known yet."""
    with translation.override(invitation.invited_by.language or settings.LANGUAGE_CODE):
        subject = _("%(name)s invites you to Tenure") % {"name": invitation.invited_by.name}
        words = _("Open this link to choose your name and how you sign in. It works once, until %(day)s (UTC).") % {
            "day": f"{invitation.expires_at:%Y-%m-%d %H:%M}"
        }
        return _send(invitation.email, subject, [words, invitation_url(secret)])


def send_password_link(member: Member, secret: str) -> bool:
    """Send the link by which a member sets a new password."""
    with translation.override(member.language or settings.LANGUAGE_CODE):
        words = _("Somebody, probably you, asked to set a new password. This link works once, within an hour.")
        ignore = _("If it was not you, ignore this mail: your password stays as it is.")
        return _send(member.email, _("Set a new password"), [words, password_url(secret), ignore])


def _send(address: str, subject: str, paragraphs: list[str]) -> bool:
    if not sends_mail():
        return False
    try:
        send_mail(subject, "\n\n".join(paragraphs) + "\n", None, [address])
    except OSError as error:
        # Whoever invited has the link on the screen; who forgot the password asks again.
        log.warning("mail not sent", reason=str(error))
        return False
    return True
