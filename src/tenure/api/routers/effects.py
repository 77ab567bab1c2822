"""What a criteria set would make of the portfolio, what hangs on its weights, and publishing it."""

from dataclasses import asdict
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from ninja import Query, Router

from tenure.accounts.models import Account
from tenure.api.answers import answer, shaped
from tenure.api.auth import ApiRequest
from tenure.api.body import by_code
from tenure.api.doors import reads, writes
from tenure.api.idempotency import once
from tenure.api.routers.portfolio import ranking_answer
from tenure.api.schemas.drafts import DraftLevelOut, DraftLevels
from tenure.api.schemas.effects import (
    ChangesOut,
    Disagreements,
    PlacesIn,
    PreviewOut,
    PublishIn,
    RatingsIn,
    RatingsOut,
    SwingsOut,
    UnknownsOut,
)
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.ratings import RatingOut
from tenure.api.schemas.seasons import SeasonDetail
from tenure.assessments.actions.rating import Answer, rate_accounts
from tenure.assessments.actions.scheme import set_places
from tenure.assessments.models import CriteriaSet, RatingQuestion
from tenure.assessments.queries import disagreements, labels_for, rules_of
from tenure.core.audit import field_values
from tenure.core.money import organisation
from tenure.insight.actions.season import publish_criteria
from tenure.insight.models import Ranking
from tenure.insight.queries import current_ranking
from tenure.insight.queries.changes import Move, season_changes
from tenure.insight.queries.preview import MOST_SHOWN, SHOWN, PreviewRow, Trial, preview, try_rules, weighed
from tenure.insight.queries.swings import FACTOR, Change, swings
from tenure.insight.queries.unknowns import gaps, open_accounts

router = Router(tags=["criteria sets"])
WEIGHTS = r"^([A-Za-z0-9_-]{1,40}:[0-9]{1,4}(\.[0-9]{1,2})?(,|$)){0,100}$"
Weights = Annotated[str, Query(pattern=WEIGHTS, max_length=5000, description="Weights to try: growth:60,revenue:5")]
Limit = Annotated[int, Query(ge=1, le=MOST_SHOWN)]


@router.get("/criteria-sets/{int:set_id}/preview", response=PreviewOut, **reads("account.see"))
def get_preview(request: ApiRequest, set_id: PathKey, weights: Weights = "", limit: Limit = SHOWN) -> HttpResponse:
    """What the set would make of the portfolio, with other weights where some are given; 404 before any ranking."""
    rules = weighed(rules_of(CriteriaSet.objects.get(pk=set_id)), _weights(weights))
    found = preview(_ranking(), rules, labels_for(rules, organisation()), request.auth, limit=limit)
    codes = [level.code for level in rules.scheme.levels]
    own = {name: getattr(found, name) for name in ("shares", "moves", "provisional", "notices")}
    return shaped(
        PreviewOut,
        {
            **own,
            "ranking": found.ranking.pk,
            "grades": [{**asdict(total), "grade": total.code} for total in found.grades],
            "movers": [_row(row, codes, found.criteria) for row in found.movers],
            "rows": [_row(row, codes, found.criteria) for row in found.rows],
        },
    )


@router.get("/criteria-sets/{int:set_id}/sensitivity", response=SwingsOut, **reads("account.see"))
def get_sensitivity(request: ApiRequest, set_id: PathKey) -> HttpResponse:
    """How many grades hang on each weight, and how firmly those near a line stand."""
    found = swings(_trial(request, set_id))
    bars = [
        {
            **{name: getattr(bar, name) for name in ("share", "relative", "when_less", "when_more")},
            "criterion": bar.criterion.code,
            "lower": _change(bar.lower),
            "upper": _change(bar.upper),
        }
        for bar in found.bars
    ]
    near = [
        {
            **vars(one),
            "account": one.account.pk,
            "name": one.account.name,
            "distance": one.distance,
            "shares": dict(one.shares),
        }
        for one in found.near
    ]
    whole = {"factor": FACTOR, "draws": found.draws, "looked_at": found.looked_at, "criteria": bars, "near": near}
    return shaped(SwingsOut, whole)


@router.get("/criteria-sets/{int:set_id}/unknowns", response=UnknownsOut, **reads("account.see"))
def get_unknowns(request: ApiRequest, set_id: PathKey) -> HttpResponse:
    """What is not known, for how many accounts, and who could say."""
    trial = _trial(request, set_id)
    by_criterion = [
        {**vars(gap), "criterion": gap.criterion.code, "question": gap.question.code if gap.question else None}
        for gap in gaps(trial)
    ]
    accounts = [
        {
            **vars(one),
            "account": one.account.pk,
            "name": one.account.name,
            "missing": [criterion.code for criterion in one.missing],
            "could_answer": [member.pk for member in one.could_answer],
        }
        for one in open_accounts(trial)
    ]
    return shaped(UnknownsOut, {"criteria": by_criterion, "accounts": accounts})


