"""Real files for the dataset tests: small ones made on the spot, published ones where they lie at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.dataset.document import Dataset

MakeDataset = Callable[[bytes], Dataset]


@pytest.fixture
def make_dataset(tmp_path: Path) -> MakeDataset:
    """Write bytes to a file and open it."""

    def make(content: bytes) -> Dataset:
        path = tmp_path / "data.jsonl"
        path.write_bytes(content)
        return Dataset.open(path)

    return make


@pytest.fixture
def published() -> Path:
    """The folder of published training files; skips where it is absent."""
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "datasets"
    if not folder.is_dir():
        pytest.skip("no published training files beside the project")
    return folder


@pytest.fixture
def vocabularies() -> Path:
    """The vocabularies that ship with ftdesk."""
    return Path(__file__).resolve().parents[2] / "resources" / "tokenizers"
