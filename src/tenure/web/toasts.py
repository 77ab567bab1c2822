"""What the member is told once, at the edge of the page: something was done, and perhaps how to take it back."""

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def toast(request: HttpRequest, sentence: str, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Show the sentence on the next page or part of one; `undo` is the address that takes it back when posted to."""
    messages.add_message(request, level, sentence, extra_tags=UNDO + undo if undo else "")


def undo_address(extra_tags: str) -> str:
    """The address in a message's extra tags.

    >>> undo_address("undo:/bulk/3/undo"), undo_address("")
    ('/bulk/3/undo', '')
    """
    return extra_tags.removeprefix(UNDO) if extra_tags.startswith(UNDO) else ""
