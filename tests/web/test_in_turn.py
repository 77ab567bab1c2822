"""Pages of one process are made one after the other; what waits for a browser or a lock holds nobody up."""

import threading

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tenure.web.middleware import answer_in_turn


class Meeting:
    """An answer during which two requests wait for each other, for so many seconds at most."""

    def __init__(self, seconds: float) -> None:
        self.both = threading.Barrier(2, timeout=seconds)
        self.met: list[bool] = []

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            self.both.wait()
            self.met.append(True)
        except threading.BrokenBarrierError:
            self.met.append(False)
        return HttpResponse(request.method)


@pytest.mark.parametrize(
    ("methods", "met"),
    [(("GET", "GET"), False), (("GET", "HEAD"), False), (("GET", "POST"), True), (("POST", "PUT"), True)],
)
def test_only_what_reads_waits_for_its_turn(methods: tuple[str, str], *, met: bool) -> None:
    # Who is to meet is given time; that the others do not is seen soon.
    meeting = Meeting(seconds=20 if met else 0.5)
    answered = answer_in_turn(meeting)
    ask = [threading.Thread(target=answered, args=[RequestFactory().generic(method, "/")]) for method in methods]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join()
    assert meeting.met == [met, met]


def test_a_server_of_one_process_keeps_its_connections() -> None:
    response = answer_in_turn(lambda _: HttpResponse())(RequestFactory().get("/"))
    assert "Connection" not in response
