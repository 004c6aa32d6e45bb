"""What is wrong with a provider's address, told while it is being typed.

The client checks again, and strictly, before anything is sent; this needs nothing that takes time to load.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from ftdesk.api.errors import EndpointReason
from ftdesk.workspace.addresses import is_loopback


def objection_to(address: str, *, has_key: bool) -> EndpointReason | None:
    """Why `address` cannot be used, None if it can. A key goes over plain http to this computer only."""
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return EndpointReason.NOT_A_URL
    objections = {
        EndpointReason.SCHEME: parts.scheme not in {"http", "https"},
        EndpointReason.NOT_A_URL: not host or any(letter.isspace() or letter == "%" for letter in host),
        EndpointReason.CREDENTIALS: parts.username is not None,
        EndpointReason.QUERY: bool(parts.query or parts.fragment),
        EndpointReason.PLAIN_HTTP: has_key and parts.scheme == "http" and not is_loopback(host),
    }
    return next((reason for reason, applies in objections.items() if applies), None)
