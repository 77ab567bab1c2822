"""What the team answers to the questions of the card, and a leaver of the board who is found again elsewhere."""

from datetime import date, timedelta

from tenure.accounts.actions.contact import change_contact, create_contact, link_former_contact
from tenure.accounts.models import Account, Contact
from tenure.insight.actions.board_snapshots import take_snapshots
from tenure.integrations.sample.second_line import PROCESS
from tenure.integrations.sample.words import SOURCE
from tenure.people.models import Member
from tenure.relationships.actions.card_answer import give_answer
from tenure.relationships.models import Decision

LAST_SNAPSHOT, LEFT = 7, 4
NEW_POST = "Head of process engineering"
# Question, answer, confidence, evidence, how many days ago.
ANSWERS = (
    (1, "The operations director alone; the finance director has to be heard", 5, "Said so at the kick-off", 20),
    (2, "The plant director, and the finance director in the other direction", 4, "Both spoke at the last review", 34),
    (3, "Somebody in finance and somebody in legal whom nobody of ours has met", 3, "Named in copies of letters", 60),
    (4, "Plant and maintenance for us, finance and procurement against", 4, "Stances with their evidence", 12),
    (6, "Rivalco, through procurement and finance", 4, "Four meetings in their calendar", 15),
    (7, "The plant director knows our owner and hardly anybody else", 5, "Two years of meetings", 130),
    (9, "The head of engineering wants no more stops of the line", 4, "Told us during the trial", 62),
    (11, "A total-cost case for the finance director, by the owner, this month", 3, "", 8),
)


def answer_the_card(*, decision: Decision, today: date, by: Member) -> None:
    """Answer most questions of the card of the decision's account, in its owner's name."""
    author = decision.account.owner or by
    for question, words, confidence, evidence, ago in ANSWERS:
        day = today - timedelta(days=ago)
        give_answer(
            account=decision.account, question=question, by=author, answer=words, confidence=confidence,
            evidence=evidence, evidence_on=day, valid_from=day,
        )  # fmt: skip


def let_somebody_go(*, decision: Decision, today: date, by: Member) -> None:
    """The process engineer has left for another customer, and nobody has taken them off the board yet."""
    leaver = (
        Contact.objects.of_account(decision.account_id).filter(title=PROCESS, decision_roles__valid_to=None).first()
    )
    elsewhere = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True)
    account = elsewhere.exclude(pk=decision.account_id).order_by("standings__rank").first()
    if leaver is None or account is None:
        return
    take_snapshots(day=today - timedelta(days=LAST_SNAPSHOT), by=by)
    change_contact(contact=leaver, changes={"left_on": today - timedelta(days=LEFT)}, by=by)
    again = create_contact(
        account=account, by=by, name=leaver.name, title=NEW_POST, function="technical", seniority=4
    )  # fmt: skip
    link_former_contact(contact=again, former=leaver, by=by)
