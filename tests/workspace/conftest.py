"""A real database in a folder of the test, and makers of small records."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ftdesk.workspace.database import Database
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import JobIntent, TrainingData


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "workspace.db")
    yield made
    made.close()


@pytest.fixture
def ledger(database: Database) -> JobLedger:
    return JobLedger(database)


@pytest.fixture
def make_order() -> Callable[..., JobIntent]:
    def make(model: str = "base", sha256: str = "ab" * 32, suffix: str | None = None) -> JobIntent:
        return JobIntent(model, TrainingData(Path("/data/例.jsonl"), sha256, 1234), suffix=suffix)

    return make
