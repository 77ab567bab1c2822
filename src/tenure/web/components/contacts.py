"""The list of people: its chips, each of which leads to the list that it stands for, its heads and its lines."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.accounts.choices import KEY_SENIORITY, contact_function_choices
from tenure.accounts.queries.interactions import LONG_DAYS
from tenure.insight.models import Ranking
from tenure.insight.queries.contacts import ContactFilter, ContactOrder, Met, Of, Person
from tenure.people.models.member import initials_of
from tenure.relationships.board_words import LEVELS
from tenure.web.components.league import grade_place
from tenure.web.components.ledger import Chip
from tenure.web.forms.contacts import address_of


@dataclass(frozen=True)
class PeopleChips:
    """The chips of the list: whom, of which accounts, and what else narrows it."""

    whom: list[Chip]
    of: list[Chip]
    narrowed: list[Chip]


@dataclass(frozen=True)
class Head:
    """The head of a column: its words and, where the list can be ordered by it, the address that does so."""

    label: Promise
    url: str = ""
    direction: str = ""


@dataclass(frozen=True)
class GradeLine:
    """A grade as a list shows it."""

    label: str
    place: int
    provisional: bool


@dataclass(frozen=True)
class PersonLine:
    """A person as values alone, so that equal lines are drawn once.

    `days` since somebody last spoke with them are None where nobody ever has; `is_cold` says that it is long ago, or
    never was, with somebody who decides.
    """

    pk: int
    name: str
    title: str
    account_id: int
    account: str
    grade: GradeLine | None
    function: str
    seniority: int | None
    met_on: date | None
    days: int | None
    is_cold: bool
    met_by: str
    email: str
    phone: str
    left_on: date | None

    @property
    def initials(self) -> str:
        """Two letters at most that stand for the name."""
        return initials_of(self.name)

    @property
    def function_name(self) -> str:
        """The word for the function; empty where it is unknown."""
        return str(dict(contact_function_choices()).get(self.function, ""))

    @property
    def level_name(self) -> str:
        """The word for the level; empty where it is unknown."""
        return str(LEVELS.get(self.seniority or 0, ""))


def person_line(person: Person, ranking: Ranking | None, today: date) -> PersonLine:
    """The line of a person on a day; the grade's place is that in the ranking."""
    contact = person.contact
    met_on = timezone.localdate(contact.last_met_at) if contact.last_met_at else None
    days = max((today - met_on).days, 0) if met_on else None
    return PersonLine(
        pk=contact.pk,
        name=contact.name,
        title=contact.title,
        account_id=contact.account_id,
        account=contact.account.name,
        grade=_grade(person, ranking),
        function=contact.function,
        seniority=contact.seniority,
        met_on=met_on,
        days=days,
        is_cold=(contact.seniority or 0) >= KEY_SENIORITY and (days is None or days > LONG_DAYS),
        met_by=person.met_by,
        email=contact.email,
        phone=contact.mobile or contact.phone,
        left_on=contact.left_on,
    )


def _grade(person: Person, ranking: Ranking | None) -> GradeLine | None:
    if ranking is None or person.grade is None:
        return None
    code, label, provisional = person.grade
    return GradeLine(label, grade_place(ranking, code), provisional)


def people_chips(wanted: ContactFilter) -> PeopleChips:
    """The filters of the list that is asked for; a chip that is on leads back to the list without it."""
    everybody = replace(wanted, key=False, met=Met.ANY)
    whom = [
        _chip(_("Everybody"), everybody, is_here=everybody == wanted),
        _chip(_("Key people"), replace(wanted, key=not wanted.key), is_here=wanted.key),
        _met(wanted, Met.COLD, _("Not met for 60 days")),
        _met(wanted, Met.NEVER, _("Never met")),
    ]
    of = [
        _chip(label, replace(wanted, of=one), is_here=wanted.of == one)
        for one, label in (
            (Of.ALL, _("All accounts")), (Of.KEY, _("Key accounts")), (Of.MINE, _("Accounts I own"))
        )
    ]  # fmt: skip
    left = _chip(_("With those who left"), replace(wanted, with_left=not wanted.with_left), is_here=wanted.with_left)
    return PeopleChips(whom, [*of, left], _narrowed(wanted))


def _chip(label: str | Promise, wanted: ContactFilter, *, is_here: bool) -> Chip:
    return Chip(str(label), address_of(wanted), is_here)


def _met(wanted: ContactFilter, met: Met, label: Promise) -> Chip:
    is_here = wanted.met == met
    return _chip(label, replace(wanted, met=Met.ANY if is_here else met), is_here=is_here)


def _narrowed(wanted: ContactFilter) -> list[Chip]:
    chips = []
    if wanted.text:
        chips.append(Chip(f"“{wanted.text}”", remove_url=address_of(replace(wanted, text=""))))
    if wanted.function:
        label = str(dict(contact_function_choices())[wanted.function])
        chips.append(Chip(label, remove_url=address_of(replace(wanted, function=None))))
    if wanted.seniority:
        chips.append(Chip(str(LEVELS[wanted.seniority]), remove_url=address_of(replace(wanted, seniority=None))))
    return chips


def people_heads(wanted: ContactFilter) -> list[Head]:
    """The heads of the columns, with the order that each asks for."""
    return [
        _head(wanted, _("Name"), ContactOrder.NAME),
        _head(wanted, _("Account"), ContactOrder.ACCOUNT),
        Head(_("Function")),
        Head(_("Level")),
        # Whoever orders by it first wants to see who has waited longest.
        _head(wanted, _("Last spoken with"), ContactOrder.MET),
        Head(_("Reach")),
    ]


def people_orders() -> list[tuple[str, Promise]]:
    """Every order as an address has it, in words."""
    return [
        ("name", _("Name")), ("-name", _("Name, descending")), ("account", _("Account")),
        ("-account", _("Account, descending")), ("met", _("Longest not met")), ("-met", _("Last met")),
    ]  # fmt: skip


def _head(wanted: ContactFilter, label: Promise, order: ContactOrder) -> Head:
    is_here = wanted.order == order
    turned = replace(wanted, order=order, descending=is_here and not wanted.descending)
    direction = ("descending" if wanted.descending else "ascending") if is_here else ""
    return Head(label, address_of(turned), direction)
