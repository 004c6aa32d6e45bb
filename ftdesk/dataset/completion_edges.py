"""How the prompts and completions of a file begin and end, without keeping their texts.

Of an example's four edges (`line_report.Trace.edges`) a row keeps the first letter and a hash. What all rows with
one first letter have in common is what the least and the greatest of them have in common: these two texts are kept.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.finding_columns import Mask, grown
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.rules.completion_style import Edges, Group, Style, compare_style

_EDGES = range(4)
_LOOKED_UP = 20
"""So many rows may go before it is quicker to read all again than to see whether they matter."""
Extremes = Mapping[tuple[int, int], tuple[str, str]]
"""By edge and first letter: the least and the greatest text. A letter is its code point plus one, 0 for none."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockEdges:
    """The edges of some rows: ids, first letters and hashes (four rows each), and the extreme texts."""

    keys: Positions
    letters: NDArray[np.uint32]
    hashes: NDArray[np.uint32]
    extremes: Extremes
    is_exact: bool = True
    """Whether the extremes are texts of these rows alone."""

    def without(self, gone: Positions) -> "BlockEdges":
        """The same without some rows."""
        kept = ~np.isin(self.keys, gone)
        if kept.all():
            return self
        return BlockEdges(
            self.keys[kept], self.letters[:, kept], self.hashes[:, kept], self.extremes, is_exact=False
        )


def edges_of(rows: Iterable[tuple[int, Edges]]) -> BlockEdges | None:
    """The edges of some rows, None for no row."""
    keys: list[int] = []
    letters: list[tuple[int, ...]] = []
    hashes: list[tuple[int, ...]] = []
    extremes: dict[tuple[int, int], tuple[str, str]] = {}
    for key, texts in rows:
        first = tuple(map(_letter, texts))
        keys.append(key)
        letters.append(first)
        hashes.append(tuple(map(_hash, texts)))
        for edge, letter in enumerate(first):
            _widen(extremes, (edge, letter), (texts[edge], texts[edge]))
    if not keys:
        return None
    return BlockEdges(
        np.array(keys, np.int64), np.array(letters, np.uint32).T, np.array(hashes, np.uint32).T, extremes
    )


