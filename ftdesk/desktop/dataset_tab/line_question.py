"""Asks for the number of a line to go to."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QWidget

translate = QCoreApplication.translate


def ask_for_line(window: QWidget, lines: int, current: int, go: Callable[[int], None]) -> None:
    """Open a dialog over `window`; `go` is called with a line from 1 to `lines`, unless it is closed."""
    dialog = QInputDialog(window)
    dialog.setObjectName("go_to_line_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(translate("DatasetTab", "Go to line"))
    dialog.setLabelText(translate("DatasetTab", "Line (1 to {count})").format(count=f"{lines:,}"))
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, lines)
    dialog.setIntValue(current)
    dialog.setOkButtonText(translate("DatasetTab", "Go"))
    dialog.intValueSelected.connect(go)
    dialog.open()
