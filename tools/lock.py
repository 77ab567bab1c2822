"""Write the lock files: `python -m tools.lock` after a change of pyproject.toml or frontend/package.json.

`--upgrade` moves on to new versions.

They hold versions and hashes and never an address. Without `--upgrade` every version that still fits stays.
"""

import json
import sys

from tools.frontend import FRONTEND, LOCK, find_node
from tools.setup import UV, SetupError, run, say, uv_environment

# What each lock file is made from. `dev` is held to the versions of `run`, so that it is a superset of it.
SOURCES = {
    "bootstrap": ("requirements/bootstrap.in",),
    "build": ("requirements/build.in",),
    "node": ("requirements/node.in",),
    "run": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--all-extras", "--constraints", "requirements/run.txt"),
}
FORM = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet")


def lock_modules(*, upgrade: bool) -> None:
    """Write frontend/package-lock.json, and leave out whom its modules would like to be paid by: addresses all."""
    say("locking frontend/package-lock.json")
    node = find_node()
    run(*node.npm, "update" if upgrade else "install", "--package-lock-only", "--silent", cwd=FRONTEND)
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    for module in lock["packages"].values():
        module.pop("funding", None)
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Exit code 1 when versions that fit together cannot be found."""
    upgrade = ("--upgrade",) if "--upgrade" in arguments else ()
    settings = uv_environment()
    try:
        for name, sources in SOURCES.items():
            say(f"locking requirements/{name}.txt")
            asked = (*FORM, *upgrade, *sources, "-o", f"requirements/{name}.txt")
            run(str(UV), "pip", "compile", *asked, environment=settings)
        lock_modules(upgrade=bool(upgrade))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
