"""What an account has, counted: so much goes out of sight with it."""

from dataclasses import dataclass

from tenure.accounts.models import Account, Commitment, Contact, Document, Interaction
from tenure.accounts.queries import units_of
from tenure.assessments.models import Rating
from tenure.commerce.models import Order
from tenure.core.policy import Actor


@dataclass(frozen=True)
class Belongings:
    """How many people, interactions, commitments, files, orders and ratings an account has.

    `units` stand below it and stay.
    """

    people: int
    interactions: int
    commitments: int
    files: int
    orders: int
    ratings: int
    units: int


def belongings_of(account: Account, member: Actor) -> Belongings:
    """The account's things outside the trash. Ask only for an account that the reader sees."""
    return Belongings(
        people=Contact.objects.of_account(account.pk).count(),
        interactions=Interaction.objects.of_account(account.pk).count(),
        commitments=Commitment.objects.of_account(account.pk).count(),
        files=Document.objects.of_account(account.pk).count(),
        orders=Order.objects.filter(account=account).count(),
        ratings=Rating.objects.filter(account=account).count(),
        units=units_of(account, member).count(),
    )
