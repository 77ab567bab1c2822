"""Run `tenure` in this process as a shell would."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tenure.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON, once the command has succeeded."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def accounts(self) -> dict[str, Any]:
        """The accounts of a JSON ranking by id."""
        return {account["account"]: account for account in self.json["accounts"]}


class Tenure:
    """The command line with its output captured."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        self.capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = self.capsys.readouterr()
        return Answer(code, out, err)

    def rank(self, orders: Path, *arguments: str | Path) -> Answer:
        """`tenure rank` with the answer as JSON."""
        return self("rank", "--orders", orders, *arguments, "--format", "json")


def write(path: Path, *lines: str) -> Path:
    """A text file of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
