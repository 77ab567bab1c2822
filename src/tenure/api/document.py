"""The OpenAPI document: what the operations declare, and the answers that all of them share."""

from typing import Any

from ninja import NinjaAPI

from tenure.api.problems import PROBLEM_JSON, TITLES, FieldError, Problem

PREFIX = "/api/v1/"


def document(api: NinjaAPI) -> dict[str, Any]:
    """The whole document as plain values, in an order that does not change between runs."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    schemas = made["components"]["schemas"]
    schemas["FieldError"] = FieldError.model_json_schema()
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas["Problem"] = {name: value for name, value in problem.items() if name != "$defs"}
    made["components"]["schemas"] = dict(sorted(schemas.items()))
    made["components"]["responses"] = {str(status): _refusal(title) for status, title in TITLES.items()}
    _close_forms(made)
    _close_maps(schemas)
    return made


def _close_forms(made: dict[str, Any]) -> None:
    """Say of forms what holds for every body: the parts named, and no others. A file is never empty."""
    for methods in made["paths"].values():
        for operation in methods.values():
            form = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
            if form:
                form["schema"]["additionalProperties"] = False
                form["schema"]["properties"]["file"]["minLength"] = 1


def _close_maps(part: Any) -> None:
    """Say of objects with keys by a pattern that there may be no others, which pydantic leaves open."""
    if isinstance(part, list):
        for each in part:
            _close_maps(each)
    if isinstance(part, dict):
        if "patternProperties" in part:
            part["additionalProperties"] = False
        for each in part.values():
            _close_maps(each)


def _refusal(title: str) -> dict[str, Any]:
    return {"description": title, "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
