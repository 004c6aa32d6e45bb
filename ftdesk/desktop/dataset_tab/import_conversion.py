"""An import of rows that are no examples yet: tables, and the formats of other tools. The person sees what they become,
and what they lose, before a new file begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.conversion_options import Reading
from ftdesk.desktop.dataset_tab.conversion_words import foreign_words
from ftdesk.desktop.dataset_tab.import_report import notice_lines
from ftdesk.desktop.dataset_tab.import_run import Imported, ImportRun
from ftdesk.desktop.dataset_tab.visible_text import one_line
from ftdesk.desktop.messages import show_failure

if TYPE_CHECKING:
    from ftdesk.dataset.document import Dataset
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.dataset_tab.conversion_run import Conversion


@dataclass(frozen=True, slots=True)
class Answers:
    """What to do when the person wants the rows, the file as it is (None: it cannot be opened so), or it read again."""

    take: Callable[[ImportRun, Imported], None]
    stay: Callable[[], None] | None
    again: Callable[[Reading], None]


class ImportConversion(QObject):
    """Asks with a dialog, and hands on what was made."""

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window

    def ask(self, run: ImportRun, imported: Imported, reading: Reading, answers: Answers) -> None:
        """Ask, and call one of the answers, or none; `reading` is how the file was read."""

        def fail(error: Exception) -> None:
            run.end()
            show_failure(self._window, error)

        self._background.run(
            self,
            lambda _: _opened(imported.lines),
            lambda dataset: self._show(run, imported, dataset, reading, answers),
            fail,
        )

    def _show(
        self,
        run: ImportRun,
        imported: Imported,
        dataset: Dataset,
        reading: Reading,
        answers: Answers,
    ) -> None:
        from ftdesk.desktop.dataset_tab.conversion_dialog import ConversionDialog, ConversionTask

        task = ConversionTask(
            title=self.tr("Import {name}").format(name=one_line(imported.original.name, 60)),
            nature=self._nature(imported),
            verb=self.tr("Import"),
            rows=dataset.snapshot(),
            folder=imported.lines.parent,
            table=imported.table,
            pairs=imported.first.pairs,
            reading=reading,
            told=notice_lines(imported.notices),
        )
        dialog = ConversionDialog(self._background, task, self._window, can_stay=answers.stay is not None)

        def use(made: Conversion) -> None:
            dialog.rejected.disconnect(give_up)
            dataset.close()
            file = made.file if made.file is not None else imported.lines
            answers.take(run, replace(imported, lines=file, size=made.size))

        def give_up() -> None:
            dataset.close()
            run.end()

        dialog.rejected.connect(give_up)
        dialog.ordered.connect(use)
        dialog.reading_wanted.connect(answers.again)
        if answers.stay is not None:
            dialog.as_it_is_wanted.connect(answers.stay)
        dialog.open()

    def _nature(self, imported: Imported) -> str:
        if imported.table is not None:
            words = self.tr("A table with {count} columns.").format(count=f"{len(imported.table.names):,}")
        else:
            words = self.tr("{nature}.").format(nature=foreign_words(imported.first.foreign))
        made = self.tr("Its rows become examples in a new file; the original stays as it is.")
        return f"{words} {made}"


def _opened(path: Path) -> Dataset:
    from ftdesk.dataset.document import Dataset

    return Dataset.open(path)
