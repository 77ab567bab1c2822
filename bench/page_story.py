"""What the members of the pages' bench have done: rated, ranked, published, saved, imported; then they sign in."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from bench.api_data import SEED, write
from bench.page_data import RATED, TEAM, rating_rows
from tenure.accounts.actions.seen import note_seen
from tenure.accounts.models import Account, Contact
from tenure.assessments.actions.awareness import answer_poll, close_poll, open_poll_for
from tenure.assessments.actions.criteria_set import activate_criteria_set, copy_criteria_set, ensure_default_criteria
from tenure.assessments.actions.criterion import add_criterion
from tenure.assessments.actions.judgement import judge_pair
from tenure.assessments.actions.rating import create_question
from tenure.assessments.models import CriteriaSet, RatingQuestion
from tenure.core.jobs import run_job
from tenure.core.models import JobRun
from tenure.insight.actions.bulk_change import add_team_member_to_many
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.actions.saved_view import save_view
from tenure.insight.actions.season import publish_season
from tenure.insight.choices import Audience
from tenure.insight.models import Standing
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member

VIEWS: Mapping[str, Mapping[str, str]] = {
    "By revenue": {"sort": "-revenue"},
    "Germany": {"country": "Germany", "sort": "rank"},
    "Relegated": {"movement": "relegated", "sort": "rank"},
    "By country": {"group": "country", "sort": "rank"},
}
FILE = "Customer ID;Name;City;Employees\n1;Adler AG;Köln;12\n2;Biber GmbH;Bonn;many\n3;Dachs KG;Trier;7\n"
COLUMNS = {"kind": "accounts", "field-0": "external_id", "field-1": "name", "field-2": "city", "field-3": "employees"}
QUESTIONS = {"access": "Access to those who decide", "reputation": "Good for our name"}
SEEN = 20
LEFT = 40


def analyse() -> None:
    """Tell the database what is in its tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def live_through(members: Sequence[Member], team_of: Mapping[int, Sequence[int]], accounts: int) -> dict[str, Any]:
    """Do everything once that pages show; how to look at it, ready for JSON."""
    director = members[0]
    criteria_set = _criteria(director)
    _rate(director, sorted(account for team in team_of.values() for account in team), accounts)
    places = _import(director)
    compute_ranking(by=director)
    places["season"] = publish_season(name="2026", by=director, note="As every spring.").pk
    compute_ranking(by=director)
    draft = _draft(criteria_set, director)
    places |= {"set": draft.pk, "accounts": accounts, **ends_of_lists()}
    _ask_who_is_key(members)
    _look_about(members, team_of)
    analyse()
    everybodys = random.Random(SEED).sample(range(1, accounts + 1), TEAM)
    people = [
        {"session": _session(member), "accounts": list(team_of.get(member.pk, everybodys)), "email": member.email}
        for member in members
    ]
    return {"people": people, "places": places}


def _criteria(director: Member) -> CriteriaSet:
    """The house's own criteria and two more, which people judge."""
    draft = copy_criteria_set(criteria_set=ensure_default_criteria(by=director), name="Ours", by=director)
    for code, name in QUESTIONS.items():
        create_question(code=code, name=name, by=director)
        add_criterion(criteria_set=draft, name=name, measure=f"rating:{code}", weight=Decimal(10), by=director)
    return activate_criteria_set(criteria_set=draft, by=director)


def _rate(director: Member, owned: Sequence[int], accounts: int) -> None:
    chance = random.Random(SEED)
    questions = list(RatingQuestion.objects.order_by("pk").values_list("pk", flat=True))
    others = chance.sample(range(1, accounts + 1), min(RATED, accounts))
    rated = sorted({*owned[: len(owned) // 2], *others})
    write("assessments_rating", rating_rows(rated, questions, director.pk, chance))


def _import(director: Member) -> dict[str, int]:
    """Two small files: one let in, one whose columns were settled and which was tried out."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(director)
    done, tried = (_tried_out(client, name) for name in ("done.csv", "tried.csv"))
    client.post(f"/imports/{done}/start")
    _work()
    return {"done": done, "tried": tried}


def _tried_out(client: Client, name: str) -> int:
    client.post("/imports/new/", {"files": [SimpleUploadedFile(name, FILE.encode())]})
    run = ImportRun.objects.latest("pk")
    client.post(f"/imports/{run.pk}/columns/", COLUMNS)
    _work()
    return run.pk


def _work() -> None:
    """Do the last job that was asked for, as a worker would; the ranking that an import asks for comes later anyway."""
    run_job.call(JobRun.objects.exclude(kind="ranking").latest("pk").pk)


def _draft(criteria_set: CriteriaSet, director: Member) -> CriteriaSet:
    """Next year's criteria, compared in pairs by the director."""
    criteria_set.refresh_from_db()
    draft = copy_criteria_set(criteria_set=criteria_set, name="Next year", by=director)
    criteria = list(draft.criteria.all())
    for first, second in pairwise(criteria):
        judge_pair(first=first, second=second, value=2.0, by=director)
    return draft


def _ask_who_is_key(members: Sequence[Member]) -> None:
    """One poll answered by all and closed, one still open."""
    director = members[0]
    names = list(Standing.objects.filter(is_key=True).order_by("rank").values_list("account__name", flat=True)[:10])
    poll = open_poll_for(name="Spring", by=director)
    for number, member in enumerate(members):
        answer_poll(poll=poll, names=names[number % 5 :] or ["Adler"], by=member)
    close_poll(poll=poll, by=director)
    open_poll_for(name="Autumn", by=director)


def ends_of_lists() -> dict[str, int]:
    """The row after which the last page of a list begins, by the list's order; about so many rows are left."""
    ranked = Standing.objects.filter(ranking__is_current=True)
    people = Contact.objects.filter(deleted_at=None)
    return {
        "last": ranked.order_by("-rank").values_list("rank", flat=True)[LEFT],
        "last_by_revenue": ranked.order_by("revenue", "rank").values_list("rank", flat=True)[LEFT],
        "last_by_name": Account.objects.present().order_by("-name", "-pk").values_list("pk", flat=True)[LEFT],
        "last_person": people.order_by("-name", "-pk").values_list("pk", flat=True)[LEFT],
    }


def _look_about(members: Sequence[Member], team_of: Mapping[int, Sequence[int]]) -> None:
    """Views are saved, accounts opened, a colleague put on some teams."""
    director = members[0]
    for name, definition in VIEWS.items():
        save_view(name=name, definition=definition, by=director, audience=Audience.TEAM)
    for member in members:
        save_view(name="My own", definition={"sort": "-growth"}, by=member)
        for account in Account.objects.filter(pk__in=team_of.get(member.pk, range(1, 100))).order_by("pk")[:SEEN]:
            note_seen(account=account, by=member)
    first, second = list(team_of)[:2]
    some = list(team_of[second][:5])
    add_team_member_to_many(accounts=some, member=next(one for one in members if one.pk == first), by=director)


def _session(member: Member) -> str:
    """A session of the member's, signed in and seen once."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(member)
    client.get("/help")
    return client.cookies["sessionid"].value
