"""The organisations we deal with, their people, who of us looks after them, what happened and what is owed."""

from tenure.accounts.models.account import Account, AccountQuerySet, of_accounts_seen_by
from tenure.accounts.models.commitment import Commitment, CommitmentQuerySet
from tenure.accounts.models.contact import Contact, ContactQuerySet
from tenure.accounts.models.document import Document, DocumentQuerySet
from tenure.accounts.models.interaction import Interaction, InteractionQuerySet
from tenure.accounts.models.responsibility import Responsibility, ResponsibilityQuerySet
from tenure.accounts.models.search import AccountSearch, ContactSearch
from tenure.accounts.models.seen import SeenAccount
from tenure.accounts.models.team_member import TeamMember

__all__ = [
    "Account",
    "AccountQuerySet",
    "AccountSearch",
    "Commitment",
    "CommitmentQuerySet",
    "Contact",
    "ContactQuerySet",
    "ContactSearch",
    "Document",
    "DocumentQuerySet",
    "Interaction",
    "InteractionQuerySet",
    "Responsibility",
    "ResponsibilityQuerySet",
    "SeenAccount",
    "TeamMember",
    "of_accounts_seen_by",
]
