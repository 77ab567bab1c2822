"""The organisations we deal with, their people, and who of us looks after them."""

from tenure.accounts.models.account import Account, AccountQuerySet
from tenure.accounts.models.contact import Contact, ContactQuerySet
from tenure.accounts.models.search import AccountSearch, ContactSearch
from tenure.accounts.models.seen import SeenAccount
from tenure.accounts.models.team_member import TeamMember

__all__ = [
    "Account",
    "AccountQuerySet",
    "AccountSearch",
    "Contact",
    "ContactQuerySet",
    "ContactSearch",
    "SeenAccount",
    "TeamMember",
]
