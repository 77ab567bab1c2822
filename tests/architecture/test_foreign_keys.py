"""Foreign keys point the way imports point: to the same app or to one below."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.architecture.source import layers

OURS = "tenure."


def height(model: type[models.Model]) -> int:
    """How high the model's app stands in the layers; the lowest is 0."""
    # A package of apps, such as the integrations, stands on one layer.
    app = apps.get_app_config(model._meta.app_label).name.removeprefix(OURS).partition(".")[0]
    return next(height for height, layer in enumerate(reversed(layers())) if app in layer)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if apps.get_app_config(model._meta.app_label).name.startswith(OURS)]


def relations() -> Iterator[tuple[str, type[models.Model], type[models.Model]]]:
    """Every relation from one of our models to another: its name, where it starts, where it points."""
    ours = set(our_models())
    for model in ours:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.related_model in ours:
                yield f"{model._meta.label}.{field.name}", model, field.related_model


def points_well(start: type[models.Model], end: type[models.Model]) -> bool:
    return start._meta.app_label == end._meta.app_label or height(start) > height(end)


def test_foreign_keys_point_downwards_and_never_to_a_sibling() -> None:
    assert [name for name, start, end in relations() if not points_well(start, end)] == []


def test_the_relations_are_looked_at_at_all() -> None:
    assert "accounts.Account.owner" in {name for name, _, _ in relations()}
