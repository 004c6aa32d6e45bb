"""A GUI to test in: the theme applied, background work that is shut down, the services of a fresh desk."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ftdesk.desktop.background import Background
from ftdesk.desktop.theme import apply_theme


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    """The looks of a first start."""
    apply_theme(qapp, "light")


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """Background work with one worker process at most; nothing of it may be left at the end."""
    made = Background(processes=1)
    yield made
    assert made.shutdown()
