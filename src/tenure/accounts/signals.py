"""News of accounts for the apps above."""

from django.dispatch import Signal

# Sent in the transaction in which the day changes on which a contact has left; with `contact`.
contact_left = Signal()
