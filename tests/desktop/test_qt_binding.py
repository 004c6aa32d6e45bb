import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def test_the_binding_does_not_drop_references_to_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 does, and aborts CPython 3.11 after some 5,000 calls.
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        timer.setInterval(10)
    assert sys.getrefcount(None) > before - 5_000
