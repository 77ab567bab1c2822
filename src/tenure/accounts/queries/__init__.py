"""Reading accounts as pages need them: by name, with what stands around one, what happened, is owed and was filed."""

from tenure.accounts.queries.account import (
    FEW,
    AccountsPage,
    accounts_page,
    colleagues_of,
    contacts_of,
    countries_of,
    few_seen,
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
from tenure.accounts.queries.commitments import (
    NextStep,
    StepState,
    kept_rate_of,
    next_of,
    next_steps,
    open_commitments,
    step_state,
)
from tenure.accounts.queries.documents import documents_of
from tenure.accounts.queries.interactions import last_met, people_not_met
from tenure.accounts.queries.timeline import Timeline, TimelinePlace, timeline_of

__all__ = [
    "FEW",
    "AccountsPage",
    "NextStep",
    "Rival",
    "StepState",
    "Timeline",
    "TimelinePlace",
    "accounts_page",
    "colleagues_of",
    "contacts_of",
    "countries_of",
    "documents_of",
    "few_seen",
    "history_of",
    "kept_rate_of",
    "last_change_of",
    "last_confirmed",
    "last_met",
    "next_of",
    "next_steps",
    "numbers_seen",
    "open_commitments",
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
