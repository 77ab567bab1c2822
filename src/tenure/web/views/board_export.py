"""The board of an account as a file: what the screen shows, to be sent, printed or edited."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from tenure.accounts.downloads import attachment
from tenure.accounts.models import Account
from tenure.core.doors import door
from tenure.integrations.drawings.files import Format, board_file
from tenure.integrations.drawings.sheet import Asked, Sheet, sheet_of
from tenure.people.models import Member
from tenure.relationships.queries import decision_to_show, decisions_of
from tenure.web.components.board_address import BoardAddress, board_asked
from tenure.web.members import member_of
from tenure.web.views.account import visible_account


@require_safe
@door("account.see")
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The board of an address as `?format=` asks; 404 where there is none to draw."""
    member = member_of(request)
    account = visible_account(member, pk)
    try:
        kind = Format(request.GET.get("format", ""))
    except ValueError as error:
        raise Http404 from error
    made = board_file(_sheet(account, member, board_asked(account.pk, request.GET)), kind)
    return attachment(BytesIO(made.content), made.name, made.media_type)


def _sheet(account: Account, member: Member, address: BoardAddress) -> Sheet:
    decisions = [one for one in decisions_of(account) if address.decision in (None, one.pk)]
    decision = decision_to_show(decisions)
    if decision is None:
        raise Http404
    asked = Asked(on=address.on, lines=address.lines, without=address.without, shared=address.shared)
    try:
        return sheet_of(decision, member, asked)
    except ValidationError as error:
        raise Http404 from error