class CompletionEdges:
    """The edges of all completion examples of a file, by row id; other rows take four bytes at most."""

    def __init__(self) -> None:
        self.is_exact = True
        """False once a text is gone that may have been an extreme one: then all have to be read again (`take`)."""
        self._slots: NDArray[np.uint32] = np.zeros(0, np.uint32)
        """By row id: one more than its place in the arrays below, 0 for none."""
        self._used = 0
        self._keys: Positions = np.zeros(0, np.int64)
        self._known: Mask = np.zeros(0, np.bool_)
        self._letters: NDArray[np.uint32] = np.zeros((4, 0), np.uint32)
        self._hashes: NDArray[np.uint32] = np.zeros((4, 0), np.uint32)
        self._counts: dict[tuple[int, int], int] = {}
        self._extremes: dict[tuple[int, int], tuple[str, str]] = {}
        self._style: Style | None = None

    def arrays(self, rows: Positions) -> Iterator[tuple[str, NDArray[Any]]]:
        """The edges of rows by their places among these, for `of_arrays`; nothing where no row has any."""
        if self._known.any():
            slots, letters, hashes, known = self._slots, self._letters, self._hashes, self._known
            mine = np.zeros(len(rows), np.uint32)
            inside = (rows >= 0) & (rows < len(slots))
            mine[inside] = slots[rows[inside]]
            places = np.flatnonzero(mine)
            places = places[known[mine[places] - 1]]
            at = mine[places] - 1
            yield "edged", places
            yield "edge_letters", letters[:, at]
            yield "edge_hashes", hashes[:, at]

    def notes(self) -> dict[str, Any]:
        """What belongs to the arrays."""
        extremes = [[*group, *texts] for group, texts in self._extremes.items()]
        return {"extremes": extremes, "is_exact": self.is_exact}

    @classmethod
    def of_arrays(
        cls, arrays: Mapping[str, NDArray[Any]], notes: Mapping[str, Any], rows: Positions | None
    ) -> "CompletionEdges":
        """The edges that `arrays` and `notes` gave, by row id; -1 leaves a row out, None: all are under their own.

        Raises ValueError, KeyError.
        """
        made = cls()
        if "edged" in arrays:
            keys = arrays["edged"] if rows is None else rows[arrays["edged"]]
            kept = keys >= 0
            extremes = {(edge, letter): (least, most) for edge, letter, least, most in notes["extremes"]}
            letters, hashes = arrays["edge_letters"][:, kept], arrays["edge_hashes"][:, kept]
            is_exact = bool(notes["is_exact"]) and bool(kept.all())
            made.put(BlockEdges(keys[kept], letters, hashes, extremes, is_exact))
        return made

    def keys(self) -> Positions:
        """The rows that have edges."""
        return np.sort(self._keys[self._known])

    def put(self, edges: BlockEdges) -> None:
        """Add rows that have none yet."""
        at = self._places_for(edges.keys)
        self._letters[:, at] = edges.letters
        self._hashes[:, at] = edges.hashes
        self._known[at] = True
        for edge in _EDGES:
            self._count(edge, edges.letters[edge], 1)
        self._take_extremes(edges)

    def discard(self, keys: Positions) -> None:
        """Forget rows; those without edges do not matter."""
        slots = self._slots[keys[keys < len(self._slots)]]
        at = slots[slots > 0].astype(np.int64) - 1
        at = at[self._known[at]]
        if not len(at):
            return
        self._known[at] = False
        self._style = None
        for edge in _EDGES:
            self._count(edge, self._letters[edge, at], -1)
            self.is_exact &= len(at) < _LOOKED_UP and not self._were_extreme(edge, at)

    def take(self, read: Iterable[BlockEdges | None]) -> None:
        """All rows were read again, some at a time."""
        self._extremes, self.is_exact, self._style = {}, True, None
        for edges in read:
            if edges is not None:
                self._take_extremes(edges)

    def style(self) -> Style:
        """What the comparison says."""
        if self._style is None:
            groups = [
                Group(edge, letter, count, *self._extremes.get((edge, letter), ("", "")))
                for (edge, letter), count in self._counts.items()
            ]
            self._style = compare_style(groups)
        return self._style

    def count_unlike(self, edge: int, letter: int) -> int:
        """How many rows have an edge with another first letter."""
        return sum(count for (at, first), count in self._counts.items() if at == edge and first != letter)

    def unlike(self, edge: int, letter: int) -> Mask:
        """The rows whose edge has another first letter."""
        mask = np.zeros(len(self._slots), np.bool_)
        mask[self._keys[self._known & (self._letters[edge] != letter)]] = True
        return mask

    def is_unlike(self, key: int, edge: int, letter: int) -> bool:
        """Whether a row's edge has another first letter."""
        slot = int(self._slots[key]) if key < len(self._slots) else 0
        return slot > 0 and bool(self._known[slot - 1]) and int(self._letters[edge, slot - 1]) != letter

    def _places_for(self, keys: Positions) -> Positions:
        """Where the edges of rows stand; those that have had none yet get new places."""
        room = int(keys.max(initial=-1)) + 1
        if room > len(self._slots):
            self._slots = grown(self._slots, room + room // 8)
        fresh = keys[self._slots[keys] == 0]
        needed = self._used + len(fresh)
        if needed > len(self._keys):
            self._keys = grown(self._keys, 2 * needed)
            self._known = grown(self._known, 2 * needed)
            self._letters = grown(self._letters, 2 * needed)
            self._hashes = grown(self._hashes, 2 * needed)
        self._keys[self._used : needed] = fresh
        self._slots[fresh] = np.arange(self._used + 1, needed + 1)
        self._used = needed
        places: Positions = self._slots[keys].astype(np.int64) - 1
        return places

    def _count(self, edge: int, letters: NDArray[np.uint32], sign: int) -> None:
        distinct, counts = np.unique(letters, return_counts=True)
        for letter, count in zip(distinct.tolist(), counts.tolist(), strict=True):
            left = self._counts.get((edge, letter), 0) + sign * count
            if left:
                self._counts[edge, letter] = left
            else:
                del self._counts[edge, letter]
                self._extremes.pop((edge, letter), None)

    def _take_extremes(self, edges: BlockEdges) -> None:
        for group, texts in edges.extremes.items():
            if group in self._counts:
                _widen(self._extremes, group, texts)
        self.is_exact &= edges.is_exact
        self._style = None

    def _were_extreme(self, edge: int, at: Positions) -> bool:
        """Whether any of these rows, just forgotten, had an extreme text that no other row has."""
        for letter in np.unique(self._letters[edge, at]).tolist():
            for text in set(self._extremes.get((edge, letter), ())):
                alike = self._hashes[edge] == _hash(text)
                if alike[at].any() and not (alike & self._known).any():
                    return True
        return False


def _widen(
    extremes: dict[tuple[int, int], tuple[str, str]], group: tuple[int, int], texts: tuple[str, str]
) -> None:
    known = extremes.get(group)
    if known is None:
        extremes[group] = texts
    elif texts[0] < known[0] or texts[1] > known[1]:
        extremes[group] = min(known[0], texts[0]), max(known[1], texts[1])


def _letter(text: str) -> int:
    return ord(text[0]) + 1 if text else 0


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
