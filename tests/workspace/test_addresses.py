import pytest

from ftdesk.workspace.addresses import key_origin, origin
from ftdesk.workspace.errors import AddressNotSafe


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://api.openai.com/v1", "https://api.openai.com:443"),
        ("HTTPS://API.OpenAI.com:443/v1/", "https://api.openai.com:443"),
        ("http://localhost:8000/v1", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://host.example./v1", "https://host.example:443"),
    ],
)
def test_an_origin_is_scheme_host_and_port(address: str, expected: str) -> None:
    assert origin(address) == expected


@pytest.mark.parametrize(
    "address", ["", "api.openai.com", "ftp://host/", "https://", "http://h:port/", "http://["]
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(AddressNotSafe):
        origin(address)


@pytest.mark.parametrize(
    "address", ["http://192.168.1.5:8000", "http://localhost.example", "http://127.1.example"]
)
def test_a_key_never_travels_in_clear_text(address: str) -> None:
    with pytest.raises(AddressNotSafe, match="https"):
        key_origin(address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1", "http://127.3.2.1:1", "http://[::1]:1", "http://localhost"]
)
def test_this_machine_may_be_reached_in_clear_text(address: str) -> None:
    assert key_origin(address).startswith("http://")
