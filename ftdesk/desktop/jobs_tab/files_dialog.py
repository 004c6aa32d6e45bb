"""The files that lie on the server, orphans of failed uploads among them; each can be deleted after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ftdesk.desktop.explanations import explain
from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.job_follower import client_of
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.messages import show_failure
from ftdesk.desktop.question_box import ask
from ftdesk.desktop.record_table import RecordTable, TableColumn
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon

if TYPE_CHECKING:
    from ftdesk.api.types import FileObject
    from ftdesk.desktop.services import Services


class FilesDialog(QDialog):
    """Lists the uploaded files of the active profile."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files_dialog")
        self.setWindowTitle(self.tr("Uploaded files"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._client = client_of(services.connection, services.connection.profile.id)
        self.note = plain_label(look="small", wrap=True)
        self.note.setObjectName("files_note")
        self.table = self._make_table()
        self._delete = QPushButton(self.tr("Delete file…"))
        self._delete.setObjectName("delete_file_button")
        self._delete.clicked.connect(self._ask_delete)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._enable)
        self._enable()
        self._load()

    def _make_table(self) -> RecordTable[FileObject]:
        columns: tuple[TableColumn[FileObject], ...] = (
            TableColumn(
                self.tr("Name"),
                lambda file: wording.one_line(file.filename),
                whole=lambda file: file.filename,
            ),
            TableColumn(self.tr("Purpose"), lambda file: wording.one_line(file.purpose, 40)),
            TableColumn(
                self.tr("Size"),
                lambda file: "–" if file.bytes is None else wording.size(file.bytes),
                numeric=True,
            ),
            TableColumn(
                self.tr("Uploaded"),
                lambda file: wording.ago(float(file.created_at or 0)),
                whole=lambda file: wording.exactly(float(file.created_at or 0)),
            ),
            TableColumn(self.tr("Id"), lambda file: wording.shortened(file.id), whole=lambda file: file.id),
        )
        table = RecordTable("files_table", self.tr("Uploaded files"), columns, self)
        table.stretch(0, 130, 90, 110, 200)
        return table

    def _lay_out(self) -> None:
        set_icon(self._delete, "trash", "error")
        set_look(self._delete, "danger")
        close = QPushButton(self.tr("Close"))
        close.setObjectName("close_files_button")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._delete)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self.tr("Uploaded files"), "title"))
        layout.addWidget(self.note)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(760, 460)

    def _load(self) -> None:
        self.note.setText(self.tr("Reading the list…"))
        client = self._client

        def read(_: object) -> tuple[FileObject, ...]:
            from ftdesk.api.files import list_files

            return list_files(client())

        self._services.background.run(self, read, self._show_files, self._not_read)

    def _show_files(self, files: tuple[FileObject, ...]) -> None:
        newest_first = sorted(files, key=lambda file: -(file.created_at or 0))
        self.table.records.show_records(newest_first)
        total = sum(file.bytes or 0 for file in files)
        one, many = self.tr("1 file, {size}."), self.tr("{count} files, {size} in all.")
        words = (one if len(files) == 1 else many).format(
            count=wording.number(len(files)), size=wording.size(total)
        )
        self.note.setText(words if files else self.tr("No file was uploaded yet."))
        self._enable()

    def _not_read(self, error: Exception) -> None:
        self.note.setText(explain(error).sentence)

    def _enable(self) -> None:
        self._delete.setEnabled(self.table.chosen() is not None)

    def _ask_delete(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        ask(
            self,
            "delete_file_box",
            self.tr("Delete “{name}” from the server?").format(name=wording.one_line(chosen.filename, 80)),
            self.tr("Jobs that still need it will fail. The file on this machine stays."),
            self.tr("Delete file"),
            lambda: self._delete_file(chosen.id),
        )

    def _delete_file(self, file_id: str) -> None:
        client = self._client

        def remove(_: object) -> None:
            from ftdesk.api.files import delete

            delete(client(), file_id)

        self._services.background.run(self, remove, lambda _: self._load(), self._not_deleted)

    def _not_deleted(self, error: Exception) -> None:
        show_failure(self, error)
        self._load()
