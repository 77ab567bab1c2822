"""Who has put the checklist of the first hour away."""

from tenure.integrations.onboarding.models.dismissal import Dismissal

__all__ = ["Dismissal"]
