"""Proxies, and the silence of the libraries' logs."""

import logging

import pytest

from ftdesk.api.client import ApiClient
from ftdesk.api.errors import NotReached, UnreachedReason
from ftdesk.api.types import Endpoint, Secret


@pytest.fixture
def proxied(monkeypatch, server):
    """The scripted server as the environment's proxy for everything."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://user:hidden@127.0.0.1:{server.port}")
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)


def test_loopback_calls_do_not_go_to_the_environments_proxy(proxied, server, client):
    server.answers({})
    client.get_json("models")
    assert server.asked[0].target == "/v1/models"
    assert client.proxy == ""


def test_other_calls_go_to_the_proxy_and_it_is_shown_without_its_log_in(proxied, server):
    server.answers({"via": "proxy"})
    client = ApiClient(Endpoint("http://remote.example/v1"))
    assert client.get_json("models") == {"via": "proxy"}
    client.close()
    assert server.asked[0].target == "http://remote.example/v1/models"
    assert client.proxy == f"http://127.0.0.1:{server.port}"


def test_a_proxy_that_refuses_the_way_is_named_and_never_sees_the_key(proxied, server, key, say):
    server.does(say.answer("", status=407))
    client = ApiClient(Endpoint("https://remote.example/v1", Secret(key)), read_attempts=1)
    with pytest.raises(NotReached) as caught:
        client.get_json("models")
    client.close()
    assert caught.value.reason is UnreachedReason.PROXY
    assert server.asked[0].method == "CONNECT"
    assert key not in str(server.asked)


def test_a_kind_of_proxy_that_we_do_not_speak_is_named(monkeypatch):
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(NotReached) as caught:
        ApiClient(Endpoint("https://remote.example/v1"))
    assert caught.value.reason is UnreachedReason.PROXY_KIND


def test_the_libraries_write_nothing_even_at_debug(server, client, key, caplog):
    server.answers({})
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in ("httpx", "httpcore")]
    levels = {name: logging.getLogger(name).level for name in names}
    caplog.set_level(logging.DEBUG)
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        client.get_json("models")
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    assert len(names) >= 4
    assert caplog.records == []
