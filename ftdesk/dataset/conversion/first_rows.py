"""What a file of lines is, told by its first rows: whose format most of them have, and what a conversion needs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import orjson

from ftdesk.dataset.conversion.losses import Value
from ftdesk.dataset.conversion.pairs import PairStyle, style_of_pairs
from ftdesk.dataset.conversion.table import TableColumns
from ftdesk.dataset.conversion.ways import IntoTraining
from ftdesk.dataset.formats import Foreign, Format, foreign_name, recognise

LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The other tool's format that most rows have, if any; the style of pairs where some are prompt and completion."""

    foreign: Foreign | None
    pairs: PairStyle | None


def look(lines: Iterable[bytes], table: TableColumns | None = None) -> FirstRows:
    """Look at the first rows, which are cells where there is a `table`; what is no JSON object says nothing."""
    values = list(_objects(islice(lines, LOOKED_AT)))
    if table is not None:
        made = (IntoTraining(table=table).convert(value).value for value in values)
        values = [value for value in made if value is not None]
    names = Counter(foreign_name(value) for value in values)
    foreign, _ = max(names.items(), key=lambda item: item[1], default=(None, 0))
    pairs = [value for value in values if recognise(value) is Format.COMPLETION]
    return FirstRows(foreign, style_of_pairs(pairs) if pairs else None)


def _objects(lines: Iterable[bytes]) -> Iterable[Value]:
    for line in lines:
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(value, dict):
            yield value
