"""Keys: cleaned or refused before a header exists, and never in a text."""

import pytest

from ftdesk.api.client import ApiClient
from ftdesk.api.errors import EndpointUnusable, KeyReason, KeyUnusable
from ftdesk.api.keys import clean_key
from ftdesk.api.types import Endpoint, Secret


@pytest.mark.parametrize(
    "pasted",
    [
        "sk-abc",
        " sk-abc",
        "sk-abc\n",
        "\r\nsk-abc\r\n",
        "\tsk-abc\u00a0",
        "\ufeffsk-abc\u200b",
        "\u3000sk-abc",
    ],
)
def test_blank_edges_of_a_pasted_key_are_taken_off(pasted):
    assert clean_key(pasted) == Secret("sk-abc")


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("", KeyReason.EMPTY),
        (" \n", KeyReason.EMPTY),
        ("sk-canary\nX-Evil: 1", KeyReason.LINE_BREAK),
        ("sk-canary\r\nsk-other", KeyReason.LINE_BREAK),
        ("sk-canary\u2028x", KeyReason.LINE_BREAK),
        ("Bearer sk-canary", KeyReason.SPACE),
        ("sk-canary\tx", KeyReason.SPACE),
        ("sk-canary\u00a0x", KeyReason.SPACE),
        ('"sk-canary"', KeyReason.QUOTES),
        ("\u201csk-canary\u201d", KeyReason.QUOTES),
        ("sk\u2019canary", KeyReason.QUOTES),
        ("sk-canaryキー", KeyReason.NOT_ASCII),
        ("sk\u2013canary", KeyReason.NOT_ASCII),
        ("sk-canary\u200bx", KeyReason.NOT_ASCII),
        ("sk-canary\x00x", KeyReason.CONTROL),
        ("sk-canary\x1b[0m", KeyReason.CONTROL),
        ("k" * 10_000, KeyReason.TOO_LONG),
    ],
)
def test_what_cannot_be_a_key_is_refused_without_quoting_it(pasted, reason):
    with pytest.raises(KeyUnusable) as caught:
        ApiClient(Endpoint("http://127.0.0.1:9/v1", Secret(pasted)))
    assert caught.value.reason is reason
    assert "canary" not in f"{caught.value!r}{caught.value}{caught.value.__dict__}"
    assert caught.value.is_definite_no


@pytest.mark.parametrize("field", ["organization", "project"])
def test_an_organization_or_project_that_fits_no_header_is_refused(field):
    with pytest.raises(EndpointUnusable) as caught:
        ApiClient(Endpoint("http://127.0.0.1:9/v1", **{field: "org\nX-Evil: 1"}))
    assert caught.value.field == field


def test_a_secret_hides_in_every_repr():
    endpoint = Endpoint("https://example.com/v1", Secret("sk-canary"))
    assert "canary" not in f"{endpoint!r} {endpoint} {endpoint.key} {[endpoint.key]}"


def test_secrets_compare_by_their_text():
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert len({Secret("a"), Secret("a")}) == 1
