"""What is done with versions themselves: name, copy, delete, and the room they may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from ftdesk.desktop.dataset_tab.versions.version_words import version_title
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.figure_words import number
from ftdesk.desktop.messages import show_failure
from ftdesk.desktop.question_box import ask
from ftdesk.desktop.setting_changes import change_settings

if TYPE_CHECKING:
    from ftdesk.desktop.services import Services
    from ftdesk.desktop.tasks import Work
    from ftdesk.workspace.dataset_versions import DatasetVersions
    from ftdesk.workspace.version_records import Version


class VersionChores(QObject):
    """Asks over a window, then works in an I/O thread.

    Signals:
        done(): the store may hold other versions, or other names.
    """

    done = Signal()

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    def ask_name(self, version: Version) -> None:
        """Let the person name a version."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("version_name_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Name of the version"))
        dialog.setLabelText(self.tr("A version with a name is among the last to make room for new ones."))
        dialog.setTextValue(version.name)
        dialog.setOkButtonText(self.tr("Rename"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(
            lambda name: self._do(lambda store, _: store.rename(version.id, name))
        )
        dialog.open()

    def ask_copy(self, version: Version) -> None:
        """Let the person pick a file that gets the version's bytes."""
        dialog = QFileDialog(self._window, self.tr("Save a copy of the version"))
        dialog.setObjectName("version_copy_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.setDirectory(str(version.path.parent))
        dialog.fileSelected.connect(lambda target: self.copy_to(version, Path(target)))
        dialog.open()

    def copy_to(self, version: Version, target: Path) -> None:
        """Write a version to a file."""
        title = self.tr("Writing {name}").format(name=one_line(target.name, 60))
        self._do(lambda store, work: store.write_to(version, target, cancellation=work), title)

    def ask_delete(self, versions: Sequence[Version]) -> None:
        """Delete versions after a question."""
        one = self.tr("Delete the version “{title}”?").format(title=version_title(versions[0]))
        many = self.tr("Delete {count} versions?").format(count=number(len(versions)))
        ask(
            self._window,
            "delete_versions_box",
            one if len(versions) == 1 else many,
            self.tr("This cannot be undone. The file itself stays as it is."),
            self.tr("Delete"),
            lambda: self._do(lambda store, _: store.delete(version.id for version in versions)),
        )

    def change_limit(self, limit: int, open_paths: Iterable[Path]) -> None:
        """Let versions take another number of bytes, and drop what exceeds it."""
        change_settings(self._services.background, self._services.settings, versions_limit=limit)
        self._do(lambda store, _: store.make_fit(open_paths))

    def _do(self, chore: Callable[[DatasetVersions, Work], None], title: str = "") -> None:
        versions = self._services.versions
        self._services.background.run(
            self,
            lambda work: chore(versions.store(), work),
            lambda _: self.done.emit(),
            self._fail,
            title=title,
        )

    def _fail(self, error: Exception) -> None:
        show_failure(self._window, error)
        self.done.emit()
