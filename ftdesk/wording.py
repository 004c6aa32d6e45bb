"""How sentences for people are written below the window: an English template and its arguments, kept apart.

The window translates the template first and fills it then; the marker has the name that Qt's lupdate knows.
"""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001, N802 - the name Qt's lupdate looks for
    """Mark `text` for translation under `context` and return it as it is."""
    return text
