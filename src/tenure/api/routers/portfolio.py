"""The ranked portfolio as far as one sees it: figures, standings, reasons."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query, Router

from tenure.accounts.choices import AccountKind
from tenure.accounts.models import Account
from tenure.accounts.search import matching
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.filters import Filter, Id, amounts, asks
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, Rows, Search, list_page
from tenure.api.rows import told
from tenure.api.schemas.fields import Code10, Line200, PathKey
from tenure.api.schemas.portfolio import (
    ExplanationOut,
    MoversOut,
    RankingIn,
    RankingOut,
    RelabelIn,
    StandingPage,
)
from tenure.api.schemas.records import JobOut
from tenure.core.audit import field_values
from tenure.core.keyset import Segment
from tenure.insight import queries
from tenure.insight.actions.queue import queue_ranking, queue_relabelling
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.records import explanation_record, ranking_record, standing_record
from tenure.people.models import Member

router = Router(tags=["portfolio"])
MOST_MOVERS = 50
BY_GRADE: Mapping[str, Filter] = {"grade": asks("grade", Code10)}


def _named(rows: Rows, words: str) -> Rows:
    # Searched among the accounts of these rows alone, so that what others may see takes nobody's place in the result.
    accounts = Account.objects.filter(pk__in=rows.order_by().values("account"))
    return rows.filter(account__in=matching(accounts, words))


def _named_by_rank(rows: Rows, words: str) -> list[Segment]:
    return [Segment(_named(rows, words), ("rank",))]


NOT_KEY = Listing(
    shown=told(Standing.objects, standing_record),
    filters=BY_GRADE,
    orders={"rank": Order("rank", unique=True)},
    default="rank",
    search=Search(_named, _named_by_rank),
)
LISTING = replace(
    NOT_KEY,
    filters={
        **BY_GRADE,
        "key": asks("is_key", bool),
        "provisional": asks("provisional", bool),
        "movement": asks("movement", Movement),
        "owner": asks("account__owner", Id),
        "country": asks("account__country", Line200),
        "kind": asks("account__kind", AccountKind),
        **amounts("revenue"),
    },
)


def _record(member: Member, standing: Standing) -> dict[str, Any]:
    return standing_record(queries.as_seen_by(member, standing))


def _seen_by(member: Member, listing: Listing) -> Listing:
    return replace(listing, shown=told(Standing.objects, partial(_record, member)))


def visible(request: ApiRequest, account_id: int) -> Account:
    """The account, if the member may see it."""
    return Account.objects.visible_to(request.auth).get(pk=account_id)


def ranking_answer(ranking: Ranking, member: Member) -> dict[str, Any]:
    """What is told of a ranking: how it was made, and what the accounts that the member sees come to."""
    own = field_values(ranking, ["id", "computed_at", "published_at", "published_by_name"])
    return {**own, **ranking_record(ranking, member), "figures": queries.portfolio_figures(member, ranking)}


@router.get("", response=RankingOut, **reads("account.see"))
def get_portfolio(request: ApiRequest) -> HttpResponse:
    """The current ranking; 404 before the first. Between two rankings it is the last season."""
    ranking = queries.current_ranking()
    if ranking is None:
        raise Ranking.DoesNotExist
    return answer(ranking_answer(ranking, request.auth))


@router.get("/standings", response=StandingPage, **reads("account.see", LISTING))
def list_standings(request: ApiRequest) -> HttpResponse:
    """The accounts you see in order of rank. When the portfolio's `id` changes, begin again with the first page."""
    rows = queries.standings_in(queries.current_ranking(), request.auth)
    return list_page(request, _seen_by(request.auth, LISTING), rows)


@router.get("/not-key", response=StandingPage, **reads("account.see", NOT_KEY))
def list_not_key(request: ApiRequest) -> HttpResponse:
    """The accounts that are not key in order of rank; the reason of each says why."""
    rows = queries.standings_in(queries.current_ranking(), request.auth).filter(is_key=False)
    return list_page(request, _seen_by(request.auth, NOT_KEY), rows)


@router.get("/movers", response=MoversOut, **reads("account.see"))
def get_movers(request: ApiRequest, limit: Annotated[int, Query(ge=1, le=MOST_MOVERS)] = 5) -> HttpResponse:
    """Who scores much better than they sell, and who sells much better than they score."""
    found = queries.biggest_movers(request.auth, limit=limit)
    return answer({name: [_record(request.auth, standing) for standing in some] for name, some in vars(found).items()})


@router.get("/accounts/{int:account_id}", response=ExplanationOut, **reads("account.see"))
def get_standing(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """Why an account stands where it stands, and what would change that; 404 when it is not ranked."""
    standing = queries.standing_of(visible(request, account_id))
    if standing is None:
        raise Standing.DoesNotExist
    explained = queries.explanation(queries.as_seen_by(request.auth, standing))
    return answer(explanation_record(explained, queries.sensitivity(standing, request.auth)))


@router.post("/ranking", response={202: JobOut}, **writes("ranking.compute", once=True))
@once
def post_ranking(request: ApiRequest, body: RankingIn) -> HttpResponse:
    """Rank the portfolio in the background; the job tells when it is done."""
    job = queue_ranking(by=request.auth, as_of=body.as_of)
    return answer(field_values(job, JobOut.model_fields), 202)


@router.post("/relabel", response={202: JobOut}, **writes("criteria.change", once=True))
@once
def post_relabel(request: ApiRequest, body: RelabelIn) -> HttpResponse:
    """Name the grades by other words; the ranking is made anew with them in the background. Seasons keep theirs."""
    job = queue_relabelling(label_pack=body.label_pack, by=request.auth)
    return answer(field_values(job, JobOut.model_fields), 202)
