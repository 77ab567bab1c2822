"""Who asks the API in these tests, and the little world they ask about."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account, trash_account
from tenure.accounts.actions.commitment import make_commitment, redate_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.document import file_document
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import AccountKind, TeamRole
from tenure.accounts.models import Account, Commitment, Contact, Document, Interaction
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.criteria import DEFAULT_SCHEME, LABEL_PACKS, Anchor
from tenure.analytics.criteria import Criterion as Weighted
from tenure.analytics.handover import HandoverState, Item
from tenure.assessments.actions.assessment import Answered, assess
from tenure.assessments.actions.awareness import open_poll_for
from tenure.assessments.actions.criteria_set import create_criteria_set
from tenure.assessments.actions.judgement import judge_pair
from tenure.assessments.actions.objective import add_objective
from tenure.assessments.actions.rating import create_question
from tenure.assessments.models import (
    Assessment,
    AwarenessPoll,
    BusinessObjective,
    CriteriaSet,
    Criterion,
    GradeLevel,
    RatingQuestion,
)
from tenure.assessments.rules import SelectionRules
from tenure.commerce.actions.delivery import create_delivery
from tenure.commerce.actions.invoice import create_invoice
from tenure.commerce.actions.order import LineFacts, create_order
from tenure.commerce.actions.product import create_product
from tenure.commerce.models import Delivery, Invoice, Order, OrderLine, Product
from tenure.core.actions import notify, set_rate
from tenure.core.models import ExchangeRate, JobRun, Notification
from tenure.core.policy import Role
from tenure.growth.actions.course import circulate_plan
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.handover import hold_meeting, open_handover, tell_item
from tenure.growth.actions.plan import create_plan
from tenure.growth.actions.plan_action import add_action
from tenure.growth.actions.plan_item import add_item
from tenure.growth.actions.plan_review import (
    add_finding,
    begin_review,
    check_value,
    close_review,
    plan_review,
    remark_in_review,
)
from tenure.growth.actions.proposal_review import ask_proposal_review
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.models import (
    Advice,
    Benefit,
    ClientNeed,
    Engagement,
    Expectation,
    Handover,
    HandoverItem,
    OnboardingPlan,
    OnboardingTemplate,
    OnboardingTemplateStep,
    Plan,
    PlanAction,
    PlannedResource,
    PlanObjective,
    PlanRequirement,
    PlanReview,
    PlanRisk,
    PlanVersion,
    ProfitYear,
    ProposalReview,
    ReviewFinding,
    ReviewValue,
    RoadmapEntry,
    SponsorAsk,
)
from tenure.insight.actions.bulk_change import set_kind_of_many
from tenure.insight.actions.saved_view import save_view
from tenure.insight.models import BulkChange, Ranking, SavedView, Standing
from tenure.integrations.imports.actions import ImportOptions
from tenure.integrations.imports.actions.draft import draft_import, set_columns
from tenure.integrations.imports.actions.saved_mapping import save_mapping
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.mapping import Mapping
from tenure.integrations.imports.models import ImportRun, SavedMapping
from tenure.integrations.imports.uploads import received
from tenure.people.actions import invite_member, issue_token
from tenure.people.models import ApiToken, Invitation, Member, MemberSession
from tenure.relationships.actions.card_answer import give_answer
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.fog_square import mark_fog
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import override_tie, set_competitor_tie
from tenure.relationships.models import (
    CardAnswer,
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tests.api.engaged import under_way

Asks = Callable[..., Client]


@dataclass(frozen=True)
class World:
    """Alice's account with everything that can hang on one, an account of nobody's that only leaders see, and what
    belongs to the whole company: a ranking and a season of both accounts, rules, imports, a rate."""

    account: Account
    contact: Contact
    interaction: Interaction
    commitment: Commitment
    document: Document
    product: Product
    order: Order
    line: OrderLine
    delivery: Delivery
    invoice: Invoice
    foreign: Account
    foreign_contact: Contact
    foreign_interaction: Interaction
    foreign_commitment: Commitment
    foreign_document: Document
    foreign_order: Order
    trashed: Account
    token: ApiToken
    job: JobRun
    season: Ranking
    ranking: Ranking
    criteria_set: CriteriaSet
    criterion: Criterion
    level: GradeLevel
    poll: AwarenessPoll
    objective: BusinessObjective
    question: RatingQuestion
    run: ImportRun
    imported: ImportRun
    mapping: SavedMapping
    rate: ExchangeRate
    invitation: Invitation
    session: MemberSession
    foreign_session: MemberSession
    notification: Notification
    foreign_notification: Notification
    view: SavedView
    bulk: BulkChange
    foreign_view: SavedView
    foreign_bulk: BulkChange
    colleague: Contact
    decision: Decision
    decision_role: DecisionRole
    stance: Stance
    tie_override: TieOverride
    competitor_tie: CompetitorTie
    card_answer: CardAnswer
    influence: Influence
    fog_square: FogSquare
    foreign_decision: Decision
    plan: Plan
    plan_version: PlanVersion
    client_need: ClientNeed
    plan_objective: PlanObjective
    plan_action: PlanAction
    plan_risk: PlanRisk
    sponsor_ask: SponsorAsk
    planned_resource: PlannedResource
    profit_year: ProfitYear
    plan_requirement: PlanRequirement
    handover: Handover
    received_handover: Handover
    watched_handover: Handover
    handover_item: HandoverItem
    roadmap_entry: RoadmapEntry
    expectation: Expectation
    benefit: Benefit
    advice: Advice
    past_review: PlanReview
    plan_review: PlanReview
    review_value: ReviewValue
    review_finding: ReviewFinding
    proposal_review: ProposalReview
    assessment: Assessment
    onboarding_template: OnboardingTemplate
    onboarding_template_step: OnboardingTemplateStep
    engagement: Engagement
    onboarding_plan: OnboardingPlan


@pytest.fixture
def asks() -> Asks:
    """A client that shows a new token of the member's: `asks(alice)`, `asks(alice, may_write=False)`."""

    def client(member: Member, *, may_write: bool = True) -> Client:
        _, secret = issue_token(name="test", may_write=may_write, by=member)
        return Client(headers={"authorization": f"Bearer {secret}"})

    return client


