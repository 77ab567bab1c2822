"""The board of an account as a file."""

from io import BytesIO
from typing import Annotated

from django.http import FileResponse
from ninja import Query, Router

from tenure.accounts.downloads import attachment
from tenure.accounts.models import Account
from tenure.analytics.board.routes import LineKind
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads
from tenure.api.schemas.fields import GREATEST_KEY, Day, Line200, PathKey
from tenure.integrations.drawings.files import MEDIA_TYPES, Format, board_file
from tenure.integrations.drawings.sheet import Asked, sheet_of
from tenure.relationships.models import Decision
from tenure.relationships.queries import decision_to_show, decisions_of

router = Router(tags=["decisions"])


@router.get(
    "/accounts/{int:account_id}/board/export",
    response={200: None},
    **reads("account.see", files=MEDIA_TYPES),
)
def get_board_export(
    request: ApiRequest,
    account_id: PathKey,
    format: Annotated[Format, Query()],
    decision: Annotated[int | None, Query(ge=1, le=GREATEST_KEY)] = None,
    on: Annotated[Day | None, Query()] = None,
    lines: Annotated[list[LineKind] | None, Query()] = None,
    without: Annotated[Line200 | None, Query()] = None,
    shared: Annotated[bool, Query()] = False,
) -> FileResponse:
    """The board of a decision, else of the open one that is due first, drawn into a file, on a day or without somebody.

    Who may not see judgements gets the version for sharing, without stance, power and competitors; so does `shared`.
    """
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    chosen = decision_to_show(one for one in decisions_of(account) if decision in (None, one.pk))
    if chosen is None:
        raise Decision.DoesNotExist
    asked = Asked(on=on, lines=lines, without=without or "", shared=shared)
    made = board_file(sheet_of(chosen, request.auth, asked), format)
    return attachment(BytesIO(made.content), made.name, made.media_type)
