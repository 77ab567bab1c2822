"""A stage that fails is named, and takes the run down with it."""

import re
import sys
from pathlib import Path

import pytest

from tests.shared import PROJECT_ROOT
from tools.check import PYTEST_TWICE, STAGES, Stage, failing, main, passes

TESTS = [file for file in (PROJECT_ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]


def test_a_stage_that_ends_well_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert passes(Stage("good", (sys.executable, "-c", "print('said')")))
    assert re.fullmatch(r"good: passed after \d+ s\n", capfd.readouterr().out)


def test_a_stage_that_fails_shows_what_it_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert not passes(Stage("bad", (sys.executable, "-c", "print('why'); raise SystemExit(4)")))
    assert re.fullmatch(r"why\nbad: FAILED with exit code 4 after \d+ s\n", capfd.readouterr().out)


def test_stages_side_by_side_print_what_they_said_whole_and_the_failing_is_named(
    capfd: pytest.CaptureFixture[str],
) -> None:
    talk = "import sys, time\nfor _ in range(3): print(sys.argv[1], flush=True); time.sleep(0.2)\nsys.exit({})"
    stages = tuple(
        Stage(name, (sys.executable, "-c", talk.format(code), name), shown=True) for name, code in (("a", 0), ("b", 3))
    )
    assert failing(stages) == ["b"]
    said = re.sub(r"\d+ s\n", "n s\n", capfd.readouterr().out)
    a, b = "a\na\na\na: passed after n s\n", "b\nb\nb\nb: FAILED with exit code 3 after n s\n"
    assert said in (a + b, b + a)


def test_a_stage_that_stands_alone_is_heard_while_it_runs(capfd: pytest.CaptureFixture[str]) -> None:
    assert failing((Stage("tests", (sys.executable, "-c", "print('a dot')"), shown=True),)) == []
    assert re.fullmatch(r"tests:\na dot\ntests: passed after \d+ s\n", capfd.readouterr().out)


def test_what_the_machine_lacks_is_skipped_with_a_line_but_never_in_ci(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage("far", (sys.executable, "-c", "raise SystemExit(1)"), needs=lambda: None)
    monkeypatch.delenv("CI", raising=False)
    assert passes(stage)
    assert capfd.readouterr().out == "far: skipped, for this machine lacks what it needs\n"
    monkeypatch.setenv("CI", "true")
    assert not passes(stage)


def test_an_unknown_set_of_stages_is_refused_with_those_that_are_known(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["some"]) == 2
    assert capfd.readouterr().err == "'some' is not understood; name one of: fast, all, long.\n"


def test_the_fast_stages_hold_every_check_of_the_whole_run() -> None:
    unseen = [stage for stages in STAGES["all"] for stage in stages if not stage.shown]
    assert set(unseen) <= {stage for stages in STAGES["fast"] for stage in stages}


def stage_called(name: str) -> Stage:
    return next(stage for stages in STAGES["all"] for stage in stages if stage.name == name)


@pytest.mark.parametrize(("marker", "stage"), [("browser", "tests in a browser"), ("spark", "tests on Spark")])
def test_every_test_for_a_stage_of_its_own_lies_where_that_stage_looks(marker: str, stage: str) -> None:
    folders = [PROJECT_ROOT / word for word in stage_called(stage).command if word.startswith("tests/")]
    marked = [file for file in TESTS if re.search(rf"\bmark\.{marker}\b", file.read_text(encoding="utf-8"))]
    assert marked
    assert [file for file in marked if not any(folder in file.parents for folder in folders)] == []


def test_what_the_short_run_does_not_even_collect_is_for_the_long_one() -> None:
    ignored = [word.partition("=")[2] for word in PYTEST_TWICE if word.startswith("--ignore=")]
    for file in ignored:
        text = (PROJECT_ROOT / file).read_text(encoding="utf-8")
        assert len(re.findall(r"^def test_", text, re.MULTILINE)) == text.count("@pytest.mark.slow")
