"""The accounts of the sample company: a few groups with units and sites, many single firms, prospects and rivals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random
from typing import Any

from tenure.core.text import words_of
from tenure.integrations.sample.words import COUNTRIES, DOMAIN, INDUSTRIES, STEMS, Country


class Story(StrEnum):
    """How an account's business with us goes over the three years."""

    STEADY = "steady"
    GROWING = "growing"
    DECLINING = "declining"
    SEASONAL = "seasonal"
    SLUMP = "slump"
    LOST = "lost"
    NEW = "new"
    LUMPY = "lumpy"
    THIN = "thin"
    LATE = "late"
    NONE = "none"


# The first accounts of the list are the ones a newcomer meets first; each tells one story on purpose.
OPENING = (
    Story.GROWING, Story.STEADY, Story.THIN, Story.LATE, Story.SLUMP, Story.GROWING, Story.DECLINING, Story.SEASONAL,
    Story.NEW, Story.LUMPY, Story.LOST, Story.STEADY,
)  # fmt: skip
COMMON = (
    (Story.STEADY, 44), (Story.GROWING, 14), (Story.DECLINING, 12), (Story.SEASONAL, 10), (Story.LUMPY, 8),
    (Story.NEW, 5), (Story.LATE, 4), (Story.THIN, 3),
)  # fmt: skip
GROUPS = ("Nordhaven", "Vellmar", "Castellan", "Aldermere", "Brightwater", "Ostrava & Sons")
STREETS = ("Harbour Road", "Station Street", "Mill Lane", "Foundry Way", "Quayside")
OWNERS = ("anna.weber", "tom.ruiz", "lea.novak", "jonas.lind")


@dataclass
class SampleAccount:
    """One invented organisation; `size` is the revenue of a usual year in euro."""

    code: str
    name: str
    country: Country
    place: tuple[str, str]
    industry: str
    kind: str = "customer"
    level: str = "unit"
    type: str = ""
    parent: str = ""
    owner: str = ""
    story: Story = Story.NONE
    size: float = 0.0
    since: int = 5

    @property
    def stem(self) -> str:
        """What the organisation's mail addresses are made of: units and plants share those of the whole."""
        return "".join(words_of(self.name.split(",")[0].removesuffix(self.country.form)))

    def row(self, today: date) -> dict[str, Any]:
        """The account as a row of a customer export."""
        number = sum(map(ord, self.code + self.name))
        return {
            "account_id": self.code,
            "name": self.name,
            "kind": self.kind,
            "level": self.level,
            "type": self.type,
            "parent_id": self.parent,
            "owner": f"{self.owner}@{DOMAIN}" if self.owner else "",
            "industry": self.industry,
            "street": f"{STREETS[number % len(STREETS)]} {number % 90 + 1}",
            "postcode": self.place[1],
            "city": self.place[0],
            "country": self.country.name,
            "phone": f"{self.country.dial} 555 {number % 9000 + 1000}",
            "website": f"www.{self.stem}.example",
            "employees": int(self.size / 900) + 12 if self.size else 40,
            "currency": self.country.currency,
            "customer_since": date(today.year - self.since, number % 12 + 1, 1).isoformat()
            if self.kind == "customer"
            else "",
        }


def make_accounts(random: Random) -> list[SampleAccount]:
    """All accounts in the order in which they can be imported: parents before children."""
    maker = _Maker(random)
    accounts = [account for stem in GROUPS for account in maker.group(stem)]
    accounts += [maker.single(index) for index in range(165)]
    accounts += [maker.prospect() for _ in range(22)]
    accounts += [maker.rival(name) for name in ("Rivalco", "Pumpenwerk Süd", "Filtrex")]
    accounts += [maker.partner(name) for name in ("Kontor Logistics", "Meridian Install")]
    return accounts


def _business_type(industry: str, size: float) -> str:
    if industry == "Trade":
        return "large_retailer" if size > 150_000 else "small_chain"
    return "public" if industry == "Public works" else ""


