"""What this machine has outside Python, and whether a package of its distribution may be added."""

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

OLDEST_JAVA = 17
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def postgres_programs() -> Path | None:
    """The folder that holds PostgreSQL's server programs, the newest where there are several; None without a server."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path).resolve().parent] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version_of_folder, reverse=True)
    needed = ("initdb", "postgres", "psql")
    return next((folder for folder in candidates if all((folder / name).exists() for name in needed)), None)


def _version_of_folder(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def chromium() -> Path | None:
    """The installed Chromium or Chrome that starts; a stub that only advertises a package does not count."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((Path(path) for path in found if path and _output_of([path, "--version"])), None)


def java() -> Path | None:
    """The Java that Spark would use, when it is new enough."""
    home = os.environ.get("JAVA_HOME")
    path = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    return Path(path) if path and java_release(_output_of([path, "-version"])) >= OLDEST_JAVA else None


def java_release(version_text: str) -> int:
    """The release named by `java -version`; 0 when there is none.

    >>> java_release('openjdk version "17.0.15" 2025-04-15'), java_release('java version "1.8.0_392"'), java_release("")
    (17, 8, 0)
    """
    match = re.search(r'version "(?:1\.)?(\d+)', version_text)
    return int(match.group(1)) if match else 0


def install_packages(alternatives: Iterable[str]) -> bool:
    """Install the first of Debian's packages that can be had; False where apt-get is missing or we may not use it."""
    apt = apt_get()
    if apt is None:
        return False
    _refresh_package_lists()
    return any(_quiet([*apt, "install", "-y", "--no-install-recommends", package]) for package in alternatives)


@functools.cache
def apt_get() -> tuple[str, ...] | None:
    """How to call apt-get here without being asked for a password, or None."""
    if shutil.which("apt-get") is None:
        return None
    environment = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q")
    if os.geteuid() == 0:
        return environment
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]):
        return ("sudo", "-n", *environment)
    return None


@functools.cache
def _refresh_package_lists() -> None:
    _quiet([*(apt_get() or ()), "update"])


def _quiet(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL).returncode == 0


def _output_of(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60
        )
    except OSError:
        return ""
    # Java prints its version on the error stream.
    return done.stdout + done.stderr if done.returncode == 0 else ""
