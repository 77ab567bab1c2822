"""The sign-in library's passkey forms, made to refuse in a sentence what no browser ever sent."""

import struct
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.webauthn import forms as library
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Checked = TypeVar("Checked")
# What the libraries raise at bytes that are no credential; each of them was seen.
FAULTS = (LookupError, ValueError, TypeError, AttributeError, struct.error)


def _refusing_garbage(check: Callable[[], Checked]) -> Checked:
    try:
        return check()
    except FAULTS as fault:
        raise ValidationError(_("This is no passkey's answer; try again.")) from fault


class SignInForm(library.LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in by a passkey alone."""

    def clean_credential(self) -> Any:
        """The passkey that has answered."""
        return _refusing_garbage(super().clean_credential)


class SecondStepForm(library.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""

    def clean_credential(self) -> Any:
        """The passkey that has answered."""
        return _refusing_garbage(super().clean_credential)


class ConfirmForm(library.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Proving again who one is."""

    def clean_credential(self) -> Any:
        """The passkey that has answered."""
        return _refusing_garbage(super().clean_credential)


class MakeForm(library.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    def clean(self) -> Any:
        """The form's values, with a passkey that the device has just made."""
        return _refusing_garbage(super().clean)
