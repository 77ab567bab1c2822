"""Static files whose addresses carry a hash of their content, so that browsers may keep them for ever.

The hash is taken from the files where they lie. Nothing has to be collected or built before the server starts.
"""

import hashlib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]


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


class HashedFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves every static file at its hashed address, and at its plain one for those who do not know the hash."""

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)
        super().add_file_to_dictionary(hashed_name(url, Path(path)), path, stat_cache=stat_cache)
