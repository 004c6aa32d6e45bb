"""What a provider cuts off an example that is longer than its model's limit: the end, without a word.

Providers cut the tokens that the model would read, in its order (`billed_pieces.py`). Where in a text that falls takes
its tokens, so this runs in a worker process.
"""

from dataclasses import dataclass

from ftdesk.dataset.billed_pieces import Place
from ftdesk.dataset.formats import TRAINABLE, Format, recognise
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.json_line import read_line
from ftdesk.dataset.tokens import TokenCounter
from ftdesk.dataset.validation import counter_of


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an example ends for a model: at a character of the text at `place`, and all that follows is lost.

    `lost` are the tokens after it, `lost_trained` those among them that would have been trained on.
    """

    place: Place
    character: int
    limit: int
    lost: int
    lost_trained: int


def find_cut(line: bytes, options: CheckOptions) -> Cut | None:
    """What is cut of one line (without its line end) at the limit of the options.

    None where nothing is: it fits, there is no limit, tokens are not counted, it cannot be read, or it is a preference
    example, of which nobody says how it is cut. Raises `VocabularyUnusable`.
    """
    reading, counter = read_line(line, Found(1)), counter_of(options)
    if reading is None or counter is None or options.token_limit is None:
        return None
    kind = options.format or recognise(reading.value)
    if kind not in TRAINABLE or kind is Format.PREFERENCE:
        return None
    return cut_of(reading.value, kind, counter, options.token_limit)


def cut_of(value: dict[str, object], kind: Format, counter: TokenCounter, limit: int) -> Cut | None:
    """The same for a parsed example; None where it fits."""
    read = lost_trained = 0
    place: Place | None = None
    character = 0
    for (what, taught, at, _), tokens in counter.pieces(value, kind):
        kept = max(0, min(tokens, limit - read))
        if kept < tokens and place is None and at:
            place = at
            character = counter.characters_within(what, kept) if isinstance(what, str) else 0
        read += tokens
        lost_trained += (tokens - kept) * taught
    if place is None:
        return None
    return Cut(place, character, limit, read - limit, lost_trained)
