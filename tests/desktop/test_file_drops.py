"""A text field leaves files to the window and takes text."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftdesk.desktop.file_drops import LineEdit, TextEdit, dropped_file


def dragged(*addresses: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(address) for address in addresses])
    return mime


@pytest.mark.parametrize(
    ("addresses", "found"),
    [((), None), (("https://host/a",), None), (("https://host/a", "file:///b.jsonl"), Path("/b.jsonl"))],
)
def test_only_files_of_this_machine_count(addresses: tuple[str, ...], found: Path | None) -> None:
    assert dropped_file(dragged(*addresses)) == found


@pytest.mark.parametrize("kind", [TextEdit, LineEdit])
def test_a_dragged_file_goes_on_to_the_window_and_text_does_not(
    kind: type[TextEdit | LineEdit], qtbot: QtBot
) -> None:
    field = kind()
    qtbot.addWidget(field)
    target = field.viewport() if isinstance(field, TextEdit) else field
    text = QMimeData()
    text.setText("words")
    for mime, taken in ((dragged("file:///b.jsonl"), False), (text, True)):
        event = QDragEnterEvent(
            QPoint(2, 2),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(target, event)
        assert event.isAccepted() is taken
