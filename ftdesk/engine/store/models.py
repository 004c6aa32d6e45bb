"""The models made here: a row each, the weights in the models folder. Two rows may share one file."""

import time
from collections.abc import Iterable
from pathlib import Path

from ftdesk.engine.store.database import Database
from ftdesk.engine.store.encoding import model_from
from ftdesk.engine.store.records import ModelRecord


class ModelStore:
    """Tuned models and checkpoints; `folder` holds their files."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def path(self, model: ModelRecord) -> Path:
        """Where the weights lie."""
        return self._folder / model.file

    def new_path(self, job_id: str, step: int) -> Path:
        """Where a job's weights after a step belong."""
        return self._folder / f"{job_id}-step-{step}.model"

    def add(self, name: str, job_id: str, base_model: str, file: Path, *, is_checkpoint: bool) -> None:
        """Make a model known under `name`."""
        self._database.execute(
            "INSERT OR REPLACE INTO models (id, created_at, job_id, base_model, file, is_checkpoint)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            name, int(time.time()), job_id, base_model, file.name, int(is_checkpoint),
        )  # fmt: skip

    def find(self, name: str) -> ModelRecord | None:
        """The tuned model or checkpoint of this name."""
        row = self._database.row("SELECT * FROM models WHERE id = ?", name)
        return model_from(row) if row else None

    def tuned(self) -> tuple[ModelRecord, ...]:
        """All tuned models, newest first, without the checkpoints."""
        rows = self._database.rows("SELECT * FROM models WHERE is_checkpoint = 0 ORDER BY number DESC")
        return tuple(map(model_from, rows))

    def delete(self, model: ModelRecord) -> None:
        """Forget a checkpoint, or a tuned model with its checkpoints; then remove unused weights."""
        self._forget(
            "id = ?" if model.is_checkpoint else "job_id = ?",
            model.id if model.is_checkpoint else model.job_id,
        )

    def forget_attempt(self, job_id: str) -> None:
        """Forget everything a job saved."""
        self._forget("job_id = ?", job_id)

    def _forget(self, where: str, value: str) -> None:
        rows = self._database.rows(f"SELECT file FROM models WHERE {where}", value)  # noqa: S608
        with self._database.transaction():
            self._database.execute(f"DELETE FROM models WHERE {where}", value)  # noqa: S608
        self._remove_unused({row["file"] for row in rows})

    def _remove_unused(self, files: Iterable[str]) -> None:
        used = {row["file"] for row in self._database.rows("SELECT file FROM models")}
        for file in set(files) - used:
            (self._folder / file).unlink(missing_ok=True)

    def remove_strays(self) -> None:
        """Remove weights that no row knows."""
        self._remove_unused(path.name for path in self._folder.iterdir() if path.suffix == ".model")
