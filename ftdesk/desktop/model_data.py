"""What is known of models and prices while the window is open: the data that ships, under what the person changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftdesk.dataset.cost import Prices, load_prices
from ftdesk.dataset.data_files import own_files
from ftdesk.dataset.targets import Targets, load_targets

if TYPE_CHECKING:
    from ftdesk.dataset.data_files import DataFileUnusable
    from ftdesk.desktop.background import Background

Read = tuple[Targets, Prices]


class ModelData(QObject):
    """Signals: `changed()`: the person's files were read anew."""

    changed = Signal()

    def __init__(
        self, resources: Path, own_targets: Path | None = None, own_prices: Path | None = None
    ) -> None:
        """Read `providers` and `prices` of `resources`, and the person's folders. Raises `DataFileUnusable`."""
        super().__init__()
        self._folders = resources, own_targets, own_prices
        self.shipped = _read(resources, None, None)
        has_own = bool(own_files(own_targets) or own_files(own_prices))
        self.targets, self.prices = _read(*self._folders) if has_own else self.shipped

    @property
    def unusable(self) -> tuple[DataFileUnusable, ...]:
        """The person's files that are broken."""
        return (*self.targets.unusable, *self.prices.unusable)

    def reload(self, background: Background) -> None:
        """Read the person's files anew; `changed` tells when that is done."""
        folders = self._folders
        background.run(self, lambda _work: _read(*folders), self._take)

    def change(
        self,
        background: Background,
        owner: QObject,
        write: Callable[[], None],
        failed: Callable[[Exception], None],
        done: Callable[[], None] | None = None,
    ) -> None:
        """Change the person's files off the window's thread, call `done`, and read them anew."""

        def written(_result: None) -> None:
            if done is not None:
                done()
            self.reload(background)

        background.run(owner, lambda _work: write(), written, failed)

    def _take(self, read: Read) -> None:
        self.targets, self.prices = read
        self.changed.emit()


def _read(resources: Path, own_targets: Path | None, own_prices: Path | None) -> Read:
    return load_targets(resources / "providers", own_targets), load_prices(resources / "prices", own_prices)
