"""How long the board of a large account takes to appear: ten of ours, a hundred people, a thousand ties, ten months.

    python -m bench.bench_board_page [--engine sqlite] [--members 10] [--people 100] [--requests 20]

The database is filled once, then one client asks for the board, for the board on an earlier day, for one person in the
drawer, for the curve, for the heat map of all ties and for the findings over the API, one request after the other,
through the whole of Django without a socket. The 95th percentile counts. The floor is the account's own page, asked for
in the same way.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.bench_api import ENGINES, database
from bench.bench_pages import percentile
from bench.report import Figure, publish

if TYPE_CHECKING:
    from tenure.accounts.models import Account, Contact
    from tenure.people.models import Member
    from tenure.relationships.models import Decision

MOST_PAGE_MS = 300.0
LIMITED = ("board", "heat map", "findings, API")
MONTHS, TALKS, INFLUENCES, SEED = 10, 600, 120, 7
DEPTHS = (0, 1, 2, 3, 4)
PIECES = ("queen", "rook", "bishop", "knight", "pawn")


def main() -> int:
    """Run the bench, publish it, and answer 1 when the limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--members", type=int, default=10)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--requests", type=int, default=20)
    options = parser.parse_args()
    with filled(options.engine, lambda: fill(options.members, options.people)) as addresses:
        times = {name: asked(address, options.requests) for name, address in addresses.items()}
    how = (
        f"One account on {options.engine}: {options.members} of ours, {options.people} people, a tie by hand between "
        f"each two of them, {TALKS} talks and stances over {MONTHS} months; one client, the 95th percentile. The floor "
        "is the account's own page."
    )
    floor = times.pop("account")
    limited = [Figure(f"{name}, limit", times[name], "ms", limit=MOST_PAGE_MS) for name in LIMITED]
    figures = [*limited, *(Figure(name, value, "ms", floor=floor) for name, value in times.items())]
    publish("Board page: one large account on the screen", how, figures)
    return 0 if all(figure.keeps for figure in figures) else 1


