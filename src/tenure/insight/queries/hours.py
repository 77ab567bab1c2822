"""The hours that a member's ties take a month beside those there are: which to keep warm, and which to let sleep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tenure.accounts.models import Account, Contact
from tenure.analytics.board.budget import Budget, keep_warm, relationship_budget
from tenure.analytics.board.position import NEUTRAL, STANDARD, Board, Person, Piece, Tie
from tenure.core.policy import Actor
from tenure.insight.queries.board_watch import HOURS_OF_A_MEMBER, latest_lines
from tenure.people.models import Member


@dataclass(frozen=True)
class LiveLine:
    """A line of a member's to somebody, and how strong it is."""

    contact: Contact
    strength: float


@dataclass(frozen=True)
class AccountHours:
    """How many lines of a member's are at an account, how many of them to keep warm, and the hours that they take."""

    account: Account
    lines: int
    kept: int
    needs: tuple[float, float]


@dataclass(frozen=True)
class Hours:
    """What a member's lines take and which of them the hours carry, most worth first.

    `unseen` counts lines at accounts that the reader does not see: they take hours too, and are named nowhere.
    """

    member: Member
    budget: Budget
    keep: Sequence[LiveLine]
    sleep: Sequence[LiveLine]
    accounts: Sequence[AccountHours]
    unseen: int


def hours_of(member: Member, *, seen_by: Actor, hours: float = HOURS_OF_A_MEMBER) -> Hours:
    """The hours of a member by the latest snapshots of open decisions; two queries, however many lines."""
    lines = _lines_of(member)
    warm = keep_warm(_as_board(lines), hours)
    seen = Contact.objects.visible_to(seen_by).select_related("account").in_bulk(list(lines))
    keep, sleep = (
        [LiveLine(seen[int(tie.person)], tie.strength) for tie in ties if int(tie.person) in seen]
        for ties in (warm.keep, warm.sleep)
    )
    return Hours(
        member=member,
        budget=relationship_budget(hours, len(lines)),
        keep=keep,
        sleep=sleep,
        accounts=_by_account(keep, sleep),
        unseen=len(lines) - len(seen),
    )


def _lines_of(member: Member) -> Mapping[int, tuple[float, Piece]]:
    """Strength and piece by contact; who stands on several boards counts once, as the piece worth most."""
    found: dict[int, tuple[float, Piece]] = {}
    for one, contact, strength, piece in latest_lines():
        if one == member.pk:
            before = found.get(contact, (0.0, Piece.PAWN))
            found[contact] = max(before[0], strength), max(before[1], Piece(piece), key=STANDARD.values.__getitem__)
    return found


def _as_board(lines: Mapping[int, tuple[float, Piece]]) -> Board:
    """A board with nothing but these people, of whom the pieces alone count."""
    people = tuple(Person(str(contact), "", NEUTRAL, 1, "", piece) for contact, (_, piece) in lines.items())
    ties = tuple(Tie("own", str(contact), strength) for contact, (strength, _) in lines.items())
    return Board(people=people, members=("own",), ties=ties)


def _by_account(keep: Sequence[LiveLine], sleep: Sequence[LiveLine]) -> list[AccountHours]:
    accounts = {one.contact.account_id: one.contact.account for one in (*keep, *sleep)}
    found = []
    for account in sorted(accounts.values(), key=lambda one: (one.name, one.pk)):
        kept, asleep = (sum(one.contact.account_id == account.pk for one in lines) for lines in (keep, sleep))
        needs = relationship_budget(0, kept + asleep).needs
        found.append(AccountHours(account, kept + asleep, kept, needs))
    return found
