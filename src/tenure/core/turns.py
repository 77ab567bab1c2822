"""One thread after another, in the order in which they came."""

from collections import deque
from threading import Lock
from types import TracebackType


class Turns:
    """A lock that is handed on to whoever has waited longest; Python's own may be taken by whoever comes last.

    >>> turns = Turns()
    >>> with turns:
    ...     "mine"
    'mine'
    """

    def __init__(self) -> None:
        self._change = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        """Wait for one's turn."""
        with self._change:
            if not self._taken:
                self._taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one go on, or leave it to whoever comes."""
        with self._change:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
