"""Whom the sample company's people take for its key accounts, asked twice: last time, and in a poll that still runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tenure.integrations.sample.accounts import SampleAccount
from tenure.integrations.sample.words import DOMAIN, MEMBERS

Row = dict[str, Any]
WANTED = 10
# Names that come to mind though they are no customers: a rival, and a firm that was merged into another long ago.
MISTAKEN = ("Rivalco", "Westerhaven Docks")


@dataclass(frozen=True)
class Poll:
    """A poll: its name, for how many days it has been open or was, and how many of our people have answered."""

    name: str
    opened_days_ago: int
    closed_days_ago: int | None
    answers: int


POLLS = (
    Poll("Whom do we call key? After the season", 300, 286, len(MEMBERS)),
    Poll("Whom do we call key? Before the next season", 4, None, 3),
)


def poll_rows(accounts: list[SampleAccount], today: date, random: Random) -> list[Row]:
    """One row for each name that somebody gave, in their order: the large ones and one's own come to mind first."""
    return [row for poll in POLLS for row in _answers(poll, accounts, today, random)]


def _answers(poll: Poll, accounts: list[SampleAccount], today: date, random: Random) -> Iterator[Row]:
    asked = {
        "poll": poll.name,
        "opened_on": today - timedelta(days=poll.opened_days_ago),
        "closed_on": None if poll.closed_days_ago is None else today - timedelta(days=poll.closed_days_ago),
    }
    for local, *_ in MEMBERS[: poll.answers]:
        for position, name in enumerate(_remembered(local, accounts, random)):
            yield {**asked, "member": f"{local}@{DOMAIN}", "position": position, "name": name}


def _remembered(member: str, accounts: list[SampleAccount], random: Random) -> list[str]:
    known = [account for account in accounts if account.kind == "customer" and account.level == "unit"]
    # The larger the weight, the larger the root, the earlier it is drawn: a draw without replacement.
    drawn = sorted(known, key=lambda account: random.random() ** (1 / _weight(account, member)), reverse=True)
    names = [account.name for account in drawn[: random.randint(6, WANTED)]]
    if random.random() < 0.3:
        names[-1] = random.choice(MISTAKEN)
    return names


def _weight(account: SampleAccount, member: str) -> float:
    fame: float = (account.size / 100_000) ** 2.2
    return fame * (3 if account.owner == member else 1) + 0.001
