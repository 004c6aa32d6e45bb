"""Files in other shapes than JSON Lines: told before they are opened, and imported into a new document if wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ftdesk.desktop.dataset_tab.conversion_options import Reading
from ftdesk.desktop.dataset_tab.import_conversion import Answers, ImportConversion
from ftdesk.desktop.dataset_tab.import_report import ImportReport
from ftdesk.desktop.dataset_tab.import_run import Imported, ImportRun
from ftdesk.desktop.dataset_tab.notice_bar import NoticeAction, NoticeBar, Severity
from ftdesk.desktop.dataset_tab.questions import ask_import
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import show_failure

if TYPE_CHECKING:
    from ftdesk.dataset.shapes import Shape
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.document_files import DocumentFiles

MOST_IN_MEMORY = 64 << 20
"""A larger import is written to a file of its own at once: a new document keeps its rows in memory at first."""
_GUESSED = ("cp932", "cp1252")
"""Encodings that no file says of itself."""
_ENCODINGS = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}

translate = QCoreApplication.translate


class DocumentImport(QObject):
    """Stands before opening: a file of lines passes, for another the person is asked."""

    def __init__(
        self, background: Background, files: DocumentFiles, notices: NoticeBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._background = background
        self._files = files
        self._notices = notices
        self._window = window
        self._conversion = ImportConversion(background, window)
        self._as_it_is: set[Path] = set()
        """Files that the person wanted to see as they are; nobody is asked twice."""

    def look(self, path: Path, open_it: Callable[[], None]) -> None:
        """Call `open_it` for a file of lines, and for one that cannot be read, which opening tells better."""

        def recognise(_work: object) -> Shape:
            from ftdesk.dataset.lines import LineSource
            from ftdesk.dataset.shapes import recognise

            source = LineSource(path)
            try:
                return recognise(source)
            finally:
                source.close()

        def ask(shape: Shape) -> None:
            if shape.is_plain or path in self._as_it_is:
                open_it()
            elif shape.foreign or shape.layout.value == "table":
                self._import(path, shape, open_it)  # what becomes of its rows is asked when they were read
            else:
                self._ask(path, shape, open_it)

        self._background.run(self, recognise, ask, lambda _: open_it())

    def _ask(self, path: Path, shape: Shape, open_it: Callable[[], None]) -> None:
        can_be_opened = not shape.is_wrapped
        ask_import(
            self._window,
            path.name,
            _nature(shape),
            import_it=lambda: self._import(path, shape, open_it, agreed=True),
            open_it=(lambda: self._open_as_it_is(path, open_it)) if can_be_opened else None,
        )

    def _open_as_it_is(self, path: Path, open_it: Callable[[], None]) -> None:
        self._as_it_is.add(path)
        open_it()

    # -- the import ---------------------------------------------------------------------------------------------------

    def _import(
        self,
        path: Path,
        shape: Shape,
        open_it: Callable[[], None],
        *,
        agreed: bool = False,
        guessed: bool = False,
    ) -> None:
        """`agreed`: the person wants the import; `guessed`: they chose the encoding, and may choose again."""
        guessed = guessed or shape.encoding in _GUESSED

        def again(wanted: Reading) -> None:
            encoding = wanted.encoding or shape.encoding
            other = replace(shape, encoding=encoding, has_names=wanted.has_names)
            self._import(path, other, open_it, agreed=agreed, guessed=guessed)

        def take(imported: Imported) -> None:
            if agreed and imported.first.foreign is None:
                self._take(run, imported)
            else:
                stay = None if shape.is_wrapped else lambda: self._open_as_it_is(path, open_it)
                answers = Answers(self._take, stay, again)
                reading = Reading(shape.encoding if guessed else "", shape.has_names)
                self._conversion.ask(run, imported, reading, answers)

        title = self.tr("Importing {name}").format(name=one_line(path.name, 60))
        run = ImportRun(self._background, path, shape, title, self)
        run.finished.connect(take)
        run.failed.connect(lambda error: show_failure(self._window, error))
        run.start()

    def _take(self, run: ImportRun, imported: Imported) -> None:
        if imported.size <= MOST_IN_MEMORY:
            self._background.run(
                self,
                lambda _: _lines_of(imported.lines),
                lambda lines: self._begin(run, imported, lines),
                lambda error: self._give_up(run, error),
            )
        else:
            self._choose_file(run, imported)

    def _begin(self, run: ImportRun, imported: Imported, lines: list[bytes]) -> None:
        run.end()
        self._files.before_leaving(lambda: self._files.begin(lines, lambda: self._tell(imported, len(lines))))

    def _choose_file(self, run: ImportRun, imported: Imported) -> None:
        """Too much for the memory: let the person say where the lines go."""
        dialog = QFileDialog(self._window.window(), self.tr("Save the imported examples"))
        dialog.setObjectName("save_import_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Training files (*.jsonl)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("jsonl")
        dialog.setDirectory(str(imported.original.absolute().parent))
        dialog.selectFile(f"{imported.original.name.partition('.')[0]}.imported.jsonl")

        def write(chosen: str) -> None:
            dialog.rejected.disconnect(run.end)
            self._write(run, imported, Path(chosen))

        dialog.rejected.connect(run.end)
        dialog.fileSelected.connect(write)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _write(self, run: ImportRun, imported: Imported, target: Path) -> None:
        def write(_work: object) -> None:
            from ftdesk.dataset.lines import LineSource
            from ftdesk.dataset.new_files import NewFile, write_new_files

            source = LineSource(imported.lines)
            try:
                whole = NewFile(target, [(0, imported.size)], source, imported.size)
                write_new_files([whole], open_file=imported.original, overwrite=True)
            finally:
                source.close()

        def open_it(_result: object) -> None:
            run.end()
            self._files.open_path(target)

        self._background.run(
            self, write, open_it, lambda error: self._give_up(run, error), title=self.tr("Saving…")
        )

    def _give_up(self, run: ImportRun, error: Exception) -> None:
        run.end()
        show_failure(self._window, error)

    def _tell(self, imported: Imported, count: int) -> None:
        name = one_line(imported.original.name, 60)
        sentence = self.tr(
            "{count} rows of {name} are in this new file. The original stays as it is."
        ).format(count=f"{count:,}", name=name)
        if not imported.notices:
            self._notices.show_notice("imported", sentence, lasting=False)
            return
        sentence += " " + self.tr("Places that could not be taken as they stand: {count}.").format(
            count=f"{len(imported.notices):,}"
        )
        report = NoticeAction(
            self.tr("Show them"),
            lambda: ImportReport(imported.notices, self._window).open(),
            "show_import_report_button",
            stays=True,
        )
        self._notices.show_notice("imported", sentence, [report], lasting=False, severity=Severity.ATTENTION)


def _lines_of(path: Path) -> list[bytes]:
    lines = path.read_bytes().split(b"\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix(b"\r") for line in lines]


def _nature(shape: Shape) -> str:
    """What the file is, in a few words each."""
    natures = {
        "array": translate("DocumentImport", "one JSON array of examples"),
        "wrapped": translate("DocumentImport", "a JSON object with a list of examples"),
        "values": translate("DocumentImport", "examples over several lines each"),
    }
    found = [natures[shape.layout.value]] if shape.layout.value in natures else []
    if shape.encoding in _ENCODINGS:
        text = translate("DocumentImport", "text in {encoding}")
        found.append(text.format(encoding=_ENCODINGS[shape.encoding]))
    if shape.compressed:
        found.append(translate("DocumentImport", "compressed with gzip"))
    nature = translate("DocumentImport", ", ").join(found)
    if shape.examples is None:
        return nature
    counted = translate("DocumentImport", "{nature} ({count} in all)")
    return counted.format(nature=nature, count=f"{shape.examples:,}")
