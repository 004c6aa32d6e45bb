"""What is killed: the real window, with edits made and undone in it and saved by its own command."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.faults.kill_model import Lines, Model, Plan, Wish
from tests.faults.kill_session import FILE, HOME, LOG

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from ftdesk.app import make_application, running_services
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.main_window import MainWindow
from ftdesk.workspace.paths import WorkspacePaths

READY = "ready"
"""A file that is made when the document is open."""
_PAUSE_MS = 5
"""Between two edits."""


def edit_in_window(folder: Path, model: Model, plan: Plan) -> None:
    """Open the file in a window and edit as planned for ever."""
    with ExitStack() as never_left:
        tab = _tab(folder, never_left)
        hand = _Hand(tab, model, plan)

        def begin() -> None:
            (folder / READY).touch()
            tab.session.when_whole(hand.begin)

        tab.opened.connect(begin)
        QApplication.exec()


def lines_in_window(folder: Path, answer: Callable[[Lines], None]) -> None:
    """Tell what a window shows of the file after its start; this ends the process."""
    with ExitStack() as never_left:
        tab = _tab(folder, never_left)
        tab.opened.connect(lambda: tab.session.when_whole(QCoreApplication.exit))
        QApplication.exec()
        dataset = tab.session.dataset
        assert dataset is not None
        answer(tuple(dataset.line(row_id) for row_id in dataset.row_ids().tolist()))
        os._exit(0)


def _tab(folder: Path, until: ExitStack) -> DatasetTab:
    until.callback(make_application().exit)
    paths = WorkspacePaths(folder / HOME)
    services = until.enter_context(running_services(paths, acknowledge=folder / LOG))
    services.background.unexpected.connect(_fail)
    window = MainWindow(services)
    until.callback(window.deleteLater)
    window.show()
    window.open_path(folder / FILE)
    return window.dataset_tab


def _fail(error: BaseException) -> None:
    raise error


class _Hand:
    """Does what a person would, a wish at each tick."""

    def __init__(self, tab: DatasetTab, model: Model, plan: Plan) -> None:
        self._tab, self._session = tab, tab.session
        self._model, self._plan = model, plan
        self._wish: Wish | None = None
        self._timer = QTimer(tab)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._do_next)
        self._ways: dict[str, Callable[[Wish], None]] = {
            "replace": lambda wish: self._session.replace_line(self._row(wish.place), wish.line, "Edit"),
            "insert": lambda wish: self._session.insert_lines(wish.place, [wish.line], "Insert"),
            "delete": lambda wish: self._session.delete_rows([self._row(wish.place)], "Delete"),
            "move": lambda wish: self._session.move_rows([self._row(wish.place)], wish.other, "Move"),
            "undo": lambda _: tab.undo_stack.undo(),
            "redo": lambda _: tab.undo_stack.redo(),
            "save": lambda _: tab.save(),
        }

    def begin(self) -> None:
        """All rows of the file are there."""
        self._timer.start()

    def _do_next(self) -> None:
        if self._tab.files.writing.busy:
            return
        wish = self._wish = self._wish or self._plan.next(self._model)
        if wish.kind == "replace" and self._session.line(self._row(wish.place)) is None:
            return  # a line that is still being read cannot be typed into
        self._wish = None
        self._model.do(wish)
        self._ways[wish.kind](wish)
        if self._tab.undo_stack.index() != self._model.position:
            os._exit(1)  # an edit was not done

    def _row(self, place: int) -> int:
        assert self._session.dataset is not None
        return self._session.dataset.row_id_at(place)
