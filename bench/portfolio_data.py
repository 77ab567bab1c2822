"""Rank the accounts of `bench.api_data` without any order: `python -m bench.portfolio_data ACCOUNTS OWNERS`.

Standings are made up and written set by set, for they are only there to be looked at.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import django

from bench.api_data import SEED, Row, main, write

CUTS = ((7.0, "a", "Premier"), (5.5, "b", "1st Division"), (4.0, "c", "2nd Division"), (-1.0, "d", "Non-League"))
CRITERIA = ("revenue", "growth", "margin", "access")


def standing_rows(ranking: int, count: int, chance: random.Random) -> Iterator[Row]:
    """A place for every account, the scores falling from 9 to 0; one in seven lacks a rating."""
    by_sales = list(range(1, count + 1))
    chance.shuffle(by_sales)
    accounts = list(range(1, count + 1))
    chance.shuffle(accounts)
    for rank, (account, sales) in enumerate(zip(accounts, by_sales, strict=True), start=1):
        score = 9.0 * (1 - rank / count) ** 2
        grade, label = next((code, word) for cut, code, word in CUTS if score >= cut)
        growth = None if chance.random() < 0.1 else round(chance.uniform(-0.5, 0.8), 4)
        revenue = round(5_000_000 / (1 + sales), 2)
        margin = None if chance.random() < 0.1 else round(revenue * chance.uniform(0.05, 0.4), 2)
        access = None if rank % 7 == 0 else round(chance.uniform(0, 10), 1)
        scores = {
            "revenue": score,
            "growth": None if growth is None else 5 + 5 * growth,
            "margin": score,
            "access": access,
        }
        movement = {0: "promoted", 1: "relegated"}.get(rank % 200, "held")
        measures = {"revenue": revenue, "growth": growth, "margin": margin, "rating:access": access}
        yield {
            "ranking_id": ranking, "account_id": account, "rank": rank, "rank_by_sales": sales, "grade": grade,
            "label": label, "is_key": grade in "ab", "previous_grade": "b", "movement": movement, "score": score,
            "low": score, "high": score, "completeness": 0.75 if access is None else 1.0, "provisional": access is None,
            "knocked_out": False, "turned_away": False, "revenue": revenue, "margin": margin,
            "reason": f"{label} at {score:.1f} of 10: revenue {score:.1f} leads; {sales}th by sales.",
            "despite": "growth" if grade in "ab" and rank % 3 == 0 else "", "growth": growth,
            "measures": json.dumps(measures), "scores": json.dumps(scores),
            "contributions": json.dumps({code: value and value / 4 for code, value in scores.items()}),
        }  # fmt: skip


def new_ranking() -> int:
    """A current ranking by four criteria, one of them rated by people."""
    from tenure.analytics.criteria import DEFAULT_SCHEME, LABEL_PACKS, Anchor, Criterion
    from tenure.insight.models import Ranking

    measures = {"access": "rating:access"}
    anchors = (Anchor(0, 0), Anchor(1, 10))
    criteria = [Criterion(code, code, measures.get(code, code), 25, anchors=anchors) for code in CRITERIA]
    period = {"start": "2025-01-01", "end": "2025-12-31"}
    sums = {"recent": "120.00", "earlier": "100.00"}
    share = {"accounts": 1, "key_accounts": 1, "guide_accounts": 1, "revenue_share": 0.5, "margin_share": 0.5}
    ranking = Ranking.objects.create(
        as_of=date(2025, 12, 31), window="12m", currency="EUR", criteria=[asdict(one) for one in criteria],
        scheme=asdict(DEFAULT_SCHEME), labels=LABEL_PACKS["football"], is_current=True, inputs_hash="bench",
        parameters={"recent": period, "earlier": period}, figures={"key_share": {**share, "margin_known": 1.0}, **sums},
    )  # fmt: skip
    return ranking.pk


def spread_owners(owners: int) -> None:
    """Give the accounts to so many account managers, one in a hundred to nobody, and put owners on their teams."""
    from django.db import connection

    from tenure.core.policy import Role
    from tenure.people.actions import create_member

    numbers = [
        create_member(
            email=f"owner{place}@example.com", name=f"Owner {place:03}", role=Role.ACCOUNT_MANAGER, by=None
        ).pk
        for place in range(owners)
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_account SET owner_id = {numbers[0]} + id % {owners}")
        cursor.execute("UPDATE accounts_account SET owner_id = NULL WHERE id % 100 = 0")
        cursor.execute(
            "INSERT INTO accounts_teammember (account_id, member_id, role, valid_from)"
            " SELECT id, owner_id, 'owner', created_at FROM accounts_account WHERE owner_id IS NOT NULL"
        )


def fill(arguments: list[str]) -> None:
    """The accounts of `api_data`, owners for them and a ranking of all."""
    from django.db import connection

    count, owners = int(arguments[0]), int(arguments[1])
    main([str(count), "1000"])
    spread_owners(owners)
    write("insight_standing", standing_rows(new_ranking(), count, random.Random(SEED)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def start(arguments: list[str]) -> Any:
    """Set Django up before anything of ours that needs it."""
    django.setup()
    fill(arguments)


if __name__ == "__main__":
    start(sys.argv[1:])
