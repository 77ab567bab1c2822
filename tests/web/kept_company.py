"""One company for all tests of a module: made once, and as it was made whatever the test before did to it.

A module shares its company by importing these fixtures. All tests of the module that touch data must then use them,
for the company is there for each; what is about another company, or about none, belongs into a module of its own.
"""

import copy
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.web.company import Company, make_company

__all__ = ["company", "kept_company"]


@pytest.fixture(scope="module")
def kept_company(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Company]:
    """The company in a transaction of the module's; what a test does lies in one within it and is taken back first."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_company()
        transaction.set_rollback(True)


@pytest.fixture
def company(db: None, kept_company: Company) -> Company:
    """The company as it was made."""
    return copy.deepcopy(kept_company)
