"""What people judge by questionnaires: a team's seven targets, the stage of a relationship, our own programme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import can, require_on
from tenure.accounts.models import Account, Contact
from tenure.analytics.assessment.catalogue import QUESTIONNAIRES
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.targets import TARGETS, goal_card
from tenure.assessments.actions.assessment import assess, restore_assessment, take_assessment_back
from tenure.assessments.models import Assessment
from tenure.assessments.queries import answers_of, sheet_of
from tenure.assessments.queries import programme as programme_rated
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.insight.queries.relationship_stage import stage_seen
from tenure.insight.queries.target_facts import target_facts
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.assessments import (
    answers_lost,
    both_sides,
    line_words,
    maturity_word,
    stage_word,
    way,
)
from tenure.web.forms.assessments import AssessmentForm
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell, toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on

View = Callable[..., HttpResponse]
# The page on which the answers about an account stand.
PAGES = {AssessmentKind.TARGETS: "targets", AssessmentKind.STAGE: "stage", AssessmentKind.TRUST: "adviser"}


@dataclass(frozen=True)
class Asked:
    """A form: of what kind, which side answers, and what it is headed with."""

    kind: AssessmentKind
    side: AnswerSide
    title: str | Promise
    lead: str | Promise


@require_safe
@door("assessment.see")
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The goal card of an account: how far each of the seven targets is, and what the system knows beside that."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    sheet = sheet_of(TARGETS, answers_of(TARGETS, account))
    context = {
        "account": account, "lines": line_words(sheet, account, target_facts(account, today)),
        "card": goal_card(sheet.values), "last": sheet.last, "today": today,
        "may_answer": can(member, "assessment.give", account),
    }  # fmt: skip
    return render(request, "assessments/targets.html", context)


@require_safe
@door("assessment.see")
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the relationship is as both sides see it, on which statements they differ, and how it went."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    seen = stage_seen(account, member, today)
    context = {
        "account": account, "seen": seen, "way": way(seen), "lines": both_sides(seen),
        "sides": [(side, stage_word(one.placing.stage), one) for side, one in seen.sides.items()],
        "course": [(point, stage_word(point.placing.stage)) for point in seen.course],
        "may_answer": can(member, "assessment.give", account),
    }  # fmt: skip
    return render(request, "assessments/stage.html", context)


@require_safe
@door("assessment.see")
def programme(request: HttpRequest) -> HttpResponse:
    """How mature our own programme is, what to do next, and how it was before."""
    rated = programme_rated()
    context = {
        "rated": rated, "reached": maturity_word(rated.maturity.stage),
        "lines": list(zip(line_words(rated.sheet), rated.lines, strict=True)),
        "held": [(one, maturity_word(one.maturity.stage)) for one in rated.held],
        "may_answer": may(member_of(request), "programme.rate"),
    }  # fmt: skip
    return render(request, "assessments/programme.html", context)


def answer_of(asked: Asked) -> View:
    """The view that answers questions about an account; 409 with both answers where somebody was first."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @door("assessment.give")
    def give(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        account = visible_account(member, pk)
        require_on(member, "assessment.give", account)
        return _given(request, asked, member, account)

    return give


def answer_for_company(asked: Asked) -> View:
    """The view that answers questions about our company."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @door("programme.rate")
    def give(request: HttpRequest) -> HttpResponse:
        return _given(request, asked, member_of(request), None)

    return give


ask_targets = answer_of(
    Asked(
        AssessmentKind.TARGETS, AnswerSide.OURS, gettext_lazy("How far the seven targets are"),
        gettext_lazy("Answer what you can judge; everything else stays as it is. What nobody knows is no zero."),
    )
)  # fmt: skip
ask_us = answer_of(
    Asked(
        AssessmentKind.STAGE, AnswerSide.OURS, gettext_lazy("How we see the relationship"),
        gettext_lazy("Choose for each statement what fits best today, and say by what one sees it."),
    )
)  # fmt: skip
ask_them = answer_of(
    Asked(
        AssessmentKind.STAGE, AnswerSide.THEIRS, gettext_lazy("How they see the relationship"),
        gettext_lazy("Write down what one of theirs has told you, not what you think that they think."),
    )
)  # fmt: skip
ask_trust = answer_of(
    Asked(
        AssessmentKind.TRUST, AnswerSide.THEIRS, gettext_lazy("How far they trust us as an adviser"),
        gettext_lazy("Ask one of theirs in a conversation, and write down what they have told you."),
    )
)  # fmt: skip
ask_company = answer_for_company(
    Asked(
        AssessmentKind.MATURITY, AnswerSide.OURS, gettext_lazy("How far our programme is"),
        gettext_lazy("Choose what is true of most key accounts today; the next anchor is what to do next."),
    )
)  # fmt: skip


def do_of(act: Callable[..., Assessment], sentence: str | Promise, undo: str = "") -> View:
    """The view that does something at once with an assessment, also with one that was taken back."""

    @require_POST
    @door("assessment.give")
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        rows = Assessment.objects.ever_visible_to(member).select_related("account")
        assessment = get_object_or_404(rows, pk=pk)
        act_and_tell(
            request,
            lambda: act(assessment=assessment, by=member),
            sentence,
            undo=reverse(undo, args=[pk]) if undo else "",
        )
        return back_from_form(request, _page(AssessmentKind(assessment.kind), assessment.account))

    return do


take_back = do_of(take_assessment_back, gettext_lazy("Taken back."), "assessment-restore")
restore = do_of(restore_assessment, gettext_lazy("It holds again."), "assessment-take-back")


def _given(request: HttpRequest, asked: Asked, member: Member, account: Account | None) -> HttpResponse:
    form = _form(request, asked, account)
    back = _page(asked.kind, account)
    shown = {"account": account, "form": form, "asked": asked, "back": back}
    if request.method != "POST":
        return _answer(request, shown)
    made: list[Assessment] = []

    def act() -> object:
        made.append(assess(kind=asked.kind, account=account, side=asked.side, by=member, **form.values))
        return made

    try:
        saved = accepted(form, act)
    except ConflictError as error:
        return _answer(request, {**shown, **_lost(asked, account, form, error)}, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Noted."), undo=reverse("assessment-take-back", args=[made[0].pk]))
    return back_from_form(request, back)


def _form(request: HttpRequest, asked: Asked, account: Account | None) -> AssessmentForm:
    questionnaire = QUESTIONNAIRES[asked.kind]
    sheet = sheet_of(questionnaire, answers_of(questionnaire, account), asked.side)
    people = Contact.objects.of_account(account.pk).filter(left_on=None).order_by("name") if account else ()
    only = request.POST.get("question") or request.GET.get("question", "")
    known = only if questionnaire.question(only) else ""
    return AssessmentForm(request.POST or None, sheet=sheet, side=asked.side, only=known, people=people)


def _lost(asked: Asked, account: Account | None, form: AssessmentForm, error: ConflictError) -> dict[str, Any]:
    """Both answers where they differ; the form, sent once more, is taken."""
    questionnaire = QUESTIONNAIRES[asked.kind]
    sheet = sheet_of(questionnaire, answers_of(questionnaire, account), asked.side)
    mine = {one.question: one.value for one in form.values["answers"]}
    form.seen_again(error.version)
    return {"conflicts": answers_lost(sheet, mine, error)}


def _page(kind: AssessmentKind, account: Account | None) -> str:
    if account is None:
        return reverse("programme")
    return reverse(PAGES[kind], args=[account.pk])


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": opened_on(request), **shown}
    return answer(request, "assessments/form_page.html", context, part="assessments/form.html", status=status)
