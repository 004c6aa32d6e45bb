import socket
import time

import httpx
import pytest

ROUTES = (
    ("GET", "/v1/files"),
    ("POST", "/v1/files"),
    ("GET", "/v1/files/file-1"),
    ("DELETE", "/v1/files/file-1"),
    ("GET", "/v1/files/file-1/content"),
    ("GET", "/v1/fine_tuning/jobs"),
    ("POST", "/v1/fine_tuning/jobs"),
    ("GET", "/v1/fine_tuning/jobs/ftjob-1"),
    ("POST", "/v1/fine_tuning/jobs/ftjob-1/cancel"),
    ("GET", "/v1/fine_tuning/jobs/ftjob-1/events"),
    ("GET", "/v1/fine_tuning/jobs/ftjob-1/checkpoints"),
    ("GET", "/v1/models"),
    ("GET", "/v1/models/echo-1"),
    ("DELETE", "/v1/models/echo-1"),
    ("POST", "/v1/chat/completions"),
    ("POST", "/v1/completions"),
    ("POST", "/v1/moderations"),
    ("GET", "/"),
    ("GET", "/v1/nothing"),
)
every_route = pytest.mark.parametrize(("method", "path"), ROUTES)


def ask(engine, method, path, **headers):
    url = engine.base_url.removesuffix("/v1") + path
    return engine.client.request(method, url, headers=headers)


@every_route
def test_no_route_answers_without_the_token(engine, conforms, method, path):
    url = engine.base_url.removesuffix("/v1") + path
    answer = httpx.request(method, url, trust_env=False)
    assert answer.status_code == 401
    conforms(answer.json(), "error")


@every_route
def test_no_route_answers_a_wrong_token(engine, method, path):
    assert ask(engine, method, path, Authorization=f"Bearer {engine.token}x").status_code == 401


@every_route
def test_no_route_answers_a_web_page(engine, method, path):
    answer = ask(engine, method, path, Origin="null")
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


@every_route
def test_no_route_answers_under_another_host_name(engine, method, path):
    port = engine.base_url.removesuffix("/v1").rsplit(":", 1)[1]
    assert ask(engine, method, path, Host=f"evil.example:{port}").status_code == 403


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] == "POST"])
@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_no_post_takes_a_body_that_a_form_could_send(engine, method, path, content_type):
    url = engine.base_url.removesuffix("/v1") + path
    answer = engine.client.request(method, url, content=b"{}", headers={"Content-Type": content_type})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.0.0.1.evil.example:{port}", "192.168.0.1:{port}", "x.local:{port}", ""],
)
def test_a_host_is_only_right_with_its_port(engine, host):
    port = engine.base_url.removesuffix("/v1").rsplit(":", 1)[1]
    assert ask(engine, "GET", "/v1/models", Host=host.format(port=port)).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_the_names_of_this_machine_are_let_in(engine, host):
    port = engine.base_url.removesuffix("/v1").rsplit(":", 1)[1]
    assert ask(engine, "GET", "/v1/models", Host=host.format(port=port)).status_code == 200


def test_two_host_headers_are_refused(engine):
    port = int(engine.base_url.removesuffix("/v1").rsplit(":", 1)[1])
    head = f"GET /v1/models HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"{head}Authorization: Bearer {engine.token}\r\n\r\n".encode())
        status = connection.recv(100).split()[1]
    assert status in (b"400", b"403")


def test_a_preflight_is_refused(engine):
    answer = ask(engine, "OPTIONS", "/v1/chat/completions", Origin="https://evil.example")
    assert answer.status_code == 403


def test_only_loopback_is_listened_on(engine):
    port = int(engine.base_url.removesuffix("/v1").rsplit(":", 1)[1])
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port), timeout=2)


def test_an_unknown_route_is_answered_in_the_envelope(engine, conforms):
    answer = engine.client.get("/nothing")
    assert answer.status_code == 404
    conforms(answer.json(), "error")


def test_a_wrong_method_is_answered_in_the_envelope(engine, conforms):
    answer = engine.client.put("/models")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    conforms(answer.json(), "error")


def test_a_json_body_over_8_mb_is_refused(engine, conforms):
    answer = engine.client.post("/moderations", json={"input": "x" * (8 * 1024 * 1024)})
    assert answer.status_code == 413
    conforms(answer.json(), "error")


def test_a_json_body_over_8_mb_of_unknown_length_is_refused(engine):
    chunks = (b"x" * 1024 * 1024 for _ in range(10))
    answer = engine.client.post("/moderations", content=chunks, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b'{"a": NaN}', b"\xff", b"[" * 100_000, b'{"input": "\\ud800"}']
)
def test_what_is_not_a_json_object_is_refused(engine, conforms, body):
    answer = engine.client.post("/moderations", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    conforms(answer.json(), "error")


@pytest.mark.parametrize("identity", ["..%2F..%2Fengine.sqlite", "%00", "a" * 5000, "' OR 1=1 --"])
def test_strange_ids_are_just_not_found(engine, identity):
    assert engine.client.get(f"/files/{identity}").status_code == 404
    assert engine.client.get(f"/fine_tuning/jobs/{identity}").status_code == 404


def test_every_answer_has_an_id_of_its_own(engine):
    answers = [
        engine.client.get("/models"),
        engine.client.get("/nothing"),
        ask(engine, "GET", "/", Origin="x"),
    ]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 3


def test_silent_connections_do_not_keep_others_out(engine):
    port = int(engine.base_url.removesuffix("/v1").rsplit(":", 1)[1])
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
    try:
        start = time.monotonic()
        assert engine.client.get("/models").status_code == 200
        assert time.monotonic() - start < 2
    finally:
        for connection in silent:
            connection.close()
