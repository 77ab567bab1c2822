"""The people of the sample company: our members and teams, the customers' contacts, and what was judged of them."""

import itertools
import re
from datetime import date, timedelta
from random import Random
from typing import Any

from tenure.core.text import fold
from tenure.integrations.sample.accounts import OWNERS, SampleAccount
from tenure.integrations.sample.words import DOMAIN, EVIDENCE, MEMBERS, QUESTIONS, TITLES

Row = dict[str, Any]


def member_rows() -> list[Row]:
    """Eight people on our side."""
    return [
        {"email": f"{local}@{DOMAIN}", "name": name, "role": role, "title": title}
        for local, name, role, title in MEMBERS
    ]


def team_rows(accounts: list[SampleAccount], random: Random) -> list[Row]:
    """Colleagues who work with the owner: the mentor and service on large accounts, a second manager on some."""
    rows = []
    for account in accounts:
        if account.size > 400_000:
            rows += [_team(account, "ilse.brandt", "mentor"), _team(account, "priya.nair", "member")]
        others = [owner for owner in OWNERS if owner != account.owner]
        if account.owner and account.size > 90_000 and random.random() < 0.5:
            rows.append(_team(account, random.choice(others), "member"))
    return rows


def _team(account: SampleAccount, member: str, role: str) -> Row:
    return {"account_id": account.code, "member": f"{member}@{DOMAIN}", "role": role}


def contact_rows(accounts: list[SampleAccount], random: Random) -> list[Row]:
    """People at five levels of large accounts, one or two at the small ones, a few who have left."""
    rows: list[Row] = []
    taken: set[str] = set()
    for account in accounts:
        posts = _posts(account, random)
        for name, (seniority, (title, function)) in zip(_names(account, len(posts), random), posts, strict=True):
            row = _contact(f"C{20001 + len(rows)}", account, name, seniority, title, function, random)
            rows.append({**row, "email": _address(name, account, taken)})
    return rows


def _address(name: tuple[str, str], account: SampleAccount, taken: set[str]) -> str:
    """First and last name at the company; a namesake at another of its plants gets a number, as mail hosts do it."""
    local = ".".join(re.sub(r"[^a-z]", "", fold(part)) for part in name)
    for number in itertools.count(1):
        address = f"{local}{number if number > 1 else ''}@{account.stem}.example"
        if address not in taken:
            break
    taken.add(address)
    return address


def _names(account: SampleAccount, count: int, random: Random) -> list[tuple[str, str]]:
    """Different first and last names for the people of one account."""
    pairs = [(first, last) for first in account.country.first for last in account.country.last]
    return random.sample(pairs, count)


def _posts(account: SampleAccount, random: Random) -> list[tuple[int, tuple[str, str]]]:
    if account.size > 300_000:
        return [(level, post) for level in (5, 4, 3, 2, 1) for post in TITLES[level] if random.random() < 0.72]
    levels = random.sample((4, 3, 3, 2, 2, 1), random.randint(1, 3 if account.size > 40_000 else 2))
    return [(level, random.choice(TITLES[level])) for level in levels]


def _contact(
    code: str,
    account: SampleAccount,
    name: tuple[str, str],
    seniority: int,
    title: str,
    function: str,
    random: Random,
) -> Row:
    first, last = name
    return {
        "contact_id": code,
        "account_id": account.code,
        "name": f"{first} {last}",
        "title": title,
        "function": function,
        "seniority": seniority,
        "phone": f"{account.country.dial} 555 {random.randint(1000, 9999)}",
    }


def rating_rows(accounts: list[SampleAccount], today: date, random: Random) -> list[Row]:
    """Judgements of the larger accounts and the prospects; some questions stay open, as they do in life."""
    rows: list[Row] = []
    for account in accounts:
        if account.level == "group" or account.kind not in ("customer", "prospect"):
            continue
        if account.kind == "customer" and account.size < 25_000:
            continue
        rows += [_rating(account, code, today, random) for code in QUESTIONS if random.random() < 0.88]
    return rows


def _rating(account: SampleAccount, code: str, today: date, random: Random) -> Row:
    score = min(10, max(0, round(random.gauss(5.5, 2.2) + (1.2 if account.size > 600_000 else 0))))
    return {
        "account_id": account.code,
        "question": code,
        "rater": f"{account.owner}@{DOMAIN}",
        "score": score,
        "evidence": random.choice(EVIDENCE[code]),
        "rated_on": (today - timedelta(days=random.randint(5, 150))).isoformat(),
    }
