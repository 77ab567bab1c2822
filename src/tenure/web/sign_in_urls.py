"""Where the sign-in library's pages are. The names are the library's, by which it finds its own pages."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path

from tenure.core.doors import OWN, PUBLIC, door
from tenure.web.views import oidc, session, settings

sign_in_urls = [
    path("sign-in", session.sign_in, name="account_login"),
    path("sign-in/code", door(PUBLIC)(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey", door(PUBLIC)(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/company", oidc.start, name="openid_connect_login"),
    path("sign-in/company/back", oidc.callback, name="openid_connect_callback"),
    path("confirm/password", door(OWN)(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code", door(OWN)(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/passkey", door(OWN)(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("settings/sign-in", settings.sign_in_settings, name="mfa_index"),
    path("settings/password", door(OWN)(account.password_change), name="account_change_password"),
    path("settings/password/first", door(OWN)(account.password_set), name="account_set_password"),
    path("settings/app", door(OWN)(app.activate_totp), name="mfa_activate_totp"),
    path("settings/app/off", door(OWN)(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("settings/recovery-codes", door(OWN)(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "settings/recovery-codes/new",
        door(OWN)(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("settings/passkeys", door(OWN)(passkey.list_webauthn), name="mfa_list_webauthn"),
    path("settings/passkeys/add", door(OWN)(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("settings/passkeys/<int:pk>/remove", door(OWN)(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("settings/passkeys/<int:pk>/edit", door(OWN)(passkey.edit_webauthn), name="mfa_edit_webauthn"),
]
