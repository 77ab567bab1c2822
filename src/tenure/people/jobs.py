"""Background work about members."""

from collections.abc import Mapping
from typing import Any

from tenure.core.doors import takes
from tenure.core.jobs import Job
from tenure.people.actions import issue_password_link
from tenure.people.mail import send_password_link
from tenure.people.models import Member


@takes("password.reset")
def mail_password_link(job: Job) -> Mapping[str, Any]:
    """Send the link for a new password to the active member of this address ("email"), if there is one.

    Run twice, the later mail's link is the one that works. What came of it is not told: it would say who is a member.
    """
    member: Member | None = Member.objects.active().filter(email=job.arguments["email"]).first()
    if member:
        send_password_link(member, issue_password_link(member=member))
    return {}
