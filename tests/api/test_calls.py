"""One call: its deadlines, and how a blocked thread is woken."""

import socket
import threading
import time

import pytest

from ftdesk.api.calls import Call
from ftdesk.api.errors import DeadlinePassed
from ftdesk.api.limits import Limits
from ftdesk.errors import Cancelled


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_shutting_the_socket_down_wakes_a_blocked_read_at_once(pair, monkeypatch):
    monkeypatch.setattr("ftdesk.api.calls._SLICE_SECONDS", 30.0)
    call, (ours, _) = Call(Limits(total=None)), pair
    threading.Timer(0.1, call.abort).start()
    with pytest.raises(Cancelled):
        call.operate(ours, lambda: ours.recv(1), 20.0)


def test_a_read_that_shutting_down_does_not_wake_is_over_soon(pair):
    call, (ours, _) = Call(Limits(total=None)), pair
    threading.Timer(0.1, call._aborted.set).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        call.operate(ours, lambda: ours.recv(1), 20.0)
    assert time.monotonic() - started < 0.6


def test_an_aborted_call_never_shuts_down_a_socket_it_has_left(pair):
    call, (ours, theirs) = Call(Limits()), pair
    theirs.sendall(b"x")
    assert call.operate(ours, lambda: ours.recv(1), 1.0) == b"x"
    call.abort()
    theirs.sendall(b"y")
    assert ours.recv(1) == b"y"


def test_the_total_deadline_ends_a_read_before_its_idle_limit(pair):
    call, (ours, _) = Call(Limits(total=0.2)), pair
    with pytest.raises(DeadlinePassed) as caught:
        call.operate(ours, lambda: ours.recv(1), 20.0)
    assert (caught.value.idle, caught.value.seconds) == (False, 0.2)


def test_what_the_system_reports_is_not_taken_for_waiting(pair):
    def fail():
        raise TimeoutError(110, "Connection timed out")

    with pytest.raises(TimeoutError):
        Call(Limits()).operate(pair[0], fail, 5.0)
