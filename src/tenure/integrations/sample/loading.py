"""From the invented tables to a company that can be looked at: everything goes through the importer and the actions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.base import ContentFile

from tenure.accounts.actions.document import file_document
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account
from tenure.analytics.criteria import Anchor, Criterion, GradeScheme, Level
from tenure.analytics.portfolio import DEFAULT_CRITERIA
from tenure.analytics.wording import pgettext_noop
from tenure.assessments.actions.criteria_set import activate_criteria_set, create_criteria_set
from tenure.assessments.actions.objective import add_objective
from tenure.assessments.actions.rating import create_question
from tenure.assessments.actions.service_standard import set_service_standard
from tenure.assessments.models import BusinessObjective, CriteriaSet, RatingQuestion, ServiceStandard
from tenure.assessments.rules import SelectionRules
from tenure.core.actions import notify
from tenure.core.policy import require
from tenure.insight.actions.board_snapshots import take_snapshots
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.actions.season import publish_season
from tenure.integrations.imports.actions.execute import execute_run
from tenure.integrations.imports.actions.start import ImportOptions, start_import
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.queries import run_report
from tenure.integrations.sample.abroad import look_after_the_whole
from tenure.integrations.sample.actions import add_interactions, add_polls, add_promises
from tenure.integrations.sample.adviser import tell_of_advice
from tenure.integrations.sample.assessments import judge_by_questionnaires
from tenure.integrations.sample.card import answer_the_card, let_somebody_go
from tenure.integrations.sample.company import Row, SampleCompany, sample_company
from tenure.integrations.sample.decisions import tell_a_decision
from tenure.integrations.sample.handovers import hand_over_accounts
from tenure.integrations.sample.next_year import draft_next_year
from tenure.integrations.sample.onboarding import begin_with_clients
from tenure.integrations.sample.plans import tell_the_plans
from tenure.integrations.sample.reviews import hold_reviews
from tenure.integrations.sample.roadmap import agree_with_a_client
from tenure.integrations.sample.team import divide_the_work
from tenure.integrations.sample.views import keep_views
from tenure.integrations.sample.words import CRITERIA_NAME, DIRECTOR, DOMAIN, QUESTIONS, SERVICE, SOURCE
from tenure.people.models import Member

# What has no file of its own is made by the actions that people use, or for many rows by one of the sample's own.
NOT_IMPORTED = frozenset({"team", "interactions", "promises", "documents", "polls"})
# Not the first of the list: whoever looks at that one sees what has happened there, not who came to the team.
NEWS_RANK = 6
WHOLE_SCALE = (Anchor(0, 0), Anchor(10, 10))
# Key accounts are a handful: as many as the team has hours for.
SCHEME = GradeScheme((Level("a", 6.5, 6), Level("b", 5.0, 12), Level("c", 3.5), Level("d")))
JUDGED = (
    Criterion(
        "access",
        pgettext_noop("criterion", "access"),
        "rating:access",
        10,
        anchors=WHOLE_SCALE,
        objective="Be known where it is decided",
    ),
    Criterion(
        "fit",
        pgettext_noop("criterion", "fit"),
        "rating:fit",
        8,
        anchors=WHOLE_SCALE,
        objective="Grow with the customers that grow",
    ),
    Criterion(
        "potential",
        pgettext_noop("criterion", "potential"),
        "rating:potential",
        12,
        anchors=WHOLE_SCALE,
        objective="Sell the whole range",
    ),
)


def load_sample_company(*, today: date, by: Member, say: Callable[[str], None]) -> None:
    """Invent the company as of a day and load it: files, teams, criteria, last year's season, today's portfolio."""
    require(by, "organisation.change")
    company = sample_company(today)
    add_questions(by=by)
    with TemporaryDirectory(prefix="tenure-sample-") as folder:
        import_tables(company.write_csv(Path(folder)), by=by, say=say)
    add_teams(company, by=by)
    add_interactions(company.tables["interactions"], by=by)
    add_promises(company.tables["promises"], by=by)
    add_documents(company.tables["documents"], by=by)
    chosen = choose_criteria(by=by)
    promise_service(by=by)
    director = Member.objects.get(email=f"{DIRECTOR}@{DOMAIN}")
    publish_last_season(today, by=director)
    compute_ranking(by=by)
    decision = tell_a_decision(today=today, by=by)
    if decision:
        answer_the_card(decision=decision, today=today, by=by)
        let_somebody_go(decision=decision, today=today, by=by)
        agree_with_a_client(account=decision.account, today=today, by=by)
        hand_over_accounts(watched=decision.account, by=by)
        tell_the_plans(account=decision.account, today=today, by=by)
        hold_reviews(account=decision.account, today=today, by=by)
        judge_by_questionnaires(account=decision.account, today=today, by=by, director=director)
        begin_with_clients(account=decision.account, today=today, by=by)
        tell_of_advice(account=decision.account, today=today, by=by)
        look_after_the_whole(account=decision.account, by=by, manager=director)
        divide_the_work(account=decision.account, today=today, by=by)
    take_snapshots(day=today, by=by)
    draft_next_year(chosen)
    add_polls(company.tables["polls"], by=by)
    keep_views(by=by, director=director)
    tell_who_loads(by=by, director=director)


def import_tables(files: list[Path], *, by: Member, say: Callable[[str], None]) -> None:
    """Import the files in their order; RuntimeError when a row of our own making is refused."""
    for file in files:
        if file.stem in NOT_IMPORTED:
            continue
        run = start_import(path=file, by=by, options=ImportOptions(kind=file.stem, source=SOURCE))
        tally = execute_run(run.pk).tally
        if tally["refused"]:
            raise RuntimeError(f"The sample company's {file.name} was refused: {tally['refused'][0]}.")
        say(f"  {file.stem}: {tally['rows']['read']:,} rows")


def add_questions(*, by: Member) -> None:
    """Add the questions that the sample's people have answered."""
    known = set(RatingQuestion.objects.values_list("code", flat=True))
    for code, (name, low, high) in QUESTIONS.items():
        if code not in known:
            create_question(code=code, name=name, low_meaning=low, high_meaning=high, by=by)


