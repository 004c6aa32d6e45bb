"""The list of versions: when, of which file, its name, why it was kept, how large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QItemSelectionModel
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.versions.version_words import why_words
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.figure_words import exactly, number, size
from ftdesk.desktop.record_table import RecordTable, TableColumn
from ftdesk.workspace.version_records import Version

translate = QCoreApplication.translate

_FILE, _NAME = 1, 2
_WIDTHS = (136, 128, 152, 92, 80)


class VersionTable(RecordTable[Version]):
    """Shows versions, newest first; several can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("versions_table", translate("Versions", "Versions"), _columns(), parent)
        self.stretch(_NAME, *_WIDTHS)

    def show_versions(self, versions: Sequence[Version], *, of_all_files: bool) -> None:
        """Show these; the chosen ones stay chosen, and without any the newest is."""
        chosen = {version.id for version in self.chosen_versions()}
        self.setColumnHidden(_FILE, not of_all_files)
        self.records.show_records(versions)
        places = [place for place, version in enumerate(versions) if version.id in chosen]
        self.clearSelection()
        for place in places or ([0] if versions else []):
            self._choose(place)

    def chosen_versions(self) -> tuple[Version, ...]:
        """What is chosen, newest first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.records.record(row) for row in rows)

    def _choose(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.records.index(place, 0)
        self.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def _columns() -> tuple[TableColumn[Version], ...]:
    return (
        TableColumn(translate("Versions", "Time"), lambda version: exactly(version.kept_at)),
        TableColumn(
            translate("Versions", "File"),
            lambda version: one_line(version.path.name, 80),
            whole=lambda version: str(version.path),
        ),
        TableColumn(
            translate("Versions", "Name"),
            lambda version: one_line(version.name, 80),
            whole=lambda version: version.name,
        ),
        TableColumn(translate("Versions", "Kept because"), lambda version: why_words(version.why)),
        TableColumn(translate("Versions", "Examples"), lambda version: number(version.lines), numeric=True),
        TableColumn(translate("Versions", "Size"), lambda version: size(version.size), numeric=True),
    )
