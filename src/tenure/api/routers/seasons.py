"""Seasons: rankings that were published, and the grades that an account held in them."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.filters import days, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.routers.portfolio import ranking_answer, visible
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.seasons import GradeHistory, SeasonDetail, SeasonIn, SeasonOut, SeasonPage
from tenure.insight.actions.season import publish_season
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import grade_history, seasons
from tenure.people.models import Member

router = Router(tags=["seasons"])

LISTING = Listing(
    shown=shown(seasons().order_by(), SeasonOut),
    filters={**text("name"), **days("as_of")},
    orders={"published_at": Order("published_at"), "id": Order("id")},
    default="-published_at",
)


@router.get("/seasons", response=SeasonPage, **reads("account.see", LISTING))
def list_seasons(request: ApiRequest) -> HttpResponse:
    """The published seasons."""
    return list_page(request, LISTING, LISTING.rows)


@router.post("/seasons", response={201: SeasonDetail}, **writes("season.publish", once=True))
@once
def post_season(request: ApiRequest, body: SeasonIn) -> HttpResponse:
    """Publish the current ranking; its grades are held until the next season."""
    season = publish_season(name=body.name, note=body.note, by=request.auth)
    return answer(_detail(season, request.auth), 201)


@router.get("/seasons/{int:season_id}", response=SeasonDetail, **reads("account.see"))
def get_season(request: ApiRequest, season_id: PathKey) -> HttpResponse:
    """One season with its criteria and figures."""
    return answer(_detail(seasons().get(pk=season_id), request.auth))


@router.get("/portfolio/accounts/{int:account_id}/seasons", response=GradeHistory, **reads("account.see"))
def list_grades(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """The grades that an account held, season by season."""
    return answer({"items": [_past_grade(standing) for standing in grade_history(visible(request, account_id))]})


def _detail(season: Ranking, member: Member) -> dict[str, Any]:
    return {**ranking_answer(season, member), "note": season.note}


def _past_grade(standing: Standing) -> dict[str, Any]:
    season = standing.ranking
    return {
        "season": season.name,
        "as_of": season.as_of,
        "published_at": season.published_at,
        "rank": standing.rank,
        "rank_by_sales": standing.rank_by_sales,
        "score": standing.score,
        "grade": standing.grade,
        "label": standing.label,
        "is_key": standing.is_key,
        "movement": standing.movement or None,
        "reason": standing.reason,
    }
