"""A process knows whether it has more in hand than another one of its server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tenure.core.lines import ARE_DEALT, Lines

pytestmark = pytest.mark.skipif(not ARE_DEALT, reason="only Linux deals connections out")
# Has some requests in hand, says so, and answers each line with whether its own line is the longer one.
PROCESS = """
import sys
from contextlib import ExitStack
from pathlib import Path
from tenure.core.lines import Lines
lines = Lines(Path(sys.argv[1]))
with ExitStack() as hand:
    for _ in range(int(sys.argv[2])):
        hand.enter_context(lines.one_more())
    with lines.one_more():
        pass
    print("ready", flush=True)
    for _ in sys.stdin:
        print(lines.is_longer(), flush=True)
"""


def process(path: Path, in_hand: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROCESS, str(path), str(in_hand)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert said(started) == "ready"
    return started


def said(started: "subprocess.Popen[str]") -> str:
    assert started.stdout
    return started.stdout.readline().strip()


def asked(started: "subprocess.Popen[str]") -> str:
    assert started.stdin
    started.stdin.write("?\n")
    started.stdin.flush()
    return said(started)


@pytest.mark.parametrize(
    ("mine", "other", "longer"), [(3, 1, "True"), (2, 2, "False"), (1, 3, "False"), (0, 0, "False")]
)
def test_the_one_with_more_in_hand_is_told(tmp_path: Path, mine: int, other: int, longer: str) -> None:
    first, second = process(tmp_path / "lines", mine), process(tmp_path / "lines", other)
    with first, second:
        assert asked(first) == longer
        first.kill()
        second.kill()


def test_a_process_that_is_gone_counts_no_more(tmp_path: Path) -> None:
    first, second = process(tmp_path / "lines", 3), process(tmp_path / "lines", 0)
    with first, second:
        assert asked(first) == "True"
        second.kill()
        second.wait()
        assert asked(first) == "False"
        first.kill()


def test_alone_there_is_nobody_to_give_anything_to(tmp_path: Path) -> None:
    lines = Lines(tmp_path / "lines")
    with lines.one_more():
        assert not lines.is_longer()
    assert (tmp_path / "lines").stat().st_size < os.sysconf("SC_PAGE_SIZE")
