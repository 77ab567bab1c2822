"""The import wizard: a file comes, its columns are settled, it is tried out, mended, let in, and taken back."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.core.choices import JobState
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.models import JobRun
from tenure.integrations.files.errors import FileError
from tenure.integrations.imports.actions.draft import discard_import, draft_import, set_columns
from tenure.integrations.imports.actions.queue import queue_preview, queue_run, queue_undo
from tenure.integrations.imports.actions.review import decide_unsure, mend_rows
from tenure.integrations.imports.actions.saved_mapping import save_mapping
from tenure.integrations.imports.bad_rows import read_bad_rows
from tenure.integrations.imports.causes import cause_told, report_told, undone_told
from tenure.integrations.imports.choices import RunState, Unsure
from tenure.integrations.imports.entities import FILE_KINDS
from tenure.integrations.imports.field_words import KINDS, field_choices
from tenure.integrations.imports.mapping import Mapping, guesses_of, mapping_from
from tenure.integrations.imports.mending import open_run
from tenure.integrations.imports.models import ImportRun, SavedMapping
from tenure.integrations.imports.queries import (
    EXECUTE,
    PREVIEW,
    UNDO,
    can_be_undone,
    latest_job_of,
    mappings_visible_to,
    run_report,
    runs_page,
    runs_visible_to,
)
from tenure.integrations.imports.review import bad_rows, unsure_pairs
from tenure.integrations.imports.survey import open_forms
from tenure.integrations.imports.uploads import received
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.imports import column_rows, confidence_word, run_lines, steps, total_records
from tenure.web.forms.imports import ColumnsSaid, columns_said, decisions_said, mended_said
from tenure.web.members import member_of
from tenure.web.toasts import toast

ERROR = messages.ERROR
MOST_BYTES = 256 * 1024 * 1024
MOST_FILES = 20
PASTED = "pasted.tsv"
Refused = (FileError, ValidationError)
View = Callable[..., HttpResponseBase]


def bounded(view: View) -> View:
    """Refuse a form that says it is too large before any of it is read."""

    @wraps(view)
    def asked(request: HttpRequest, **values: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_BYTES:
            return _new(request, [_("The files are larger than 256 MB together; send them one by one.")], 413)
        return view(request, **values)

    return asked


def told_when_lost(view: View) -> View:
    """Say so on the list of imports where the file of one cannot be read any more."""

    @wraps(view)
    def asked(request: HttpRequest, **values: Any) -> HttpResponseBase:
        try:
            return view(request, **values)
        except FileError as error:
            toast(request, error.sentence, level=ERROR)
            return redirect("imports")

    return asked


def sentences(error: FileError | ValidationError) -> list[str]:
    """What is wrong, for people."""
    return [error.sentence] if isinstance(error, FileError) else error_sentences(error)


def visible_run(member: Member, run_id: int) -> ImportRun:
    """The import, for those who may import; 404 for everybody else."""
    runs = runs_visible_to(ImportRun.objects.select_related("started_by"), member)
    return get_object_or_404(runs, pk=run_id)


@require_safe
@door("import.run")
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, the latest first, each with where it stands."""
    member = member_of(request)
    before = request.GET.get("before", "")
    page = runs_page(member, before=int(before) if before.isdigit() else None)
    return render(request, "imports/imports.html", {"lines": run_lines(page.runs), "next_before": page.next_before})


@door("import.run")
@csrf_exempt
@bounded
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request: HttpRequest) -> HttpResponse:
    """The first step: files are dropped or a table is pasted, and each becomes a draft."""
    member = member_of(request)
    if request.method != "POST":
        return _new(request)
    drafts, refusals = _drafts(request, member)
    if refusals or not drafts:
        kept = [_("%(file)s was taken in.") % {"file": run.file_name} for run in drafts]
        return _new(request, [*refusals, *kept] or [_("Choose a file, or paste rows with their headers.")], 422)
    return redirect("import-columns", run_id=drafts[0].pk)


def _new(request: HttpRequest, refusals: list[str] | None = None, status: int = 200) -> HttpResponse:
    context = {"steps": steps("import-new", None), "refusals": refusals or [], "pasted": ""}
    if status == 422:
        context["pasted"] = request.POST.get("pasted", "")
    return render(request, "imports/new.html", context, status=status)


def _drafts(request: HttpRequest, member: Member) -> tuple[list[ImportRun], list[str]]:
    """A draft for each file that can be read, and a sentence for each that cannot."""
    drafts: list[ImportRun] = []
    refusals: list[str] = []
    files = request.FILES.getlist("files")[:MOST_FILES]
    sent: list[tuple[str, Iterable[bytes]]] = [(file.name or "", file.chunks()) for file in files]
    pasted = request.POST.get("pasted", "")
    if pasted.strip():
        sent.append((PASTED, iter([pasted.encode()])))
    for name, chunks in sent:
        try:
            with received(name, chunks) as path:
                drafts.append(draft_import(path=path, by=member, name=path.name))
        except FileError as error:
            refusals.append(error.sentence)
    return drafts, refusals


