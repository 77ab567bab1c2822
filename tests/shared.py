"""Public data sets that lie beside the project and are never copied into it."""

import os
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def shared_data(name: str) -> Path:
    """The folder or file of that name among the public data sets; skips the test, saying why, where it is absent."""
    folder = Path(os.environ.get("TENURE_SHARED_DATA") or PROJECT_ROOT.parent / "shared" / "data")
    path = folder / name
    if not path.exists():
        pytest.skip(f"the public data set {name} is not at {path}; TENURE_SHARED_DATA names the folder that holds it")
    return path
