"""The quiet bar under the menus: the three tabs left, the palette and the provider right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabBar, QToolButton, QWidget

from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.provider_chip import ProviderChip
from ftdesk.desktop.stylesheet import set_look
from ftdesk.desktop.theme import set_icon


class TopBar(QFrame):
    """Holds the tab bar, which the window connects to its pages."""

    def __init__(self, names: list[str], palette_action: QAction, provider: ProviderChip) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        set_look(self, "bar")
        self.tabs = QTabBar()
        self.tabs.setObjectName("main_tabs")
        self.tabs.setAccessibleName(self.tr("Main tabs"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus to the page
        for name in names:
            self.tabs.addTab(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        layout.addWidget(_palette_button(palette_action))
        layout.addWidget(provider)
        self._badges: dict[int, QLabel] = {}

    def show_count(self, index: int, count: int) -> None:
        """Show a small number beside a tab's name; 0 takes it away."""
        if index in self._badges:
            nothing: QWidget | None = None
            self.tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, nothing)
            self._badges.pop(index).deleteLater()
        if count:
            badge = plain_label(str(count), "pill", "accent")
            badge.setObjectName("tab_count")
            self._badges[index] = badge
            self.tabs.setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)


def _palette_button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setObjectName("palette_button")
    button.setText(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setProperty("look", "hint")
    set_icon(button, "search", "text_muted")
    button.clicked.connect(action.trigger)
    return button
