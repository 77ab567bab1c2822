"""What happened between the sample company and its customers: some are warm, some are going cold, a few were lost."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tenure.integrations.sample.accounts import SampleAccount, Story
from tenure.integrations.sample.talk import FOLLOW_UPS, LETTERS, TALKS, Talk
from tenure.integrations.sample.words import DOMAIN

Row = dict[str, Any]
PERIOD_DAYS = 420
# By so much a next step is likelier for a large account.
LARGE_ARE_PLANNED = 0.35


@dataclass(frozen=True)
class Warmth:
    """How often people meet, in days between two meetings, and since how many days nobody has met at all."""

    every: int
    silent_for: int = 0
    # How the next step stands: the share of accounts with one, and of those the share that is overdue.
    planned: float = 0.6
    overdue: float = 0.2


# The story of the orders shows in how people meet: a slump begins with silence.
WARMTHS = {
    Story.GROWING: Warmth(every=18, planned=0.9, overdue=0.1),
    Story.STEADY: Warmth(every=32),
    Story.NEW: Warmth(every=14, planned=0.95, overdue=0.05),
    Story.SEASONAL: Warmth(every=45),
    Story.LUMPY: Warmth(every=50, planned=0.4),
    Story.THIN: Warmth(every=40, planned=0.5),
    Story.LATE: Warmth(every=21, planned=0.8, overdue=0.5),
    Story.DECLINING: Warmth(every=55, silent_for=75, planned=0.4, overdue=0.8),
    Story.SLUMP: Warmth(every=38, silent_for=130, planned=0.3, overdue=1.0),
    Story.LOST: Warmth(every=60, silent_for=210, planned=0.0),
    Story.NONE: Warmth(every=70, silent_for=20, planned=0.5, overdue=0.3),
}


def interaction_rows(
    accounts: list[SampleAccount], contacts: list[Row], team: list[Row], today: date, random: Random
) -> list[Row]:
    """Calls, meetings, visits and letters of the last fourteen months with the people who took part."""
    people: dict[str, list[Row]] = {}
    for contact in contacts:
        people.setdefault(contact["account_id"], []).append(contact)
    colleagues: dict[str, list[str]] = {}
    for row in team:
        colleagues.setdefault(row["account_id"], []).append(row["member"])
    return [
        row
        for account in accounts
        if account.owner and account.kind in ("customer", "prospect")
        for row in _history(account, people.get(account.code, []), colleagues.get(account.code, []), today, random)
    ]


def _history(
    account: SampleAccount, contacts: list[Row], colleagues: list[str], today: date, random: Random
) -> list[Row]:
    warmth = WARMTHS[account.story]
    # Who sells little is met seldom.
    pace = warmth.every * (1.0 if account.size > 400_000 else 1.8 if account.size > 90_000 else 3.2)
    rows: list[Row] = []
    ago = warmth.silent_for + random.randint(0, max(2, int(pace * 0.6)))
    while ago < PERIOD_DAYS:
        rows.append(_meeting(account, contacts, colleagues, today - timedelta(days=ago), random))
        ago += max(2, int(random.gauss(pace, pace / 3)))
    if rows and random.random() < warmth.planned + (LARGE_ARE_PLANNED if account.size > 400_000 else 0):
        rows[0] |= _next_step(warmth, today, random)
    return rows


def _meeting(account: SampleAccount, contacts: list[Row], colleagues: list[str], day: date, random: Random) -> Row:
    talk: Talk = random.choice(TALKS[account.story if account.story in TALKS else Story.STEADY])
    who = _who_came(contacts, random)
    first = who[0]["name"].split()[-1] if who else "the office"
    ours = [f"{account.owner}@{DOMAIN}"]
    if colleagues and random.random() < 0.3:
        ours.append(random.choice(colleagues))
    return {
        "account_id": account.code,
        "kind": talk.kind,
        "direction": talk.direction,
        "day": day.isoformat(),
        "subject": talk.subject.format(name=first),
        "notes": talk.notes,
        "members": ours,
        "contacts": [contact["contact_id"] for contact in who],
        "follow_up_on": "",
        "follow_up": "",
    }


def _who_came(contacts: list[Row], random: Random) -> list[Row]:
    """Buyers come often, directors seldom: so some directors were never met."""
    if not contacts:
        return []
    weights = [{1: 3, 2: 5, 3: 6, 4: 3, 5: 1}[contact["seniority"]] for contact in contacts]
    chosen = random.choices(contacts, weights, k=1 if random.random() < 0.7 else 2)
    return list({contact["contact_id"]: contact for contact in chosen}.values())


def _next_step(warmth: Warmth, today: date, random: Random) -> Row:
    late = random.random() < warmth.overdue
    days = -random.randint(2, 25) if late else random.choice((0, 0, 3, 5, 8, 12, 19, 26))
    return {"follow_up_on": (today + timedelta(days=days)).isoformat(), "follow_up": random.choice(FOLLOW_UPS)}


def document_rows(accounts: list[SampleAccount], today: date, random: Random) -> list[Row]:
    """A few letters of the larger accounts, as plain text."""
    large = [account for account in accounts if account.size > 300_000 and account.level != "group"][:24]
    rows = []
    for account in large:
        for letter in random.sample(LETTERS, random.randint(1, 2)):
            day = today - timedelta(days=random.randint(12, 300))
            text = letter.text.format(name=account.name, day=f"{day:%d %B %Y}")
            rows.append(
                {"account_id": account.code, "name": letter.name, "text": text, "dated_on": day}
                | {"document_class": letter.document_class, "direction": letter.direction}
            )
    return sorted(rows, key=lambda row: row["dated_on"])
