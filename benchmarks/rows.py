"""How long a filter and a sort of a million examples take in the real table, beside a QSortFilterProxyModel.

    python -m benchmarks.rows [--lines N] [--rounds N]

The file is made for the run and checked once. A filter is: the conditions are set, the table shows the rows that meet
them and is painted. The peer filters the same rows by the same token counts in a proxy model's Python method, shown
in a plain QTableView. (The peer's sort of a million rows takes minutes and is not run.)
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSortFilterProxyModel
    from PySide6.QtWidgets import QApplication

    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

_AT_ONCE = 10_000
_LEAST = 150


def measure(lines: int, rounds: int) -> None:
    """Make the file, check it, filter and sort, and print the figures."""
    from keyring.backends.null import Keyring

    from ftdesk.app import make_application, running_services
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
    from ftdesk.desktop.theme import apply_theme
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.paths import WorkspacePaths

    application = make_application()
    apply_theme(application, "light")
    with (
        tempfile.TemporaryDirectory() as home,
        running_services(WorkspacePaths(Path(home)), Credentials(Keyring())) as services,
    ):
        path = Path(home) / "short.jsonl"
        _write_short_lines(path, lines)
        tab = DatasetTab(services)
        tab.resize(1300, 900)
        tab.show()
        tab.open_path(path)
        _run_until(application, lambda: _is_checked(tab))
        _print_figures(application, tab, rounds)
        tab.finish()
        tab.hide()


def _print_figures(application: QApplication, tab: DatasetTab, rounds: int) -> None:
    from ftdesk.dataset.row_query import Key, RowOrder, RowQuery
    from ftdesk.dataset.rules.finding import Severity

    ways: dict[str, tuple[Callable[[], None], float]] = {
        "filter by tokens": (lambda: tab.left.filter.show_query(RowQuery(least_tokens=_LEAST)), 50),
        "filter by findings": (
            lambda: tab.left.filter.show_query(RowQuery(severities=frozenset({Severity.WARNING}))),
            50,
        ),
        "filter repeats": (lambda: tab.left.filter.show_query(RowQuery(copies=True)), 50),
        "sort by tokens": (lambda: tab.left.filter.show_order(RowOrder(Key.TOKENS, falling=True)), 300),
        "sort by findings": (lambda: tab.left.filter.show_order(RowOrder(Key.FINDINGS, falling=True)), 300),
    }
    medians = {}
    for name, (choose, goal) in ways.items():
        seconds = [_time(application, tab, choose) for _ in range(rounds)]
        medians[name] = statistics.median(seconds)
        shown = tab.left.table.examples.rowCount()
        print(f"{name:20} {medians[name] * 1000:7.0f} ms (goal {goal:.0f}), {shown:,} rows shown")
        tab.left.filter.clear()
        tab.left.filter.show_order(RowOrder())
        _run_until(application, lambda: not tab.left.table.examples.is_filtered)
    peer = _filter_by_proxy(application, tab)
    ratio = peer / medians["filter by tokens"]
    print(f"QSortFilterProxyModel {peer * 1000:6.0f} ms for a filter by tokens: {ratio:.0f} times slower")


def _time(application: QApplication, tab: DatasetTab, choose: Callable[[], None]) -> float:
    """Seconds until the table shows what was chosen, from all rows in the order of the file."""
    from ftdesk.dataset.row_query import RowOrder

    tab.left.filter.clear()
    tab.left.filter.show_order(RowOrder())
    _run_until(application, lambda: not tab.left.table.examples.is_filtered)
    began = time.perf_counter()
    choose()
    _run_until(application, lambda: tab.left.table.examples.is_filtered)
    tab.left.table.viewport().repaint()
    return time.perf_counter() - began


def _filter_by_proxy(application: QApplication, tab: DatasetTab) -> float:
    from PySide6.QtWidgets import QTableView

    view = QTableView()
    view.resize(1300, 900)
    proxy = _proxy(tab)
    view.setModel(proxy)
    view.show()
    application.processEvents()
    began = time.perf_counter()
    proxy.setFilterFixedString("filter")
    view.viewport().repaint()
    seconds = time.perf_counter() - began
    view.deleteLater()
    return seconds


def _proxy(tab: DatasetTab) -> QSortFilterProxyModel:
    """Every row is asked for by itself."""
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel

    tokens = [
        figures.tokens or 0 for figures in map(tab.session.checker.figures, range(tab.summary.examples))
    ]

    class Proxy(QSortFilterProxyModel):
        def filterAcceptsRow(self, row: int, _parent: QModelIndex | QPersistentModelIndex) -> bool:  # noqa: N802
            return not self.filterRegularExpression().pattern() or tokens[row] >= _LEAST

    proxy = Proxy(tab)
    proxy.setSourceModel(tab.left.table.examples)
    return proxy


def _write_short_lines(path: Path, lines: int) -> None:
    """Examples of some 150 bytes, a few of them repeats or with a warning."""
    with path.open("w", encoding="utf-8") as file:
        for first in range(0, lines, _AT_ONCE):
            file.writelines(_short_line(number) for number in range(first, min(lines, first + _AT_ONCE)))


def _short_line(number: int) -> str:
    kind = number if number % 4 else number - 1  # every fourth repeats the one before it
    asked = f"Question {kind}: " + "when does the boat leave? " * (kind % 7)
    answer = "At nine."
    return (
        f'{{"messages": [{{"role": "user", "content": "{asked}"}}, '
        f'{{"role": "assistant", "content": "{answer}"}}]}}\n'
    )


def _is_checked(tab: DatasetTab) -> bool:
    dataset, checker = tab.session.dataset, tab.session.checker
    return dataset is not None and dataset.is_whole and checker.check is not None and not checker.running


def _run_until(application: QApplication, reason: Callable[[], bool]) -> None:
    while not reason():
        application.processEvents()
        time.sleep(0.0005)


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How long filters and sorts take.")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    measure(arguments.lines, arguments.rounds)


if __name__ == "__main__":
    main()
