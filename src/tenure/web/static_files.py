"""Static files whose addresses carry a hash of their content, so that browsers may keep them for ever.

The hash is taken from the files where they lie. Nothing has to be collected or built before the server starts.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

HASHED = re.compile(r"(?P<stem>.+)\.[0-9a-f]{12}(?P<suffix>\.[^./]+)")


def hashed_name(name: str, path: Path) -> str:
    """The file's name with twelve digits of its content's hash before the last suffix: web/tenure.0a1b2c3d4e5f.css."""
    place = PurePosixPath(name)
    return str(place.with_name(f"{place.stem}.{_digest(path, path.stat().st_mtime_ns)}{place.suffix}"))


@cache
def _digest(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class HashedStorage(StaticFilesStorage):
    """Gives pages the hashed addresses."""

    def url(self, name: str | None) -> str:
        found = finders.find(name) if name else None
        return super().url(hashed_name(name, Path(found)) if name and found else name)


class HashedFinder(BaseFinder):
    """Finds files by their hashed names, for Django's own servers of development and tests."""

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        match = HASHED.fullmatch(path)
        plain = f"{match['stem']}{match['suffix']}" if match else ""
        found = finders.find(plain) if plain else None
        is_current = found is not None and hashed_name(plain, Path(found)) == path
        if not is_current:
            return []
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:  # noqa: ARG002 - Django's signature
        """No file of its own."""
        return ()


class HashedFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves every static file at its hashed address, and at its plain one for those who do not know the hash."""

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
        super().add_file_to_dictionary(hashed_name(url, Path(path)), path, stat_cache=stat_cache)