def told(member: Member) -> Notification:
    """Something that the member was told."""
    notify(members=[member.pk], kind="season_published", occasion="test", who="Dora", season="2025")
    return Notification.objects.get(member_id=member.pk, occasion="test")


@pytest.fixture
def world(account: Account, alice: Member, director: Member, administrator: Member, viewer: Member) -> World:
    return make_world(account, alice=alice, director=director, administrator=administrator, viewer=viewer)


def make_world(account: Account, *, alice: Member, director: Member, administrator: Member, viewer: Member) -> World:
    """The world around Alice's account."""
    add_team_member(account=account, member=viewer, by=alice)
    product = create_product(by=director, name="Chai", cost=Decimal("11.20"), currency="EUR")
    order = ordered(account, product, alice)
    foreign = create_account(by=director, name="Fremde Werke")
    trashed = create_account(by=director, name="Alte Werke")
    draft = drafted(director)
    contact = create_contact(account=account, by=alice, name="Maria Lindqvist")
    return World(
        account=account,
        contact=contact,
        interaction=met(account, alice),
        commitment=promised(account, alice),
        document=filed(account, alice),
        product=product,
        order=order,
        line=order.lines.get(),
        delivery=create_delivery(order=order, by=alice, delivered_on=date(2026, 4, 13)),
        invoice=create_invoice(
            account=account, order=order, by=alice, number="R-1", issued_on=date(2026, 4, 14),
            amount=Decimal("205.20"), currency="EUR",
        ),
        foreign=foreign,
        foreign_contact=create_contact(account=foreign, by=director, name="Frida Fremd", seniority=5),
        foreign_interaction=met(foreign, director),
        foreign_commitment=promised(foreign, director),
        foreign_document=filed(foreign, director),
        foreign_order=ordered(foreign, product, director),
        trashed=trash_account(account=trashed, by=director),
        token=issue_token(name="own", may_write=False, by=alice)[0],
        job=JobRun.objects.create(kind="import", requested_by_id=alice.pk),
        season=ranked([foreign, account], published_at=timezone.now(), name="2025"),
        ranking=ranked([foreign, account], is_current=True),
        criteria_set=draft,
        criterion=draft.criteria.latest("position"),
        level=draft.levels.earliest("position"),
        poll=open_poll_for(name="Who are they?", by=director),
        objective=add_objective(name="Sell the whole range", by=director),
        question=create_question(code="access", name="access", by=director),
        run=sent_file(director),
        mapping=save_mapping(name="ERP", mapping=Mapping("accounts", {"name": "name"}), by=director),
        imported=imported_file(director, state=RunState.DONE, bad_rows=b"name,import cause\nX,too short\n"),
        rate=set_rate(currency="USD", valid_from=date(2026, 1, 1), rate=Decimal("0.92"), by=administrator),
        invitation=invite_member(email="invited@example.com", role=Role.VIEWER, by=director)[0],
        session=signed_in(alice),
        foreign_session=signed_in(director),
        notification=told(alice),
        foreign_notification=told(director),
        view=save_view(name="All by revenue", definition={"sort": "-revenue"}, by=alice),
        bulk=set_kind_of_many(accounts=[account.pk], kind=AccountKind.PROSPECT, by=alice),
        foreign_view=save_view(name="Hers", definition={}, by=director),
        foreign_bulk=set_kind_of_many(accounts=[foreign.pk], kind=AccountKind.PROSPECT, by=director),
        foreign_decision=create_decision(account=foreign, by=director, name="Boilers"),
        **on_board(contact, alice),
        **in_plan(account, alice),
        **handed_over(account, giver=director, by=alice),
        **agreed(account, alice),
        **in_review(account, alice, director),
        **under_way(account, leader=director, by=alice),
    )  # fmt: skip


