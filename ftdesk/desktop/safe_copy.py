"""Text of a model or a server on its way to the clipboard: letters only, nothing that a terminal or reader obeys."""

import re

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line feed, and those that turn the direction of the text around."""


def without_controls(text: str) -> str:
    """`text` as it reads, line ends as line feeds."""
    return _OBEYED.sub("", text.replace("\r\n", "\n"))
