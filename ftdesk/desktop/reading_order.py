"""Tab walks as one reads: pane after pane, down the layout, whatever was made when.

Qt walks in the order in which widgets were made; here many are made late, for a message or when first shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def stops(root: QWidget) -> Iterator[QWidget]:
    """The visible widgets within `root` that take the keyboard by Tab, in reading order."""
    for widget in _children(root):
        if not widget.isVisible() or not widget.isEnabled() or widget.isWindow():
            continue
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if takes_tab and not isinstance(widget, QScrollArea):
            yield widget  # and not what it is made of: a spin box holds a line edit
        else:
            yield from stops(widget)


def step(root: QWidget | None, now: QWidget | None, *, forward: bool) -> bool:
    """Give the keyboard to the stop after (or before) `now`, going round at the ends; false without any."""
    places = [] if root is None else list(stops(root))
    if not places:
        return False
    holding = [
        n for n, place in enumerate(places) if now is not None and (place is now or place.isAncestorOf(now))
    ]
    if not holding:
        return False
    target = places[(holding[0] + (1 if forward else -1)) % len(places)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _children(widget: QWidget) -> Iterator[QWidget]:
    """The direct children: those of the layout in its order, then the others from left to right."""
    if isinstance(widget, QScrollArea):
        yield from filter(None, [widget.widget()])
    elif isinstance(widget, QSplitter):
        yield from filter(None, (widget.widget(place) for place in range(widget.count())))
    elif isinstance(widget, QStackedWidget):
        yield from filter(None, [widget.currentWidget()])
    else:
        laid_out = list(_in_layout(widget.layout()))
        yield from laid_out
        others = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield from sorted((w for w in others if w not in laid_out), key=lambda w: (w.y(), w.x()))


def _in_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget = item.widget()
        if widget is not None:
            yield widget
        else:
            yield from _in_layout(item.layout())
