"""Where an example passes its model's limit. Most providers cut off what comes after it, without a word.

They cut the tokens that the model would read, in its order (`billed_pieces.py`). Where in a text that falls takes
its tokens, so this runs in a worker process.
"""

from dataclasses import dataclass, replace

from ftdesk.dataset.billed_pieces import Place
from ftdesk.dataset.formats import TRAINABLE, Format, recognise
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.json_line import read_line
from ftdesk.dataset.target import OverLong
from ftdesk.dataset.tokens import TokenCounter
from ftdesk.dataset.validation import counter_of


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an example passes the limit: at a character of the text at `place`.

    `lost` are the tokens after it, `lost_trained` those among them that would have been trained on; what becomes of the
    example, `fate`, is not always known.
    """

    place: Place
    character: int
    limit: int
    lost: int
    lost_trained: int
    fate: OverLong | None = OverLong.CUT


def find_cut(line: bytes, options: CheckOptions) -> Cut | None:
    """Where one line (without its line end) passes the limit of the options.

    None where it does not: it fits, there is no limit, tokens are not counted, it cannot be read, or it is a preference
    example, of which nobody says how it is cut. Raises `VocabularyUnusable`.
    """
    reading, counter = read_line(line, Found(1)), counter_of(options)
    if reading is None or counter is None or options.token_limit is None:
        return None
    kind = options.format or recognise(reading.value)
    if kind not in TRAINABLE or kind is Format.PREFERENCE:
        return None
    cut = cut_of(reading.value, kind, counter, options.token_limit)
    return None if cut is None else replace(cut, fate=options.over_long)


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
