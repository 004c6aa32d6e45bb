"""Which models there are, and the few that are loaded: base models, tuned models, checkpoints."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ftdesk.engine.errors import ModelFileUnusable, RequestRefused
from ftdesk.engine.store.models import ModelStore
from ftdesk.engine.store.records import ModelRecord
from ftdesk.engine.trainers.interface import ReplyModel, Trainer

LOADED_MODELS = 4


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be asked or trained further; `record` is None for a base model."""

    name: str
    created_at: int
    trainer: Trainer
    base_model: str
    record: ModelRecord | None


class Models:
    """Finds models by name and keeps the last few loaded."""

    def __init__(self, trainers: Sequence[Trainer], store: ModelStore, base_folder: Path) -> None:
        self.store = store
        self.base_folder = base_folder
        self._base = {
            base.name: KnownModel(base.name, base.created, trainer, base.name, None)
            for trainer in trainers
            for base in trainer.base_models()
        }
        self._lock = threading.Lock()
        self._loaded: OrderedDict[str, ReplyModel] = OrderedDict()

    def all(self) -> tuple[KnownModel, ...]:
        """Base models, then tuned ones, newest first; checkpoints are found by name only."""
        tuned = (self._known(record) for record in self.store.tuned())
        return (*self._base.values(), *(model for model in tuned if model is not None))

    def get(self, name: str) -> KnownModel:
        """The model of this name. Raises RequestRefused with 404."""
        record = self.store.find(name)
        known = self._base.get(name) or (self._known(record) if record else None)
        if known is None:
            raise RequestRefused(
                f"The model '{name}' does not exist here.", status=404, param="model", code="model_not_found"
            )
        return known

    def _known(self, record: ModelRecord) -> KnownModel | None:
        base = self._base.get(record.base_model)  # absent when its trainer is not installed any more
        return base and KnownModel(record.id, record.created_at, base.trainer, record.base_model, record)

    def load(self, known: KnownModel) -> ReplyModel:
        """The weights, from memory or disk; may take seconds. Raises RequestRefused with 500 when damaged."""
        with self._lock:
            model = self._loaded.pop(known.name, None) or self._read(known)
            self._loaded[known.name] = model
            if len(self._loaded) > LOADED_MODELS:
                self._loaded.popitem(last=False)
            return model

    def _read(self, known: KnownModel) -> ReplyModel:
        try:
            return known.trainer.load(self.file(known))
        except (ModelFileUnusable, OSError) as error:
            raise RequestRefused(
                f"The model '{known.name}' cannot be loaded: {error}", status=500, kind="server_error"
            ) from error

    def file(self, known: KnownModel) -> Path:
        """Where its weights lie; makes a base model that is not made yet."""
        if known.record is None:
            return known.trainer.base_model_file(known.name, self.base_folder)
        return self.store.path(known.record)

    def delete(self, name: str) -> None:
        """Remove a model made here. Raises RequestRefused with 404 or, for a base model, 403."""
        known = self.get(name)
        if known.record is None:
            raise RequestRefused(
                f"The model '{name}' is a base model and cannot be deleted.", status=403, param="model"
            )
        self.store.delete(known.record)
        with self._lock:
            self._loaded.pop(name, None)