@require_safe
@door("import.run")
def import_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Where an import is: its next step while it has not begun, then its progress and what came of it."""
    run = visible_run(member_of(request), run_id)
    job = latest_job_of(run, EXECUTE, UNDO)
    if run.is_open and not _unfinished(job):
        if run.state == RunState.DRAFT:
            return redirect("import-columns", run_id=run_id)
        return redirect("import-check" if run.checked else "import-match", run_id=run_id)
    report = report_told(run_report(run))
    context = {
        "run": run,
        "steps": steps("import-run", run),
        "job": job,
        "working": _unfinished(job),
        "progress": (run.done, run.total),
        "report": report,
        "totals": total_records(report),
        "undone": undone_told(run.tally.get("undone")),
        "can_undo": can_be_undone(run),
        "poll": request.path,
    }
    return answer(request, "imports/run.html", context, part="imports/run_part.html")


@require_http_methods(["GET", "HEAD", "POST"])
@door("import.run")
@told_when_lost
def columns(request: HttpRequest, run_id: int) -> HttpResponse:
    """The second step: which column is which field."""
    member = member_of(request)
    run = visible_run(member, run_id)
    if request.method != "POST":
        if not run.is_open:
            return redirect("import-run", run_id=run_id)
        return _columns(request, run, _mapping_shown(request, run))
    said: ColumnsSaid | None = None
    try:
        said = columns_said(request.POST, run)
        set_columns(run=run, options=said.options, by=member)
        if said.save_as:
            save_mapping(name=said.save_as, mapping=said.mapping, by=member)
        queue_preview(run=run, by=member)
    except Refused as error:
        mapping = said.mapping if said else _mapping_shown(request, run)
        return _columns(request, run, mapping, refusals=sentences(error))
    return redirect("import-match", run_id=run_id)


def _mapping_shown(request: HttpRequest, run: ImportRun) -> Mapping:
    """The run's mapping, or that of the kind or the saved one that is asked for."""
    kind, saved = request.GET.get("kind", ""), request.GET.get("saved", "")
    if saved.isdigit():
        known = get_object_or_404(SavedMapping, pk=int(saved))
        headers = {column["header"] for column in run.options.get("columns", [])}
        mapping = mapping_from(known.mapping)
        used = {label: header for label, header in mapping.columns.items() if header in headers}
        return Mapping(mapping.kind, used, source=mapping.source, values=mapping.values)
    if kind in FILE_KINDS and kind != run.kind:
        (guess,) = guesses_of(open_run(run), [kind])
        return Mapping(kind, guess.mapped)
    return mapping_from(run.mapping)


