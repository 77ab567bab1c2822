"""What the member is told once, at the edge of the page: something was done, and perhaps how to take it back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import Promise

from tenure.core.errors import ConflictError, error_sentences

UNDO = "undo:"


def toast(request: HttpRequest, sentence: str, *, undo: str = "", level: int = messages.SUCCESS) -> None:
    """Show the sentence on the next page or part of one; `undo` is the address that takes it back when posted to."""
    messages.add_message(request, level, sentence, extra_tags=UNDO + undo if undo else "")


def act_and_tell(request: HttpRequest, act: Callable[[], object], sentence: str | Promise, *, undo: str = "") -> None:
    """Do something at once and say so with the way back, or say why it was refused."""
    try:
        act()
    except (ValidationError, ConflictError) as error:
        toast(request, " ".join(error_sentences(error)), level=messages.ERROR)
    else:
        toast(request, str(sentence), undo=undo)


def undo_address(extra_tags: str) -> str:
    """The address in a message's extra tags.

    >>> undo_address("undo:/bulk/3/undo"), undo_address("")
    ('/bulk/3/undo', '')
    """
    return extra_tags.removeprefix(UNDO) if extra_tags.startswith(UNDO) else ""
