"""Settings that work with no configuration at all; every one that matters can be set by an environment variable."""

import os
import sys
from pathlib import Path

from tenure.core.environment import (
    company_sign_in,
    database_from_url,
    mail_from_url,
    role_of_newcomers,
    secret_key,
    tenure_home,
)
from tenure.core.languages import LOCALES, languages
from tenure.core.logs import log_settings
from tenure.core.sqlite_driver import install_sqlite_driver, sqlite_options

install_sqlite_driver()

PACKAGE = Path(__file__).parent
HOME = tenure_home(os.environ)
SECRET_KEY = secret_key(HOME, os.environ)
DEBUG = os.environ.get("TENURE_DEBUG") == "1"

# Absolute links (sign-in, mail) are made from this setting and never from a request's Host header.
TENURE_URL = os.environ.get("TENURE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("TENURE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SECURE = TENURE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [TENURE_URL] if SECURE else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_vite",
    "django_tasks",
    "django_tasks_db",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "tenure.core",
    "tenure.people",
    "tenure.accounts",
    "tenure.assessments",
    "tenure.relationships",
    "tenure.commerce",
    "tenure.growth",
    "tenure.insight",
    "tenure.integrations.imports",
    "tenure.integrations.onboarding",
    "tenure.api",
    "tenure.web",
]

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", ""), HOME, sqlite_options())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Member"

USE_TZ = True
TIME_ZONE = os.environ.get("TENURE_TIME_ZONE", "UTC")
USE_I18N = True
LANGUAGE_CODE = "en"
LOCALE_PATHS = [LOCALES]
LANGUAGES = languages(LOCALES)

SESSION_ENGINE = "tenure.people.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["tenure.people.backend.MemberBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Members come by invitation: nobody signs up, and nobody changes the address they are known by.
ACCOUNT_ADAPTER = "tenure.web.adapters.MemberAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# How many proxies stand in front is what makes an address in X-Forwarded-For believable.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TENURE_PROXIES", "0"))
MFA_ADAPTER = "tenure.web.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Tenure"
MFA_FORMS = {
    "add_webauthn": "tenure.web.forms.passkeys.MakeForm",
    "authenticate_webauthn": "tenure.web.forms.passkeys.SecondStepForm",
    "login_webauthn": "tenure.web.forms.passkeys.SignInForm",
    "reauthenticate_webauthn": "tenure.web.forms.passkeys.ConfirmForm",
}
SOCIALACCOUNT_ADAPTER = "tenure.web.adapters.CompanySignInAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": company_sign_in(os.environ)}}
# The role that a colleague gets who comes by the company's sign-in uninvited; without it they stay outside.
TENURE_OIDC_NEW_MEMBERS = role_of_newcomers(os.environ)

# Failed sign-ins and used codes must be remembered by all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

globals().update(mail_from_url(os.environ.get("TENURE_MAIL_URL", "")))
DEFAULT_FROM_EMAIL = os.environ.get("TENURE_MAIL_FROM", "Tenure <tenure@localhost>")

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Vite builds frontend/ into the package; what it built carries a hash in its name and may be kept for ever.
BUILT = PACKAGE / "web" / "static" / "built"
DJANGO_VITE = {"default": {"static_url_prefix": "built", "manifest_path": BUILT / "manifest.json"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/built/assets/"
MEDIA_ROOT = HOME / "files"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Which function does which kind of background job.
TENURE_JOBS = {
    "import": "tenure.integrations.imports.jobs.run_import",
    "import-preview": "tenure.integrations.imports.jobs.preview_import",
    "import-undo": "tenure.integrations.imports.jobs.take_back_import",
    "sample-load": "tenure.integrations.sample.jobs.load_sample",
    "sample-remove": "tenure.integrations.sample.jobs.remove_sample",
    "ranking": "tenure.insight.jobs.rank_portfolio",
    "board-snapshots": "tenure.insight.jobs.take_board_snapshots",
    "board-snapshots-again": "tenure.insight.jobs.take_board_snapshots_again",
    "reminders": "tenure.growth.jobs.remind_members",
    "password-mail": "tenure.people.jobs.mail_password_link",
}
# Those that workers ask for themselves, once a day (core/nightly.py).
TENURE_NIGHTLY = ("board-snapshots", "reminders")

# Which act of the policy (core/doors.py) it takes to go through the views of a package that is not ours, by what the
# names of their modules begin with. Our own views say so themselves.
TENURE_PACKAGE_DOORS: dict[str, str] = {}

LOGGING = log_settings(pretty=sys.stderr.isatty(), level=os.environ.get("TENURE_LOG_LEVEL", "INFO").upper())

ROOT_URLCONF = "tenure.urls"
WSGI_APPLICATION = "tenure.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenure.web.middleware.log_requests",
    "tenure.web.middleware.answer_in_turn",
    "tenure.web.middleware.harden",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tenure.web.middleware.send_to_sign_in",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "tenure.web.middleware.keep_session_in_view",
    "tenure.web.middleware.speak_the_members_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tenure.web.middleware.carry_toasts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tenure.web.navigation.frame",
            ],
            "builtins": ["tenure.web.templatetags.addresses"],
        },
    }
]
