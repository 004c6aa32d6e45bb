"""One request: deadlines, caps, cancellation, redirects, repeats."""

import gzip
import threading
import time

import pytest

from ftdesk.api import errors
from ftdesk.api.client import ApiClient
from ftdesk.api.limits import Limits
from ftdesk.api.types import Endpoint, Secret
from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled


@pytest.fixture
def patient(server):
    api = ApiClient(Endpoint(server.base_url))
    yield api
    api.close()


def test_a_request_carries_key_organization_and_project(server, key):
    server.answers({})
    api = ApiClient(Endpoint(server.base_url + "/", Secret(key), "org-1", " proj-1\n"))
    api.get_json("models", query={"limit": "5"})
    api.close()
    (asked,) = server.asked
    assert (asked.method, asked.target) == ("GET", "/v1/models?limit=5")
    assert asked.headers["authorization"] == f"Bearer {key}"
    assert asked.headers["openai-organization"] == "org-1"
    assert asked.headers["openai-project"] == "proj-1"


def test_without_a_key_no_authorization_is_sent(server, patient):
    server.answers({})
    patient.get_json("models")
    assert "authorization" not in server.asked[0].headers


def test_cookies_are_not_kept(server, client, say):
    server.does(say.answer({}, Set_Cookie="a=b; Path=/"))
    client.get_json("models")
    client.get_json("models")
    assert "cookie" not in server.asked[1].headers


def test_reads_share_a_connection_and_posts_never_do(server, client):
    server.answers({})
    for _ in range(3):
        client.get_json("models")
    assert server.connections == 1
    client.post_json("fine_tuning/jobs", {})
    client.post_json("fine_tuning/jobs", {})
    assert server.connections == 3


@pytest.mark.parametrize("drip", ["head", "body"])
def test_a_dripping_answer_meets_the_total_deadline(server, client, say, drip):
    slow = [bytes([byte]) for byte in say.head(Content_Length="1000") + b" " * 1000]
    fast = [say.head(Content_Length="1000"), *[b" "] * 1000]
    server.does(lambda wire: wire.send(*(slow if drip == "head" else fast), pause=0.05))
    started = time.monotonic()
    with pytest.raises(errors.DeadlinePassed) as caught:
        client.get_json("models", limits=Limits(total=0.6, idle=5))
    assert time.monotonic() - started < 1.0
    assert caught.value.sent
    assert not caught.value.idle


def test_silence_meets_the_idle_deadline(server, client):
    server.does(lambda wire: wire.stall())
    with pytest.raises(errors.DeadlinePassed) as caught:
        client.get_json("models", limits=Limits(total=5, idle=0.3))
    assert caught.value.idle


def before_the_first_byte(say):
    return lambda wire: wire.stall()


def in_the_head(say):
    return lambda wire: (wire.send(say.head()[:20]), wire.stall())


def in_the_body(say):
    return lambda wire: (wire.send(say.head(Content_Length="10") + b"{"), wire.stall())


