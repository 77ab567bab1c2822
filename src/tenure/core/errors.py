"""The errors that doors turn into answers. Bad input is Django's ValidationError, a forbidden act PermissionDenied."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tenure.core.wording import field_heading, field_word


class ConflictError(Exception):
    """Somebody changed the same fields first; carries their values, so that a person can choose."""

    def __init__(self, current: dict[str, Any], version: int) -> None:
        super().__init__()
        self.current = current
        self.version = version

    def __str__(self) -> str:
        """The sentence in the language of whoever reads it; fields go by their own names where it has none for them."""
        names = ", ".join(field_word(name) for name in sorted(self.current))
        sentence = _("Somebody else changed %(names)s in the meantime; look at both values and save again.")
        return sentence % {"names": names}


def error_sentences(error: Exception) -> list[str]:
    """What went wrong, as full sentences for the person who asked; fields are named where they are known."""
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return [
                message if field == "__all__" else f"{field_heading(field)}: {message}"
                for field, messages in error.message_dict.items()
                for message in messages
            ]
        return list(error.messages)
    if isinstance(error, PermissionDenied):
        return [str(error) or _("You may not do this.")]
    if isinstance(error, ObjectDoesNotExist):
        return [_("There is no such record, or you may not see it.")]
    return [str(error)]
