"""Answering questionnaires about an account or the company, and taking answers back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.models import Account, Contact
from tenure.analytics.assessment.catalogue import QUESTIONNAIRES
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind, Question, Questionnaire
from tenure.assessments.models import Assessment, AssessmentAnswer
from tenure.core.audit import record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.core.policy import LEADERS, require
from tenure.core.wording import day
from tenure.people.models import Member


@dataclass(frozen=True)
class Answered:
    """What somebody answers to a question: a value from 1 on, or None for not known, and what shows it."""

    question: str
    value: int | None
    evidence: str = ""


@transaction.atomic
def assess(
    *,
    kind: AssessmentKind,
    answers: Sequence[Answered],
    by: Member,
    account: Account | None = None,
    side: AnswerSide = AnswerSide.OURS,
    held_on: date | None = None,
    person: Contact | None = None,
    seen: int | None = None,
) -> Assessment:
    """Answer some questions of a kind on a day, for us or as one of theirs has told; the others stay as they are.

    `seen` is the number of the latest answer that the person saw, 0 if they saw none, None for whatever holds. Audited.
    Raises PermissionDenied, ValidationError for a question or value that there is not, nothing answered, a day that has
    not come, or nobody named on their side; ConflictError where somebody has answered the same question otherwise.
    """
    _require(by, account)
    questionnaire = QUESTIONNAIRES[kind]
    _refuse_subject(questionnaire, account, side, person)
    given = _given(questionnaire, answers)
    made = Assessment(kind=kind, account=account, side=side, rater=by, person=person)
    made.held_on = held_on or timezone.localdate()
    _refuse_future(made.held_on)
    _refuse_unseen(made, given, seen)
    insert_record(made)
    for answer in given.values():
        row = AssessmentAnswer(assessment=made, question=answer.question, value=answer.value, evidence=answer.evidence)
        insert_record(row)
    record_change(by=by, verb="assessed", thing=made, after=_told(made, given), account_id=made.account_id)
    return made


@transaction.atomic
def take_assessment_back(*, assessment: Assessment, by: Member) -> Assessment:
    """Take answers back: what was answered before holds again. Audited; twice is the same as once."""
    return _set_back(assessment, assessment.deleted_at or timezone.now(), by=by, verb="trashed")


@transaction.atomic
def restore_assessment(*, assessment: Assessment, by: Member) -> Assessment:
    """Let answers hold again that were taken back. Audited; twice is the same as once."""
    return _set_back(assessment, None, by=by, verb="restored")


def _set_back(assessment: Assessment, deleted_at: Any, *, by: Member, verb: str) -> Assessment:
    _require(by, assessment.account)
    if update_record(assessment, {"deleted_at": deleted_at}, version=None):
        record_change(by=by, verb=verb, thing=assessment, account_id=assessment.account_id)
    return assessment


def _require(by: Member, account: Account | None) -> None:
    """Whoever is on an account's team judges it; the company is judged by those who lead it."""
    if account is None:
        require(by, "programme.rate")
    else:
        require_on(by, "assessment.give", account)


def _refuse_subject(
    questionnaire: Questionnaire, account: Account | None, side: AnswerSide, person: Contact | None
) -> None:
    if questionnaire.is_of_account != (account is not None):
        own = _("This is asked of our company as a whole; name no account.")
        raise ValidationError({"account": _("Say which account is meant.") if account is None else own})
    if side not in questionnaire.sides:
        theirs = _("This is asked of their side alone: say what one of theirs has told you.")
        own = _("This is asked of our own side alone.")
        raise ValidationError({"side": theirs if side == AnswerSide.OURS else own})
    if side == AnswerSide.THEIRS and person is None:
        raise ValidationError({"person": _("Say who of theirs has said so.")})
    if side == AnswerSide.OURS and person is not None:
        raise ValidationError({"person": _("What our own side says is said by nobody of theirs; name no person.")})
    if person is not None and account is not None and person.account_id != account.pk:
        raise ValidationError({"person": _("Choose somebody of this account.")})


def _given(questionnaire: Questionnaire, answers: Sequence[Answered]) -> dict[str, Answered]:
    given: dict[str, Answered] = {}
    for answer in answers:
        question = questionnaire.question(answer.question)
        _refuse_answer(question, answer)
        if answer.question in given:
            sentence = _("Answer each question once; %(question)s is answered twice.")
            raise ValidationError(sentence, params={"question": answer.question})
        given[answer.question] = Answered(answer.question, answer.value, answer.evidence.strip())
    if not given:
        raise ValidationError(_("Answer one question at least."))
    return given


def _refuse_answer(question: Question | None, answer: Answered) -> None:
    if question is None:
        sentence = _("%(question)s is no question of this kind.")
        raise ValidationError(sentence, params={"question": answer.question})
    if answer.value is not None and not 1 <= answer.value <= question.best:
        sentence = _("An answer to %(question)s lies between 1 and %(best)s; %(value)s does not.")
        params = {"question": question.code, "best": question.best, "value": answer.value}
        raise ValidationError(sentence, params=params)


def _refuse_future(held_on: date) -> None:
    today = timezone.localdate()
    if held_on > today:
        sentence = _("What is answered here holds on a day that has come; %(day)s is after %(today)s.")
        params = {"day": day(held_on), "today": day(today)}
        raise ValidationError({"held_on": ValidationError(sentence, params=params)})


def _refuse_unseen(made: Assessment, given: Mapping[str, Answered], seen: int | None) -> None:
    """ConflictError with the values that others have given since to the same questions, where they differ."""
    _let_nobody_else_answer(made.account)
    if seen is None:
        return
    others = AssessmentAnswer.objects.filter(
        assessment__kind=made.kind, assessment__account=made.account, assessment__side=made.side,
        assessment__deleted_at=None, pk__gt=seen,
    )  # fmt: skip
    since = {one.question: one for one in others.order_by("pk")}
    theirs = {code: one.value for code, one in since.items() if code in given and one.value != given[code].value}
    if theirs:
        raise ConflictError(theirs, max(one.pk for one in since.values()))


def _let_nobody_else_answer(account: Account | None) -> None:
    """Of two who answer at once the second waits here, so that it finds what the first has answered."""
    # Of our company there may be no row yet; of those who lead it there is one at least, whoever rates it.
    leaders = Member.objects.filter(role__in=LEADERS)
    subject = leaders if account is None else Account.objects.filter(pk=account.pk)
    list(subject.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _told(made: Assessment, given: Mapping[str, Answered]) -> dict[str, Any]:
    answers = {code: [answer.value, answer.evidence] for code, answer in given.items()}
    return {
        "kind": made.kind, "account": made.account_id, "side": made.side, "held_on": made.held_on,
        "person": made.person_id, "answers": answers,
    }  # fmt: skip
