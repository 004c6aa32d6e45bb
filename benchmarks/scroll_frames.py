"""How long one frame of scrolling takes over a million examples while they are checked, beside a plain table.

    python -m benchmarks.scroll_frames [--lines N] [--rounds N]

The file is made for the run. Both tables are 1,300 by 900 pixels with 40 rows in sight and take turns; a frame is
another scroll position painted at once: half of them a few rows further on, half of them far away. The plain table is
a QTableView whose model answers `data()` in Python, eight columns, from the same rows and a memory of the same size;
the check runs in the worker processes all the while. The platform is Qt's offscreen unless QT_QPA_PLATFORM says
otherwise.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chat_lines import write_chat_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractTableModel
    from PySide6.QtWidgets import QApplication, QTableView

    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession

WIDTH, HEIGHT, ROWS_SHOWN = 1300, 900, 40
FRAMES = 20
"""Frames of each kind, by table and round."""
REMEMBERED = 600


def measure(lines: int, rounds: int) -> None:
    """Make the file, scroll both tables while it is checked, and print the frame times."""
    from ftdesk.app import make_application
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.theme import apply_theme

    application = make_application()
    apply_theme(application, "light")
    background = Background()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chats.jsonl"
        write_chat_lines(path, lines)
        try:
            _measure_file(application, background, path, rounds)
        finally:
            background.shutdown()


def _measure_file(application: QApplication, background: Background, path: Path, rounds: int) -> None:
    from ftdesk.dataset.document import Dataset
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.example_table import ExampleTable

    session = DocumentSession(background)
    table = ExampleTable(session)
    session.set_dataset(Dataset.open(path))
    plain = _plain_table(session)
    frames: dict[QTableView, list[float]] = {table: [], plain: []}
    for view in frames:
        view.resize(WIDTH, HEIGHT)
        view.verticalHeader().setDefaultSectionSize(HEIGHT // ROWS_SHOWN)
        view.show()
    _rest(application, 0.2)
    for _ in range(rounds):
        for view, times in frames.items():
            _keep_checking(application, session)
            times += _scroll(view, application)
    for name, times in (("ftdesk", frames[table]), ("QTableView", frames[plain])):
        print(_in_words(name, times))
    ratio = statistics.median(frames[plain]) / statistics.median(frames[table])
    print(
        f"{len(session.dataset or ()):,} rows, check running: {ratio:.1f} times faster than the plain table"
    )
    session.set_dataset(None)
    table.deleteLater()
    plain.deleteLater()


def _keep_checking(application: QApplication, session: DocumentSession) -> None:
    """Have a check running that has come so far that rows have findings and figures."""
    from ftdesk.dataset.line_report import CheckOptions

    if not session.checker.running:
        session.start_check(CheckOptions())
        while session.checker.running and not session.checker.figures(0).known:
            _rest(application, 0.01)


def _scroll(view: QTableView, application: QApplication) -> list[float]:
    """Seconds a frame: steps of three rows, then leaps through the whole file."""
    bar, times = view.verticalScrollBar(), []
    step = 3 * view.verticalHeader().defaultSectionSize()
    leap = bar.maximum() * 382 // 1000
    for distance in [step] * FRAMES + [leap] * FRAMES:
        target = (bar.value() + distance) % bar.maximum()
        began = time.perf_counter()
        bar.setValue(target)
        view.viewport().repaint()
        times.append(time.perf_counter() - began)
        _rest(application, 0.005)
    return times


def _rest(application: QApplication, seconds: float) -> None:
    """Let the window live for a while: reports of the check arrive."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        application.processEvents()
        time.sleep(0.001)


def _in_words(name: str, times: Sequence[float]) -> str:
    ordered = sorted(times)
    at = [ordered[round((len(ordered) - 1) * share)] * 1000 for share in (0.5, 0.95, 1.0)]
    return f"{name:11} {at[0]:6.1f} {at[1]:6.1f} {at[2]:6.1f} ms a frame (median, p95, max of {len(ordered)})"


def _plain_table(session: DocumentSession) -> QTableView:
    from PySide6.QtWidgets import QTableView

    view = QTableView()
    view.setModel(_plain_model(session, view))
    for column, width in enumerate((80, 70, 620, 60, 60, 70, 70, 60)):
        view.setColumnWidth(column, width)
    return view


def _plain_model(session: DocumentSession, view: QTableView) -> QAbstractTableModel:
    """The table as one would write it first: each cell is asked for by itself."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

    from ftdesk.desktop.dataset_tab.finding_words import worst
    from ftdesk.desktop.dataset_tab.row_preview import RowPreview, preview_of

    previews: OrderedDict[int, RowPreview] = OrderedDict()

    def preview(row: int) -> RowPreview:
        if row not in previews:
            previews[row] = preview_of(session.dataset.line(row) if session.dataset is not None else b"")
            if len(previews) > REMEMBERED:
                previews.popitem(last=False)
        return previews[row]

    columns: tuple[Callable[[int], object], ...] = (
        lambda row: row + 1,
        lambda row: str(worst(session.checker.row_findings(row)) or ""),
        lambda row: preview(row).text,
        lambda row: len(preview(row).roles),
        lambda row: session.checker.figures(row).turns,
        lambda row: session.checker.figures(row).tokens,
        lambda row: session.checker.figures(row).trained,
        lambda row: session.dataset is not None and session.dataset.is_edited(row),
    )

    class PlainModel(QAbstractTableModel):
        def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
            return len(session.dataset) if session.dataset is not None else 0

        def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
            return len(columns)

        def data(
            self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
        ) -> object:
            return columns[index.column()](index.row()) if role == Qt.ItemDataRole.DisplayRole else None

    return PlainModel(view)


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="Frame times of scrolling through a large file.")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure(arguments.lines, arguments.rounds)


if __name__ == "__main__":
    main()