class _Maker:
    """Hands out codes and names that were not used before."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0
        self.names: set[str] = set()
        self.stems = list(STEMS)
        random.shuffle(self.stems)

    def code(self) -> str:
        self.count += 1
        return f"A{1000 + self.count}"

    def group(self, stem: str) -> list[SampleAccount]:
        """A head office that buys nothing itself, its units in several countries, and sites of the first unit."""
        country = self.random.choice(COUNTRIES[:5])
        industry = self.random.choice(list(INDUSTRIES)[:8])
        head = self.account(f"{stem} Group", country, industry, level="group", type="corporate")
        units = [self.unit(head, stem, index) for index in range(self.random.randint(3, 6))]
        sites = [self.site(units[0], index) for index in range(self.random.randint(2, 3))]
        return [head, *units, *sites]

    def unit(self, head: SampleAccount, stem: str, index: int) -> SampleAccount:
        country = head.country if index == 0 else self.random.choice(COUNTRIES)
        suffix = "" if index == 0 else f", {country.name}"
        name = f"{stem} {self.random.choice(INDUSTRIES[head.industry][0])}{suffix}"
        story = OPENING[index] if head.name.startswith("Nordhaven") else self.story()
        return self.account(
            name, country, head.industry, parent=head.code, owner=head.owner, story=story, type="key_client",
            size=self.random.uniform(250_000, 1_200_000) / (index + 1) ** 0.7, since=self.random.randint(4, 14),
        )  # fmt: skip

    def site(self, unit: SampleAccount, index: int) -> SampleAccount:
        place = unit.country.cities[(index + 1) % len(unit.country.cities)]
        return self.account(
            f"{unit.name}, plant {place[0]}", unit.country, unit.industry, level="site", parent=unit.code,
            owner=unit.owner, story=Story.STEADY, size=unit.size / self.random.uniform(4, 9), since=unit.since,
            place=place,
        )  # fmt: skip

    def single(self, index: int) -> SampleAccount:
        story = OPENING[index] if index < len(OPENING) else self.story()
        industry = self.random.choice(list(INDUSTRIES))
        draw = self.random.paretovariate(1.8) if index < len(OPENING) else self.random.lognormvariate(-1.6, 1.1)
        size = min(280_000 * draw, 1_900_000)
        since = 0 if story == Story.NEW else self.random.randint(3, 20)
        owner = self.random.choice(OWNERS[:3]) if size > 120_000 else "jonas.lind"
        return self.account(
            self.name(industry), self.random.choice(COUNTRIES), industry, story=story, size=size,
            owner=owner, since=since, type=_business_type(industry, size),
        )  # fmt: skip

    def prospect(self) -> SampleAccount:
        industry = self.random.choice(list(INDUSTRIES))
        return self.account(self.name(industry), self.random.choice(COUNTRIES), industry, kind="prospect")

    def rival(self, name: str) -> SampleAccount:
        return self.account(name, self.random.choice(COUNTRIES[:4]), "Machinery", kind="competitor", owner="none")

    def partner(self, name: str) -> SampleAccount:
        return self.account(name, self.random.choice(COUNTRIES[:4]), "Logistics", kind="partner")

    def story(self) -> Story:
        stories, weights = zip(*COMMON, strict=True)
        drawn: Story = self.random.choices(stories, weights)[0]
        return drawn

    def name(self, industry: str) -> str:
        while True:
            name = f"{self.random.choice(self.stems)} {self.random.choice(INDUSTRIES[industry][0])}"
            if name not in self.names:
                self.names.add(name)
                return name

    def account(self, name: str, country: Country, industry: str, **rest: Any) -> SampleAccount:
        place = rest.pop("place", None) or self.random.choice(country.cities)
        owner = rest.pop("owner", "") or self.random.choice(OWNERS[:3])
        full = name if rest.get("level") else f"{name} {country.form}"
        return SampleAccount(
            self.code(), full, country, place, industry, owner="" if owner == "none" else owner, **rest
        )
