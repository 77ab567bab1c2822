"""PostgreSQL takes no more than 65,535 values beside a query; rows are written by more at a time than that."""

import pytest
from django.db import connection

from tenure.accounts.models import Account

pytestmark = pytest.mark.django_db


def test_more_values_than_a_database_takes_apart_are_written_and_asked_for() -> None:
    names = [f"Account {number} at 100 %" for number in range(5_000)]
    Account.objects.bulk_create([Account(name=name, name_key=name.lower(), city="Köln's") for name in names])
    found = Account.objects.filter(name__in=names, city="Köln's")
    assert set(found.values_list("name", flat=True)) == set(names)


@pytest.mark.postgres
def test_values_of_a_query_come_apart_where_they_are_few() -> None:
    for number in range(10):
        list(Account.objects.filter(name=f"Account {number}"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ['%"accounts_account"%'])
        assert cursor.fetchone() == (1,)
