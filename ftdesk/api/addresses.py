"""Addresses: which may be used at all, which are this machine, and how paths are joined to them."""

import ipaddress
import re
from urllib.parse import quote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from ftdesk.api.errors import EndpointReason, EndpointUnusable
from ftdesk.api.types import Endpoint

_DEFAULT_PORTS = {"http": 80, "https": 443}


def checked_base_url(endpoint: Endpoint) -> httpx.URL:
    """The base address with a slash at its end; EndpointUnusable where it must not be used.

    A key goes over plain http to this machine only.
    """
    try:
        url = httpx.URL(endpoint.base_url.strip())
    except (httpx.InvalidURL, UnicodeError):
        raise EndpointUnusable("base_url", EndpointReason.NOT_A_URL) from None
    reason = _objection(url, has_key=endpoint.key is not None)
    if reason is not None:
        raise EndpointUnusable("base_url", reason)
    return url.copy_with(path=url.path.rstrip("/") + "/")


def _objection(url: httpx.URL, *, has_key: bool) -> EndpointReason | None:
    objections = {
        EndpointReason.SCHEME: url.scheme not in _DEFAULT_PORTS,
        EndpointReason.NOT_A_URL: not url.host or re.search(r"[\s%]", url.host) is not None,
        EndpointReason.CREDENTIALS: bool(url.userinfo),
        EndpointReason.QUERY: bool(url.query or url.fragment),
        EndpointReason.PLAIN_HTTP: has_key and url.scheme == "http" and not is_loopback(url.host),
    }
    return next((reason for reason, applies in objections.items() if applies), None)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its address or the name localhost; other names are not trusted."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def path_segment(name: str) -> str:
    """A server's id as one part of a path, whatever it contains."""
    return re.sub(r"^\.{1,2}$", lambda dots: "%2E" * len(dots[0]), quote(name, safe=""))


def proxy_for(url: httpx.URL) -> str | None:
    """The proxy that the environment or the system names for this address; never one for this machine."""
    if is_loopback(url.host):
        return None
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    port = url.port or _DEFAULT_PORTS[url.scheme]
    if not proxy or proxy_bypass(f"{url.host}:{port}"):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def without_secrets(address: str) -> str:
    """Scheme, host, port and path of an address that somebody else wrote; its query and log-in stay out."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"[:500] if parts.hostname else ""
    except ValueError:
        return ""
