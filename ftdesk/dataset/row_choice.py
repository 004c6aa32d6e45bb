"""Choosing and ordering rows by what is known of them: columns by row id, so that a million rows take milliseconds.

A text is looked for by `search`; everything else is known from the check.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ftdesk.dataset.finding_columns import Mask
from ftdesk.dataset.languages import with_languages
from ftdesk.dataset.lines import Positions
from ftdesk.dataset.row_columns import RowColumns, chosen
from ftdesk.dataset.row_query import Feature, Key, RowOrder, RowQuery
from ftdesk.dataset.row_table import IMAGES, TOOLS, WEIGHTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.dataset.languages import Numbers

_MOST_AMOUNT = 1 << 20
_FLAGS = {Feature.TOOLS: TOOLS, Feature.IMAGES: IMAGES, Feature.WEIGHTS: WEIGHTS}


def rows_of(
    query: RowQuery,
    row_ids: Positions,
    check: "FileCheck | None",
    edited_ids: Positions,
    languages: "Numbers | None" = None,
) -> Positions:
    """Those of `row_ids`, in their order, that meet all conditions but the text.

    `languages` has the rows' languages by row id, as far as they were looked at.
    """
    if query.languages:
        numbers = np.zeros(0, np.uint8) if languages is None else languages
        row_ids = chosen(row_ids, with_languages(numbers, query.languages))
    for mask in _masks(query, check, edited_ids):
        row_ids = chosen(row_ids, mask)
    return row_ids


def _masks(query: RowQuery, check: "FileCheck | None", edited_ids: Positions) -> Iterator[Mask]:
    if query.edited:
        yield mask_of(edited_ids)
    if query.rests_on_check:
        yield from _checked_masks(query, check) if check is not None else (np.zeros(0, np.bool_),)


def _checked_masks(query: RowQuery, check: "FileCheck") -> Iterator[Mask]:
    if query.severities:
        yield check.with_severity(query.severities)
    if query.codes:
        yield check.with_code(query.codes)
    if query.roles:
        yield check.columns.with_roles(query.roles)
    for feature in query.features:
        yield check.columns.having(_FLAGS[feature])
    if query.copies:
        yield check.copies()
    yield from _bound_masks(query, check.columns)


def _bound_masks(query: RowQuery, columns: RowColumns) -> Iterator[Mask]:
    if query.least_tokens is not None or query.most_tokens is not None:
        yield columns.with_tokens(query.least_tokens, query.most_tokens)
    if query.least_turns is not None or query.most_turns is not None:
        yield columns.with_turns(query.least_turns, query.most_turns)
    if query.least_answer is not None or query.most_answer is not None:
        yield columns.with_answer(query.least_answer, query.most_answer)


def checked_mask(query: RowQuery, check: "FileCheck") -> Mask:
    """The rows that meet all conditions which rest on the check."""
    met = check.columns.known
    for mask in _checked_masks(query, check):
        met &= mask
    return met


def mask_of(row_ids: Positions) -> Mask:
    """The mask that has exactly these ids."""
    mask = np.zeros(int(row_ids.max(initial=-1)) + 1, np.bool_)
    mask[row_ids] = True
    return mask


def arranged(row_ids: Positions, order: RowOrder, check: "FileCheck | None") -> Positions:
    """The rows, given in the order of the file, in another one; what is not known comes last."""
    if order.key is Key.POSITION:
        return row_ids[::-1] if order.falling else row_ids
    if check is None:
        return row_ids
    if order.key is Key.TOKENS:
        values = _by_id(check.columns.tokens, row_ids, unknown=-1)
        unknown = values < 0
    else:
        amounts = np.minimum(_by_id(check.amounts(), row_ids, unknown=0), _MOST_AMOUNT)
        values = _by_id(check.ranks(), row_ids, unknown=0) * (_MOST_AMOUNT + 1) + amounts
        unknown = np.zeros(len(row_ids), np.bool_)
    keys = np.where(unknown, np.iinfo(np.int32).max, -values if order.falling else values)
    return row_ids[_stable_order(keys)]


def _by_id(column: "NDArray[np.integer]", row_ids: Positions, *, unknown: int) -> Positions:
    if len(column) == 0:
        return np.full(len(row_ids), unknown, np.int64)
    values = column[np.minimum(row_ids, len(column) - 1)].astype(np.int64)
    values[row_ids >= len(column)] = unknown
    return values


def _stable_order(keys: Positions) -> Positions:
    """Sort key and place as one number: several times as fast as a stable sort of the keys."""
    places = np.arange(len(keys))
    width = max(1, len(keys).bit_length())
    packed = (keys << width) | places
    packed.sort()
    return packed & ((1 << width) - 1)
