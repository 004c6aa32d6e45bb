"""Before files are written: is the place free, and if not, may what is there be replaced?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from ftdesk.desktop.dataset_tab.questions import ask_replace
from ftdesk.desktop.messages import show_failure

if TYPE_CHECKING:
    from ftdesk.desktop.background import Background


class Proceed(Protocol):
    """Called once the place is free, or the person agreed to overwrite."""

    def __call__(self, *, overwrite: bool) -> None: ...


def when_free(
    background: Background, window: QWidget, paths: Sequence[Path], open_file: Path | None, proceed: Proceed
) -> None:
    """Call `proceed` unless the open file is among `paths`; names that are taken are asked about first."""

    def look(_work: object) -> None:
        from ftdesk.dataset.new_files import refuse_targets

        refuse_targets(paths, open_file, overwrite=False)

    def refused(error: Exception) -> None:
        from ftdesk.dataset.new_files import TargetExists

        if isinstance(error, TargetExists):
            ask_replace(window, error.names, lambda: proceed(overwrite=True))
        else:
            show_failure(window, error)

    background.run(window, look, lambda _: proceed(overwrite=False), refused)
