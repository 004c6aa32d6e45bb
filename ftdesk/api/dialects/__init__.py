"""The dialects by name."""

from ftdesk.api.dialects.compatible import COMPATIBLE
from ftdesk.api.dialects.dialect import Dialect
from ftdesk.api.dialects.openai import OPENAI
from ftdesk.api.errors import EndpointReason, EndpointUnusable

_DIALECTS = {dialect.name: dialect for dialect in (OPENAI, COMPATIBLE)}


def dialect_named(name: str) -> Dialect:
    """The dialect that an `Endpoint` names; EndpointUnusable if there is none of that name."""
    if name not in _DIALECTS:
        raise EndpointUnusable("dialect", EndpointReason.DIALECT)
    return _DIALECTS[name]


__all__ = ["Dialect", "dialect_named"]