def add_teams(company: SampleCompany, *, by: Member) -> None:
    """Put colleagues on the teams of the larger accounts."""
    accounts = {account.external_id: account for account in Account.objects.filter(source=SOURCE)}
    members = {member.email: member for member in Member.objects.all()}
    for row in company.tables["team"]:
        add_team_member(
            account=accounts[row["account_id"]], member=members[row["member"]], role=TeamRole(row["role"]), by=by
        )


def add_documents(rows: list[Row], *, by: Member) -> None:
    """File the letters, each with its number in the register."""
    accounts = {account.external_id: account for account in Account.objects.filter(source=SOURCE)}
    for row in rows:
        said = {name: row[name] for name in ("name", "document_class", "direction", "dated_on")}
        file = ContentFile(row["text"].encode(), name=row["name"])
        file_document(account=accounts[row["account_id"]], file=file, by=by, **said)


def choose_criteria(*, by: Member) -> CriteriaSet:
    """Select by facts and judgements together."""
    facts = tuple(replace(criterion, weight=criterion.weight * 0.7) for criterion in DEFAULT_CRITERIA)
    criteria = (*facts, *JUDGED)
    stated = set(BusinessObjective.objects.values_list("name", flat=True))
    for name in sorted({criterion.objective for criterion in criteria} - stated):
        add_objective(name=name, by=by)
    made = create_criteria_set(name=CRITERIA_NAME, rules=SelectionRules(criteria=criteria, scheme=SCHEME), by=by)
    return activate_criteria_set(criteria_set=made, by=by)


def promise_service(*, by: Member) -> None:
    """Say what each grade is promised, where nobody has said so before."""
    stated = set(ServiceStandard.objects.values_list("grade", flat=True))
    for grade, promised in SERVICE.items():
        if grade not in stated:
            set_service_standard(grade=grade, changes=promised, by=by)


def publish_last_season(today: date, *, by: Member) -> None:
    """Publish the season that ended with the last calendar year, so that grades have a history and people are told."""
    end = date(today.year - 1, 12, 31)
    compute_ranking(by=by, as_of=end)
    publish_season(name=f"Season {end.year}", by=by)


def tell_who_loads(*, by: Member, director: Member) -> None:
    """Let whoever loads the company find news: of a large file, and of an account whose team they were put on."""
    ranked = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True).order_by("standings__rank")
    add_team_member(account=ranked[NEWS_RANK], member=by, by=director)
    run = ImportRun.objects.filter(source=SOURCE, kind="orders").latest("pk")
    rows = {name: run_report(run)["rows"][name] for name in ("read", "refused")}
    members, occasion = [by.pk], f"import {run.pk}"
    notify(members=members, kind="import_finished", occasion=occasion, thing=run, file=run.file_name, **rows)
