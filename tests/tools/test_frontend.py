"""The front end is small, is served packed and kept for ever, and travels in the wheel."""

import gzip
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from tests.shared import PROJECT_ROOT
from tools import frontend
from tools.frontend import BUILT, MANIFEST
from tools.setup import UV, uv_environment

KILOBYTE = 1000
MOST_STYLE, MOST_SCRIPT = 90 * KILOBYTE, 130 * KILOBYTE


def entry(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(MANIFEST.read_text(encoding="utf-8"))[name]
    return found


def packed(names: list[str]) -> int:
    return sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in names)


def loaded_at_once(name: str) -> list[str]:
    """The scripts that the entry brings with it, its own among them."""
    found = entry(name)
    return [str(found["file"]), *(file for each in found.get("imports", []) for file in loaded_at_once(each))]


def test_the_core_of_every_page_stays_in_its_budget() -> None:
    assert packed(entry("src/main.ts")["css"]) <= MOST_STYLE
    assert packed(loaded_at_once("src/main.ts")) <= MOST_SCRIPT


def test_charts_come_only_where_a_chart_is() -> None:
    assert not any("chart" in file for file in loaded_at_once("src/main.ts"))
    assert "src/charts/chart.ts" in entry("src/main.ts")["dynamicImports"]


@pytest.mark.parametrize(("accepted", "suffix"), [("gzip", ".gz"), ("br", ".br")])
def test_what_was_built_is_sent_packed_and_kept_for_ever(accepted: str, suffix: str) -> None:
    name = entry("src/main.ts")["css"][0]
    response = Client().get(f"/static/built/{name}", headers={"accept-encoding": accepted})
    assert b"".join(response) == (BUILT / (name + suffix)).read_bytes()
    assert response["Content-Encoding"] == accepted
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"


def test_a_file_without_a_hash_is_kept_for_a_minute() -> None:
    response = Client().get("/static/web/icon.svg")
    assert b"<svg" in b"".join(response)
    assert response["Cache-Control"] == "max-age=60, public"


def test_when_nothing_has_changed_nothing_is_built() -> None:
    level = frontend.read_stamp().get("level", "dev")
    frontend.build(level)
    before = MANIFEST.stat().st_mtime_ns
    frontend.build(level)
    assert MANIFEST.stat().st_mtime_ns == before


def build_wheel(project: Path, to: Path) -> subprocess.CompletedProcess[str]:
    constraints = str(PROJECT_ROOT / "requirements" / "build.txt")
    command = [str(UV), "build", "--wheel", "--build-constraints", constraints, "--out-dir", str(to), str(project)]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **uv_environment()}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What the wheel is made from, in a folder of its own."""
    copy = tmp_path / "project"
    shutil.copytree(PROJECT_ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PROJECT_ROOT / "tools", copy / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(PROJECT_ROOT / name, copy / name)
    return copy


@pytest.mark.skipif(not UV.exists(), reason="there is no uv in .venv, which 'make setup' puts there")
def test_the_wheel_holds_what_was_built(project: Path, tmp_path: Path) -> None:
    done = build_wheel(project, tmp_path)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    built = {f"tenure/web/static/built/{path.relative_to(BUILT)}" for path in BUILT.rglob("*") if path.is_file()}
    assert built <= set(names)


@pytest.mark.skipif(not UV.exists(), reason="there is no uv in .venv, which 'make setup' puts there")
def test_without_the_built_files_no_wheel_is_made_and_a_sentence_says_so(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / "src" / "tenure" / "web" / "static" / "built")
    done = build_wheel(project, tmp_path)
    assert done.returncode != 0
    assert "The front end is not built" in done.stderr
