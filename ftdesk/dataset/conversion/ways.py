"""From one kind of row to another, as a picklable value that worker processes apply to every row of a file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ftdesk.dataset.conversion import alpaca, api_records, comparisons, pairs, sharegpt, table
from ftdesk.dataset.conversion.losses import (
    PLAIN_TEXT,
    UNKNOWN_FORMAT,
    Converted,
    Losses,
    Refused,
    Value,
)
from ftdesk.dataset.conversion.pairs import PairStyle
from ftdesk.dataset.conversion.spelling import style_of, write
from ftdesk.dataset.conversion.table import CELLS, TableColumns
from ftdesk.dataset.formats import Foreign, Format, foreign_name, recognise

_Reading = Callable[[Value, Losses], Value]

INTO_TRAINING: Mapping[Foreign, _Reading] = {
    Foreign.SHAREGPT: sharegpt.into_training,
    Foreign.ALPACA: alpaca.into_chat,
    Foreign.COMPARISON: comparisons.into_preference,
    Foreign.BATCH_INPUT: api_records.batch_input,
    Foreign.BATCH_OUTPUT: api_records.batch_output,
    Foreign.STORED_COMPLETION: api_records.stored_completion,
}


class Way(Protocol):
    """Makes another row of a row."""

    @property
    def line_end(self) -> bytes:
        """What ends a row in the new file."""

    def convert(self, value: Value) -> Converted:
        """What a parsed row becomes. A row that is right already comes back as it is."""

    def spelled(self, value: Value, like: str) -> bytes:
        """A converted row without its line end, in the style of the text `like`."""

    def kept(self, line: bytes) -> bytes | None:
        """What stands in the new file for a row that cannot be converted; None where it is left out."""


@dataclass(frozen=True, slots=True)
class IntoTraining:
    """Rows of other tools become examples to train on."""

    pairs: PairStyle | None = None
    """What stands around prompts and completions that become chats; None leaves such rows as they are."""
    table: TableColumns | None = None
    """The columns, where the rows are cells."""

    @property
    def line_end(self) -> bytes:
        """That of a training file."""
        return b"\n"

    def convert(self, value: Value) -> Converted:
        """A chat or a preference."""
        return converted(self._made, value)

    def spelled(self, value: Value, like: str) -> bytes:
        """The line of an example."""
        return write(value, style_of(like)).encode()

    def kept(self, line: bytes) -> bytes | None:
        """The row as it is, so that what is wrong with it is seen; cells by the names of their columns."""
        if self.table is None:
            return line
        cells = zip(self.table.names, json.loads(line)[CELLS], strict=False)
        return json.dumps(dict(cells), ensure_ascii=False).encode()

    def _made(self, value: Value, losses: Losses) -> Value:
        if self.table is not None and CELLS in value:
            value = table.into_training(value, losses, self.table)
        foreign = foreign_name(value)
        if foreign is Foreign.TEXT:
            raise Refused(PLAIN_TEXT)
        if foreign is not None:
            return INTO_TRAINING[foreign](value, losses)
        kind = recognise(value)
        if kind is Format.UNKNOWN:
            raise Refused(UNKNOWN_FORMAT)
        if kind is Format.COMPLETION and self.pairs is not None:
            return pairs.into_chat(value, losses, self.pairs)
        return value


def converted(make: _Reading, value: Value) -> Converted:
    """A row with what was lost on the way."""
    losses = Losses()
    try:
        return Converted(make(value, losses), tuple(losses.found))
    except Refused as refusal:
        return Converted(None, (refusal.loss,))
