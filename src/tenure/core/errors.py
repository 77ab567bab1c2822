"""The errors that doors turn into answers. Bad input is Django's ValidationError, a forbidden act PermissionDenied."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError


class ConflictError(Exception):
    """Somebody changed the same fields first; carries their values, so that a person can choose."""

    def __init__(self, current: dict[str, Any], version: int) -> None:
        names = ", ".join(sorted(current))
        super().__init__(f"Somebody else changed {names} in the meantime; look at both values and save again.")
        self.current = current
        self.version = version


def error_sentences(error: Exception) -> list[str]:
    """What went wrong, as full sentences for the person who asked; fields are named where they are known."""
    if isinstance(error, ValidationError):
        if hasattr(error, "error_dict"):
            return [
                message if field == "__all__" else f"{field.replace('_', ' ').capitalize()}: {message}"
                for field, messages in error.message_dict.items()
                for message in messages
            ]
        return list(error.messages)
    if isinstance(error, PermissionDenied):
        return [str(error) or "You may not do this."]
    if isinstance(error, ObjectDoesNotExist):
        return ["There is no such record, or you may not see it."]
    return [str(error)]