@contextmanager
def filled(engine: str, fill: Callable[[], Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """A database with what `fill` makes; the addresses that are asked for, by what they show."""
    with tempfile.TemporaryDirectory(prefix="tenure-bench-") as home, database(engine, Path(home)) as url:
        os.environ |= {
            "TENURE_HOME": home,
            "DATABASE_URL": url,
            "TENURE_LOG_LEVEL": "CRITICAL",
            "DJANGO_SETTINGS_MODULE": "tenure.settings",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        # As the server works: it looks for unreachable objects seldom.
        import tenure.wsgi  # noqa: F401

        yield fill()


def fill(members: int, people: int) -> Mapping[str, str]:
    """Make the account with its decision and everything that was said of it."""
    from django.utils import timezone

    from tenure.accounts.actions.account import create_account
    from tenure.core.policy import Role
    from tenure.people.actions import create_member
    from tenure.relationships.actions.decision import create_decision

    chance, today = Random(SEED), timezone.localdate()
    opened = today - timedelta(days=30 * MONTHS)
    team = [
        create_member(email=f"m{place}@example.com", name=f"Member {place}", role=Role.ACCOUNT_MANAGER, by=None)
        for place in range(members)
    ]
    account = create_account(by=team[0], name="Large")
    decision = create_decision(account=account, by=team[0], name="Everything", opened_on=opened)
    contacts = told_roles(decision, people, team, chance)
    talk_about(account, contacts, team, chance, TALKS, days=30 * MONTHS)
    board = f"/accounts/{account.pk}/board/"
    return {
        "account": f"/accounts/{account.pk}/",
        "board": board,
        "board on an earlier day": f"{board}?on={today - timedelta(days=90)}",
        "board without one of ours": f"{board}?without=member:{team[0].pk}",
        "board, every line": f"{board}?lines=ours&lines=influence&lines=competitors&lines=assumed",
        "one person": f"{board}people/{contacts[0].pk}/",
        "curve": f"{board}curve",
        "heat map": f"/accounts/{account.pk}/heat-map/",
        "findings, API": f"/api/v1/decisions/{decision.pk}/board",
    }


def told_roles(decision: "Decision", people: int, team: "list[Member]", chance: Random) -> "list[Contact]":
    """So many people of the decision's account, and everything that is said of them."""
    contacts = _people(decision.account, people)
    _facts(decision, contacts, team, chance)
    return contacts


def _people(account: "Account", people: int) -> "list[Contact]":
    from tenure.accounts.choices import ContactFunction
    from tenure.accounts.models import Contact

    functions = [function.value for function in ContactFunction]
    return Contact.objects.bulk_create(
        Contact(
            account=account,
            name=f"Person {place}",
            title=f"Head of {place}",
            function=functions[place % len(functions)],
            seniority=1 + place % 5,
        )
        for place in range(people)
    )


def _facts(decision: "Decision", contacts: "list[Contact]", team: "list[Member]", chance: Random) -> None:
    """Roles, stances that changed, a tie between each two, competitors and who sways whom."""
    from tenure.relationships.models import CompetitorTie, DecisionRole, Influence, Stance, TieOverride

    since, author = decision.opened_on, team[0]
    said = {"valid_from": since, "author": author}
    DecisionRole.objects.bulk_create(
        DecisionRole(
            decision=decision,
            contact=one,
            function=one.function,
            level=one.seniority or 1,
            power=1 + place % 5,
            piece="king" if place == 0 else PIECES[place % len(PIECES)],
            **said,
        )
        for place, one in enumerate(contacts)
    )
    Stance.objects.bulk_create(
        Stance(
            decision=decision,
            contact=one,
            value=chance.randint(-2, 2),
            evidence="Said so",
            held_on=since + timedelta(days=days),
            author=author,
        )
        for one in contacts
        for days in (0, chance.randint(1, 30 * MONTHS - 1))
    )
    TieOverride.objects.bulk_create(
        TieOverride(member=member, contact=one, strength=Decimal(chance.randint(0, 100)) / 100, reason="Known", **said)
        for member in team
        for one in contacts
    )
    CompetitorTie.objects.bulk_create(
        CompetitorTie(contact=one, competitor=rival, strength=Decimal(chance.randint(0, 100)) / 100, **said)
        for rival in ("Rivalco", "Other", "Third")
        for one in contacts
        if chance.random() < 0.4
    )
    everybody = [(one, other) for one in contacts for other in contacts if one != other]
    pairs = chance.sample(everybody, INFLUENCES)
    Influence.objects.bulk_create(
        Influence(decision=decision, source=one, target=other, weight=Decimal(chance.randint(10, 90)) / 100, **said)
        for one, other in pairs
    )


def talk_about(
    account: "Account", contacts: "list[Contact]", team: "list[Member]", chance: Random, talks: int, *, days: int
) -> None:
    """So many meetings within so many days."""
    from django.utils import timezone

    from tenure.accounts.models import Interaction

    now = timezone.now()
    held = Interaction.objects.bulk_create(
        Interaction(
            account=account,
            kind="meeting",
            subject=f"Talk {place % 9}",
            at=now - timedelta(days=chance.randint(0, days)),
        )
        for place in range(talks)
    )
    with_whom, of_ours = Interaction.contacts.through, Interaction.members.through
    with_whom.objects.bulk_create(
        with_whom(interaction_id=talk.pk, contact_id=chance.choice(contacts).pk) for talk in held
    )
    of_ours.objects.bulk_create(of_ours(interaction_id=talk.pk, member_id=chance.choice(team).pk) for talk in held)


def asked(address: str, requests: int) -> float:
    """The 95th percentile of the milliseconds that an address takes, after two that do not count."""
    from django.test import Client

    from tenure.people.models import Member

    client = Client(headers={"host": "localhost"})
    client.force_login(Member.objects.order_by("pk")[0])
    times = []
    for _ in range(requests + 2):
        started = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{address} was answered {response.status_code}.")
    value = percentile(times[2:], 0.95)
    print(f"{address}: {value:.1f} ms", file=sys.stderr, flush=True)
    return value


if __name__ == "__main__":
    sys.exit(main())