def on_board(contact: Contact, by: Member) -> dict[str, Any]:
    """A decision of the contact's account with one of everything that can be said of it, by name."""
    account, half, since = contact.account, Decimal("0.5"), date(2026, 1, 5)
    decision = create_decision(account=account, by=by, name="Pumps", opened_on=since)
    colleague = create_contact(account=account, by=by, name="Nils Iversen", function="finance", seniority=3)
    set_role(decision=decision, contact=colleague, by=by, valid_from=since)
    return {
        "colleague": colleague,
        "decision": decision,
        "decision_role": set_role(
            decision=decision, contact=contact, by=by, level=5, piece="king", valid_from=since
        ),
        "stance": give_stance(
            decision=decision, contact=contact, value=1, evidence="Praised us", by=by, held_on=since
        ),
        "tie_override": override_tie(
            member=by, contact=contact, by=by, strength=half, reason="At school together", valid_from=since
        ),
        "competitor_tie": set_competitor_tie(
            contact=contact, competitor="Rivalco", strength=half, by=by, valid_from=since
        ),
        "card_answer": give_answer(
            account=account, question=1, answer="Ask Nils", confidence=4, evidence="He said so", by=by, valid_from=since
        ),
        "assessment": assess(
            kind=AssessmentKind.STAGE, account=account, side=AnswerSide.THEIRS, person=contact, by=by, held_on=since,
            answers=[Answered("trust", 2, "Spoke of the recall")],
        ),
        "influence": set_influence(
            decision=decision, source=colleague, target=contact, weight=half, by=by, valid_from=since
        ),
        "fog_square": mark_fog(decision=decision, level=4, function="technical", by=by, valid_from=since),
    }  # fmt: skip


def in_plan(account: Account, by: Member) -> dict[str, Any]:
    """A plan of the account with one of everything that can be listed in it, circulated to its team, by name."""
    plan = create_plan(account=account, by=by, strategy="Be their second source")
    objective = add_item(PlanObjective, plan=plan, by=by, name="Supply the second line")
    listed = {
        "client_need": add_item(ClientNeed, plan=plan, by=by, words="Every stop costs us a day"),
        "plan_objective": objective,
        "plan_action": add_action(objective=objective, by=by, text="Show the trial", due_on=date(2026, 5, 1)),
        "plan_risk": add_item(PlanRisk, plan=plan, by=by, name="Rivalco undercuts us"),
        "sponsor_ask": add_item(SponsorAsk, plan=plan, by=by, name="See their finance director"),
        "planned_resource": add_item(PlannedResource, plan=plan, by=by, name="Trial on their site"),
        "profit_year": add_item(ProfitYear, plan=plan, by=by, year=2026),
        "plan_requirement": add_item(PlanRequirement, plan=plan, by=by, name="Liability of 5 million"),
    }
    version = circulate_plan(plan=plan, by=by, figures={"revenue": "205.20"})
    return {"plan": plan, "plan_version": version, **listed}


