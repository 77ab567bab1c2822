"""Files of accounts and contacts for the benches of the importer, made from a seed."""

import csv
import random
from pathlib import Path

_FIRST = tuple("Alder Birch Cedar Dorn Elm Fennel Gorse Hazel Iris Juniper Kelp Larch Maple Nettle Oak Pine".split())
_SECOND = tuple("Werke Foods Logistik Medical Paper Steel Trading Energy Optics Systems Bau Textil Pharma".split())
_FORMS = ("GmbH", "AG", "Ltd", "Inc.", "S.p.A.", "B.V.", "")
_CITIES = (("Berlin", "10115", "Germany"), ("Wien", "1010", "Austria"), ("Lyon", "69001", "France"),
           ("Leeds", "LS1 1UR", "United Kingdom"), ("Kraków", "30-001", "Poland"))  # fmt: skip
_GIVEN = tuple("Ana Bo Carla Dmitri Elif Farid Grete Hugo Ines Jan Königin Lars Mira Noor Olga Paul".split())
_FAMILY = tuple("Abel Brandt Conti Duarte Ekman Ferrari Großmann Hansen Ivanova Jansen Keller".split())
_TITLES = ("Head of Procurement", "CFO", "Plant Manager", "Buyer", "SVP, Operations")


def write_accounts(path: Path, count: int, *, seed: int = 7) -> None:
    """Accounts with ids, names, addresses and a turnover in the German way of writing numbers and dates."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(
            ["Kundennummer", "Firma", "Branche", "Straße", "PLZ", "Ort", "Land", "Telefon", "E-Mail", "Mitarbeiter",
             "Umsatz (EUR)", "Kunde seit"]
        )  # fmt: skip
        for number in range(1, count + 1):
            city, postcode, country = dice.choice(_CITIES)
            name = f"{dice.choice(_FIRST)} {dice.choice(_SECOND)} {number} {dice.choice(_FORMS)}".strip()
            turnover = f"{dice.randrange(10**5, 10**9):,}".replace(",", ".") + f",{dice.randrange(100):02d}"
            day = f"{dice.randrange(1, 29):02d}.{dice.randrange(1, 13):02d}.{dice.randrange(1995, 2025)}"
            writer.writerow(
                [f"{number:07d}", name, dice.choice(_SECOND), f"Hauptstr. {dice.randrange(1, 200)}", postcode, city,
                 country, f"+49 30 {number:07d}", f"info@example{number}.com", dice.randrange(5, 5000), turnover, day]
            )  # fmt: skip


def write_contacts(path: Path, count: int, *, accounts: int, seed: int = 7) -> None:
    """Contacts with ids, each of one of the accounts, those of an account together as exports have them."""
    dice = random.Random(seed + 1)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(
            ["Contact ID", "Customer ID", "First name", "Last name", "Title", "Department", "E-mail", "Phone"]
        )
        for number in range(1, count + 1):
            account = 1 + (number - 1) * accounts // count
            writer.writerow(
                [f"C{number:07d}", f"{account:07d}", dice.choice(_GIVEN), f"{dice.choice(_FAMILY)}-{number}",
                 dice.choice(_TITLES), "Purchasing", f"person{number}@example{account}.com", f"+49 170 {number:07d}"]
            )  # fmt: skip
