"""The API itself: its operations, who may call them, and how its addresses are reached."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, re_path
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.parser import Parser
from pydantic_core import from_json, to_json

from tenure.api import problems
from tenure.api.answers import JSON
from tenure.api.auth import BearerToken, SignedIn
from tenure.api.document import document
from tenure.api.routers import (
    accounts,
    bulk_changes,
    contacts,
    criteria_sets,
    imports,
    members,
    orders,
    organisation,
    portfolio,
    products,
    ratings,
    records,
    seasons,
    views,
)
from tenure.api.viewer import view_page

View = Callable[..., HttpResponseBase]

DESCRIPTION = """\
Send `Authorization: Bearer tenure_...`; `tenure token` makes a token. Unless it was issued to write, it may only read.

Lists come in pages: follow `next` with `cursor`. Amounts of money are text, times are ISO 8601 in UTC, days YYYY-MM-DD.
Refusals are `application/problem+json` with one sentence in `detail`. What you may not see is answered like what is
not there: 404. Send an `Idempotency-Key` with what makes something, and it may be sent again without making it twice.
"""


class StrictParser(Parser):
    """Reads a body as JSON, and refuses what a database could not store: NaN, infinity and lone surrogates."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's values; ValueError when it is not JSON."""
        return from_json(request.body, allow_inf_nan=False, cache_strings="keys")


class Api(NinjaAPI):
    """An API whose operations are known by the names of their functions, and that answers errors as problems."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name by which generated clients call the operation."""
        return operation.view_func.__name__

    def on_exception(self, request: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:  # noqa: ARG002
        """Every exception, expected or not, is answered as a problem."""
        return problems.answer_to(exc if isinstance(exc, Exception) else exc())


api = Api(
    title="Tenure",
    version="1",
    description=DESCRIPTION,
    auth=[BearerToken(), SignedIn()],
    parser=StrictParser(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/accounts", accounts.router)
api.add_router("/contacts", contacts.router)
api.add_router("/products", products.router)
api.add_router("/orders", orders.router)
api.add_router("/portfolio", portfolio.router)
api.add_router("/views", views.router)
api.add_router("/bulk-changes", bulk_changes.router)
api.add_router("", seasons.router)
api.add_router("", criteria_sets.router)
api.add_router("", ratings.router)
api.add_router("/imports", imports.router)
api.add_router("", organisation.router)
api.add_router("", members.router)
api.add_router("", records.router)


@cache
def document_json() -> bytes:
    """The OpenAPI document as it is served and as the repository keeps it."""
    return to_json(document(api), indent=1) + b"\n"


def get_document(_: HttpRequest) -> HttpResponse:
    """The OpenAPI document; it holds no data and needs no sign-in."""
    return HttpResponse(document_json(), content_type=JSON)


def get_nothing(_: HttpRequest) -> HttpResponse:
    """What any other address is answered."""
    return problems.problem(*problems.NOT_FOUND)


def get_viewer(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document as a page to read."""
    return view_page(request, document_json())


def _door(view: View) -> View:
    """A view of the API: it asks for its own credentials, and says as a problem which methods it takes."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        response = view(request, *args, **values)
        return problems.method_not_allowed(response["Allow"]) if response.status_code == 405 else response

    # Our own credentials are checked inside, where a token is one too; Django's check would redirect to a page.
    opened.login_required = False  # type: ignore[attr-defined]
    opened.csrf_exempt = True  # type: ignore[attr-defined]
    return opened


def _urls() -> list[URLPattern | URLResolver]:
    patterns: list[URLPattern | URLResolver] = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = _door(pattern.callback)
            patterns.append(pattern)
    return [
        *patterns,
        path("openapi.json", _door(get_document), name="document"),
        path("docs", _door(get_viewer), name="viewer"),
        re_path("", _door(get_nothing)),
    ]


urlpatterns = _urls()
