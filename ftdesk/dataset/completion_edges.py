"""How the prompts and completions of a file begin and end, without keeping their texts.

Of an example's four edges (`line_report.Trace.edges`) a row keeps the first letter and a hash. What all rows with
one first letter have in common is what the least and the greatest of them have in common: these two texts are kept.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ftdesk.dataset.finding_columns import grown
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.rules.completion_style import Edges, Group, Style, compare_style

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EDGES = range(4)
_LOOKED_UP = 20
"""So many rows may go before it is quicker to read all again than to see whether they matter."""
Extremes = Mapping[tuple[int, int], tuple[str, str]]
"""By edge and first letter: the least and the greatest text. A letter is its code point plus one, 0 for none."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockEdges:
    """The edges of some rows: ids, first letters and hashes (four rows each), and the extreme texts."""

    keys: Positions
    letters: "NDArray[np.uint32]"
    hashes: "NDArray[np.uint32]"
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


@dataclass(slots=True)
class CompletionEdges:
    """The edges of all completion examples of a file, by row id."""

    is_exact: bool = True
    """False once a text is gone that may have been an extreme one: then all have to be read again (`take`)."""
    _letters: "NDArray[np.uint32]" = field(default_factory=lambda: np.zeros((4, 0), np.uint32))
    _hashes: "NDArray[np.uint32]" = field(default_factory=lambda: np.zeros((4, 0), np.uint32))
    _known: "NDArray[np.bool_]" = field(default_factory=lambda: np.zeros(0, np.bool_))
    _counts: dict[tuple[int, int], int] = field(default_factory=dict)
    _extremes: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    _style: Style | None = None

    def arrays(self, rows: Positions) -> Iterator[tuple[str, "NDArray[Any]"]]:
        """The edges of rows, in their order, for `of_arrays`; nothing where no row has any."""
        known, letters, hashes = self._known, self._letters, self._hashes
        if known.any():
            places = np.minimum(rows, len(known) - 1)
            yield "edged", known[places] & (places == rows)
            yield "edge_letters", letters[:, places]
            yield "edge_hashes", hashes[:, places]

    def notes(self) -> dict[str, Any]:
        """What belongs to the arrays."""
        extremes = [[*group, *texts] for group, texts in self._extremes.items()]
        return {"extremes": extremes, "is_exact": self.is_exact}

    @classmethod
    def of_arrays(
        cls, arrays: Mapping[str, "NDArray[Any]"], notes: Mapping[str, Any], rows: Positions
    ) -> "CompletionEdges":
        """The edges that `arrays` and `notes` gave, by row id; -1 leaves a row out. Raises ValueError, KeyError."""
        made = cls()
        if "edged" in arrays:
            edged = arrays["edged"] & (rows >= 0)
            extremes = {(edge, letter): (least, most) for edge, letter, least, most in notes["extremes"]}
            letters, hashes = arrays["edge_letters"][:, edged], arrays["edge_hashes"][:, edged]
            is_exact = bool(notes["is_exact"]) and bool((edged == arrays["edged"]).all())
            made.put(BlockEdges(rows[edged], letters, hashes, extremes, is_exact))
        return made

    def keys(self) -> Positions:
        """The rows that have edges."""
        return np.flatnonzero(self._known)

    def put(self, edges: BlockEdges) -> None:
        """Add rows that have none yet."""
        room = int(edges.keys.max(initial=-1)) + 1
        if room > len(self._known):
            room += room // 8
            self._letters = grown(self._letters, room)
            self._hashes = grown(self._hashes, room)
            self._known = grown(self._known, room)
        self._letters[:, edges.keys] = edges.letters
        self._hashes[:, edges.keys] = edges.hashes
        self._known[edges.keys] = True
        for edge in _EDGES:
            self._count(edge, edges.letters[edge], 1)
        self._take_extremes(edges)

    def discard(self, keys: Positions) -> None:
        """Forget rows; those without edges do not matter."""
        keys = keys[keys < len(self._known)]
        keys = keys[self._known[keys]]
        if not len(keys):
            return
        self._known[keys] = False
        self._style = None
        for edge in _EDGES:
            self._count(edge, self._letters[edge, keys], -1)
            self.is_exact &= len(keys) < _LOOKED_UP and not self._were_extreme(edge, keys)

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

    def unlike(self, edge: int, letter: int) -> "NDArray[np.bool_]":
        """The rows whose edge has another first letter."""
        mask: NDArray[np.bool_] = self._known & (self._letters[edge] != letter)
        return mask

    def is_unlike(self, key: int, edge: int, letter: int) -> bool:
        """Whether a row's edge has another first letter."""
        return key < len(self._known) and bool(self._known[key]) and int(self._letters[edge, key]) != letter

    def _count(self, edge: int, letters: "NDArray[np.uint32]", sign: int) -> None:
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

    def _were_extreme(self, edge: int, keys: Positions) -> bool:
        """Whether any of these rows, just forgotten, had an extreme text that no other row has."""
        for letter in np.unique(self._letters[edge, keys]).tolist():
            for text in set(self._extremes.get((edge, letter), ())):
                alike = self._hashes[edge] == _hash(text)
                if alike[keys].any() and not (alike & self._known).any():
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
