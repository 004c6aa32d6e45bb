"""How long to wait: what the server says, within bounds."""

from email.utils import formatdate

import pytest

from ftdesk.api import errors
from ftdesk.api.retries import pause_before_retry, retry_after

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("2", 2.0),
        ("2.5", 2.5),
        (" 7 ", 7.0),
        ("0", 1.0),
        ("-5", 1.0),
        ("1000000000", 900.0),
        ("1e300", 900.0),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("soon", None),
        ("Wed, 99 Foo 2026", None),
        ("9" * 400, None),
        (formatdate(NOW + 30, usegmt=True), 30.0),
        (formatdate(NOW - 30, usegmt=True), 1.0),
        (formatdate(NOW + 86_400, usegmt=True), 900.0),
    ],
)
def test_retry_after_is_read_in_every_form_and_bounded(told, seconds):
    assert retry_after({"retry-after": told}, NOW) == seconds


@pytest.mark.parametrize(
    ("told", "seconds"), [("1500", 1.5), ("20", 1.0), ("-1", 1.0), ("9e9", 900.0), ("junk", 4.0)]
)
def test_milliseconds_count_before_seconds(told, seconds):
    assert retry_after({"retry-after-ms": told, "retry-after": "4"}, NOW) == seconds


def test_nothing_said_is_nothing_to_obey():
    assert retry_after({}) is None


def test_pauses_grow_with_jitter_up_to_a_cap():
    for attempt, longest in [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (50, 8.0)]:
        pauses = [pause_before_retry(errors.ConnectionLost(), attempt) or 0.0 for _ in range(50)]
        assert all(0.75 * longest <= pause <= longest for pause in pauses)
        assert len(set(pauses)) > 1


@pytest.mark.parametrize(
    "lasting",
    [
        errors.QuotaExhausted(429, retry_after=1.0),
        errors.KeyRejected(401),
        errors.NotReached(errors.UnreachedReason.CERTIFICATE, "host"),
        errors.AnswerUnusable(errors.UnusableReason.WEB_PAGE, 200),
        errors.RedirectRefused(302, ""),
        errors.DeadlinePassed(1, idle=False, sent=True),
    ],
)
def test_what_waiting_cannot_mend_is_not_waited_for(lasting):
    assert pause_before_retry(lasting, 1) is None


def test_a_server_that_says_when_is_obeyed():
    assert pause_before_retry(errors.TooManyRequests(429, retry_after=12.0), 1) == 12.0
