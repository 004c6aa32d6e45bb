"""Which rows of a file are set aside for validation: by seed and share, the same on every system.

Each row has a 64-bit hash of its own bytes (`split_keys`), and the seed turns that into its rank by the output
function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). The rows of
lowest rank are the validation rows. There are no fractions and no library's random numbers in it, and where a row
stands does not matter: after a shuffle the same examples are set aside.

Rows that hold the same example stay together, so that nothing is validated that was trained on. Blank rows are no
examples and stay with the training rows.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ftdesk.dataset.split_keys import RowKeys

Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_THOUSAND = 1000
LARGEST_SEED = 2**31 - 1


class Stratify(StrEnum):
    """What both files should have in the same proportion."""

    NOTHING = "nothing"
    FORMAT = "format"
    SYSTEM = "system"
    """The first system prompt."""
    LENGTH = "length"
    """How many messages: 1, 2, 3-4, 5-8, 9-16, more."""
    ANSWER = "answer"
    """The last answer, for examples that end with one of a few labels."""


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """What a person asks for; `permille` of the examples are set aside, rounded to whole ones."""

    permille: int
    seed: int
    stratify: Stratify = Stratify.NOTHING
    keep_together: bool = True
    """Whether rows with the same example must be in the same file."""


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The places of the rows that are set aside, ascending, and figures that a preview shows."""

    validation: Places
    rows: int
    groups: int
    """How many strata there are."""
    repeated: int
    """How many examples are there again, beyond the first of their kind."""

    @property
    def training(self) -> Places:
        """The places of all other rows, ascending."""
        rest = np.ones(self.rows, np.bool_)
        rest[self.validation] = False
        return np.flatnonzero(rest)


def split(keys: RowKeys, plan: SplitPlan) -> Split:
    """Choose the validation rows among rows with these keys, in file order."""
    places = np.flatnonzero(~keys["blank"])
    told = keys[places]
    same, first, group = np.unique(told["same"], return_index=True, return_inverse=True)
    repeated = len(told) - len(same)
    rank = ranks(told["content"], plan.seed)
    if plan.keep_together:
        sizes = np.bincount(group, minlength=len(same)).astype(np.int64)
        lowest = np.full(len(same), np.iinfo(np.uint64).max, np.uint64)
        np.minimum.at(lowest, group, rank)
    else:
        first = group = np.arange(len(told))
        sizes, lowest = np.ones(len(told), np.int64), rank
    _, stratum = np.unique(_by(told, plan.stratify)[first], return_inverse=True)
    chosen = _choose(sizes, lowest, stratum, plan.permille)
    strata = int(stratum.max(initial=-1)) + 1
    return Split(places[chosen[group]], len(keys), strata, repeated)


def ranks(content: Words, seed: int) -> Words:
    """A rank for each row; rows with the same bytes get different ones, in file order."""
    mixed = _mix(content ^ _mix(np.full(1, seed, np.uint64) + _GOLDEN))
    order = np.argsort(content, kind="stable")
    sorted_content = content[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_content[1:] != sorted_content[:-1]]))
    lengths = np.diff(np.append(starts, len(content)))
    times = np.zeros(len(content), np.uint64)
    times[order] = (np.arange(len(content)) - np.repeat(starts[: len(lengths)], lengths)).astype(np.uint64)
    again = times > 0
    mixed[again] = _mix(mixed[again] + times[again] * _GOLDEN)
    return mixed


def _mix(words: Words) -> Words:
    """SplitMix64's output function; whole 64-bit words wrap around."""
    words = (words ^ (words >> np.uint64(30))) * _FIRST
    words = (words ^ (words >> np.uint64(27))) * _SECOND
    return words ^ (words >> np.uint64(31))


def _by(keys: RowKeys, stratify: Stratify) -> npt.NDArray[np.generic]:
    if stratify is Stratify.NOTHING:
        return np.zeros(len(keys), np.uint8)
    return keys[stratify.value]


def _choose(sizes: Places, lowest: Words, stratum: Places, permille: int) -> npt.NDArray[np.bool_]:
    """Which groups are set aside: in each stratum those of lowest rank, as long as they fit into its quota.

    Where groups are too large for their quotas, others of lowest rank make up for them, whatever their stratum.
    """
    order = np.lexsort((lowest, stratum))
    borders = np.searchsorted(stratum[order], np.arange(int(stratum.max(initial=-1)) + 2))
    rows = np.add.reduceat(sizes[order], borders[:-1]) if len(order) else np.zeros(0, np.int64)
    quotas = _quotas(rows, lowest[order[borders[:-1]]], permille)
    chosen = np.zeros(len(sizes), np.bool_)
    for place in np.flatnonzero(quotas).tolist():
        groups = order[borders[place] : borders[place + 1]]
        chosen[_fitting(groups, sizes[groups], int(quotas[place]))] = True
    others = np.flatnonzero(~chosen)
    others = others[np.argsort(lowest[others], kind="stable")]
    missing = int(quotas.sum()) - int(sizes[chosen].sum())
    chosen[_fitting(others, sizes[others], missing)] = True
    return chosen


def _quotas(rows: Places, lowest: Words, permille: int) -> Places:
    """How many rows of each stratum: the whole part of its share, and one more for the largest remainders."""
    quotas = rows * permille // _THOUSAND
    missing = (int(rows.sum()) * permille + _THOUSAND // 2) // _THOUSAND - int(quotas.sum())
    remainders = rows * permille % _THOUSAND
    quotas[np.lexsort((lowest, -remainders))[: max(0, missing)]] += 1
    return quotas


def _fitting(groups: Places, sizes: Places, quota: int) -> Places:
    """From the first on, every group that still fits."""
    ends = np.cumsum(sizes)
    count = int(np.searchsorted(ends, quota, side="right"))
    left = quota - (int(ends[count - 1]) if count else 0)
    found = groups[:count].tolist()
    for group, size in zip(groups[count:].tolist(), sizes[count:].tolist(), strict=True):
        if not left:
            break
        if size <= left:
            found.append(group)
            left -= size
    return np.array(found, np.int64)
