"""The part of a text that a field shows: all of it, or a stretch where the whole would make the field slow.

Qt lays a paragraph out anew at every key, which takes 20 ms for 50,000 characters in one paragraph and hangs for a
million. What is shown is edited like any text; what is not shown stays as it is.
"""

from dataclasses import dataclass

PART = 20_000
"""Characters shown of a text that is not shown whole."""
LONGEST_PARAGRAPH = 50_000
LONGEST_WHOLE = 400_000


@dataclass(frozen=True, slots=True)
class TextWindow:
    """The shown stretch `first:last` of a text of `length` characters."""

    first: int
    last: int
    length: int

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is shown."""
        return self.last - self.first == self.length

    def grown(self, characters: int) -> "TextWindow":
        """The same stretch after an edit inside it made the text longer (or, negative, shorter)."""
        return TextWindow(self.first, self.last + characters, self.length + characters)

    def earlier(self) -> "TextWindow":
        """The stretch before."""
        return part_at(self.first - PART, self.length)

    def later(self) -> "TextWindow":
        """The stretch after."""
        return part_at(self.last, self.length)


EMPTY = TextWindow(0, 0, 0)


def window_for(text: str, place: int = 0) -> TextWindow:
    """All of a text that a field can carry, else a part that shows the character at `place`."""
    if fits(text):
        return TextWindow(0, len(text), len(text))
    return part_at(place // PART * PART, len(text))


def part_at(first: int, length: int) -> TextWindow:
    """The part that starts at `first`, or as near as the text allows."""
    first = max(0, min(first, length - 1))
    return TextWindow(first, min(length, first + PART), length)


def fits(text: str) -> bool:
    """Whether a field can carry the whole text."""
    if len(text) <= LONGEST_PARAGRAPH:
        return True
    if len(text) > LONGEST_WHOLE:
        return False
    start = 0
    while start < len(text) - LONGEST_PARAGRAPH:
        end = text.rfind("\n", start, start + LONGEST_PARAGRAPH)
        if end < 0:
            return False
        start = end + 1
    return True
