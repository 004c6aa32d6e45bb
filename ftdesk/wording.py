"""How sentences for people are written below the window: an English template and its arguments, kept apart.

The window translates the template first and fills it then; the marker has the name that Qt's lupdate knows.
"""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 - the name Qt's lupdate looks for
    """Mark `text` for translation under `context` and return it as it is."""
    return text


def bytes_in_words(size: int) -> str:
    """A size as people write it, in decimal units."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"
