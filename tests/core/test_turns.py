"""Whoever has waited longest goes next, and nobody waits for one who failed."""

import threading
import time

import pytest

from tenure.core.turns import Turns


def test_threads_go_in_the_order_in_which_they_came() -> None:
    turns, went = Turns(), []

    def go(number: int) -> None:
        with turns:
            went.append(number)

    threads = [threading.Thread(target=go, args=(number,)) for number in range(8)]
    with turns:
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            until(lambda waiting=waiting: len(turns._waiting) == waiting)
        assert went == []
    for thread in threads:
        thread.join()
    assert went == list(range(8))


def test_one_at_a_time() -> None:
    turns, inside, most = Turns(), [], []

    def go() -> None:
        for _ in range(50):
            with turns:
                inside.append(1)
                most.append(len(inside))
                time.sleep(0)
                inside.pop()

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (300, 1)


def test_who_fails_lets_the_next_one_go_on() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="no"), turns:
        raise ValueError("no")
    with turns:
        pass


def until(reached: object) -> None:
    """Wait until it is so, for ten seconds at most."""
    last = time.monotonic() + 10
    while not reached():  # type: ignore[operator]
        assert time.monotonic() < last
        time.sleep(0.001)
