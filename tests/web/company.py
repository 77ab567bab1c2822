"""A made-up company with a story per account, small enough for a test and full enough to look at."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import AccountLevel, ContactFunction
from tenure.accounts.models import Account
from tenure.assessments.actions.rating import create_question
from tenure.commerce.models import Order, OrderLine, Product
from tenure.core.policy import Role
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.actions.season import publish_season
from tenure.people.actions import create_member
from tenure.people.models import Member

AS_OF = date(2025, 11, 14)
MONTHS = 30

# Name, city, country, orders a year, revenue a year, yearly growth, margin rate.
STORIES = [
    ("Nordhaven Marine", "Hamburg", "Germany", 48, 2_410_000, 0.22, 0.31),
    ("Alder Hydraulics", "Leeds", "United Kingdom", 40, 3_080_000, 0.02, 0.19),
    ("Birch & Sons", "Utrecht", "Netherlands", 36, 1_270_000, 0.31, 0.36),
    ("Cedar Foods", "Lyon", "France", 44, 2_660_000, -0.12, 0.21),
    ("Dogwood Rail", "Poznań", "Poland", 24, 840_000, 0.18, 0.33),
    ("Elm Logistics", "Gent", "Belgium", 30, 1_310_000, 0.01, 0.24),
    ("Fir Printing", "Bergamo", "Italy", 26, 1_580_000, -0.03, 0.04),
    ("Gorse Energy", "Aarhus", "Denmark", 18, 420_000, 0.44, 0.38),
    ("Hazel Clinics", "Graz", "Austria", 22, 910_000, 0.06, 0.27),
    ("Ivy Instruments", "Basel", "Switzerland", 12, 380_000, 0.10, 0.41),
    ("Juniper Textiles", "Porto", "Portugal", 14, 260_000, -0.20, 0.18),
    ("Kelp Aquaculture", "Bergen", "Norway", 10, 190_000, 0.55, 0.29),
    ("Larch Timber", "Umeå", "Sweden", 16, 330_000, 0.00, 0.22),
    ("Maple Dairy", "Cork", "Ireland", 20, 540_000, -0.08, 0.15),
    ("Oak Interiors", "Praha", "Czechia", 8, 120_000, 0.12, 0.26),
    ("Pine Packaging", "Tampere", "Finland", 9, 150_000, -0.35, 0.20),
    ("Rowan Chemicals", "Antwerpen", "Belgium", 5, 90_000, 0.05, 0.30),
    ("Sorrel Seeds", "Toulouse", "France", 4, 60_000, 0.20, 0.34),
    ("Tamarisk Tools", "Solingen", "Germany", 3, 45_000, -0.10, 0.28),
    ("Yew Optics", "Jena", "Germany", 1, 0, 0.0, 0.0),
]
PEOPLE = [
    ("Astrid Holm", "Procurement director", ContactFunction.PROCUREMENT, 4),
    ("Jens Eide", "Chief financial officer", ContactFunction.FINANCE, 5),
    ("Mara Foss", "Plant manager", ContactFunction.OPERATIONS, 3),
    ("Pavel Krog", "Design engineer", ContactFunction.TECHNICAL, 2),
]


@dataclass(frozen=True)
class Company:
    """The director who sees everything, the managers who see their own, and the accounts in the order of STORIES."""

    director: Member
    managers: list[Member]
    accounts: list[Account]


def make_company(*, accounts: int = len(STORIES)) -> Company:
    """The first of the accounts with thirty months of orders, last year's season and today's ranking."""
    director = create_member(email="ilse@example.com", name="Ilse Brandt", role=Role.DIRECTOR, by=None)
    names = ["Anna Weber", "Tom Ruiz", "Lea Novak"]
    managers = [
        create_member(email=f"m{place}@example.com", name=name, role=Role.ACCOUNT_MANAGER, by=None)
        for place, name in enumerate(names)
    ]
    products = Product.objects.bulk_create([Product(name=f"Product {number}", code=str(number)) for number in range(8)])
    made = [_account(place, director, managers, products) for place in range(accounts)]
    create_question(code="access", name="Access to decision makers", by=director)
    compute_ranking(by=director, as_of=date(AS_OF.year - 1, 12, 31))
    publish_season(name=str(AS_OF.year - 1), by=director)
    compute_ranking(by=director, as_of=AS_OF)
    return Company(director, managers, made)


def _account(place: int, director: Member, managers: list[Member], products: list[Product]) -> Account:
    name, city, country, orders, revenue, growth, margin = STORIES[place]
    owner = managers[place % len(managers)]
    account = create_account(
        by=director, owner=owner, name=name, city=city, country=country, industry="Machinery", currency="EUR"
    )
    if place == 0:
        _stand_around(account, director, managers)
    _order(account, place, orders, revenue, growth, margin, products)
    return account


def _stand_around(account: Account, director: Member, managers: list[Member]) -> None:
    add_team_member(account=account, member=managers[1], by=director)
    for city in ("Kiel", "Gdańsk"):
        unit = {"name": f"{account.name} {city}", "city": city, "level": AccountLevel.SITE, "parent": account}
        create_account(by=director, owner=managers[0], kind="customer", **unit)
    for name, title, function, seniority in PEOPLE:
        create_contact(account=account, by=director, name=name, title=title, function=function, seniority=seniority)


def _order(
    account: Account, place: int, a_year: int, revenue: int, growth: float, margin: float, products: list[Product]
) -> None:
    """Orders at even distances back from the last day, rising by `growth` a year with a season of a sixth.

    Nothing of it hangs on the account's number, which a database may give as it likes.
    """
    if not revenue:
        return
    days = 365 / a_year
    orders, lines = [], []
    for number in range(int(a_year * MONTHS / 12)):
        day = AS_OF - timedelta(days=round(number * days) + place % 7)
        years_ago = (AS_OF - day).days / 365
        season = 1 + math.sin(day.month / 12 * 2 * math.pi) / 6
        amount = Decimal(round(revenue / a_year * (1 + growth) ** -years_ago * season, 2))
        order = Order(account=account, number=f"{account.pk}-{number}", ordered_on=day, currency="EUR")
        orders.append(order)
        lines.append((order, amount, products[number % (2 + place % 7)]))
    Order.objects.bulk_create(orders)
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=1, product=product, revenue=amount, cost=round(amount * Decimal(1 - margin), 2))
        for order, amount, product in lines
    )
