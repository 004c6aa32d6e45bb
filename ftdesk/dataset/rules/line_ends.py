"""Lines that would be JSON, were it not for what other programs left around the object: commas of a list, marks."""

import orjson

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_AROUND = b" \t\r\n,"


def bare_object(raw: bytes) -> bytes | None:
    """The object around which only byte order marks, commas and blanks stand; None where more is wrong, or nothing."""
    bare = raw.strip(_AROUND)
    while bare.startswith(BYTE_ORDER_MARK):
        bare = bare[len(BYTE_ORDER_MARK) :].strip(_AROUND)
    if bare == raw or not bare.startswith(b"{"):
        return None
    try:
        orjson.loads(bare)
    except orjson.JSONDecodeError:
        return None
    return bare
