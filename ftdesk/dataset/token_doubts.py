"""Where no source says how a provider counts: such counts are shown with "≈" and the reason.

What a vocabulary makes of a text is certain, and OpenAI's cookbook ("How to count tokens with tiktoken") gives what
messages, names and examples add. For the rest there are figures for requests or none at all. Models whose vocabulary
is unknown have a reason of their own (`Target.approximate_reason`).
"""

from enum import IntFlag

from ftdesk.wording import QT_TRANSLATE_NOOP


class Doubt(IntFlag):
    """Why the count of an example is near, not certain; the bits of all its reasons."""

    TOOLS = 1
    CALLS = 2
    PICTURES = 4
    PREFERENCE = 8
    BLANKS = 16


_REASONS = {
    Doubt.TOOLS: QT_TRANSLATE_NOOP(
        "Encoding",
        "How training counts the definitions of tools is not published; they count as in requests.",
    ),
    Doubt.CALLS: QT_TRANSLATE_NOOP("Encoding", "How training counts tool calls is not published."),
    Doubt.PICTURES: QT_TRANSLATE_NOOP("Encoding", "Pictures in high detail count as 1024 × 1024."),
    Doubt.PREFERENCE: QT_TRANSLATE_NOOP("Encoding", "How preference examples are billed is not published."),
    Doubt.BLANKS: QT_TRANSLATE_NOOP("Encoding", "Over 200,000 spaces in a row are counted in parts."),
}


def reasons_of(doubts: int, vocabulary: str | None = None) -> tuple[str, ...]:
    """Why counts are near (English sentences, context "Encoding"); none where they are certain.

    `vocabulary` is what is to be said of the vocabulary (`Target.approximate_reason`), if anything.
    """
    known = () if vocabulary is None else (vocabulary,)
    return (*known, *(reason for doubt, reason in _REASONS.items() if doubts & doubt))
