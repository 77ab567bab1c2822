"""The pages of targets, stage and programme: read and answered without scripts, and kept from who may look only."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.commitment import keep_commitment, make_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.stage import STATEMENTS
from tenure.assessments.actions.assessment import Answered, assess
from tenure.assessments.models import Assessment, AssessmentAnswer
from tenure.growth.actions.plan import create_plan, review_section
from tenure.people.models import Member
from tests.queries import queries_of
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}"


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ida Holm")


def told(client: Client, address: str) -> str:
    """A page's text, its blanks made one."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rate(account: Account, by: Member, value: int, person: Contact | None = None, ago: int = 0) -> None:
    assess(
        kind=AssessmentKind.STAGE, account=account, by=by, person=person,
        side=AnswerSide.THEIRS if person else AnswerSide.OURS, held_on=timezone.localdate() - timedelta(days=ago),
        answers=[Answered(question.code, value) for question in STATEMENTS.questions],
    )  # fmt: skip


def test_a_target_is_judged_with_its_evidence_and_shown(client: Client, home: str) -> None:
    assert "Nobody has judged the targets yet" in told(client, f"{home}/targets/")
    form = {"reach": "3", "reach_evidence": "Met nine of eleven", "feedback": "unknown", "seen": "0"}
    sent = {**form, "held_on": timezone.localdate().isoformat()}
    answer = client.post(f"{home}/targets/answer", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{home}/targets/")
    page = told(client, f"{home}/targets/")
    assert all(words in page for words in ("3 of 4", "Met nine of eleven", "nobody knows", "never asked", "0 of 7"))


def test_evidence_alone_stands_with_the_answer_that_holds_and_with_none_is_refused(client: Client, home: str) -> None:
    day = {"held_on": timezone.localdate().isoformat()}
    refused = client.post(f"{home}/targets/answer", {**day, "reach_evidence": "Seen"})
    assert (refused.status_code, "evidence by itself" in refused.content.decode()) == (422, True)
    client.post(f"{home}/targets/answer", {**day, "reach": "3"})
    assert client.post(f"{home}/targets/answer", {**day, "reach_evidence": "Seen"}).status_code == 302
    latest = AssessmentAnswer.objects.latest("pk")
    assert (latest.value, latest.evidence) == (3, "Seen")


def test_one_question_can_be_asked_by_itself(client: Client, home: str) -> None:
    page = told(client, f"{home}/targets/answer?question=bond")
    assert (page.count("<fieldset"), 'name="question" value="bond"' in page) == (1, True)


def test_what_the_system_knows_stands_beside_a_target(
    client: Client, home: str, account: Account, alice: Member
) -> None:
    today = timezone.localdate()
    plan = create_plan(account=account, by=alice, client_strategy="Fewer suppliers", message="One number to call")
    review_section(plan=plan, section="client_strategy", by=alice)
    owed = make_commitment(account=account, by=alice, text="Send it", due_on=today)
    keep_commitment(commitment=owed, by=alice)
    page = told(client, f"{home}/targets/")
    assert f'href="{home}/promises/">1 of 1 promises kept' in page
    assert f'href="{home}/plan/">their strategy was looked at on' in page


def test_a_client_who_sees_less_than_we_do_is_pointed_out(
    client: Client, home: str, account: Account, alice: Member, contact: Contact
) -> None:
    assert "Neither side was asked yet" in told(client, f"{home}/stage/")
    rate(account, alice, 3, ago=9)
    assert "both sides have to answer" in told(client, f"{home}/stage/")
    rate(account, alice, 1, contact)
    page = told(client, f"{home}/stage/")
    assert all(words in page for words in ("12 points closer than they do", "Interdependent", "Basic", "▲ -2"))
    assert page.count("Take back") == 2


def test_too_few_answers_place_nowhere(client: Client, home: str) -> None:
    sent = {"trust": "4", "held_on": timezone.localdate().isoformat()}
    client.post(f"{home}/stage/ours", sent)
    page = told(client, f"{home}/stage/")
    assert "not enough answers" in page
    assert "1 of 6 statements, 4 are needed" in page


def test_a_relationship_that_falls_is_flagged(client: Client, home: str, account: Account, alice: Member) -> None:
    rate(account, alice, 3, ago=200)
    rate(account, alice, 2)
    assert "Disintegrating: 6 points below" in told(client, f"{home}/stage/")


def test_what_they_say_needs_somebody_who_said_it(client: Client, home: str, contact: Contact) -> None:
    sent = {"trust": "2", "held_on": timezone.localdate().isoformat()}
    assert client.post(f"{home}/stage/theirs", sent).status_code == 422
    assert client.post(f"{home}/stage/theirs", {**sent, "person": contact.pk}).status_code == 302
    assert "Ida Holm to Alice Owner" in told(client, f"{home}/stage/")


def test_the_second_of_two_sees_both_answers(client: Client, home: str, account: Account, bob: Member) -> None:
    told(client, f"{home}/targets/answer")
    assess(kind=AssessmentKind.TARGETS, account=account, answers=[Answered("reach", 4)], by=bob)
    sent = {"reach": "1", "held_on": timezone.localdate().isoformat(), "seen": "0"}
    lost = client.post(f"{home}/targets/answer", sent)
    page = lost.content.decode()
    assert lost.status_code == 409
    assert all(words in page for words in ("We know who orders", "We meet all who decide", "Bob"))
    seen = AssessmentAnswer.objects.get().pk
    assert f'name="seen" value="{seen}"' in page
    assert client.post(f"{home}/targets/answer", {**sent, "seen": seen}).status_code == 302


def test_an_answer_is_taken_back_and_put_back(client: Client, home: str) -> None:
    client.post(f"{home}/targets/answer", {"reach": "4", "held_on": timezone.localdate().isoformat()})
    made = Assessment.objects.get()
    assert client.post(f"/assessments/{made.pk}/take-back")["Location"] == f"{home}/targets/"
    assert "Nobody has judged" in told(client, f"{home}/targets/")
    client.post(f"/assessments/{made.pk}/restore")
    assert "1 of 7" in told(client, f"{home}/targets/")


def test_leaders_rate_the_programme_and_account_managers_read_it(
    sign_in: SignIn, director: Member, bob: Member
) -> None:
    leader, reader = sign_in(director), sign_in(bob)
    sent = dict.fromkeys(("choosing", "support", "roles", "plans", "skills", "value"), "2")
    sent = {**sent, "held_on": timezone.localdate().isoformat()}
    assert leader.post("/programme/answer", sent)["Location"] == "/programme/"
    page = told(reader, "/programme/")
    assert all(words in page for words in ("Established", "Next steps", "6 of 8 dimensions"))
    assert (reader.get("/programme/answer").status_code, "Assess it" in page) == (403, False)


@pytest.mark.parametrize("path", ["/targets/", "/stage/", "/stage/theirs", "/targets/answer"])
def test_who_may_look_only_and_who_is_on_no_team_see_none_of_it(
    path: str, home: str, account: Account, sign_in: SignIn, viewer: Member, charlie: Member, alice: Member
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    assert sign_in(viewer).get(home + path).status_code == 403
    assert sign_in(charlie).get(home + path).status_code == 404


def test_an_account_with_five_of_each_costs_as_many_queries_as_with_one(
    client: Client, home: str, account: Account, alice: Member, contact: Contact
) -> None:
    def asked() -> list[int]:
        reads = [partial(told, client, f"{home}/{page}/") for page in ("targets", "stage")]
        for read in reads:
            read()
        return [len(queries_of(read)) for read in reads]

    def judge(ago: int) -> None:
        rate(account, alice, 2, ago=ago)
        rate(account, alice, 1, contact, ago=ago)
        assess(kind=AssessmentKind.TARGETS, account=account, answers=[Answered("reach", 4)], by=alice)

    judge(9)
    one = asked()
    for ago in range(4):
        judge(ago)
    assert asked() == one
