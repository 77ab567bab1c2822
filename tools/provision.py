"""Make sure of what the tests need beside Python: `python -m tools.provision`.

Looks for PostgreSQL, Chromium and Java, installs what is missing where the machine lets us, and prints one line for
whatever it cannot have. With CI=true a missing one is an error, for there nothing may be skipped.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tools import machine


@dataclass(frozen=True)
class Need:
    """A program the tests use: how to find it, Debian's packages that bring it (the first to be had), and for what."""

    name: str
    find: Callable[[], object | None]
    packages: tuple[str, ...]
    serves: str


def postgres() -> object | None:
    """The server that TENURE_TEST_POSTGRES names, else the programs to start one of our own."""
    return os.environ.get("TENURE_TEST_POSTGRES") or machine.postgres_programs()


NEEDS = (
    Need("PostgreSQL", postgres, ("postgresql",), "the tests on PostgreSQL"),
    Need("Chromium", machine.chromium, ("chromium", "chromium-browser"), "the tests in a browser"),
    Need("Java 17 or later", machine.java, ("openjdk-17-jre-headless", "default-jre-headless"), "the tests on Spark"),
)


def provide(need: Need) -> bool:
    """Find the need, else install it; say in one line when it is not to be had."""
    if need.find():
        return True
    if machine.apt_get() is None:
        return _missing(need, "it is not installed and apt-get may not be used here")
    print(f"installing {need.name} with apt-get, for {need.serves}", flush=True)
    installed = machine.install_packages(need.packages)
    if installed and need.find():
        return True
    return _missing(need, f"apt-get could not install {' or '.join(need.packages)}")


def _missing(need: Need, reason: str) -> bool:
    print(f"skipped: {need.serves}, because {need.name} is missing: {reason}.", flush=True)
    return False


def main() -> int:
    """Exit code 1 when something is missing and CI is set, else 0."""
    missing = [need for need in NEEDS if not provide(need)]
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
