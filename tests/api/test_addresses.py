"""Addresses: which are refused, which are this machine, which go through a proxy."""

import httpx
import pytest

from ftdesk.api.addresses import checked_base_url, is_loopback, path_segment, proxy_for, without_secrets
from ftdesk.api.errors import EndpointReason, EndpointUnusable
from ftdesk.api.types import Endpoint, Secret

KEYED = Secret("sk-1")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", EndpointReason.SCHEME),
        ("example.com/v1", EndpointReason.SCHEME),
        ("ftp://example.com", EndpointReason.SCHEME),
        ("file:///etc/passwd", EndpointReason.SCHEME),
        ("https://", EndpointReason.NOT_A_URL),
        ("https://exa mple.com", EndpointReason.NOT_A_URL),
        ("https://host:port/v1", EndpointReason.NOT_A_URL),
        ("https://user:pass@example.com/v1", EndpointReason.CREDENTIALS),
        ("https://example.com/v1?x=1", EndpointReason.QUERY),
        ("http://example.com/v1", EndpointReason.PLAIN_HTTP),
        ("http://192.168.1.5:8000/v1", EndpointReason.PLAIN_HTTP),
        ("http://127.0.0.1.evil.example/v1", EndpointReason.PLAIN_HTTP),
        ("http://localhost.evil.example/v1", EndpointReason.PLAIN_HTTP),
    ],
)
def test_an_address_that_must_not_be_used_is_refused(address, reason):
    with pytest.raises(EndpointUnusable) as caught:
        checked_base_url(Endpoint(address, KEYED))
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    "address",
    ["https://example.com/v1", "http://127.0.0.1:8000/v1", "http://[::1]:8000/v1", "http://localhost:1/v1"],
)
def test_a_key_goes_over_https_or_to_this_machine(address):
    assert str(checked_base_url(Endpoint(address, KEYED))) == address + "/"


def test_without_a_key_plain_http_is_allowed():
    assert checked_base_url(Endpoint(" http://192.168.1.5/v1/ ")).path == "/v1/"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("LOCALHOST", True), ("0.0.0.0", False),
     ("10.0.0.1", False), ("localhost.example", False), ("machine.local", False)],
)  # fmt: skip
def test_this_machine_is_known_by_address_and_by_localhost_alone(host, expected):
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("name", "segment"),
    [("ft:base:org::x", "ft%3Abase%3Aorg%3A%3Ax"), ("..", "%2E%2E"), (".", "%2E"), ("a/b", "a%2Fb")],
)
def test_an_id_is_one_part_of_a_path(name, segment):
    assert path_segment(name) == segment


@pytest.fixture
def environment(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return monkeypatch.setenv


@pytest.mark.parametrize("address", ["http://127.0.0.1:8/v1", "http://localhost/v1", "http://[::1]/v1"])
def test_this_machine_is_never_reached_through_a_proxy(environment, address):
    environment("HTTP_PROXY", "http://proxy.example:3128")
    environment("ALL_PROXY", "http://proxy.example:3128")
    assert proxy_for(httpx.URL(address)) is None


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ({"HTTPS_PROXY": "p:1"}, "http://p:1"),
        ({"ALL_PROXY": "http://p:1"}, "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "api.example.com"}, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "other.example"}, "http://p:1"),
    ],
)
def test_other_servers_are_reached_as_the_environment_says(environment, variables, expected):
    for name, value in variables.items():
        environment(name, value)
    assert proxy_for(httpx.URL("https://api.example.com/v1")) == expected


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://u:p@host:8/path?token=x#y", "https://host:8/path"),
        ("https://[broken", ""),
        ("https://host:999999/", ""),
    ],
)
def test_a_shown_address_holds_no_secret(address, shown):
    assert without_secrets(address) == shown
