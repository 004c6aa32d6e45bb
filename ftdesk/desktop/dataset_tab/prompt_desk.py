"""Brings the prompt lab together with the open file: reads its prompts, prices them, applies a variant as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.bulk_steps import BulkSteps
from ftdesk.desktop.dataset_tab.cost_panel import CostPanel
from ftdesk.desktop.dataset_tab.document_session import DocumentSession

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.prompt_texts import FilePrompt, PromptPlaces
    from ftdesk.desktop.background import Task, Work
    from ftdesk.desktop.dataset_tab.prompt_lab import PromptLab
    from ftdesk.desktop.services import Services

_AT_MOST_EVERY_MS = 200


class PromptDesk(QObject):
    """Makes the dialog when it is first wanted, and keeps it up to date while it is open."""

    def __init__(
        self, services: Services, session: DocumentSession, cost: CostPanel, bulk: BulkSteps, window: QWidget
    ) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._cost = cost
        self._bulk = bulk
        self._window = window
        self._lab: PromptLab | None = None
        self._reading: Task | None = None
        self._wanted: str | None = None
        """The prompt to choose once it is there: what was just applied."""
        session.replaced.connect(self._forget)
        self._soon = QTimer(self, singleShot=True, interval=_AT_MOST_EVERY_MS)
        self._soon.timeout.connect(self._read)
        session.checker.reports_changed.connect(self._read_soon)
        session.read_only_changed.connect(self._lock)
        cost.target_changed.connect(self._price)
        services.models.changed.connect(self._price)

    def show(self) -> None:
        """Open the dialog, or bring it to the front, once all rows of the file are there."""
        self._session.when_whole(self._open)

    def _open(self) -> None:
        lab = self._lab = self._lab or self._make()
        self._price()
        self._lock()
        lab.show()
        lab.raise_()
        lab.activateWindow()
        self._read()

    def _make(self) -> PromptLab:
        from ftdesk.desktop.dataset_tab.prompt_counter import PromptCounter
        from ftdesk.desktop.dataset_tab.prompt_lab import PromptLab as Lab

        counter = PromptCounter(self._services.background, self._services.vocabulary_directory, self)
        lab = Lab(counter, self._window.window())
        lab.applied.connect(self._apply)
        self._counter = counter
        return lab

    def _price(self) -> None:
        target = self._cost.target()
        if self._lab is None or target is None:
            return
        self._counter.use(target.encoding)
        price = self._services.prices.find(target.name, target.provider)
        self._lab.show_price(price, target.name)

    def _lock(self) -> None:
        if self._lab is not None:
            self._lab.set_locked(locked=bool(self._session.read_only))

    def _read_soon(self) -> None:
        if self._lab is not None and self._lab.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _read(self) -> None:
        """Read the prompts of a file that is checked, one row for each."""
        check, dataset = self._session.checker.check, self._session.dataset
        if self._lab is None or not self._lab.isVisible() or check is None or dataset is None:
            return
        if self._session.checker.running or check.is_partial:
            self._lab.show_waiting()
            return  # its reports come
        from ftdesk.dataset.prompt_texts import prompt_places

        places = prompt_places(check)
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._services.background.run(
            self, lambda work: _prompts(places, dataset, work), self._show, _ignore
        )

    def _show(self, prompts: list[FilePrompt]) -> None:
        self._reading = None
        if self._lab is not None:
            wanted = self._wanted if any(prompt.text == self._wanted for prompt in prompts) else None
            self._lab.show_prompts(prompts, wanted)

    def _apply(self, prompt: FilePrompt, text: str) -> None:
        """Give all examples with a prompt another one, or none, as one step."""
        import numpy as np

        from ftdesk.dataset.bulk_edits import RemoveSystemPrompt, SetSystemPrompt, Where
        from ftdesk.dataset.prompt_texts import rows_with
        from ftdesk.desktop.dataset_tab.bulk_dialogs import BulkOrder

        check, dataset = self._session.checker.check, self._session.dataset
        if check is None or dataset is None:
            return
        places = dataset.places_of(rows_with(check, prompt.system))
        row_ids = dataset.row_ids()[np.sort(places[places >= 0])]
        edit = SetSystemPrompt(text, Where.PRESENT) if text else RemoveSystemPrompt()
        step = self.tr("Shorten the system prompt") if text else self.tr("Remove the system prompt")
        self._wanted = text or None
        self._bulk.start(BulkOrder(row_ids, (edit,), step))

    def _forget(self) -> None:
        self._wanted = None
        if self._lab is not None:
            self._lab.forget()
            self._read()


def _prompts(places: PromptPlaces, dataset: Dataset, work: Work) -> list[FilePrompt]:
    from ftdesk.dataset.prompt_texts import read_prompts

    return read_prompts(places, dataset.line, work)


def _ignore(_error: Exception) -> None:
    """Cancelled, or the file cannot be read, of which the session tells."""
