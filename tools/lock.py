"""Write the lock files: `python -m tools.lock` after a change of pyproject.toml, with `--upgrade` to move on.

They hold versions and hashes and never an address. Without `--upgrade` every version that still fits stays.
"""

import sys

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


def main(arguments: list[str]) -> int:
    """Exit code 1 when versions that fit together cannot be found."""
    upgrade = ("--upgrade",) if "--upgrade" in arguments else ()
    settings = uv_environment()
    try:
        for name, sources in SOURCES.items():
            say(f"locking requirements/{name}.txt")
            asked = (*FORM, *upgrade, *sources, "-o", f"requirements/{name}.txt")
            run(str(UV), "pip", "compile", *asked, environment=settings)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
