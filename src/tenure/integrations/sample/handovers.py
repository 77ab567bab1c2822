"""Two handovers: one accepted by the client and in its watch, somebody lost since; one that waits for its receiver."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from tenure.accounts.choices import MET_BY
from tenure.accounts.models import Account, Contact, Interaction
from tenure.analytics.handover import Item
from tenure.growth.actions.handover import accept_handover, hold_meeting, open_handover, receive_handover, tell_item
from tenure.growth.choices import HandoverKind
from tenure.growth.models import Handover
from tenure.integrations.sample.actions import backdate_handover, backdate_owners
from tenure.integrations.sample.words import DOMAIN, SOURCE
from tenure.people.models import Member

SELLER, FORMER = "jonas.lind", "ilse.brandt"
WATCHED_FOR, WAITING_FOR = 41, 4
WAITING_RANK = 2
TOLD: Mapping[Item, str] = {
    Item.ANNOUNCED: "Letter to the operations director, call to the plant.",
    Item.DEAL: "They bought the first line because our service was there within four hours; the price came second.",
    Item.GOALS: "30 days: meet everybody on the board. 60: settle the spare parts. 90: a date for the second line.",
    Item.TERMS: "30 days net, 2 % yearly rebate from 400,000 on, frame agreement until the end of next year.",
    Item.MAP: "The operations director decides, the plant director speaks for us; nobody of ours knows finance well.",
    Item.PROMISES: "We owe them a stock of seals on site; they owe us the drawings of the second line.",
    Item.RED_FLAGS: "Rivalco is in finance and procurement, and offers to lease.",
    Item.STYLE: "Short calls before nine, figures in writing, no surprises in front of the plant.",
    Item.READ: "Read on the train; asked about the lease and the rebate.",
    Item.AVAILABLE: "On call for two weeks, asked three times.",
}
UNTOLD = (Item.RED_FLAGS, Item.READ, Item.AVAILABLE)


def hand_over_accounts(*, watched: Account, by: Member) -> None:
    """Tell both stories: `watched` was handed over by a director some weeks ago, another account is about to be."""
    _watched(watched, by)
    ranked = Account.objects.filter(source=SOURCE, standings__ranking__is_current=True).exclude(pk=watched.pk)
    waiting = ranked.exclude(owner=None).order_by("standings__rank")[WAITING_RANK:].first()
    if waiting:
        _waiting(waiting, by)
    backdate_owners(by=by)


def _watched(account: Account, by: Member) -> None:
    owner = account.owner
    contact = Contact.objects.of_account(account.pk).filter(left_on=None).order_by("-seniority", "pk").first()
    found = _told(account, FORMER, by, WATCHED_FOR, "Took over the region")
    if owner is None or contact is None or found.meeting is None:
        return
    receive_handover(handover=found, by=owner)
    words = "We have known each other for two years; carry on."
    accept_handover(
        handover=found, by=owner, accepted_by=contact, accepted_on=found.received_on or date.max, client_words=words
    )
    backdate_handover(handover=found, days=WATCHED_FOR, by=by)


def _waiting(account: Account, by: Member) -> None:
    found = _told(account, SELLER, by, WAITING_FOR, "Signed the frame agreement", set(UNTOLD))
    backdate_handover(handover=found, days=WAITING_FOR, by=by)


def _told(account: Account, giver: str, by: Member, ago: int, reason: str, untold: Collection[Item] = ()) -> Handover:
    """A handover that is open or, where anybody met them until so many days ago, met; with what was told of it."""
    member = Member.objects.get(email=f"{giver}@{DOMAIN}")
    kind = HandoverKind.SALE if giver == SELLER else HandoverKind.SUCCESSION
    found = open_handover(account=account, from_member=member, by=by, kind=kind, reason=reason)
    for item, note in TOLD.items():
        if item not in untold:
            tell_item(handover=found, item=item, by=by, note=note, done=True)
    talks = Interaction.objects.of_account(account.pk).filter(kind__in=[kind.value for kind in MET_BY])
    meeting = talks.filter(at__lt=found.opened_at - timedelta(days=ago)).order_by("-at", "-pk").first()
    return hold_meeting(handover=found, meeting=meeting, by=by) if meeting else found
