"""How strong the ties of an account are on a day, from what was said and written and from what people say by hand."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from tenure.accounts.choices import MET_BY, LetterDirection
from tenure.accounts.models import Interaction
from tenure.analytics.board.talks import DAYS_REMEMBERED, MOST_ADDRESSED, Talk, Way, evidence_of
from tenure.analytics.board.ties import Evidence, tie_strength
from tenure.relationships.models import TieOverride

Pair = tuple[int, int]
"""The numbers of a member and a contact."""
_WRITTEN_WAYS = {LetterDirection.IN.value: Way.IN, LetterDirection.OUT.value: Way.OUT}


class ByHand(NamedTuple):
    """What was said of a tie by hand, as its row has it. A large account has thousands: no model is made for each."""

    pk: int
    member_id: int
    contact_id: int
    strength: Decimal | None
    depth: int | None
    reason: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """As of every dated fact: the day it began counts, the day it ended does not."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def by_hand_rows(rows: QuerySet[TieOverride]) -> list[ByHand]:
    """The rows in their order; one query."""
    return [ByHand(*row) for row in rows.values_list(*ByHand._fields)]


@dataclass(frozen=True)
class TieOn:
    """A tie on a day: its strength of 0 to 1, what interactions show, and what was said by hand, None if nothing."""

    member: int
    contact: int
    strength: float
    evidence: Evidence
    by_hand: ByHand | None = None


@dataclass
class _Conversation:
    """An interaction with who took part, put together from its rows."""

    talk: Talk | None
    is_written: bool
    members: set[int | None] = field(default_factory=set)
    contacts: set[int | None] = field(default_factory=set)

    @property
    def is_mass_mail(self) -> bool:
        return self.is_written and len(self.contacts) > MOST_ADDRESSED


def ties_on(account_id: int, day: date) -> dict[Pair, TieOn]:
    """The ties between members of ours and an account's contacts on a day, by the numbers of both; two queries.

    A strength by hand wins over what interactions show; a depth by hand goes into the sum.
    """
    return ties_of(talks_until(account_id, day), overrides_on(account_id, day), day)


def ties_of(talks: Mapping[Pair, Sequence[Talk]], by_hand: Mapping[Pair, ByHand], day: date) -> dict[Pair, TieOn]:
    """The same from talks and overrides that were read before."""
    return {pair: _tie(pair, talks.get(pair, []), by_hand.get(pair), day) for pair in {**talks, **by_hand}}


def _tie(pair: Pair, talks: Sequence[Talk], by_hand: ByHand | None, day: date) -> TieOn:
    evidence = evidence_of(talks, day, by_hand.depth if by_hand else None)
    said = by_hand.strength if by_hand else None
    strength = tie_strength(evidence).strength if said is None else float(said)
    return TieOn(*pair, strength, evidence, by_hand)


def overrides_on(account_id: int, day: date) -> dict[Pair, ByHand]:
    """What held by hand on a day; one query."""
    rows = by_hand_rows(TieOverride.objects.of_account(account_id).on(day))
    return {(one.member_id, one.contact_id): one for one in rows}


def talks_until(account_id: int, day: date, *, first: date | None = None) -> dict[Pair, list[Talk]]:
    """Who spoke with whom until the end of a day, by the numbers of member and contact, earliest first; one query.

    Mass mail counts nothing, nor does what went no known way. As far back as one remembers on that day, or on a `first`
    day that is to be shown as well.
    """
    return talks_at([account_id], first or day, day)


def talks_at(accounts: Collection[int], first: date, last: date) -> dict[Pair, list[Talk]]:
    """The same at several accounts, from what one remembers on the first day until the end of the last; one query."""
    talks: dict[Pair, list[Talk]] = defaultdict(list)
    for one in _conversations(accounts, first, last):
        if one.talk is None or one.is_mass_mail:
            continue
        for member in one.members:
            for contact in one.contacts:
                if member is not None and contact is not None:
                    talks[member, contact].append(one.talk)
    return dict(talks)


def _conversations(accounts: Collection[int], first: date, last: date) -> list[_Conversation]:
    """Put together here: a row for each pair that took part is one query, and prefetching would be three."""
    end, begin = _midnight_after(last), _midnight_after(first)
    # The calendar begins somewhere: of its first day nobody remembers anything.
    begin -= timedelta(days=min(DAYS_REMEMBERED, first.toordinal() - 1))
    rows = Interaction.objects.filter(account__in=accounts, deleted_at=None, at__lt=end, at__gte=begin)
    found: dict[int, _Conversation] = {}
    read = rows.order_by("at", "pk").values_list("pk", "kind", "direction", "at", "subject", "members", "contacts")
    for pk, kind, direction, at, subject, member, contact in read:
        if pk not in found:
            way = Way.BOTH if kind in MET_BY else _WRITTEN_WAYS.get(direction)
            talk = Talk(timezone.localdate(at), way, subject) if way else None
            found[pk] = _Conversation(talk, kind not in MET_BY)
        found[pk].members.add(member)
        found[pk].contacts.add(contact)
    return list(found.values())


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
