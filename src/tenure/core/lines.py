"""How many requests each process of a server has in hand, so that none is asked for more than its share.

Linux deals connections out to a server's processes by chance, and a browser keeps the one it was dealt: eight people
may wait for one process while the other is idle. A process that has more in hand than another one gives connections
back, and whoever is sent away is dealt one anew.
"""

import mmap
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

# Parent, process, requests in hand; a process has the place of its number.
_RECORD = struct.Struct("=III")
_PLACES = 64
# Elsewhere processes take connections from one line, and there is nothing to be dealt anew.
ARE_DEALT = sys.platform == "linux"


class Lines:
    """What the processes of one server have in hand, told in a file that all of them see."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shared: mmap.mmap | None = None
        self._change = Lock()
        self._mine = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Have one more request in hand."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def is_longer(self) -> bool:
        """Whether this process has more in hand than another one of the same server."""
        others = self._others() if self._mine else []
        return any(self._mine > other for other in others)

    def _count(self, step: int) -> None:
        with self._change:
            self._mine += step
            place = os.getpid() % _PLACES * _RECORD.size
            _RECORD.pack_into(self._opened(), place, os.getppid(), os.getpid(), self._mine)

    def _others(self) -> list[int]:
        server, me = os.getppid(), os.getpid()
        records = _RECORD.iter_unpack(self._opened())
        return [count for parent, one, count in records if parent == server and one != me and _lives(one)]

    def _opened(self) -> mmap.mmap:
        if self._shared is None:
            size = _PLACES * _RECORD.size
            with self._path.open("a+b") as file:
                file.truncate(size)
                self._shared = mmap.mmap(file.fileno(), size)
        return self._shared


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
