"""The mentor's inbox, and review mode: a plan looked at item by item, with remarks, findings and the next day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import can, require_on
from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.plans.review import AgendaItem, next_review_on, review_due
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.growth.actions.plan_review import (
    UNCHECKED,
    add_finding,
    begin_review,
    check_value,
    close_review,
    plan_review,
    remark_in_review,
)
from tenure.growth.choices import ReviewState, ValueVerdict, value_verdict_choices
from tenure.growth.models import Plan, PlanReview, ReviewValue
from tenure.growth.plan_words import changes_in_words, gauges
from tenure.growth.queries.course import signers_of
from tenure.growth.queries.document import guidance
from tenure.growth.queries.plans import plan_of
from tenure.growth.queries.reviews import (
    due_on_of,
    findings_of,
    inbox,
    is_holder,
    mentors_of,
    open_review,
    past_reviews,
    proposals_asked,
    proposals_of,
    proposals_waiting,
    reviewed_with,
)
from tenure.growth.review_words import VALUE_TONES, ValueLine, became_words, status_mark
from tenure.insight.queries.review_facts import ReviewFacts, review_facts, told_facts
from tenure.people.models import Member
from tenure.relationships.board_words import Mark
from tenure.relationships.queries import BoardOn
from tenure.web.answers import answer, wants_part
from tenure.web.components.board_changes import change_marks
from tenure.web.components.facts import Conflict
from tenure.web.components.review import agenda_lines, due_mark
from tenure.web.forms.records import initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.forms.reviews import CloseForm, FindingForm, ReviewDayForm, ValueForm, remark_form
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.losing import lost

Context = dict[str, Any]


@require_safe
@door("plan.see")
def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that the member holds, those of their own plans, and the proposals that wait for them."""
    member, today = member_of(request), timezone.localdate()
    context = {
        "rows": [(row, due_mark(row.due)) for row in inbox(member, today)],
        "own": [(row, due_mark(row.due)) for row in reviewed_with(member, today)],
        "waiting": proposals_waiting(member),
        "asked": proposals_asked(member),
        "today": today,
        "member": member,
    }
    return render(request, "reviews/reviews.html", context)


@require_safe
@door("plan.see")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Review mode where a review has begun; else when the next one is due, and the last ones."""
    return _page(request, visible_plan(member_of(request), pk), {})


def _page(request: HttpRequest, plan: Plan, refused: Context, *, status: int = 200) -> HttpResponse:
    """The review as it stands; `refused` are forms with what was not taken, in place of the empty ones."""
    member, today = member_of(request), timezone.localdate()
    found = open_review(plan)
    shown = _head(plan, found, member, today)
    if found is None or found.state == ReviewState.PLANNED:
        context = {**shown, **_ahead(plan, found, today), **refused}
        return render(request, "reviews/ahead.html", context, status=status)
    context = {**shown, **_table(found, member, today), **refused}
    return render(request, "reviews/review.html", context, status=status)


def _head(plan: Plan, found: PlanReview | None, member: Member, today: date) -> dict[str, Any]:
    mentors = mentors_of([plan.account_id]).get(plan.account_id, [])
    return {
        "account": plan.account,
        "plan": plan,
        "review": found,
        "today": today,
        "past": [(one, became_words(one.became)) for one in past_reviews(plan, today)],
        "proposals": proposals_of(plan.account_id),
        "may_ask": can(member, "proposal.ask", plan.account),
        "mentors": mentors,
        "holds": is_holder(found.mentor_id if found else next((one.pk for one in mentors), None), member),
    }


def _ahead(plan: Plan, found: PlanReview | None, today: date) -> dict[str, Any]:
    due = review_due(found.due_on if found else due_on_of(plan), today)
    return {"due": due, "mark": due_mark(due), "form": ReviewDayForm(initial={"due_on": max(due.on, today)})}


def _table(found: PlanReview, member: Member, today: date) -> dict[str, Any]:
    """All that lies on the table of a review."""
    facts, holds = review_facts(found.plan, today), is_holder(found.mentor_id, member)
    forms = {item: _remark(found, item) for item in AgendaItem} if holds else {}
    return {
        "facts": facts,
        "lines": agenda_lines(found, forms),
        **_items(facts),
        "values": _values(found, holds=holds),
        "findings": [(one, status_mark(one.status_on(today))) for one in findings_of([found])[found.pk]],
        "finding_form": FindingForm(team=_team(found.plan)),
        "close_form": CloseForm(initial={"next_on": next_review_on(today, every_days=found.plan.review_days)}),
    }


def _items(facts: ReviewFacts) -> dict[str, Any]:
    changes, boards = facts.changes, facts.boards
    return {
        "earlier": [(one, status_mark(one.status_on(timezone.localdate()))) for one in facts.findings],
        "became": became_words(facts.became),
        "changes": changes_in_words(changes.found, changes.old, changes.new) if changes else None,
        "marks": _board_marks(*boards) if boards else None,
        "gauges": gauges(facts.needles),
        "page": facts.page,
    }


def _board_marks(before: BoardOn, after: BoardOn) -> list[Mark]:
    return change_marks(before, after, evaluate(after.board) if after.board.people else None, judged=True)


def _values(found: PlanReview, *, holds: bool, refused: ValueLine | None = None) -> list[ValueLine]:
    """The company's values, each with what was said of it in this review; `refused` is a line that was not taken."""
    said = {one.name: one for one in found.values.all()}
    held, words = guidance(), dict(value_verdict_choices())
    names = [*(held.values if held else []), *(name for name in said if not held or name not in held.values)]
    checks = [said.get(name) or ReviewValue(name=name) for name in names]
    forms = [_value_form(one, place) if holds else None for place, one in enumerate(checks)]
    lines = [
        ValueLine(
            one.name, words[one.verdict] if one.pk else "", one.evidence, VALUE_TONES[ValueVerdict(one.verdict)], form
        )
        for one, form in zip(checks, forms, strict=True)
    ]
    return [refused if refused and line.name == refused.name else line for line in lines]