@router.get("/criteria-sets/{int:set_id}/changes", response=ChangesOut, **reads("account.see"))
def get_changes(request: ApiRequest, set_id: PathKey) -> HttpResponse:
    """Who would be promoted and relegated if the set were published, and why."""
    found = season_changes(_trial(request, set_id))
    moved = {name: [_move(move) for move in getattr(found, name)] for name in ("promoted", "relegated")}
    return shaped(ChangesOut, {**vars(found), **moved})


@router.put("/criteria-sets/{int:set_id}/places", response=DraftLevels, **writes("criteria.change"))
def put_places(request: ApiRequest, set_id: PathKey, body: PlacesIn) -> HttpResponse:
    """Limit grades of a draft to so many places."""
    changed = set_places(criteria_set=CriteriaSet.objects.get(pk=set_id), places=body.places, by=request.auth)
    return answer({"items": [field_values(level, DraftLevelOut.model_fields) for level in changed.levels.all()]})


@router.post("/criteria-sets/{int:set_id}/publish", response={201: SeasonDetail}, **writes("season.publish", once=True))
@once
def post_publication(request: ApiRequest, set_id: PathKey, body: PublishIn) -> HttpResponse:
    """Let the set decide from now on: rank by it and publish that as a season."""
    criteria_set = CriteriaSet.objects.get(pk=set_id)
    season = publish_criteria(criteria_set=criteria_set, name=body.name, note=body.note, by=request.auth)
    return answer({**ranking_answer(season, request.auth), "note": season.note}, 201)


@router.post("/ratings", response={201: RatingsOut}, **writes("rating.give", once=True))
@once
def post_ratings(request: ApiRequest, body: RatingsIn) -> HttpResponse:
    """Answer one question about several accounts; all answers are kept or none."""
    question = by_code(RatingQuestion.objects.all(), "question", body.question)
    accounts = Account.objects.visible_to(request.auth).in_bulk([one.account for one in body.ratings])
    missing = next((one.account for one in body.ratings if one.account not in accounts), None)
    if missing is not None:
        raise ValidationError({"ratings": f"There is no record {missing}, or you may not see it."})
    answers = [Answer(accounts[one.account], one.score, one.evidence) for one in body.ratings]
    made = rate_accounts(question=question, answers=answers, by=request.auth)
    return answer({"items": [field_values(rating, RatingOut.model_fields) for rating in made]}, 201)


@router.get("/disagreements", response=Disagreements, **reads("account.see"))
def list_disagreements(request: ApiRequest) -> HttpResponse:
    """Accounts that you see whose raters are far apart."""
    items = [
        {
            "account": one.account.pk,
            "name": one.account.name,
            "question": one.question.code,
            **{name: getattr(one.group, name) for name in ("median", "low", "high")},
            "ratings": [{"rater": rating.rater_id, "score": rating.score} for rating in one.ratings],
        }
        for one in disagreements(request.auth)
    ]
    return answer({"items": items})


def _weights(text: str) -> dict[str, float]:
    pairs = (pair.partition(":") for pair in text.split(",") if pair)
    return {code: float(weight) for code, _, weight in pairs}


def _ranking() -> Ranking:
    ranking = current_ranking()
    if ranking is None:
        raise Ranking.DoesNotExist
    return ranking


def _trial(request: ApiRequest, set_id: int) -> Trial:
    rules = rules_of(CriteriaSet.objects.get(pk=set_id))
    return try_rules(_ranking(), rules, labels_for(rules, organisation()), request.auth)


def _row(row: PreviewRow, codes: list[str], criteria: Any) -> dict[str, Any]:
    cause = {**asdict(row.cause), "criterion": criteria[row.cause.criterion].code} if row.cause else None
    own = {name: value for name, value in vars(row).items() if name != "level"}
    return {
        **own,
        "account": row.account.pk,
        "name": row.account.name,
        "grade": codes[row.level],
        "movement": row.movement or None,
        "cause": cause,
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else {**vars(change), "account": change.account.pk if change.account else None}


def _move(move: Move) -> dict[str, Any]:
    return {
        "account": move.row.account.pk,
        "name": move.row.account.name,
        "rank": move.row.rank,
        "label_from": move.label_from,
        "label_to": move.row.label,
        "reason": move.reason,
    }
