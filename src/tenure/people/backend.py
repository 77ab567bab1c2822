"""Who may sign in and with what is allauth's to say; every page asks for whoever did."""

from allauth.account.auth_backends import AuthenticationBackend

from tenure.core.written import written_once
from tenure.people.models import Member
from tenure.people.models.member import MemberQuerySet


class MemberBackend(AuthenticationBackend):  # type: ignore[misc] # allauth is not typed
    """Members by e-mail address and password."""

    def get_user(self, user_id: int) -> Member | None:
        """The member of a number, unless their sign-in was ended."""
        member = next(iter(_of_number(user_id)), None)
        return member if member and self.user_can_authenticate(member) else None


@written_once
def _of_number(number: int) -> MemberQuerySet:
    found: MemberQuerySet = Member.objects.filter(pk=number)
    return found
