"""A wheel holds the built front end, so that who installs it needs no Node; without it no wheel is made."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MANIFEST = "src/tenure/web/static/built/manifest.json"


class FrontendIsBuilt(BuildHookInterface):  # type: ignore[misc]
    """Looks before the wheel is built; who installs the folder itself, to work on it, builds the front end after."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        if version != "editable" and not (Path(self.root) / MANIFEST).exists():
            raise SystemExit(f"The front end is not built, for there is no {MANIFEST}; run 'make setup' first.")
