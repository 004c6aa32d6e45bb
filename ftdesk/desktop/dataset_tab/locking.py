"""A form to be read and not written: texts can still be selected and copied, whatever would edit is off."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class Lockable(Protocol):
    """A part of a form that edits something."""

    def set_locked(self, *, locked: bool) -> None: ...


def lock_parts(root: QWidget, *, locked: bool) -> None:
    """Lock or unlock every part within `root`; parts made later want another call."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, Lockable):
            widget.set_locked(locked=locked)
