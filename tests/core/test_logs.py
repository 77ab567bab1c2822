"""Logs are lines that a machine reads, and hold no secret."""

import json
import subprocess
import sys

SCRIPT = """
import logging.config, logging
import structlog
from tenure.core.logs import log_settings
logging.config.dictConfig(log_settings(pretty={pretty}, level="INFO"))
log = structlog.get_logger("tenure.trial")
with structlog.contextvars.bound_contextvars(request="r1"):
    log.info("spoken", token="tenure_secret", member=7)
log.debug("not asked for")
logging.getLogger("django.security").warning("from the library")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("broken")
"""


def logged(*, pretty: bool) -> list[str]:
    """What a process of its own writes to standard error; logging is set up once per process."""
    script = SCRIPT.format(pretty=pretty)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def test_every_line_is_json_with_the_request_it_belongs_to_and_without_secrets() -> None:
    spoken, library, broken = [json.loads(line) for line in logged(pretty=False)]
    assert {name: spoken[name] for name in ("event", "level", "logger", "request", "member", "token")} == {
        "event": "spoken",
        "level": "info",
        "logger": "tenure.trial",
        "request": "r1",
        "member": 7,
        "token": "(secret)",
    }
    assert (library["event"], library["level"]) == ("from the library", "warning")
    assert "ZeroDivisionError" in broken["exception"]


def test_a_person_at_a_terminal_gets_lines_to_read() -> None:
    text = "\n".join(logged(pretty=True))
    assert "spoken" in text
    assert "tenure_secret" not in text
    assert not text.startswith("{")
