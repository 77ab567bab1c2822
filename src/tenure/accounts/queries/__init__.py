"""Reading accounts as pages need them: by name, with what stands around one, what happened, and what was filed."""

from tenure.accounts.queries.account import (
    AccountsPage,
    accounts_page,
    contacts_of,
    countries_of,
    history_of,
    numbers_seen,
    parent_of,
    seen_account,
    team_of,
    tree_of,
    units_of,
    units_shown,
)
from tenure.accounts.queries.changes import Rival, last_change_of, last_confirmed
from tenure.accounts.queries.documents import documents_of
from tenure.accounts.queries.interactions import (
    KeyPerson,
    NextStep,
    StepState,
    last_met,
    next_of,
    next_steps,
    open_steps,
    people_not_met,
    step_state,
)
from tenure.accounts.queries.timeline import Timeline, TimelinePlace, timeline_of

__all__ = [
    "AccountsPage",
    "KeyPerson",
    "NextStep",
    "Rival",
    "StepState",
    "Timeline",
    "TimelinePlace",
    "accounts_page",
    "contacts_of",
    "countries_of",
    "documents_of",
    "history_of",
    "last_change_of",
    "last_confirmed",
    "last_met",
    "next_of",
    "next_steps",
    "numbers_seen",
    "open_steps",
    "parent_of",
    "people_not_met",
    "seen_account",
    "step_state",
    "team_of",
    "timeline_of",
    "tree_of",
    "units_of",
    "units_shown",
]
