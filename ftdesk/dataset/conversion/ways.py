"""From one kind of row to another, as a picklable value that worker processes apply to every row of a file."""

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

    def convert(self, value: Value) -> Converted:
        """What a parsed row becomes. A row that is right already comes back as it is."""


@dataclass(frozen=True, slots=True)
class IntoTraining:
    """Rows of other tools become examples to train on."""

    pairs: PairStyle | None = None
    """What stands around prompts and completions that become chats; None leaves such rows as they are."""
    table: TableColumns | None = None
    """The columns, where the rows are cells."""

    def convert(self, value: Value) -> Converted:
        """A chat or a preference."""
        return converted(self._made, value)

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
