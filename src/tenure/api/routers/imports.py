"""Imports: a file is sent and looked through, tried out, executed, and undone, all but the first as background jobs."""

from functools import partial
from pathlib import Path
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from ninja import File, Router
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.imports import CheckedOut, ImportIn, RunDetail, RunOut, RunPage
from tenure.api.schemas.records import JobOut
from tenure.api.uploads import bounded, refuse_other_parts
from tenure.core.audit import field_values
from tenure.core.models import JobRun
from tenure.core.policy import require
from tenure.integrations.files.numbers import COMMA, POINT
from tenure.integrations.imports.actions import ImportOptions, start_import
from tenure.integrations.imports.actions.draft import discard_import, draft_import
from tenure.integrations.imports.actions.queue import queue_preview, queue_run, queue_undo
from tenure.integrations.imports.actions.start import Prepared, prepare_file
from tenure.integrations.imports.bad_rows import read_bad_rows
from tenure.integrations.imports.causes import report_told, undone_told
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.mapping import mapping_from
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.queries import run_report, runs_visible_to, unfinished_job_of
from tenure.integrations.imports.uploads import received, safe_name

router = Router(tags=["imports"])

MARKS = {"comma": COMMA, "point": POINT}
MOST_KEPT = 1000
NOTHING_SAID = ImportIn()
LISTING = Listing(
    shown=shown(ImportRun.objects, RunOut),
    filters={"state": asks("state", RunState), **text("kind"), **text("source"), **moments("created_at")},
    orders={"id": Order("id")},
    default="-id",
)


def visible(request: ApiRequest, run_id: int) -> ImportRun:
    """The import, if the member may import at all."""
    return runs_visible_to(ImportRun.objects.all(), request.auth).get(pk=run_id)


@router.get("", response=RunPage, **reads("import.run", LISTING))
def list_imports(request: ApiRequest) -> HttpResponse:
    """What was imported; those see it who may import."""
    require(request.auth, "import.run")
    return list_page(request, LISTING, runs_visible_to(LISTING.rows, request.auth))


@router.post("", response={201: RunDetail}, **writes("import.run", once=True))
@decorate_view(bounded)
def post_import(request: ApiRequest, file: File[UploadedFile], options: ImportIn = NOTHING_SAID) -> HttpResponse:
    """Send a file, and be told what it is, which column fills which field, and how sure that is. Nothing goes in yet.

    A form with the part `file` (CSV, XLSX, ODS, JSON or Parquet, also gzipped) and, where there is something to say
    about it, `options` as JSON.
    """
    require(request.auth, "import.run")
    refuse_other_parts(request)
    wanted = options_of(options)
    with received(file.name or "", file.chunks()) as path:
        if options.draft:
            return _draft(request, path, file.name or path.name)
        # The whole file is looked through before the first write, so that nobody waits for it.
        return _start(request, path, file.name or path.name, wanted, prepare_file(path, wanted))


@once
def _start(request: ApiRequest, path: Path, name: str, options: ImportOptions, prepared: Prepared) -> HttpResponse:
    run = start_import(path=path, by=request.auth, options=options, name=name, prepared=prepared)
    return answer(detail(run), 201)


@once
def _draft(request: ApiRequest, path: Path, name: str) -> HttpResponse:
    return answer(detail(draft_import(path=path, by=request.auth, name=safe_name(name))), 201)


@router.get("/{int:run_id}", response=RunDetail, **reads("import.run"))
def get_import(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """How far an import is, and what came of its rows."""
    return answer(detail(visible(request, run_id)))


@router.delete("/{int:run_id}", response={204: None}, **writes("import.run"))
def delete_import(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """Discard an import that has not begun, with its file."""
    discard_import(run=visible(request, run_id), by=request.auth)
    return nothing()


@router.post("/{int:run_id}/preview", response={202: JobOut}, **writes("import.run", once=True))
@once
def post_preview(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """Try an import out in the background; the job's result says what would happen, and nothing of it stays."""
    return _accepted(queue_preview(run=visible(request, run_id), by=request.auth))


@router.post("/{int:run_id}/execute", response={202: JobOut}, **writes("import.run", once=True))
@once
def post_execution(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """Let an import go in, in the background; an interrupted one goes on where it was. Then all is ranked anew."""
    return _accepted(queue_run(run=visible(request, run_id), by=request.auth))


@router.post("/{int:run_id}/undo", response={202: JobOut}, **writes("import.undo", once=True))
@once
def post_undo(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """Take back in the background what an import did, except what was edited since. Then all is ranked anew."""
    return _accepted(queue_undo(run=visible(request, run_id), by=request.auth))


@router.get("/{int:run_id}/bad-rows", response={200: None}, **reads("import.run", files=["text/csv"]))
def get_bad_rows(request: ApiRequest, run_id: PathKey) -> StreamingHttpResponse:
    """The refused rows as they were, each with its causes: a CSV file to mend and import. 404 where there are none."""
    run = visible(request, run_id)
    if not run.bad_bytes:
        raise ImportRun.DoesNotExist
    headers = {
        "Content-Disposition": f'attachment; filename="bad-rows-{run.pk}.csv"',
        "Content-Length": str(run.bad_bytes),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    blocks = read_bad_rows(run.bad_rows_file, run.bad_bytes)
    return StreamingHttpResponse(blocks, content_type="text/csv; charset=utf-8", headers=headers)


def options_of(body: ImportIn) -> ImportOptions:
    """What was said about a file, in the importer's words."""
    return ImportOptions(
        kind=body.kind,
        mapping=mapping_from(body.mapping.model_dump()) if body.mapping else None,
        source=body.source,
        dates=body.dates,
        numbers=MARKS[body.decimal] if body.decimal else None,
        currency=body.currency,
        unsure=body.unsure,
        create_missing=tuple(body.create_missing),
        sheet=body.sheet,
        empty_clears=body.empty_clears,
    )


def _accepted(job: JobRun) -> HttpResponse:
    return answer(field_values(job, JobOut.model_fields), 202)


def _checked(run: ImportRun) -> dict[str, Any] | None:
    """What the last trial found; None where nothing was tried out since something changed."""
    names = CheckedOut.model_fields
    return report_told({name: run.checked[name] for name in names}) if run.checked else None


def detail(run: ImportRun) -> dict[str, Any]:
    """An import as the API tells it."""
    told = report_told(run_report(run))
    shown_of = partial(field_values, run)
    job, undone = unfinished_job_of(run), undone_told(run.tally.get("undone"))
    return {
        **shown_of(RunOut.model_fields),
        **{name: told[name] for name in RunDetail.model_fields if name in told and name not in RunOut.model_fields},
        "bad_rows": f"/api/v1/imports/{run.pk}/bad-rows" if run.bad_bytes else None,
        "checked": _checked(run),
        "job": job.pk if job else None,
        "undone": undone and {**undone, "kept": len(undone["kept"]), "first_kept": undone["kept"][:MOST_KEPT]},
    }
