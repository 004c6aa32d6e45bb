"""Everything a built-in model knows, and its file: plain arrays in an uncompressed .npz, never pickled.

Because nothing is compressed, no array can be larger than the file that holds it; shapes and types are
checked against that before anything is allocated.
"""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from ftdesk.engine.errors import ModelFileUnusable
from ftdesk.engine.trainers.features import DocumentCounts
from ftdesk.engine.trainers.weights import BYTES, Weights

FORMAT = 1
"""Rises whenever marks, contexts or arrays change, so that older files are refused instead of misread."""

_TYPES: dict[str, npt.DTypeLike] = {
    "about": np.int64,  # FORMAT, documents, longest reply in bytes
    "keys": np.uint32,
    "pairs_less_one": np.uint8,
    "byte": np.uint8,
    "weight": np.float32,
    "bias": np.float32,
    "mark": np.uint64,
    "mark_count": np.uint32,
}


@dataclass(slots=True)
class ModelState:
    """Weights, in how many conversations each mark stood, and the longest reply learned, in bytes."""

    weights: Weights = field(default_factory=Weights)
    documents: DocumentCounts = field(default_factory=DocumentCounts)
    longest_reply: int = 0


def save(state: ModelState, path: Path) -> None:
    """Write the model; the same model gives the same bytes."""
    weights, documents = state.weights, state.documents
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "about": np.array([FORMAT, documents.documents, state.longest_reply], np.int64),
        "keys": weights.keys,
        "pairs_less_one": (np.diff(weights.first[:-1]) - 1).astype(np.uint8),
        "byte": weights.byte,
        "weight": weights.weight,
        "bias": weights.bias,
        "mark": np.fromiter(documents.counts.keys(), np.uint64, len(documents.counts)),
        "mark_count": np.fromiter(documents.counts.values(), np.uint32, len(documents.counts)),
    }
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def load(path: Path) -> ModelState:
    """Read a model.

    Raises:
        ModelFileUnusable: missing, damaged, of another format, or with arrays that do not fit together.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            arrays = {name: _array(archive, name) for name in _TYPES}
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise ModelFileUnusable(f"The model file {path.name} cannot be read: {error}") from error
    problem = _problem(arrays)
    if problem:
        raise ModelFileUnusable(f"The model file {path.name} is damaged: {problem}.")
    _, conversations, longest_reply = arrays["about"].tolist()
    counts = dict(zip(arrays["mark"].tolist(), arrays["mark_count"].tolist(), strict=True))
    weight, bias = arrays["weight"].astype(np.float32), arrays["bias"].astype(np.float32)
    weights = Weights(_codes(arrays), weight, bias)
    return ModelState(weights, DocumentCounts(conversations, counts), longest_reply)


def _array(archive: zipfile.ZipFile, name: str) -> npt.NDArray[np.generic]:
    """One array, after its header has been checked against the bytes that are there."""
    member = archive.getinfo(f"{name}.npy")
    if member.compress_type != zipfile.ZIP_STORED:
        raise ValueError(f"{name} is compressed")
    with archive.open(member) as file:
        shape, kind = _header(file)
        if kind != np.dtype(_TYPES[name]) or len(shape) != 1:
            raise ValueError(f"{name} has another type or shape")
        if file.tell() + shape[0] * kind.itemsize != member.file_size:
            raise ValueError(f"{name} has another size than it says")
        return np.frombuffer(file.read(), kind).copy()


def _header(file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[np.generic]]:
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("unknown array version")
    shape, _, kind = np.lib.format.read_array_header_1_0(file)
    return shape, kind


def _codes(arrays: dict[str, npt.NDArray[np.generic]]) -> npt.NDArray[np.uint64]:
    """The sorted pair codes that `Weights` is made of."""
    repeats = arrays["pairs_less_one"].astype(np.int64) + 1
    contexts = np.repeat(arrays["keys"].astype(np.uint64), repeats)
    return contexts << np.uint64(8) | arrays["byte"].astype(np.uint64)


def _problem(arrays: dict[str, npt.NDArray[np.generic]]) -> str | None:
    """What does not fit together, if anything."""
    if len(arrays["about"]) != 3 or arrays["about"][0] != FORMAT:
        return "it was written by another version"
    if min(arrays["about"].tolist()) < 0 or len(arrays["bias"]) != BYTES:
        return "its figures are out of range"
    pairs = int(arrays["pairs_less_one"].sum(dtype=np.int64)) + len(arrays["keys"])
    same = {pairs, len(arrays["byte"]), len(arrays["weight"])}
    if len(same) > 1 or len(arrays["keys"]) != len(arrays["pairs_less_one"]):
        return "its arrays differ in length"
    if len(arrays["mark"]) != len(arrays["mark_count"]):
        return "its marks and their counts differ in length"
    if np.any(np.diff(_codes(arrays).astype(np.int64)) <= 0):
        return "its contexts are not in order"
    finite = np.isfinite(arrays["weight"]).all() and np.isfinite(arrays["bias"]).all()
    return None if finite else "it holds numbers that are not finite"
