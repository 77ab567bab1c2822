"""What may not be committed: addresses of registries, packages that know everybody."""

import re

from tests.architecture.source import SOURCE, committed_files, place
from tests.shared import PROJECT_ROOT

ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links", re.IGNORECASE)
REGISTRY_SETTING = re.compile(r"^\s*(?:index-url|extra-index-url|registry|default-index)\s*=", re.MULTILINE)
CONFIGURATION = {".toml", ".cfg", ".ini", ".conf", ".npmrc", ".yml", ".yaml"}
SHAPELESS_NAMES = {"utils", "util", "common", "helpers", "misc", "shared"}
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def is_lock_file(where: str) -> bool:
    return where.startswith("requirements/") or where.endswith("package-lock.json")


def pins(name: str) -> dict[str, str]:
    """The packages of a lock file and their versions."""
    return dict(PIN.findall((PROJECT_ROOT / "requirements" / name).read_text(encoding="utf-8")))


def test_lock_files_hold_no_address() -> None:
    locks = [path for path in committed_files() if is_lock_file(place(path))]
    assert locks
    assert [place(path) for path in locks if ADDRESS.search(path.read_text(encoding="utf-8"))] == []


def test_no_configuration_names_a_registry() -> None:
    files = [path for path in committed_files() if path.suffix in CONFIGURATION or path.name in CONFIGURATION]
    assert [place(path) for path in files if REGISTRY_SETTING.search(path.read_text(encoding="utf-8"))] == []


def test_who_develops_has_the_very_versions_that_run() -> None:
    development = pins("dev.txt")
    assert {name: version for name, version in pins("run.txt").items() if development.get(name) != version} == {}


def test_no_package_is_named_for_having_no_subject() -> None:
    names = [path for path in SOURCE.rglob("*") if path.stem in SHAPELESS_NAMES]
    assert [place(path) for path in names] == []
