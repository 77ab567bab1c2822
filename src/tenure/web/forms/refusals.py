"""What an action refuses, brought back into the form from which it came."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


def accepted(form: forms.Form, act: Callable[[], object]) -> bool:
    """Act if the form is valid; whether both it and the action took the values. Refusals stand in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        for field, sentences in _by_field(error).items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True


def _by_field(error: ValidationError) -> dict[str, Any]:
    return error.message_dict if hasattr(error, "error_dict") else {"__all__": list(error.messages)}
