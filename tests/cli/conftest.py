"""The command line under test."""

import pytest

from tests.cli.runner import Tenure


@pytest.fixture
def tenure(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tenure:
    """`tenure` as a function; TENURE_DEBUG off, since it would show tracebacks."""
    monkeypatch.delenv("TENURE_DEBUG", raising=False)
    return Tenure(capsys)
