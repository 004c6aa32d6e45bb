"""The findings that a row has only among the others: another format than most, the same as an earlier row …"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ftdesk.dataset.finding_columns import Mask, fitted
from ftdesk.dataset.formats import TRAINABLE, Format
from ftdesk.dataset.known_likes import LEAK, NEAR_DUPLICATE
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_columns import RowColumns
from ftdesk.dataset.row_comparison import RowComparison
from ftdesk.dataset.row_table import FORMATS, OPEN, PRESENT, UNKNOWN
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.completion_style import Style
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.rules.missing import missing_parts

MIXED = "file.mixed_formats"
DUPLICATE = "example.duplicate"


class ComparedFindings:
    """Asks the columns and their comparison; `file_format` is what most of the file is at the moment."""

    def __init__(self, columns: RowColumns, comparison: RowComparison) -> None:
        self._columns = columns
        self._comparison = comparison

    def masks(self, file_format: Format) -> Iterator[tuple[str, Mask]]:
        """Codes, and the rows that have them; each is one finding of the row."""
        unknown = self._columns.having(UNKNOWN)
        yield from ((part.code, unknown) for part in missing_parts(file_format))
        yield MIXED, self._minority(file_format)
        for unlike in self.style(file_format).of_rows:
            mask = self._comparison.edges.unlike(unlike.edge, unlike.letter)
            yield unlike.finding.code, fitted(mask, len(self._columns))
        yield DUPLICATE, self.copies()
        yield from self._likes()

    def counts(self, file_format: Format) -> Iterator[tuple[str, int]]:
        """Codes, and how many rows have them."""
        shapes = self._columns.shape_counts
        unknown = int(shapes[..., 1].sum())
        yield from ((part.code, unknown) for part in missing_parts(file_format))
        yield MIXED, int((shapes.sum(axis=2) * _minority_table(file_format)).sum())
        for unlike in self.style(file_format).of_rows:
            yield unlike.finding.code, self._comparison.edges.count_unlike(unlike.edge, unlike.letter)
        yield DUPLICATE, int(np.count_nonzero(self.copies()))
        yield from ((code, int(np.count_nonzero(mask))) for code, mask in self._likes())

    def codes_of(self, key: int, file_format: Format) -> Iterator[str]:
        """The codes of one row; cheap."""
        yield from (finding.code for finding in self._alone(key, file_format))
        if self.copies()[key]:
            yield DUPLICATE
        yield from (finding.code for finding in self._likes_of(key))

    def of_row(self, key: int, file_format: Format, original: int | None) -> Iterator[Finding]:
        """The findings of one row, which may repeat an `original` one; their line is filled in later."""
        yield from self._alone(key, file_format)
        if original is not None:
            line = int(self._comparison.places_of(np.array([original]))[0]) + 1
            yield Finding(0, DUPLICATE, "", (("line", str(line)),), CATALOGUE[DUPLICATE].fix)
        yield from self._likes_of(key)

    def style(self, file_format: Format) -> Style:
        """How the completions of a file differ; says nothing of a file of another format."""
        return self._comparison.edges.style() if file_format is Format.COMPLETION else Style()

    def original_of(self, key: int) -> int | None:
        """The row that this one repeats, None for the first of its kind."""
        return self._comparison.duplicates.original_of(key, self._columns.fingerprints)

    def originals(self) -> Positions:
        """By row id: the first row of its kind, -1 for a row that has no like."""
        return self._comparison.duplicates.originals(self._columns.fingerprints)

    def copies(self) -> Mask:
        """The rows that repeat an earlier one."""
        copies = self._comparison.duplicates.copies(self._columns.fingerprints)
        return fitted(copies, len(self._columns))

    def repeated(self) -> Mask:
        """The rows that stand in the file more than once, the first one included."""
        return fitted(self._comparison.duplicates.repeated, len(self._columns))

    def _likes(self) -> Iterator[tuple[str, Mask]]:
        """What searches found, as far as it still holds; an exact copy is told of as that alone."""
        for known in self._comparison.likes.values():
            mask = known.mask(self._columns)
            yield known.code, mask & ~self.copies() if known.code == NEAR_DUPLICATE else mask

    def _likes_of(self, key: int) -> Iterator[Finding]:
        for known in self._comparison.likes.values():
            like = known.of_row(key, self._columns)
            if like is None or (known.code == NEAR_DUPLICATE and self.copies()[key]):
                continue
            row, percent = like
            if known.code == LEAK:
                line = ("other_line", str(row + 1))
            else:
                line = ("line", str(int(self._comparison.places_of(np.array([row]))[0]) + 1))
            yield Finding(0, known.code, "", (line, ("percent", str(percent))))

    def _alone(self, key: int, file_format: Format) -> Iterator[Finding]:
        flags, kind = int(self._columns.flags[key]), FORMATS[self._columns.formats[key]]
        if flags & UNKNOWN:
            yield from missing_parts(file_format)
        if flags & PRESENT and _is_minority(kind, file_format, may_be_reinforcement=bool(flags & OPEN)):
            yield Finding(0, MIXED, "", (("format", str(kind)), ("majority", str(file_format))))
        for unlike in self.style(file_format).of_rows:
            if self._comparison.edges.is_unlike(key, unlike.edge, unlike.letter):
                yield unlike.finding

    def _minority(self, file_format: Format) -> Mask:
        columns, is_minority = self._columns, _minority_table(file_format)
        if not (columns.shape_counts.sum(axis=2) * is_minority).any():
            return np.zeros(len(columns), np.bool_)
        closed, opened = (np.take(is_minority[:, is_open], columns.formats) for is_open in (0, 1))
        return np.where(columns.having(OPEN), opened, closed) & columns.known


def _minority_table(file_format: Format) -> NDArray[np.bool_]:
    """By format, and by whether rows are OPEN, whether they are a minority."""
    return np.array(
        [
            [_is_minority(kind, file_format, may_be_reinforcement=may_be) for may_be in (False, True)]
            for kind in FORMATS
        ]
    )


def _is_minority(kind: Format, file_format: Format, *, may_be_reinforcement: bool) -> bool:
    """Whether a line of this kind trains, but not as most of the file does."""
    if may_be_reinforcement and file_format is Format.REINFORCEMENT:
        return False
    return kind in TRAINABLE and kind is not file_format
