"""Keyboard shortcuts, and what ftdesk is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftdesk import __version__
from ftdesk.desktop.actions import plain_text
from ftdesk.desktop.column_scroll import ColumnScroll
from ftdesk.desktop.command_palette import Command
from ftdesk.desktop.diagnostics import version_of
from ftdesk.desktop.dialog_size import fit_to_words
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.theme import pixmap

_PARTS = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("httpx", "BSD-3-Clause"),
    ("httpx-sse", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("orjson", "Apache-2.0 or MIT"),
    ("tiktoken", "MIT"),
    ("keyring", "MIT"),
    ("platformdirs", "MIT"),
    ("starlette", "BSD-3-Clause"),
    ("uvicorn", "BSD-3-Clause"),
    ("python-multipart", "Apache-2.0"),
    ("jsonschema", "MIT"),
)


class ShortcutsDialog(QDialog):
    """Every action that has keys, grouped as in the menus."""

    def __init__(self, commands: list[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        area = ColumnScroll(_shortcut_table([command for command in commands if command.keys]))
        area.setObjectName("shortcuts_area")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to scroll by keyboard
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(area)
        layout.addWidget(_rule())
        layout.addLayout(_close_row(self, 24))
        self.resize(480, 560)


class AboutDialog(QDialog):
    """Name, version, licence, the libraries with theirs, and where ftdesk keeps its own files."""

    def __init__(self, workspace: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(self.tr("About ftdesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sign = QLabel()
        sign.setPixmap(pixmap("ftdesk", "", 64, 2.0))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(plain_label(f"ftdesk {__version__}", "title"))
        idea = self.tr(
            "A desk for fine-tuning language models: edit the data, run the job, talk to the result."
        )
        words.addWidget(plain_label(idea, wrap=True))
        words.addWidget(plain_label(self.tr("Licensed under the Apache License 2.0."), "muted"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        parts = QPlainTextEdit(
            "\n".join(f"{name} {version_of(name)} — {licence}" for name, licence in _PARTS)
        )
        parts.setObjectName("about_parts")
        parts.setAccessibleName(self.tr("Libraries and their licences"))
        parts.setReadOnly(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 12)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(plain_label(self.tr("Made with"), "section"))
        layout.addWidget(parts)
        layout.addWidget(plain_label(self.tr("Settings, jobs, chats and local models"), "section"))
        layout.addLayout(self._folder_row(workspace))
        layout.addLayout(_close_row(self))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words."""
        super().showEvent(event)
        fit_to_words(self, 520)

    def _folder_row(self, workspace: Path) -> QHBoxLayout:
        folder = plain_label(str(workspace), wrap=True)
        folder.setObjectName("workspace_folder")
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = QPushButton(self.tr("Show folder"))
        show.setObjectName("show_workspace_button")
        show.setAutoDefault(False)
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(workspace))))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(folder, 1)
        row.addWidget(show)
        return row


def _shortcut_table(commands: list[Command]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(24, 16, 24, 16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    group = ""
    for command in commands:
        if command.group != group:
            group = command.group
            title = plain_label(group, "section")
            title.setContentsMargins(0, 12 if grid.rowCount() > 1 else 0, 0, 0)
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        grid.addWidget(plain_label(plain_text(command.action.text())), row, 0)
        keys = QHBoxLayout()
        keys.setSpacing(4)
        keys.addStretch(1)
        for key in _keys(command.keys):
            keys.addWidget(plain_label(key, "key"))
        grid.addLayout(keys, row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return table


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "rule")
    return rule


def _keys(text: str) -> list[str]:
    """ "Ctrl+Shift++" as its three keys."""
    head, plus, _ = text.rpartition("++")
    return [*head.split("+"), "+"] if plus else text.split("+")


def _close_row(dialog: QDialog, margin: int = 0) -> QHBoxLayout:
    close = QPushButton(QCoreApplication.translate("HelpDialogs", "Close"))
    close.setObjectName("close_dialog")
    close.clicked.connect(dialog.accept)
    close.setDefault(True)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, margin, 0)
    row.addStretch(1)
    row.addWidget(close)
    QTimer.singleShot(0, close, close.setFocus)
    return row
