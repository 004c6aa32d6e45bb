import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ftdesk.engine.errors import ModelFileUnusable
from ftdesk.engine.trainers import model_state

Arrays = dict[str, np.ndarray]


@pytest.fixture
def tampered(train, lessons, tmp_path: Path) -> Callable[..., Path]:
    """Write a trained model with some arrays changed."""
    arrays = dict(np.load(train(lessons, epochs=1).checkpoints[-1]))

    def write(**changes: np.ndarray | None) -> Path:
        changed = {name: array for name, array in {**arrays, **changes}.items() if array is not None}
        np.savez(tmp_path / "tampered.npz", **changed)
        return tmp_path / "tampered.npz"

    write.arrays = arrays  # type: ignore[attr-defined]
    return write


def refused(path: Path, reason: str) -> None:
    with pytest.raises(ModelFileUnusable, match=reason):
        model_state.load(path)


def test_an_unchanged_model_is_read(tampered) -> None:
    assert len(model_state.load(tampered()).weights.weight) == len(tampered.arrays["weight"])


@pytest.mark.parametrize("name", ["weight", "byte", "keys", "pairs_less_one", "mark", "mark_count", "bias"])
def test_an_array_of_another_length_is_refused(tampered, name: str) -> None:
    refused(tampered(**{name: tampered.arrays[name][:-1]}), "damaged")


@pytest.mark.parametrize("name", ["weight", "about"])
def test_an_array_of_another_type_is_refused(tampered, name: str) -> None:
    refused(tampered(**{name: tampered.arrays[name].astype(np.float64)}), "another type")


def test_a_missing_array_is_refused(tampered) -> None:
    refused(tampered(weight=None), "weight")


def test_contexts_out_of_order_are_refused(tampered) -> None:
    refused(tampered(keys=tampered.arrays["keys"][::-1].copy()), "not in order")


def test_numbers_that_are_not_finite_are_refused(tampered) -> None:
    refused(tampered(weight=np.full_like(tampered.arrays["weight"], np.nan)), "not finite")


def test_another_version_is_refused(tampered) -> None:
    refused(tampered(about=np.array([99, 1, 1], np.int64)), "another version")


def test_a_negative_figure_is_refused(tampered) -> None:
    refused(tampered(about=np.array([model_state.FORMAT, -1, 1], np.int64)), "out of range")


def test_a_pickled_array_is_refused_and_its_code_not_run(tampered, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (tmp_path / "sprung",)

    refused(tampered(weight=np.array([Trap()], object)), "another type")
    (tmp_path / "bare.npz").write_bytes(pickle.dumps(Trap()))
    refused(tmp_path / "bare.npz", "cannot be read")
    assert not (tmp_path / "sprung").exists()


def test_a_header_that_promises_more_than_the_file_holds_is_refused(tampered, tmp_path: Path) -> None:
    header = io.BytesIO()
    promised = {"descr": "<f4", "fortran_order": False, "shape": (1 << 40,)}
    np.lib.format.write_array_header_1_0(header, promised)
    with zipfile.ZipFile(tampered()) as old, zipfile.ZipFile(tmp_path / "huge.npz", "w") as new:
        for name in old.namelist():
            new.writestr(name, header.getvalue() if name == "weight.npy" else old.read(name))
    refused(tmp_path / "huge.npz", "another size")


def test_compressed_arrays_are_refused(tampered, tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "small.npz", **tampered.arrays)
    refused(tmp_path / "small.npz", "compressed")


@pytest.mark.parametrize("keep", [0, 10, 1000])
def test_a_cut_file_is_refused(tampered, tmp_path: Path, keep: int) -> None:
    (tmp_path / "cut.npz").write_bytes(tampered().read_bytes()[:keep])
    refused(tmp_path / "cut.npz", "cannot be read")


def test_flipped_bytes_are_noticed(tampered, tmp_path: Path) -> None:
    whole = bytearray(tampered().read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    (tmp_path / "flipped.npz").write_bytes(whole)
    refused(tmp_path / "flipped.npz", "cannot be read")
