"""Where the open file fits: a line for each model under its provider, and the reasons of the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHeaderView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftdesk.dataset.fit import Outcome, Reason, Verdict
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.fit_words import (
    ICONS,
    outcome_word,
    reason_word,
    sentence,
    source_words,
    summary_words,
    target_name,
    unlimited_words,
)
from ftdesk.desktop.labels import plain_label, plain_tooltip

_KEY, _REASON = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MODEL, _OUTCOME, _WHY = range(3)
_MODEL_WIDTH = 260


class FitPanel(QWidget):
    """Signals:
    rows_wanted(object): RowQuery, the rows that a reason is about.
    target_wanted(object): str, the key of a target that the file is to be checked for.
    """

    rows_wanted = Signal(object)  # RowQuery
    target_wanted = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fit_panel")
        self._verdicts: dict[str, Verdict] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._headings: list[QTreeWidgetItem] = []
        self._told: tuple[tuple[str, Outcome], ...] = ()
        """What the list of reasons says, so that it is not made anew while one reads it."""
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("fit_targets")
        self.tree.setAccessibleName(self.tr("Models and whether they take the file"))
        self.tree.setHeaderLabels([self.tr("Model"), self.tr("Verdict"), self.tr("Why")])
        self.tree.setUniformRowHeights(True)
        self._title = plain_label("", "section", parent=self)
        self.reasons = QListWidget(self)
        self.reasons.setObjectName("fit_reasons")
        self.reasons.setAccessibleName(self.tr("Reasons"))
        self.reasons.setWordWrap(True)
        self.reasons.setResizeMode(QListView.ResizeMode.Adjust)
        self.reasons.setIconSize(QSize(16, 16))
        self.choose = QPushButton(self.tr("Check the file for this model"), self)
        self.choose.setObjectName("fit_choose_button")
        self.choose.setAutoDefault(False)
        self._lay_out()
        self.tree.currentItemChanged.connect(lambda *_items: self._show_reasons())
        self.reasons.itemClicked.connect(self._want_rows)
        self.reasons.itemActivated.connect(self._want_rows)
        self.choose.clicked.connect(self._want_target)
        theme.notifier().theme_changed.connect(self._dress)

    def show_verdicts(self, groups: Mapping[str, Sequence[Verdict]]) -> None:
        """Show the verdicts by the titles of their providers; what is chosen stays chosen."""
        verdicts = {verdict.target.key: verdict for group in groups.values() for verdict in group}
        if verdicts.keys() != self._verdicts.keys():
            self._fill(groups)
        self._verdicts = verdicts
        for heading, group in zip(self._headings, groups.values(), strict=True):
            heading.setText(_OUTCOME, summary_words(list(group)))
        self._tell_all()
        self._show_reasons()

    def choose_target(self, key: str) -> None:
        """Show the reasons of this target."""
        item = self._items.get(key)
        if item is not None:
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def _fill(self, groups: Mapping[str, Sequence[Verdict]]) -> None:
        quiet = QSignalBlocker(self.tree)
        self.tree.clear()
        self._items.clear()
        self._headings = [QTreeWidgetItem(self.tree, [title]) for title in groups]
        for heading, group in zip(self._headings, groups.values(), strict=True):
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.setFont(_MODEL, theme.ui_font(bold=True))
            for verdict in group:
                name = target_name(verdict.target)
                item = QTreeWidgetItem(heading, [name])
                item.setToolTip(_MODEL, plain_tooltip(name))
                item.setData(_MODEL, _KEY, verdict.target.key)
                self._items[verdict.target.key] = item
        self.tree.expandAll()
        for item in list(self._items.values())[:1]:
            self.tree.setCurrentItem(item)
        quiet.unblock()

    def _tell_all(self) -> None:
        for key, item in self._items.items():
            _tell(item, self._verdicts[key])

    def _current(self) -> Verdict | None:
        item = self.tree.currentItem()
        return None if item is None else self._verdicts.get(str(item.data(_MODEL, _KEY)))

    def _show_reasons(self) -> None:
        verdict = self._current()
        # Any model of a provider is none that the file could be checked for.
        self.choose.setEnabled(verdict is not None and verdict.target.name != verdict.target.provider)
        self._title.setText("" if verdict is None else target_name(verdict.target))
        reasons = () if verdict is None else verdict.reasons
        told = tuple((sentence(reason), reason.outcome) for reason in reasons)
        if verdict is not None and told == self._told and self.reasons.count():
            return
        self._told = told
        self.reasons.clear()
        if verdict is None:
            return
        for reason in reasons:
            self._add_reason(reason, verdict)
        if not reasons:
            item = QListWidgetItem(self.tr("Nothing that is known speaks against it."), self.reasons)
            item.setIcon(theme.icon(*ICONS[Outcome.FITS]))
        unlimited = unlimited_words(verdict.target)
        if unlimited:
            item = QListWidgetItem(unlimited, self.reasons)
            item.setIcon(theme.icon("info", "info"))

    def _add_reason(self, reason: Reason, verdict: Verdict) -> None:
        lines = [f"{reason_word(reason)}: {sentence(reason)}", source_words(verdict.target, reason)]
        item = QListWidgetItem("\n".join(filter(None, lines)), self.reasons)
        item.setIcon(theme.icon(*ICONS[reason.outcome]))
        item.setData(_REASON, reason)
        if reason.query is not None:
            item.setToolTip(self.tr("Show these examples"))

    def _want_rows(self, item: QListWidgetItem) -> None:
        reason = item.data(_REASON)
        if isinstance(reason, Reason) and reason.query is not None:
            self.rows_wanted.emit(reason.query)

    def _want_target(self) -> None:
        verdict = self._current()
        if verdict is not None:
            self.target_wanted.emit(verdict.target.key)

    def _dress(self) -> None:
        """Icons in the colours of another theme."""
        self._tell_all()
        self._told = ()
        self._show_reasons()

    def _lay_out(self) -> None:
        header = self.tree.header()
        scale = theme.text_size() / theme.BASE_SIZE
        header.resizeSection(_MODEL, round(_MODEL_WIDTH * scale))
        header.setSectionResizeMode(_OUTCOME, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.reasons, 1)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.tree)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _tell(item: QTreeWidgetItem, verdict: Verdict) -> None:
    """Put a verdict into its line."""
    item.setIcon(_OUTCOME, theme.icon(*ICONS[verdict.outcome]))
    item.setText(_OUTCOME, outcome_word(verdict.outcome, is_approximate=verdict.is_approximate))
    why = sentence(verdict.reasons[0]) if verdict.reasons else ""
    item.setText(_WHY, why)
    item.setToolTip(_WHY, plain_tooltip(why))
