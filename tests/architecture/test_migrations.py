"""The migrations say what the models say, and each has a name that tells what it does."""

import re

import pytest
from django.core.management import call_command

from tests.architecture.source import modules, place

NAMED = re.compile(r"\d{4}_(?!auto_)[a-z][a-z0-9_]*\.py")


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_has_a_name_that_says_what_it_does() -> None:
    migrations = [path for path in modules(migrations=True) if path.parent.name == "migrations"]
    unnamed = [place(path) for path in migrations if path.name != "__init__.py" and not NAMED.fullmatch(path.name)]
    assert unnamed == []