@pytest.mark.parametrize("place", [before_the_first_byte, in_the_head, in_the_body])
@pytest.mark.parametrize("is_reused", [False, True])
def test_a_blocked_call_ends_within_half_a_second_of_its_cancellation(server, client, say, place, is_reused):
    server.does(say.answer({}), place(say))
    if is_reused:
        client.get_json("models")
    else:
        server.scripts.pop(0)
    cancellation = Cancellation()
    threading.Timer(0.2, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        client.get_json("models", cancellation=cancellation)
    assert 0.15 < time.monotonic() - started < 0.7


def test_the_server_sees_the_connection_closed_after_cancellation(server, client):
    closed = threading.Event()
    server.does(lambda wire: (wire.read_until_closed(), closed.set()))
    cancellation = Cancellation()
    threading.Timer(0.1, cancellation.cancel).start()
    with pytest.raises(Cancelled):
        client.get_json("models", cancellation=cancellation)
    assert closed.wait(0.5)


def test_cancelling_one_call_leaves_its_neighbour_alone(server, client, say):
    asked_twice = threading.Event()
    server.does(
        lambda wire: wire.stall(),
        lambda wire: (asked_twice.set(), wire.over.wait(0.4), say.answer({"id": "b"})(wire)),
    )
    cancellation = Cancellation()
    first = threading.Thread(target=ask_quietly, args=(client, "a", cancellation))
    first.start()
    server.wait_until_asked()
    found = []
    second = threading.Thread(target=lambda: found.append(client.get_json("b")))
    second.start()
    assert asked_twice.wait(2)
    cancellation.cancel()
    first.join(0.3)
    assert not first.is_alive()
    second.join(2)
    assert found == [{"id": "b"}]


def ask_quietly(client, path, cancellation):
    with pytest.raises(Cancelled):
        client.get_json(path, cancellation=cancellation)


def test_a_call_that_is_cancelled_before_it_starts_asks_nothing(server, client):
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        client.get_json("models", cancellation=cancellation)
    assert server.asked == []


def test_closing_the_client_ends_its_calls(server, client):
    server.does(lambda wire: wire.stall())
    threading.Timer(0.2, client.close).start()
    with pytest.raises(Cancelled):
        client.get_json("models")
    with pytest.raises(Cancelled):
        client.get_json("models")


def test_many_threads_may_ask_at_once(server, client):
    server.answers({"data": []})
    found = []
    threads = [
        threading.Thread(target=lambda: found.extend(client.get_json("models") for _ in range(20)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == [{"data": []}] * 160


def test_an_answer_is_capped_after_unpacking(server, client, say):
    bomb = gzip.compress(b" " * 40_000_000)
    server.does(say.answer(bomb, Content_Encoding="gzip"))
    with pytest.raises(errors.AnswerUnusable) as caught:
        client.get_json("models", limits=Limits(size=1_000_000))
    assert caught.value.reason is errors.UnusableReason.TOO_LARGE


def test_an_endless_answer_is_capped(server, client, say):
    server.does(lambda wire: wire.send(say.head(), *[b" " * 65536] * 1000))
    with pytest.raises(errors.AnswerUnusable) as caught:
        client.get_json("models", limits=Limits(size=1_000_000))
    assert caught.value.reason is errors.UnusableReason.TOO_LARGE


def test_endless_headers_are_refused(server, client):
    server.does(lambda wire: wire.send(b"HTTP/1.1 200 OK\r\n", *[b"X: " + b"y" * 65000 + b"\r\n"] * 100))
    with pytest.raises(errors.ConnectionLost):
        client.get_json("models")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!doctype html><title>Log in</title>", errors.UnusableReason.WEB_PAGE),
        ("\ufeff\n <html>", errors.UnusableReason.WEB_PAGE),
        ("OK", errors.UnusableReason.NOT_JSON),
        ("", errors.UnusableReason.NOT_JSON),
        ("[" * 100_000, errors.UnusableReason.NOT_JSON),
        ("9" * 5_000, errors.UnusableReason.NOT_JSON),
        ("[1]", errors.UnusableReason.SHAPE),
        ("null", errors.UnusableReason.SHAPE),
    ],
)
def test_what_is_no_json_object_is_named(server, client, say, body, reason):
    server.does(say.answer(body))
    with pytest.raises(errors.AnswerUnusable) as caught:
        client.get_json("models")
    assert caught.value.reason is reason


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["get_json", "post_json"])
def test_a_redirect_is_refused_and_its_target_never_sees_the_key(server, client, say, status, method):
    location = f"http://127.0.0.1:{server.port}/other?token=secret"
    server.does(say.answer("", status=status, Location=location))
    with pytest.raises(errors.RedirectRefused) as caught:
        getattr(client, method)("x", **({"body": {}} if method == "post_json" else {}))
    assert caught.value.target == f"http://127.0.0.1:{server.port}/other"
    assert len(server.asked) == 1


def test_a_read_is_tried_again_after_passing_failures(server, patient, say):
    server.does(say.answer({}, status=503), lambda wire: wire.reset(), say.answer({"ok": 1}))
    assert patient.get_json("models") == {"ok": 1}
    assert len(server.asked) == 3


def test_a_read_gives_up_with_the_last_failure(server, patient, say):
    server.does(say.answer({}, status=500))
    with pytest.raises(errors.ServerFailed):
        patient.get_json("models")
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 501])
def test_a_lasting_failure_is_not_tried_again(server, patient, say, status):
    server.does(say.answer({}, status=status))
    with pytest.raises(errors.Refused):
        patient.get_json("models")
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_write_is_never_sent_again(server, patient, say, status):
    server.does(say.answer({}, status=status, Retry_After="1"))
    with pytest.raises(errors.Refused):
        patient.post_json("moderations", {})
    with pytest.raises(errors.Refused):
        patient.delete_json("files/a")
    assert len(server.asked) == 2


def test_a_read_waits_as_long_as_the_server_asks(server, patient, say):
    server.does(say.answer({}, status=429, Retry_After="1"), say.answer({}))
    started = time.monotonic()
    patient.get_json("models")
    assert 1.0 <= time.monotonic() - started < 2.0


def test_a_longer_wait_than_the_deadline_allows_is_left_to_the_caller(server, patient, say):
    server.does(say.answer({}, status=429, Retry_After="60"))
    with pytest.raises(errors.TooManyRequests) as caught:
        patient.get_json("models")
    assert caught.value.retry_after == 60.0
    assert len(server.asked) == 1


def test_cancellation_ends_the_wait_between_two_attempts(server, patient, say):
    server.does(say.answer({}, status=429, Retry_After="20"))
    cancellation = Cancellation()
    threading.Timer(0.2, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        patient.get_json("models", cancellation=cancellation)
    assert time.monotonic() - started < 0.7


def test_a_finished_call_is_forgotten_by_its_cancellation(server, client):
    server.answers({})
    cancellation = Cancellation()
    client.get_json("models", cancellation=cancellation)
    cancellation.cancel()
    assert client.get_json("models") == {}


def test_the_key_shows_nowhere(server, client, key, say):
    server.does(say.answer({"error": {"message": f"Incorrect API key provided: {key}."}}, status=401))
    with pytest.raises(errors.KeyRejected) as caught:
        client.get_json("models")
    error = caught.value
    assert error.message == "Incorrect API key provided: •••."
    assert key not in f"{error!r}{error}{error.body}{client!r}{client.endpoint!r}{vars(error)}"
