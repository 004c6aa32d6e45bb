"""Which language the answers of examples are in, told by their first characters; for worker processes.

Never done in the window's process: the model takes half a second to load, and a text some 0.2 ms.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
import orjson

from ftdesk.dataset.answers import answer_texts
from ftdesk.dataset.formats import recognise
from ftdesk.dataset.language_codes import CODES, NO_LANGUAGE, UNCLEAR

if TYPE_CHECKING:
    from ftdesk.dataset.lines import Positions
    from ftdesk.dataset.parts import Part

Numbers = npt.NDArray[np.uint8]
"""Languages as indexes into `CODES`."""

LOOKED_AT = 400
"""Characters of an example's answers."""

_SURE = 0.3
"""Below this probability, of a hundred languages, nothing is said."""
_NUMBERS = {code: number for number, code in enumerate(CODES)}


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]:
        """The most probable language, and its probability."""


@dataclass(frozen=True, slots=True, eq=False)
class Detected:
    """The languages of some rows, by row."""

    row_ids: Positions
    numbers: Numbers


def detect_part(part: Part) -> Detected:
    """Tell the languages of many rows. Raises what `Part.read` raises."""
    block = part.read()
    return Detected(part.row_ids, np.array([_NUMBERS[_language(line)] for line in block.lines], np.uint8))


def with_languages(numbers: Numbers, codes: frozenset[str]) -> npt.NDArray[np.bool_]:
    """By row id: whether the row is in one of these languages."""
    wanted = np.array([code in codes for code in CODES])
    return wanted[numbers]


def count_languages(numbers: Numbers) -> Counter[str]:
    """How many rows have each language; rows not looked at are left out."""
    counts = np.bincount(numbers, minlength=len(CODES)).tolist()
    return Counter({code: count for code, count in zip(CODES, counts, strict=True) if count and code})


def language_of(text: str) -> str:
    """The code of a text's language, or `UNCLEAR`."""
    code, probability = _identifier().classify(text[:LOOKED_AT])
    return code if probability >= _SURE else UNCLEAR


def _language(line: bytes) -> str:
    try:
        example = orjson.loads(line)
    except orjson.JSONDecodeError:
        return UNCLEAR
    if not isinstance(example, dict):
        return UNCLEAR
    text = "\n".join(answer_texts(example, recognise(example)))
    return language_of(text) if text else UNCLEAR


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    """The model that py3langid brings with it, with probabilities and fewer languages.

    Some of those left out are dialects that short texts of the others are taken for.
    """
    from py3langid.langid import (  # type: ignore[import-untyped]
        MODEL_FILE,
        LanguageIdentifier,
    )

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(CODES[CODES.index(NO_LANGUAGE) :])
    identifier: _Identifier = made
    return identifier