def _columns(request: HttpRequest, run: ImportRun, mapping: Mapping, refusals: list[str] | None = None) -> HttpResponse:
    opened = open_forms(open_run(run), mapping) if refusals else run.options.get("open", {})
    confidence = run.options.get("confidence") or 0
    context = {
        "run": run,
        "steps": steps("import-columns", run),
        "notices": [cause_told(notice) for notice in run.options.get("notices", [])],
        "mapping": mapping,
        "rows": column_rows(run, mapping, opened),
        "fields": field_choices(FILE_KINDS[mapping.kind]),
        "kinds": KINDS.items(),
        "confidence": round(confidence * 100),
        "confidence_word": confidence_word(confidence),
        "saved": mappings_visible_to(member_of(request)),
        "source": request.POST.get("source", mapping.source),
        "currency": request.POST.get("currency", run.options.get("currency", "")),
        "save_as": request.POST.get("save_as", ""),
        "refusals": refusals or [],
    }
    return render(request, "imports/columns.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@door("import.run")
@told_when_lost
def match(request: HttpRequest, run_id: int) -> HttpResponse:
    """The third step: what is new, what is known, and a decision for what may be either."""
    member = member_of(request)
    run = visible_run(member, run_id)
    if request.method == "POST":
        rows, others = decisions_said(request.POST)
        try:
            decide_unsure(run=run, by=member, rows=rows, others=others)
            queue_preview(run=run, by=member)
        except Refused as error:
            return _tried(request, run, "import-match", "imports/match", sentences(error))
        return redirect("import-match", run_id=run_id)
    return _tried(request, run, "import-match", "imports/match")


@require_http_methods(["GET", "HEAD", "POST"])
@door("import.run")
@told_when_lost
def check(request: HttpRequest, run_id: int) -> HttpResponse:
    """The fourth step: what would be refused and why, and a grid to mend it in."""
    member = member_of(request)
    run = visible_run(member, run_id)
    if request.method == "POST":
        try:
            return _mend(request, run, member)
        except Refused as error:
            return _tried(request, run, "import-check", "imports/check", sentences(error))
    return _tried(request, run, "import-check", "imports/check")


def _mend(request: HttpRequest, run: ImportRun, member: Member) -> HttpResponse:
    mended = mended_said(request.POST, bad_rows(run, wanted=_rows_of_cause(request, run)))
    if mended:
        mend_rows(run=run, by=member, rows=mended)
        queue_preview(run=run, by=member)
        said = ngettext("%(count)s row was mended and is checked again.",
                        "%(count)s rows were mended and are checked again.", len(mended))  # fmt: skip
        toast(request, said % {"count": len(mended)})
    return redirect("import-check", run_id=run.pk)


def _rows_of_cause(request: HttpRequest, run: ImportRun) -> list[int]:
    """The rows of the cause that is asked for by its place, or none for all."""
    cause, causes = request.GET.get("cause", ""), run.checked.get("refused", [])
    return causes[int(cause)]["rows"] if cause.isdigit() and int(cause) < len(causes) else []


def _tried(
    request: HttpRequest, run: ImportRun, step: str, template: str, refusals: list[str] | None = None
) -> HttpResponse:
    """A page about the run's trial: its progress while it runs, what it found when it has ended."""
    if not run.is_open or run.state == RunState.DRAFT:
        return redirect("import-run", run_id=run.pk)
    job = latest_job_of(run, PREVIEW)
    context = {
        "run": run,
        "steps": steps(step, run),
        "job": job,
        "working": _unfinished(job),
        "progress": (job.done, job.total or run.total) if job else (0, run.total),
        "report": report_told(run.checked),
        "totals": total_records(run.checked),
        "headers": [column["header"] for column in run.options.get("columns", [])],
        "choices": [choice.value for choice in Unsure],
        "others": run.options.get("unsure", Unsure.LIST),
        "refusals": refusals or [],
        "poll": request.get_full_path(),
    }
    if not context["working"]:
        context |= _found(request, run, step)
    return answer(request, f"{template}.html", context, part=f"{template}_part.html", status=422 if refusals else 200)


def _found(request: HttpRequest, run: ImportRun, step: str) -> dict[str, Any]:
    if step == "import-match":
        after = request.GET.get("after", "")
        pairs = unsure_pairs(run, after=int(after) if after.isdigit() else 0)
        return {"pairs": pairs, "next_after": pairs[-1].row if pairs else None}
    return {"grid": bad_rows(run, wanted=_rows_of_cause(request, run)), "cause": request.GET.get("cause", "")}


def _unfinished(job: JobRun | None) -> bool:
    return job is not None and job.state in (JobState.QUEUED, JobState.RUNNING)


@require_POST
@door("import.run")
def start(request: HttpRequest, run_id: int) -> HttpResponse:
    """Let the import in, or let one go on that was interrupted."""
    return _asked(request, run_id, queue_run, "import-run")


@require_POST
@door("import.run")
def try_out(request: HttpRequest, run_id: int) -> HttpResponse:
    """Try the import out once more."""
    return _asked(request, run_id, queue_preview, "import-match")


@require_POST
@door("import.undo")
def undo(request: HttpRequest, run_id: int) -> HttpResponse:
    """Take back what the import did."""
    return _asked(request, run_id, queue_undo, "import-run")


def _asked(request: HttpRequest, run_id: int, act: Callable[..., JobRun], then: str) -> HttpResponse:
    member = member_of(request)
    run = visible_run(member, run_id)
    try:
        act(run=run, by=member)
    except ValidationError as error:
        toast(request, " ".join(error_sentences(error)), level=ERROR)
        return redirect("import-run", run_id=run_id)
    return redirect(then, run_id=run_id)


@require_POST
@door("import.run")
def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Throw away an import that has not begun."""
    member = member_of(request)
    run = visible_run(member, run_id)
    name = run.file_name
    try:
        discard_import(run=run, by=member)
    except ValidationError as error:
        toast(request, " ".join(error_sentences(error)), level=ERROR)
    else:
        toast(request, _("The import of %(file)s was discarded.") % {"file": name})
    return redirect("imports")


@require_safe
@door("import.run")
def bad_rows_file(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    """The refused rows of the import, or of its last trial, as a file to mend and import."""
    run = visible_run(member_of(request), run_id)
    size = run.checked.get("bad_bytes", 0) if run.is_open else run.bad_bytes
    if not size:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="bad-rows-{run.pk}.csv"',
        "Content-Length": str(size),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    blocks = read_bad_rows(run.bad_rows_file, size)
    return StreamingHttpResponse(blocks, content_type="text/csv; charset=utf-8", headers=headers)
