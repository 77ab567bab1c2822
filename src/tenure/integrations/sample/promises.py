"""What was promised between the sample company and its customers: most was kept, Logistics slips, some is overdue."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tenure.analytics.commitments import CommitmentState
from tenure.integrations.sample.accounts import SampleAccount, Story

Row = dict[str, Any]
RECENT_DAYS = 45
# Beyond so many days nobody waits any more: what is open then was missed.
FORGOTTEN_DAYS = 70
OURS_IN_A_TALK, THEIRS_IN_A_TALK, RECENTLY_MORE = 0.16, 0.08, 2.5
WITHDRAWN = 0.03


@dataclass(frozen=True)
class Said:
    """A thing that is promised, by which department of ours, and whether the customer's own page may say so."""

    text: str
    department: str = ""
    shown: bool = False


OURS = (
    Said("Fixed delivery day each week", "Logistics", shown=True),
    Said("Pallets packed as agreed", "Logistics"),
    Said("Samples of the C25 cartridge", "Logistics"),
    Said("Material certificates with each pallet", "Quality", shown=True),
    Said("Written answer to the complaint", "Quality"),
    Said("Drawing of the second line", "Engineering"),
    Said("Cost model for both plants", "Engineering"),
    Said("Offer with three variants", "Sales office"),
    Said("Price for a year's need", "Sales office"),
    Said("Visit of our service manager", "Service", shown=True),
    Said("Training for their fitters", "Service"),
    Said("Corrected invoice", "Finance"),
    Said("Call back about the budget"),
)
THEIRS = (
    Said("Drawings of the new hall"),
    Said("Forecast for the next quarter"),
    Said("List of metering points"),
    Said("Decision about the second plant"),
    Said("Access for our fitter"),
    Said("Payment of the open invoice"),
)
# How often what each promises is done by its day; who is not named keeps as `USUALLY` says.
KEEPS = {"Logistics": 0.52, "Quality": 0.86, "Engineering": 0.9, "Finance": 0.7, "Service": 0.8}
USUALLY, THEY_KEEP, IN_TROUBLE = 0.82, 0.62, 0.7
OUTCOMES = ("Sent by mail", "Handed over at the visit", "Confirmed on the telephone", "")


def promise_rows(accounts: list[SampleAccount], talks: list[Row], today: date, random: Random) -> list[Row]:
    """What was promised in talks of the last fourteen months, ours and theirs, each with what became of it."""
    stories = {account.code: account.story for account in accounts}
    rows = []
    for number, talk in enumerate(talks, start=1):
        ago = (today - date.fromisoformat(talk["day"])).days
        more = RECENTLY_MORE if ago < RECENT_DAYS else 1.0
        if random.random() < OURS_IN_A_TALK * more:
            rows.append(_ours(number, talk, stories[talk["account_id"]], today, random))
        if talk["contacts"] and random.random() < THEIRS_IN_A_TALK * more:
            rows.append(_theirs(number, talk, today, random))
    return rows


def _ours(number: int, talk: Row, story: Story, today: date, random: Random) -> Row:
    said = random.choice(OURS)
    reliable = KEEPS.get(said.department, USUALLY) * (IN_TROUBLE if story in (Story.LATE, Story.DECLINING) else 1)
    to = talk["contacts"][0] if talk["contacts"] else ""
    who = {"owner": talk["members"][0], "contact": "", "to_member": "", "to_contact": to}
    return _promise(number, talk, said, random) | who | _fate(talk, reliable, today, random)


def _theirs(number: int, talk: Row, today: date, random: Random) -> Row:
    who = {"owner": "", "contact": talk["contacts"][0], "to_member": talk["members"][0], "to_contact": ""}
    return _promise(number, talk, random.choice(THEIRS), random) | who | _fate(talk, THEY_KEEP, today, random)


def _promise(number: int, talk: Row, said: Said, random: Random) -> Row:
    return {
        "interaction": number,
        "account_id": talk["account_id"],
        "text": said.text,
        "department": said.department,
        "client_visible": said.shown and random.random() < 0.8,
        "effort_hours": random.choice((None, 1, 2, 4, 8)),
        "made_on": talk["day"],
    }


def _fate(talk: Row, reliable: float, today: date, random: Random) -> Row:
    """By when it was promised, and what became of it by today."""
    first = date.fromisoformat(talk["day"]) + timedelta(days=random.choice((5, 7, 10, 14, 21, 28)))
    if first >= today:
        return _open(first, first)
    if random.random() < WITHDRAWN:
        return _settled(CommitmentState.WITHDRAWN, first, first, first - timedelta(days=2), "No longer needed")
    if random.random() < reliable:
        done = first - timedelta(days=random.choice((0, 0, 1, 2, 3)))
        return _settled(CommitmentState.KEPT, first, first, done, random.choice(OUTCOMES))
    return _broken(first, today, random)


def _broken(first: date, today: date, random: Random) -> Row:
    """Late, put off, missed, or still open, as long as anybody can be waiting for it."""
    late = first + timedelta(days=random.randint(2, 24))
    kind = random.choice(("late", "late", "put off", "put off", "missed", "open"))
    if kind == "missed" or (late >= today and (today - first).days > FORGOTTEN_DAYS):
        gone = min(today, first + timedelta(days=30))
        return _settled(CommitmentState.MISSED, first, first, gone, "They found another way")
    if kind == "put off":
        return _settled(CommitmentState.KEPT, first, late, late, "") if late < today else _open(first, late)
    if late < today and not (kind == "open" and (today - first).days < FORGOTTEN_DAYS):
        return _settled(CommitmentState.KEPT, first, first, late, "Later than promised")
    return _open(first, first)


def _open(first: date, due: date) -> Row:
    return {
        "state": CommitmentState.OPEN.value,
        "first_due_on": first.isoformat(),
        "due_on": due.isoformat(),
        "slips": int(due > first),
        "settled_on": "",
        "outcome": "",
    }


def _settled(state: CommitmentState, first: date, due: date, on: date, outcome: str) -> Row:
    return _open(first, due) | {"state": state.value, "settled_on": on.isoformat(), "outcome": outcome}
