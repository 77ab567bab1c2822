"""Every kind of page of the interface, as the addresses that people ask for.

An address may hold {account}, {contact} and {interaction} of the asker's own, a {text} that is looked for, a {weight}
that is tried, and the numbers of things that `bench.page_story` has made.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from bench.api_data import CITIES
from bench.bench_api import PARTS_OF_NAMES

PART = {"HX-Request": "true"}
TYPED = ("no", "nordh", "hafen", "schmidt", "anna weiss", "silberglas rossi", "nordhfaen", "kowalksi piotr", "xyzzyq")


@dataclass(frozen=True)
class Page:
    """A kind of page and its address; `leaders` alone may open some, `anybody` others without having signed in."""

    name: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    who: str = "members"

    def asked(self, chance: random.Random, accounts: Sequence[int], places: Mapping[str, int]) -> str:
        """One address of the kind, for somebody whose accounts these are."""
        account = chance.choice(accounts)
        return self.address.format(
            **places,
            account=account,
            contact=account - 1 + places["accounts"],
            interaction=account - 1 + places["accounts"],
            group=(account - 1) // 100 * 100 + 1,
            part_of_name=quote(chance.choice((*PARTS_OF_NAMES, *CITIES))),
            text=quote(chance.choice(TYPED)),
            weight=chance.randrange(1, 60),
        )


PAGES = (
    Page("portfolio", "/portfolio/"),
    Page("portfolio, every account", "/portfolio/?sort=rank"),
    Page("portfolio, filtered by country", "/portfolio/?key=no&country=Poland&sort=rank"),
    Page("portfolio, filtered by grade and revenue", "/portfolio/?grade=c&revenue_from=10000&sort=rank"),
    Page("portfolio, filtered by name", "/portfolio/?q={part_of_name}&sort=rank"),
    Page("portfolio, by revenue", "/portfolio/?sort=-revenue"),
    Page("portfolio, by growth", "/portfolio/?sort=-growth"),
    Page("portfolio, by name", "/portfolio/?sort=name"),
    Page("portfolio, by owner", "/portfolio/?sort=owner"),
    Page("portfolio, grouped by grade", "/portfolio/?group=grade&sort=rank"),
    Page("portfolio, grouped by owner", "/portfolio/?group=owner&sort=-revenue"),
    Page("portfolio, grouped by country", "/portfolio/?group=country&sort=rank"),
    Page("portfolio, last page", "/portfolio/?sort=rank&after={last}"),
    Page("portfolio, last page by revenue", "/portfolio/?sort=-revenue&after={last_by_revenue}"),
    Page("tier board", "/portfolio/board/"),
    Page("bubble matrix", "/portfolio/matrix/"),
    Page("bubble matrix, every account", "/portfolio/matrix/?sort=rank"),
    Page("portfolio on paper", "/portfolio/print"),
    Page("not key, and why", "/portfolio/not-key/"),
    Page("not key, last page", "/portfolio/not-key/?after={last}"),
    Page("score against sales", "/portfolio/movers/"),
    Page("awareness", "/portfolio/awareness/"),
    Page("saved views", "/portfolio/views/"),
    Page("changes of many", "/portfolio/changes/"),
    Page("accounts by name", "/accounts/"),
    Page("accounts by name, last page", "/accounts/?after={last_by_name}"),
    Page("accounts found", "/accounts/?q={part_of_name}"),
    Page("people", "/people/"),
    Page("people, by account", "/people/?sort=account"),
    Page("people found", "/people/?q={text}"),
    Page("people going cold", "/people/?met=cold&key=yes&of=key&sort=met"),
    Page("people, last page", "/people/?after={last_person}"),
    Page("account", "/accounts/{account}/"),
    Page("account, people", "/accounts/{account}/?part=people"),
    Page("account, orders and products", "/accounts/{account}/?part=orders"),
    Page("account, ratings", "/accounts/{account}/?part=ratings"),
    Page("account, grade", "/accounts/{account}/?part=grade"),
    Page("account, files", "/accounts/{account}/?part=files"),
    Page("account, history", "/accounts/{account}/?part=history"),
    Page("account, how firm its grade is", "/accounts/{account}/firmness", PART),
    Page("account, editing a fact", "/accounts/{account}/facts/city", PART),
    Page("account, editing all facts", "/accounts/{account}/edit"),
    Page("account, logging a talk", "/accounts/{account}/log", PART),
    Page("group rolled up", "/accounts/{group}/?figures=tree", who="leaders"),
    Page("contact", "/contacts/{contact}", PART),
    Page("my day", "/my-day/"),
    Page("brief", "/accounts/{account}/brief/"),
    Page("promises of an account", "/accounts/{account}/promises/"),
    Page("promises", "/promises/"),
    Page("promises, all, last first", "/promises/?show=all"),
    Page("talk", "/interactions/{interaction}", PART),
    Page("criteria studio", "/criteria/"),
    Page("criteria studio, a draft", "/criteria/{set}/"),
    Page("weights tried on the portfolio", "/criteria/{set}/preview?w.revenue={weight}", PART),
    Page("sensitivity", "/criteria/{set}/sensitivity/"),
    Page("criteria in pairs", "/criteria/{set}/compare/"),
    Page("unknowns", "/criteria/{set}/unknowns/"),
    Page("rating many", "/criteria/{set}/rate/access/"),
    Page("places", "/criteria/{set}/places/"),
    Page("service of each grade", "/criteria/service/"),
    Page("before publishing", "/criteria/{set}/publish/"),
    Page("seasons", "/seasons/"),
    Page("a season", "/seasons/{season}/"),
    Page("imports", "/imports/", who="leaders"),
    Page("a new import", "/imports/new/", who="leaders"),
    Page("an import", "/imports/{done}/", who="leaders"),
    Page("an import's columns", "/imports/{tried}/columns/", who="leaders"),
    Page("an import's matches", "/imports/{tried}/match/", who="leaders"),
    Page("an import tried out", "/imports/{tried}/check/", who="leaders"),
    Page("find", "/find?q={text}"),
    Page("palette", "/find?q={text}", PART),
    Page("palette, nothing typed", "/find?q=", PART),
    Page("notifications", "/notifications/"),
    Page("members", "/members/"),
    Page("settings", "/settings/"),
    Page("sessions", "/settings/sessions"),
    Page("tokens", "/settings/tokens"),
    Page("preferences", "/settings/preferences"),
    Page("help", "/help"),
    Page("shortcuts", "/shortcuts"),
    Page("kit", "/kit"),
    Page("sign-in", "/sign-in", who="anybody"),
    Page("forgotten password", "/forgotten", who="anybody"),
)
