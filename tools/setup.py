"""Make or refresh the virtual environment: `python3 -m tools.setup run` (to use Tenure) or `dev` (to work on it).

Everything comes from the lock files in requirements/, hash by hash; which registry serves it is the machine's business.
When nothing it depends on has changed it returns at once. `dev` holds all of `run`: who has it keeps it.
"""

import hashlib
import importlib.util
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools import machine

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMP = VENV / "tenure-setup.json"
REQUIREMENTS = ROOT / "requirements"
LEVELS = ("run", "dev")
# uv does not read pip's configuration; these of its settings mean the same.
UV_SETTINGS = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "timeout": "UV_HTTP_TIMEOUT"}


class SetupError(Exception):
    """Set-up cannot go on; the message is one sentence for the person who asked for it."""


def set_up(asked: str) -> None:
    """Bring the environment to the asked level, or to the higher one it already has."""
    stamp = read_stamp()
    level = max(asked, stamp.get("level", asked), key=LEVELS.index)
    if stamp == stamp_for(level):
        return
    STAMP.unlink(missing_ok=True)
    if not is_usable(stamp):
        make_environment()
    install_packages(level)
    STAMP.write_text(json.dumps(stamp_for(level)), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    """What the last finished set-up was made from; empty before the first."""
    return json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {}


def stamp_for(level: str) -> dict[str, str]:
    """What a set-up of this level is made from: the same again means there is nothing to do."""
    files = [ROOT / "pyproject.toml", *(REQUIREMENTS / f"{name}.txt" for name in ("bootstrap", "build", level))]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return {"level": level, "digest": digest, "python": sys.version, "folder": str(ROOT)}


def is_usable(stamp: dict[str, str]) -> bool:
    """Whether .venv can be built upon: complete up to uv, and made here by this Python as far as we know."""
    made_by = (stamp.get("python", sys.version), stamp.get("folder", str(ROOT)))
    return UV.exists() and made_by == (sys.version, str(ROOT))


def make_environment() -> None:
    """Make .venv anew, with pip and uv inside."""
    say("making the virtual environment in .venv")
    if importlib.util.find_spec("ensurepip") is None and not machine.install_packages(["python3-venv"]):
        raise SetupError("Python's venv module has no pip to give: as root, run 'apt-get install python3-venv'.")
    run(sys.executable, "-m", "venv", "--clear", str(VENV))
    bootstrap = str(REQUIREMENTS / "bootstrap.txt")
    run(str(PYTHON), "-m", "pip", "install", "-qq", "--require-hashes", "-r", bootstrap)


def install_packages(level: str) -> None:
    """Install the locked packages of the level, and the project itself as it lies here."""
    say(f"installing the packages of requirements/{level}.txt")
    quiet = () if sys.stderr.isatty() else ("--quiet",)
    build = ("--build-constraints", str(REQUIREMENTS / "build.txt"))
    settings = uv_environment()
    requirements = str(REQUIREMENTS / f"{level}.txt")
    run(str(UV), "pip", "sync", *quiet, "--require-hashes", *build, requirements, environment=settings)
    run(str(UV), "pip", "install", "--quiet", "--no-deps", *build, "--editable", str(ROOT), environment=settings)


def uv_environment() -> dict[str, str]:
    """What uv needs to be told: where to install, and the machine's pip configuration; what uv is told already wins."""
    listing = subprocess.run([str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True, check=True)
    settings = in_words_of_uv(listing.stdout)
    return {**settings, **{name: os.environ[name] for name in settings if name in os.environ}, "VIRTUAL_ENV": str(VENV)}


def in_words_of_uv(pip_configuration: str) -> dict[str, str]:
    """The lines of `pip config list` that uv has a variable for; the environment's, which come first, win as in pip.

    >>> in_words_of_uv(":env:.timeout='180'\\nglobal.no-input='true'\\nglobal.timeout='60'\\n")
    {'UV_HTTP_TIMEOUT': '180'}
    """
    pairs = (line.partition("=") for line in reversed(pip_configuration.splitlines()))
    options = {key.rpartition(".")[2]: " ".join(shlex.split(value)) for key, _, value in pairs}
    return {variable: options[option] for option, variable in UV_SETTINGS.items() if options.get(option)}


def run(*command: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None) -> None:
    """Run one step; SetupError names the step that failed, below what it printed itself."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(environment or {})}, check=False)
    if done.returncode:
        raise SetupError(f"Set-up stopped: '{shlex.join(command)}' ended with exit code {done.returncode}.")


def say(words: str) -> None:
    """One line of progress."""
    print(f"set-up: {words}", flush=True)


def main(arguments: list[str]) -> int:
    """Exit code 0 when the environment is ready, 1 when it could not be made, 2 when the call is wrong."""
    if len(arguments) != 1 or arguments[0] not in LEVELS:
        print(f"{' '.join(arguments)!r} is not understood; name one of: {', '.join(LEVELS)}.", file=sys.stderr)
        return 2
    try:
        set_up(arguments[0])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