def handed_over(account: Account, *, giver: Member, by: Member) -> dict[str, Any]:
    """Handovers of an account, by name: one whose watch is over, one to be accepted by the client, one that was met."""
    one = hold_meeting(
        handover=open_handover(account=account, from_member=giver, by=by), meeting=met(account, by), by=by
    )
    day = date(2026, 1, 5)
    known = {"account": account, "from_member": giver, "to_member": account.owner, "received_on": day}
    made: dict[str, Any] = {
        "handover": one,
        "received_handover": Handover.objects.create(**known, state=HandoverState.RECEIVED),
        "watched_handover": Handover.objects.create(**known, state=HandoverState.ACCEPTED, accepted_on=day),
    }
    made["handover_item"] = tell_item(handover=one, item=Item.DEAL, by=by, note="They bought the pumps")
    return made


def agreed(account: Account, by: Member) -> dict[str, Any]:
    """Something of everything that is agreed with a client, by name."""
    return {
        "roadmap_entry": add_client_thing(
            RoadmapEntry, account=account, by=by, name="First delivery", due_on=date(2026, 5, 1)
        ),
        "expectation": add_client_thing(Expectation, account=account, by=by, name="Answers within a day"),
        "advice": add_client_thing(Advice, account=account, by=by, name="Keep the pumps"),
        "benefit": add_client_thing(Benefit, account=account, by=by, name="Fewer stops"),
    }


# What lay on the table of a review in minutes, with one of everything.
FACTS: dict[str, Any] = {
    "since": "2026-01-05", "became": {"kept": 1}, "readiness": 0.25, "payback_years": "3.44",
    "changes": {
        "since_version": 1, "old": {}, "new": {},
        "found": [{"place": ["texts", "strategy"], "kind": "changed", "old": "First", "new": "Second"}],
    },
    "board": {"before": -12.0, "after": 3.5, "arrived": ["Nils"], "left": [], "stances": [["Maria", 0, 1]],
              "appeared": 0, "gone": 1},
    "promises": {"kept": 4, "late": 1, "rate": 0.8},
    "balance": [
        {"side": "long_and_short", "value": 0.5, "evidence": [{"of": "long_hours", "part": 3.0, "whole": 4.0}]}
    ],
    "objectives": [{"name": "Supply the second line", "share": 0.5}],
}  # fmt: skip


def in_review(account: Account, by: Member, mentor: Member) -> dict[str, Any]:
    """A review of the account's plan that its mentor has begun, with a finding, and a proposal to look at, by name."""
    add_team_member(account=account, member=mentor, by=mentor, role=TeamRole.MENTOR)
    change_guidance(changes={"core_values": "Candour\nThrift"}, by=mentor)
    past = begin_review(review=plan_review(plan=account.plans.get(), by=by), by=mentor)
    remark_in_review(review=past, changes={"on_balance": "All of it is short"}, by=mentor)
    close_review(review=past, next_on=date(2126, 3, 1), facts=FACTS, by=mentor)
    review = begin_review(review=plan_review(plan=account.plans.get(), by=by), by=mentor)
    return {
        "past_review": past,
        "plan_review": review,
        "review_value": check_value(review=review, name="Candour", by=mentor, verdict="partly", evidence="Told late"),
        "review_finding": add_finding(review=review, text="Meet the board", due_on=date(2026, 6, 1), by=mentor),
        "proposal_review": ask_proposal_review(
            account=account, title="Offer for line three", asked_of=mentor, due_on=date(2026, 6, 1), by=by
        ),
    }  # fmt: skip


def signed_in(member: Member) -> MemberSession:
    """The member's session in a browser of their own."""
    Client().force_login(member)
    return MemberSession.objects.get(member=member)


