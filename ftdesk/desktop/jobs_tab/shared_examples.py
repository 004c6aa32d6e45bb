"""Says beside the validation file how many of its examples the model is trained on, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftdesk.desktop.jobs_tab import wording

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.jobs_tab.data_check import FileSummary
    from ftdesk.desktop.jobs_tab.file_field import FileField


class SharedExamples(QObject):
    """Counts whenever both files are known: the same, or nearly; in large files only the same."""

    def __init__(self, background: Background, training: FileField, validation: FileField) -> None:
        super().__init__(validation)
        self._background = background
        self._fields = training, validation
        self._counted: tuple[FileSummary | None, ...] = (None, None)
        for field in self._fields:
            field.changed.connect(self._count)

    def _count(self) -> None:
        files = tuple(field.summary for field in self._fields)
        if all(one is other for one, other in zip(files, self._counted, strict=True)):
            return
        self._counted = files
        training, validation = files
        self._fields[1].remark("")
        if training is None or validation is None or training.path == validation.path:
            return
        from ftdesk.dataset.leaks import MOST_BYTES, count_leaks

        nearly = self.tr("With a near duplicate in the training file: {count}")
        if training.size_bytes + validation.size_bytes <= MOST_BYTES:
            self._background.compute(
                self,
                count_leaks,
                training.path,
                validation.path,
                done=lambda count: self._tell(nearly, count, files),
                failed=lambda _: None,  # the check of the file says why it cannot be read
            )
        else:
            self._count_same(training, validation)

    def _count_same(self, training: FileSummary, validation: FileSummary) -> None:
        """Of large files only what is the same, which takes no time."""
        from ftdesk.dataset.duplicates import also_in

        own, others = validation.fingerprints, training.fingerprints
        if own is None or others is None:
            return
        words, files = self.tr("In the training file, too: {count}"), self._counted
        self._background.run(
            self, lambda _: int(also_in(own, others).sum()), lambda count: self._tell(words, count, files)
        )

    def _tell(self, words: str, count: int, files: tuple[FileSummary | None, ...]) -> None:
        if count and files is self._counted:
            self._fields[1].remark(words.format(count=wording.number(count)))
