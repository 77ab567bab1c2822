"""Logs a machine can read, one JSON object a line, or a person can, when a terminal is looking.

What is written says who did what and how long it took. Secrets stay out: paths are logged without their query, and
values under telling names are blotted out should anybody bind them.
"""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

SECRET_NAMES = frozenset({"password", "secret", "token", "key", "authorization", "cookie", "digest", "query"})


def blot_secrets(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace the value of every field whose name says that it is secret.

    >>> blot_secrets(None, "info", {"event": "signed in", "token": "tenure_x"})
    {'event': 'signed in', 'token': '(secret)'}
    """
    return {name: "(secret)" if name in SECRET_NAMES else value for name, value in event.items()}


class StderrHandler(logging.StreamHandler[Any]):
    """Writes to what stderr is now, not to what it was when logging was set up."""

    @property
    def stream(self) -> Any:
        """The standard error of this moment."""
        return sys.stderr

    @stream.setter
    def stream(self, _stream: Any) -> None:
        """Nothing to keep: the stream is looked up for every line."""


def log_settings(*, pretty: bool, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to stderr through structlog, the library's own chatter from warnings on."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(["status_code"]),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        blot_secrets,
    ]
    _configure_structlog(shared)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "tenure": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(pretty)],
            }
        },
        "handlers": {"stderr": {"class": "tenure.core.logs.StderrHandler", "formatter": "tenure"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "tenure": {"level": _known(level)},
            # Django would log every 404 as a warning of its own; the request's line says it already.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
        },
    }


def _configure_structlog(shared: list[Processor]) -> None:
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _renderers(pretty: bool) -> list[Processor]:
    if pretty:
        return [structlog.dev.ConsoleRenderer(pad_event_to=24)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]


def _known(level: str) -> str:
    return level if level in logging.getLevelNamesMapping() else "INFO"
