"""What people enter about themselves, each other, and how they sign in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tenure.core.policy import Actor, Role, invitable_roles
from tenure.people.choices import role_choices

EXPIRIES = [("30", _("30 days")), ("90", _("90 days")), ("365", _("1 year")), ("", _("never"))]


class ForgottenForm(forms.Form):
    """The address to send a link to."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))


class NewPasswordForm(forms.Form):
    """A new password; whether it is good enough is the action's to say."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class AcceptForm(NewPasswordForm):
    """How somebody who was invited wants to be called and to sign in."""

    field_order = ("name", "password")
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = invitable_roles(by)
        choices = [choice for choice in role_choices() if choice[0] in allowed]
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=choices, initial=Role.ACCOUNT_MANAGER)


class MemberForm(forms.Form):
    """What an administrator changes of a member, and the version of it that they saw."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    role = forms.ChoiceField(choices=role_choices, required=False)
    is_active = forms.TypedChoiceField(
        choices=[("1", _("active")), ("0", _("disabled"))],
        coerce=lambda text: text == "1",
        required=False,
        empty_value=None,
    )

    def changes(self) -> dict[str, Any]:
        """The fields that were sent."""
        return {name: self.cleaned_data[name] for name in ("role", "is_active") if self.data.get(name)}


class ProfileForm(forms.Form):
    """What a member says of themselves."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(label=_("Position"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("As the installation has it")), *settings.LANGUAGES]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=choices, required=False)


class TokenForm(forms.Form):
    """A token for one's own scripts."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    days = forms.TypedChoiceField(
        label=_("Good for"), choices=EXPIRIES, coerce=int, required=False, empty_value=None, initial="90"
    )
    may_write = forms.BooleanField(label=_("May change things, not only read them"), required=False)
