"""The one place that decides which SQLite library is used and how carefully."""

import importlib
import sys
from typing import Any

# The write-ahead log's reset bug loses committed pages; these releases carry the fix in their lines.
WAL_FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def install_sqlite_driver() -> None:
    """Put the bundled SQLite in place of the system's for the whole process; without the package, change nothing."""
    try:
        driver = importlib.import_module("pysqlite3")
    except ImportError:
        return
    sys.modules["sqlite3"] = driver
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def sqlite_version() -> tuple[int, int, int]:
    """The version of the SQLite library this process uses."""
    major, minor, patch = importlib.import_module("sqlite3").sqlite_version.split(".")
    return int(major), int(minor), int(patch)


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite release carries the fix of the write-ahead log's reset bug.

    >>> wal_is_safe((3, 40, 1)), wal_is_safe((3, 44, 6)), wal_is_safe((3, 50, 6)), wal_is_safe((3, 53, 4))
    (False, True, False, True)
    """
    line = version[:2]
    return version >= WAL_FIXED[-1] or any(line == fixed[:2] and version >= fixed for fixed in WAL_FIXED)


def sqlite_options() -> dict[str, Any]:
    """Django's OPTIONS for SQLite: durable, one writer at a time that waits its turn, a write-ahead log when safe."""
    journal = "WAL" if wal_is_safe(sqlite_version()) else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
        ),
    }
