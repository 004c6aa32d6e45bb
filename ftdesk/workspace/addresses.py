"""What a key is bound to: the scheme, host and port of a server."""

import ipaddress
from urllib.parse import urlsplit

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import AddressNotSafe

_PORTS = {"http": 80, "https": 443}
_UNUSABLE = QT_TRANSLATE_NOOP(
    "Workspace", "The address {address} is not a web address such as https://host/v1."
)
_CLEAR_TEXT = QT_TRANSLATE_NOOP(
    "Workspace", "A key would travel to {address} unencrypted. Use an address that begins with https."
)


def origin(base_url: str) -> str:
    """`scheme://host:port` of an address, in lower case with the port spelled out. Raises AddressNotSafe."""
    try:
        parts = urlsplit(base_url.strip())
        port = parts.port
    except ValueError as error:
        raise AddressNotSafe(_UNUSABLE, address=base_url) from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host:
        raise AddressNotSafe(_UNUSABLE, address=base_url)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{port or _PORTS[parts.scheme]}"


def key_origin(base_url: str) -> str:
    """Like `origin`; also refuses to carry a key in clear text beyond this machine. Raises AddressNotSafe."""
    result = origin(base_url)
    host = urlsplit(result).hostname or ""
    if result.startswith("http:") and not is_loopback(host):
        raise AddressNotSafe(_CLEAR_TEXT, address=result)
    return result


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
