"""The file in a few figures: format, examples, tokens in all, trained and largest, size; the way to all statistics."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftdesk.dataset.formats import TITLES
from ftdesk.desktop import theme
from ftdesk.desktop.dataset_tab.file_figures import FileFigures
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.token_words import in_sentences, nearly
from ftdesk.wording import bytes_in_words


class StatisticsPanel(QWidget):
    """Signals: `all_wanted()`: all distributions are to be shown."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statistics_panel")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._figures = {
            key: self._add_row(row, key, words)
            for row, (key, words) in enumerate(
                (
                    ("format", self.tr("Format")),
                    ("examples", self.tr("Examples")),
                    ("tokens", self.tr("Tokens")),
                    ("trained", self.tr("Trained on")),
                    ("largest", self.tr("Largest example")),
                    ("bytes", self.tr("Size")),
                ),
            )
        }
        self._all = QPushButton(self.tr("All statistics…"), self)
        self._all.setObjectName("all_statistics_button")
        self._all.setProperty("look", "quiet")
        theme.set_icon(self._all, "chart", "text_muted")
        self._all.clicked.connect(self.all_wanted)
        self._lay_out()
        theme.notifier().theme_changed.connect(self._dress)
        self._dress()

    def show_figures(self, figures: FileFigures) -> None:
        """Show the figures; token figures show as a dash until counted."""
        total, trained = figures.tokens, figures.trained
        share = f" ({trained / total:.0%})" if total and trained is not None else ""
        self._figures["format"].setText(QCoreApplication.translate("Format", TITLES[figures.format]))
        self._figures["examples"].setText(f"{figures.examples:,}")
        self._figures["tokens"].setText(_figure(total, figures.doubts))
        self._figures["trained"].setText(_figure(trained, figures.doubts) + share)
        self._figures["largest"].setText(_figure(figures.largest, figures.doubts))
        for key in ("tokens", "trained", "largest"):
            self._figures[key].setToolTip(in_sentences(figures.doubts))
        self._figures["bytes"].setText(bytes_in_words(figures.size_bytes))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 4, 0)
        head.addWidget(plain_label(self.tr("Statistics"), "section", parent=self), 1)
        head.addWidget(self._all)
        self._grid.setContentsMargins(12, 0, 12, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._grid)

    def _add_row(self, row: int, key: str, words: str) -> QLabel:
        figure = plain_label("–", parent=self)
        figure.setObjectName(f"statistics_{key}")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(plain_label(words, "muted", parent=self), row, 0)
        self._grid.addWidget(figure, row, 1)
        return figure

    def _dress(self) -> None:
        for figure in self._figures.values():
            figure.setFont(theme.tabular(theme.ui_font()))


def _figure(number: int | None, doubts: tuple[str, ...]) -> str:
    return "–" if number is None else nearly(f"{number:,}", doubts)
