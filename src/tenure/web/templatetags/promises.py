"""How it stands with a promise."""

from datetime import date

from django import template

from tenure.accounts.models import Commitment
from tenure.web.components.ledger import LedgerLine

register = template.Library()


@register.filter
def status_on(commitment: Commitment | LedgerLine, day: date) -> str:
    """How it stands with the promise on a day, as `analytics.commitments.Status` names it."""
    return commitment.status_on(day).value
