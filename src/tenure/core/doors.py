"""Doors: every way into Tenure says once, where it stands, which act of the policy it takes to go through it.

A page says `@door("account.see")` above its view, an operation `**reads("account.see")` in its route, a job
`@takes("import.run")` above its handler, a command names its acts in the list of commands. What says nothing stops the
start: `check_doors` is one of Django's system checks.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from tenure.core.policy import RULES, require

# What needs no act of the policy: everybody's, signed in or not; a member's own affairs; the server's own terminal.
PUBLIC, OWN, SERVER = "public", "own", "server"
READING = ("GET", "HEAD", "OPTIONS")
WRITING = ("POST", "PUT", "PATCH", "DELETE")

Function = TypeVar("Function", bound=Callable[..., Any])
View = Callable[..., Any]


def declared(act: str) -> str:
    """The act itself; ValueError for one that nobody has given a rule."""
    if act not in RULES and act not in (PUBLIC, OWN, SERVER):
        raise ValueError(
            f"{act!r} is no act of the policy; name one of core/policy.py ({', '.join(sorted(RULES))}), "
            f"or one of the door's own: {PUBLIC}, {OWN}, {SERVER}."
        )
    return act


def door(act: str, *, writes: str = "") -> Callable[[Function], Function]:
    """Declare which act it takes to look at a page, and which to change something there (the same unless named).

    Whose role may not is refused with PermissionDenied before the view runs; which rows a member sees stays the
    view's to ask. Everybody but PUBLIC doors' callers has signed in.
    """
    acts = {**dict.fromkeys(READING, declared(act)), **dict.fromkeys(WRITING, declared(writes or act))}

    def declare(view: Function) -> Function:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **values: Any) -> Any:
            _refuse(request, acts.get(request.method or "", ""))
            return view(request, *args, **values)

        guarded.acts = acts  # type: ignore[attr-defined]
        guarded.login_required = act != PUBLIC  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def _refuse(request: HttpRequest, act: str) -> None:
    if act in (PUBLIC, ""):
        return
    if not request.user.is_active:
        raise PermissionDenied(_("Sign in first."))
    if act != OWN:
        require(request.user, act)


def takes(act: str) -> Callable[[Function], Function]:
    """Declare which act it takes to have a job of this kind done; it is asked again when the job begins."""

    def declare(handler: Function) -> Function:
        handler.act = declared(act)  # type: ignore[attr-defined]
        return handler

    return declare


def views() -> Iterator[tuple[str, View]]:
    """Every address there is, as its pattern, with its view."""
    yield from _views(get_resolver().url_patterns, "")


def _views(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, View]]:
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def acts_of(view: View) -> Mapping[str, str] | None:
    """The act that each method of a view takes; None when it was not said.

    Views of packages are declared in the settings, by what the names of their modules begin with.
    """
    own: Mapping[str, str] | None = getattr(view, "acts", None)
    if own is not None:
        return own
    packages: Mapping[str, str] = settings.TENURE_PACKAGE_DOORS
    module = next((name for name in packages if view.__module__.startswith(name)), None)
    return None if module is None else dict.fromkeys((*READING, *WRITING), declared(packages[module]))


def check_doors(**_: Any) -> list[CheckMessage]:
    """An error for each view and each job that does not say which act it takes."""
    return [*_undeclared_views(), *_undeclared_jobs()]


def _undeclared_views() -> Iterator[Error]:
    for address, view in views():
        if acts_of(view) is None:
            name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
            yield Error(
                f"The view {name} at /{address} does not say which act of the policy it takes.",
                hint=f'Write @door("account.see"), or another act of core/policy.py, or @door(PUBLIC) or @door(OWN), '
                f"above it; from tenure.core.doors import door. A package's view: settings.TENURE_PACKAGE_DOORS "
                f'["{view.__module__.split(".")[0]}."].',
                id="tenure.E001",
            )


def _undeclared_jobs() -> Iterator[Error]:
    for kind, path in settings.TENURE_JOBS.items():
        if not hasattr(import_string(path), "act"):
            yield Error(
                f"The job {kind} ({path}) does not say which act of the policy it takes.",
                hint='Write @takes("import.run"), or another act of core/policy.py, above it; '
                "from tenure.core.doors import takes.",
                id="tenure.E002",
            )
