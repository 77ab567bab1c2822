"""The API itself: its operations, who may call them, and how its addresses are reached."""

from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, re_path
from ninja import NinjaAPI
from ninja.operation import Operation, PathView
from ninja.parser import Parser
from pydantic_core import from_json, to_json

from tenure.api import problems
from tenure.api.answers import JSON
from tenure.api.auth import BearerToken, SignedIn
from tenure.api.document import document
from tenure.api.routers import (
    account_team,
    accounts,
    assessments,
    awareness,
    board_exports,
    board_snapshots,
    bulk_changes,
    card_answers,
    commitments,
    contacts,
    criteria_sets,
    decision_facts,
    decisions,
    documents,
    drafts,
    effects,
    engagements,
    handovers,
    import_review,
    imports,
    interactions,
    invitations,
    me,
    members,
    onboarding,
    orders,
    organisation,
    papers,
    plan_items,
    plan_reviews,
    plans,
    portfolio,
    products,
    proposal_reviews,
    ratings,
    records,
    roadmap,
    rollup,
    sample,
    search,
    seasons,
    service_standards,
    terms,
    ties,
    views,
)
from tenure.api.viewer import view_page
from tenure.core.doors import PUBLIC, READING, WRITING

View = Callable[..., HttpResponseBase]
ROUTERS = (
    ("/accounts", accounts.router),
    ("", account_team.router),
    ("/contacts", contacts.router),
    ("/interactions", interactions.router),
    ("/commitments", commitments.router),
    ("/documents", documents.router),
    ("/decisions", decisions.router),
    ("", decision_facts.router),
    ("", ties.router),
    ("", board_exports.router),
    ("/board-snapshots", board_snapshots.router),
    ("/card-answers", card_answers.router),
    ("", assessments.router),
    ("", plans.router),
    ("", plan_items.router),
    ("/handovers", handovers.router),
    ("", roadmap.router),
    ("/engagements", engagements.router),
    ("", onboarding.router),
    ("/plan-reviews", plan_reviews.router),
    ("/proposal-reviews", proposal_reviews.router),
    ("", papers.router),
    ("", rollup.router),
    ("/products", products.router),
    ("/orders", orders.router),
    ("/portfolio", portfolio.router),
    ("/views", views.router),
    ("/bulk-changes", bulk_changes.router),
    ("", seasons.router),
    ("", criteria_sets.router),
    ("", drafts.router),
    ("", effects.router),
    ("", service_standards.router),
    ("/awareness-polls", awareness.router),
    ("", ratings.router),
    ("/imports", imports.router),
    ("/imports", import_review.router),
    ("", sample.router),
    ("", organisation.router),
    ("", members.router),
    ("", invitations.router),
    ("", records.router),
    ("", search.router),
    ("/me", me.router),
    ("", terms.router),
)
EVERYBODY = dict.fromkeys((*READING, *WRITING), PUBLIC)

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
for prefix, router in ROUTERS:
    api.add_router(prefix, router)


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


def _door(view: View, acts: Mapping[str, str]) -> View:
    """A view of the API with the act that each method takes.

    It asks for its own credentials, and says as a problem which methods it takes.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        response = view(request, *args, **values)
        return problems.method_not_allowed(response["Allow"]) if response.status_code == 405 else response

    # Our own credentials are checked inside, where a token is one too; Django's check would redirect to a page.
    opened.login_required = False  # type: ignore[attr-defined]
    opened.csrf_exempt = True  # type: ignore[attr-defined]
    opened.acts = acts  # type: ignore[attr-defined]
    return opened


def _acts(operations: PathView) -> dict[str, str]:
    """The act that each operation of a path declares; ImproperlyConfigured for one that declares none."""
    acts = {}
    for operation in operations.operations:
        act = (operation.openapi_extra or {}).get("x-policy")
        if act is None:
            raise ImproperlyConfigured(
                f"The operation {operation.view_func.__name__} does not say which act of the policy it takes; write "
                '**reads("account.see") or **writes("account.change") into its route, from tenure.api.doors.'
            )
        acts.update(dict.fromkeys(operation.methods, act))
    return acts


def _urls() -> list[URLPattern | URLResolver]:
    patterns: list[URLPattern | URLResolver] = []
    acts = {
        operation.view_func.__name__: _acts(path_view)
        for _, router in ROUTERS
        for path_view in router.path_operations.values()
        for operation in path_view.operations
    }
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name and pattern.name != "api-root":
            pattern.callback = _door(pattern.callback, acts[pattern.name])
            patterns.append(pattern)
    return [
        *patterns,
        path("openapi.json", _door(get_document, EVERYBODY), name="document"),
        path("docs", _door(get_viewer, EVERYBODY), name="viewer"),
        re_path("", _door(get_nothing, EVERYBODY)),
    ]


urlpatterns = _urls()
