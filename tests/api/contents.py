"""The whole database as plain values, to prove that a refused request changed nothing."""

from typing import Any

from django.apps import apps


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, by table."""
    models = [model for model in apps.get_models() if model.__module__.startswith("tenure.") and model._meta.managed]
    return {model._meta.db_table: list(model._default_manager.order_by("pk").values_list()) for model in models}