def _value_form(said: ReviewValue, place: int) -> ValueForm:
    version = said.version if said.pk else UNCHECKED
    initial = {"name": said.name, "verdict": said.verdict, "evidence": said.evidence, "version": version}
    return ValueForm(initial=initial, auto_id=f"value{place}_%s")


def _remark(found: PlanReview, item: AgendaItem) -> Any:
    field = PlanReview.REMARKS[item]
    return remark_form(item)(initial=initial_of(found, [field]), auto_id="remark_%s")[field]


def _team(plan: Plan) -> list[Member]:
    """Who may be given a finding: who carries the plan, and its mentors."""
    team = signers_of([plan.account_id]).get(plan.account_id, [])
    return [*team, *mentors_of([plan.account_id]).get(plan.account_id, [])]


@require_POST
@door("review.plan")
def set_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the day of the next review."""
    member = member_of(request)
    plan = visible_plan(member, pk)
    form = ReviewDayForm(request.POST)

    def act() -> object:
        return plan_review(plan=plan, due_on=form.cleaned_data["due_on"], by=member)

    return _done(request, plan, form, act, _("The day is set, and the mentor knows."), kept=lambda: {"form": form})


@require_POST
@door("review.hold")
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the review; one that nobody has planned is planned for today."""
    member = member_of(request)
    plan = visible_plan(member, pk)

    def act() -> object:
        found = open_review(plan) or plan_review(plan=plan, due_on=timezone.localdate(), by=member)
        return begin_review(review=found, by=member)

    return _done(request, plan, ReviewDayForm({"due_on": timezone.localdate()}), act, _("The review has begun."))


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="review.hold")
def remark(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """What is remarked on one item; a POST saves it in place, 409 with both where somebody wrote meanwhile."""
    member = member_of(request)
    found = _begun(member, pk)
    if item not in list(AgendaItem):
        raise Http404
    field = PlanReview.REMARKS[AgendaItem(item)]
    form = remark_form(AgendaItem(item))(request.POST or None, initial=initial_of(found, [field]), auto_id="remark_%s")
    if request.method != "POST":
        return _remark_answer(request, found, item, form[field])
    try:
        saved = accepted(
            form, lambda: remark_in_review(review=found, changes=form.values, by=member, version=form.seen_version)
        )
    except ConflictError as error:
        return _remark_answer(request, found, item, form[field], lost(found, form.values, error), status=409)
    if not saved:
        return _remark_answer(request, found, item, form[field], {"form": form}, status=422)
    if not wants_part(request):
        return redirect(f"{reverse('review', args=[pk])}#item-{item}")
    return _remark_answer(request, found, item, _remark(found, AgendaItem(item)), {"saved": True})


def _remark_answer(
    request: HttpRequest, found: PlanReview, item: str, entry: Any, more: dict[str, Any] | None = None, *,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"account": found.plan.account, "item": item, "entry": entry, "version": found.version, **(more or {})}
    return answer(request, "reviews/remark_page.html", context, part="reviews/remark.html", status=status)


@require_POST
@door("review.hold")
def value(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a value of the company is lived; 409 with both where somebody else has said so meanwhile."""
    member = member_of(request)
    found = _begun(member, pk)
    form = ValueForm(request.POST, auto_id="value_%s")

    def act() -> object:
        return check_value(review=found, by=member, **form.cleaned_data)

    try:
        return _done(request, found.plan, form, act, _("Noted."), at="values", kept=lambda: _kept_value(found, form))
    except ConflictError as error:
        both = lost(found.values.get(name=form.cleaned_data["name"]), form.cleaned_data, error)
        again = ValueForm({**request.POST.dict(), "version": both["version"]}, auto_id="value_%s")
        return _page(request, found.plan, _kept_value(found, again, both["conflicts"]), status=409)


def _kept_value(found: PlanReview, form: ValueForm, conflicts: Sequence[Conflict] = ()) -> Context:
    """The company's values, with what was not taken of one of them still in its form."""
    line = ValueLine(str(form["name"].value()), "", "", "", form, conflicts)
    return {"values": _values(found, holds=True, refused=line)}


@require_POST
@door("review.hold")
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what the review found to be done, by whom, by when."""
    member = member_of(request)
    found = _begun(member, pk)
    form = FindingForm(request.POST, team=_team(found.plan))

    def act() -> object:
        return add_finding(review=found, by=member, **form.cleaned_data)

    said = _("Noted; the next review asks after it.")
    return _done(request, found.plan, form, act, said, at="decisions", kept=lambda: {"finding_form": form})


@require_POST
@door("review.hold")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the review with the day of the next, and send its minutes out."""
    member = member_of(request)
    found = _begun(member, pk)
    require_on(member, "review.hold", found.plan.account)
    form, facts = CloseForm(request.POST), told_facts(review_facts(found.plan, timezone.localdate()))

    def act() -> object:
        return close_review(review=found, facts=facts, by=member, **form.cleaned_data)

    said = _("Closed. The minutes went to team and mentor.")
    closed = _done(request, found.plan, form, act, said, kept=lambda: {"close_form": form})
    return redirect("review-minutes", found.pk) if found.state == ReviewState.CLOSED else closed


def _done(
    request: HttpRequest,
    plan: Plan,
    form: Form,
    act: Callable[[], object],
    said: str,
    *,
    at: str = "",
    kept: Callable[[], Context] = dict,
) -> HttpResponse:
    """Act, say so and go back to the review; what is refused stays in its form, which `kept` puts onto the page."""
    if accepted(form, act):
        toast(request, said)
        return redirect(reverse("review", args=[plan.account_id]) + (f"#item-{at}" if at else ""))
    _point_at(request, form)
    return _page(request, plan, kept(), status=422)


def _point_at(request: HttpRequest, form: Form) -> None:
    """Lead to the first field that was refused; what is refused of none that can be seen becomes a toast."""
    seen = [entry.name for entry in form.visible_fields()]
    for name, sentences in form.errors.items():
        if name not in seen:
            toast(request, " ".join(map(str, sentences)), level=messages.ERROR)
    for name in [name for name in seen if name in form.errors][:1]:
        form.fields[name].widget.attrs["autofocus"] = True


def visible_plan(member: Member, pk: int) -> Plan:
    """The plan of the account of this number, if the member sees it; Http404 otherwise."""
    found = plan_of(visible_account(member, pk))
    if found is None:
        raise Http404
    return found


def _begun(member: Member, pk: int) -> PlanReview:
    """The review of the account's plan that has begun; Http404 otherwise."""
    found = open_review(visible_plan(member, pk))
    if found is None or found.state != ReviewState.BEGUN:
        raise Http404
    return found
