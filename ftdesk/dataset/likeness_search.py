"""The search for rows that say nearly the same, as rounds of calls for worker processes.

Whoever has the processes makes the calls of a round, in any order, and hands back what came of them, in theirs.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ftdesk.dataset.lines import Positions
from ftdesk.dataset.near_duplicates import (
    Likes,
    Pairs,
    alike,
    batches,
    candidates,
    joined,
    likes,
    sample_of,
    shared_in,
    sketch_part,
)
from ftdesk.dataset.parts import Part
from ftdesk.dataset.snapshot import Snapshot

LINES_A_PART = 4_000
BYTES_A_PART = 2 << 20
_ALL = 1 << 62


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """Calls of one function of a module: how many rows or pairs one looks at, and its arguments.

    They are described as they are asked for, which may read the index.
    """

    function: Callable[..., Any]
    calls: Iterator[tuple[int, tuple[Any, ...]]]
    count: int
    """How many rows or pairs there are in all."""


Search = Generator[Round, list[Any], Likes]
"""Rounds to be made, and at the end the rows that are alike. Driven in any thread but the window's."""


def near_duplicates(rows: Snapshot) -> Search:
    """Rows that are nearly the same as an earlier one."""
    return _search(rows, None)


def leaks(rows: Snapshot, validation: Snapshot) -> Search:
    """Rows that are nearly the same as one of the validation file: `Likes.earlier` are its row ids."""
    return _search(rows, validation)


def _search(rows: Snapshot, others: Snapshot | None) -> Search:
    if not len(rows.order):
        return likes(rows.order, candidates(joined([])), np.zeros(0, np.float32))
    files = [rows] if others is None else [others, rows]
    border = 0 if others is None else len(others.order)
    sample = [part for file in files for part in _parts(file, sample_of(len(file.order)))]
    [shared] = yield Round(shared_in, iter([(1, (sample,))]), 1)
    parts = (part for file in files for part in file.parts(LINES_A_PART, BYTES_A_PART))
    described = ((len(part.row_ids), (part, shared)) for part in parts)
    sketches = joined((yield Round(sketch_part, described, border + len(rows.order))))
    found = candidates(sketches, border)
    lots = ((len(lot), (*_rows_of(files, lot), shared)) for lot in batches(found.near))
    values = yield Round(alike, lots, len(found.near))
    return likes(sketches.row_ids, found, np.concatenate([np.zeros(0, np.float32), *values]))


def _rows_of(files: list[Snapshot], pairs: Pairs) -> tuple[list[Part], Pairs]:
    """The rows of pairs, described, and the pairs by their places among these."""
    places = np.unique(pairs)
    parts, start = [], 0
    for file in files:
        stop = start + len(file.order)
        own = places[(places >= start) & (places < stop)] - start
        parts += list(_parts(file, own))
        start = stop
    return parts, np.searchsorted(places, pairs)


def _parts(file: Snapshot, places: Positions) -> Iterator[Part]:
    """Some rows as one part."""
    return file.only(places).parts(max(1, len(places)), _ALL)
