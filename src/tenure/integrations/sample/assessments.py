"""What a team says of its targets, how both sides see a relationship, and our own programme half a year apart.

The client of the main account sees less in the relationship than we do; another one is coming apart.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from tenure.accounts.models import Account, Contact
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.assessments.actions.assessment import Answered, assess
from tenure.integrations.sample.words import SOURCE
from tenure.people.models import Member

# By question: the value, None for not known, and what shows it.
Said = Mapping[str, tuple[int | None, str]]
TARGETS: tuple[tuple[int, Said], ...] = (
    (
        96,
        {
            "picture": (2, "Service and sales gave two answers on delivery times"),
            "reach": (2, "Finance and legal are not met"),
            "solution": (3, "Stops of the line are counted since the trial"),
        },
    ),
    (
        19,
        {
            "picture": (3, "The same three sentences in the last four meetings"),
            "bond": (3, "Frame agreement until the end of next year, four people meet monthly"),
            "direction": (4, "The operations director went through our page in the annual review"),
            "feedback": (None, "Whether the board read the note on their industry is not known"),
            "solution": (4, "Stops and spare parts accepted by the operations director"),
            "resources": (2, "Engineering was asked for twice and came once"),
        },
    ),
)
# Days ago, and the answers to contacts, openness, trust, planning, systems and parting.
OURS = ((380, (2, 2, 3, 2, 2, 3)), (33, (3, 3, 4, 3, 3, 3)))
THEIRS = ((204, (2, 2, 2, 1, 2, 2)), (26, (2, 1, 2, 1, 2, 2)))
COMING_APART = ((250, (3, 3, 3, 3, 2, 4)), (12, (2, 2, 2, 3, 2, 3)))
SIX = ("contacts", "openness", "trust", "planning", "systems", "parting")
WORDS_OF_OURS = {
    "contacts": "Eleven of ours and nine of theirs met this year",
    "trust": "The recall was solved together within a week",
    "planning": "Second line planned in three joint meetings",
}
WORDS_OF_THEIRS = {
    "openness": "We learn of your prices when they are set",
    "planning": "You present plans, you do not make them with us",
    "contacts": "Everything still goes through one person of yours",
}
APART_RANK = 3
# Days ago, and the answers to the eight dimensions in their order.
PROGRAMME = ((198, (2, 1, 2, 1, 1, 1, None, 1)), (11, (3, 2, 2, 2, 1, 2, 2, 1)))
EIGHT = ("choosing", "support", "roles", "plans", "skills", "departments", "value", "measures")
WORDS_OF_PROGRAMME = {
    "choosing": "Criteria compared in pairs by the directors, season published",
    "plans": "All plans of key accounts signed, reviews every three months",
    "skills": "No description of what an account manager has to know",
    "measures": "Pay hangs on sales alone",
}


def judge_by_questionnaires(*, account: Account, today: date, by: Member, director: Member) -> None:
    """Tell all three stories as of today; `account` is the main one, `director` rates our programme."""
    author = account.owner or by
    for ago, said in TARGETS:
        answers = [Answered(code, value, evidence) for code, (value, evidence) in said.items()]
        assess(
            kind=AssessmentKind.TARGETS, account=account, answers=answers, by=author, held_on=_day(today, ago)
        )  # fmt: skip
    _tell_stages(account, today, author)
    for ago, values in PROGRAMME:
        answers = _answers(EIGHT, values, WORDS_OF_PROGRAMME if ago == PROGRAMME[-1][0] else {})
        assess(kind=AssessmentKind.MATURITY, answers=answers, by=director, held_on=_day(today, ago))


def _tell_stages(account: Account, today: date, author: Member) -> None:
    client = Contact.objects.of_account(account.pk).filter(left_on=None).order_by("-seniority", "pk").first()
    for ago, values in OURS:
        _see(account, _answers(SIX, values, WORDS_OF_OURS), _day(today, ago), author)
    if client:
        for ago, values in THEIRS:
            _see(account, _answers(SIX, values, WORDS_OF_THEIRS), _day(today, ago), author, client)
    other = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True).exclude(pk=account.pk)
    falling = other.exclude(owner=None).order_by("standings__rank")[APART_RANK:].first()
    if falling:
        for ago, values in COMING_APART:
            _see(falling, _answers(SIX, values, {}), _day(today, ago), falling.owner or author)


def _see(account: Account, answers: list[Answered], day: date, by: Member, person: Contact | None = None) -> None:
    side = AnswerSide.THEIRS if person else AnswerSide.OURS
    assess(
        kind=AssessmentKind.STAGE, account=account, answers=answers, by=by, side=side, held_on=day, person=person
    )  # fmt: skip


def _answers(codes: tuple[str, ...], values: tuple[int | None, ...], words: Mapping[str, str]) -> list[Answered]:
    return [Answered(code, value, words.get(code, "")) for code, value in zip(codes, values, strict=True)]


def _day(today: date, ago: int) -> date:
    return today - timedelta(days=ago)
