"""What a person does between a file's coming and its going in: settle columns, decide, mend, keep a mapping."""

from dataclasses import asdict

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.routers.imports import detail, options_of, visible
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.imports import (
    DecisionsIn,
    ImportIn,
    MappingsOut,
    MendedIn,
    RefusedRowsOut,
    RunDetail,
    SavedMappingIn,
    SavedMappingOut,
    UnsureRowsOut,
)
from tenure.core.policy import require
from tenure.integrations.imports.actions.draft import set_columns
from tenure.integrations.imports.actions.review import decide_unsure, mend_rows
from tenure.integrations.imports.actions.saved_mapping import forget_mapping, save_mapping
from tenure.integrations.imports.mapping import mapping_from
from tenure.integrations.imports.models import SavedMapping
from tenure.integrations.imports.queries import mappings_visible_to
from tenure.integrations.imports.review import bad_rows, unsure_pairs

router = Router(tags=["imports"])


@router.get("/mappings", response=MappingsOut, **reads("import.run"))
def list_mappings(request: ApiRequest) -> HttpResponse:
    """The mappings that were kept under a name, by name; those see them who may import."""
    require(request.auth, "import.run")
    return answer({"items": [_mapping(saved) for saved in mappings_visible_to(request.auth)]})


@router.post("/mappings", response={201: SavedMappingOut}, **writes("import.run"))
def post_mapping(request: ApiRequest, body: SavedMappingIn) -> HttpResponse:
    """Keep a mapping under a name; one that had the name is replaced."""
    mapping = mapping_from(body.mapping.model_dump())
    return answer(_mapping(save_mapping(name=body.name, mapping=mapping, by=request.auth)), 201)


@router.delete("/mappings/{int:mapping_id}", response={204: None}, **writes("import.run"))
def delete_mapping(request: ApiRequest, mapping_id: PathKey) -> HttpResponse:
    """Throw a kept mapping away."""
    forget_mapping(mapping=mappings_visible_to(request.auth).get(pk=mapping_id), by=request.auth)
    return nothing()


def _mapping(saved: SavedMapping) -> dict[str, object]:
    return {"id": saved.pk, "name": saved.name, "kind": saved.kind, "columns": saved.mapping["columns"]}


@router.put("/{int:run_id}/columns", response=RunDetail, **writes("import.run"))
def put_columns(request: ApiRequest, run_id: PathKey, body: ImportIn) -> HttpResponse:
    """Settle how an import's file is read, while it has not begun; a draft is ready to be tried out afterwards."""
    run = set_columns(run=visible(request, run_id), options=options_of(body), by=request.auth)
    return answer(detail(run))


@router.get("/{int:run_id}/unsure-rows", response=UnsureRowsOut, **reads("import.run"))
def get_unsure_rows(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """The rows of the last trial that may speak of a record, each beside it; at most a thousand."""
    pairs = unsure_pairs(visible(request, run_id), limit=1_000)
    return answer({"items": [asdict(pair) for pair in pairs]})


@router.post("/{int:run_id}/decisions", response=RunDetail, **writes("import.run"))
def post_decisions(request: ApiRequest, run_id: PathKey, body: DecisionsIn) -> HttpResponse:
    """Say what becomes of unsure rows, one by one and for all others; then the import is to be tried out again."""
    run = visible(request, run_id)
    return answer(detail(decide_unsure(run=run, by=request.auth, rows=body.rows, others=body.others)))


@router.get("/{int:run_id}/refused-rows", response=RefusedRowsOut, **reads("import.run"))
def get_refused_rows(request: ApiRequest, run_id: PathKey) -> HttpResponse:
    """The first thousand rows that the last trial refused, with their cells and causes."""
    return answer({"items": [asdict(row) for row in bad_rows(visible(request, run_id), limit=1_000)]})


@router.post("/{int:run_id}/mended-rows", response=RunDetail, **writes("import.run"))
def post_mended_rows(request: ApiRequest, run_id: PathKey, body: MendedIn) -> HttpResponse:
    """Have rows, by their numbers, read with other cells; then the import is to be tried out again."""
    return answer(detail(mend_rows(run=visible(request, run_id), by=request.auth, rows=body.rows)))