def met(account: Account, by: Member) -> Interaction:
    return create_interaction(account=account, by=by, subject="Call", kind="call", follow_up_on=date(2026, 4, 1))


def promised(account: Account, by: Member) -> Commitment:
    made = make_commitment(account=account, by=by, text="Send the offer", due_on=date(2026, 4, 1))
    return redate_commitment(commitment=made, due_on=date(2026, 4, 3), reason="Good Friday", by=by)


def filed(account: Account, by: Member) -> Document:
    return file_document(account=account, file=ContentFile(b"Dear all", name="letter.txt"), by=by, direction="in")


def ordered(account: Account, product: Product, by: Member) -> Order:
    line = LineFacts(product=product, quantity=Decimal(12), unit_price=Decimal(18))
    return create_order(account=account, lines=[line], by=by, ordered_on=date(2026, 3, 31), currency="EUR")


CRITERIA = (
    Weighted("revenue", "revenue", "revenue", 60, anchors=(Anchor(0, 0), Anchor(1000, 10))),
    Weighted("margin", "margin", "margin", 40, anchors=(Anchor(0, 0), Anchor(500, 10))),
)


def ranked(accounts: Sequence[Account], **fields: Any) -> Ranking:
    """The accounts in this order, written down as a ranking writes them; ranking them for each test takes too long."""
    year = {"start": "2026-01-01", "end": "2026-12-31"}
    ranking = Ranking.objects.create(
        as_of=date(2026, 3, 31), window="12m", currency="EUR", criteria=[asdict(one) for one in CRITERIA],
        scheme=asdict(DEFAULT_SCHEME), labels=LABEL_PACKS["football"], parameters={"recent": year, "earlier": year},
        figures={
            "recent": "120.00", "earlier": "100.00",
            "key_share": {"accounts": len(accounts), "key_accounts": 1, "guide_accounts": 1, "revenue_share": 0.5,
                          "margin_share": None, "margin_known": 0.5},
        },
        **fields,
    )  # fmt: skip
    for place, account in enumerate(accounts, start=1):
        stand(ranking, account, place, of=len(accounts))
    return ranking


def stand(ranking: Ranking, account: Account, place: int, *, of: int) -> Standing:
    """One place in a ranking, the last by score being the first by sales."""
    score = max(0.0, 8.0 - place)
    return Standing.objects.create(
        ranking=ranking, account=account, rank=place, rank_by_sales=of + 1 - place, grade="a" if place == 1 else "b",
        label="Premier" if place == 1 else "1st Division", is_key=place == 1, score=score, low=score, high=score,
        completeness=1, movement="", revenue=Decimal(1000), kept_reason=f"Place {place}.",
        measures={"revenue": 1000.0, "margin": None}, scores={"revenue": score, "margin": None},
        contributions={"revenue": score, "margin": None},
    )  # fmt: skip


def drafted(by: Member) -> CriteriaSet:
    """A draft of two criteria, which its maker has compared."""
    draft = create_criteria_set(name="Next year", rules=SelectionRules(criteria=CRITERIA), by=by)
    first, second = draft.criteria.all()
    judge_pair(first=first, second=second, value=3, by=by)
    return draft


def sent_file(by: Member) -> ImportRun:
    """An import that has not begun: its file is there, and what it holds is guessed."""
    with received("kunden.csv", [b"name,city\nAlder,Bonn\n"]) as path:
        run = draft_import(path=path, by=by)
    return set_columns(run=run, options=ImportOptions(source="erp"), by=by)


def imported_file(by: Member, *, state: RunState, bad_rows: bytes = b"") -> ImportRun:
    """An import of a file that is not there any more, with the rows that it refused."""
    run = ImportRun.objects.create(
        kind="accounts", state=state, file_name="kunden.csv", folder=secrets.token_hex(16), sha256="0" * 64,
        source="erp", started_by=by, total=1, bad_bytes=len(bad_rows),
    )  # fmt: skip
    if bad_rows:
        run.home.mkdir(parents=True)
        run.bad_rows_file.write_bytes(bad_rows + b"never committed")
    return run
