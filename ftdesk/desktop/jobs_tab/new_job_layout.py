"""Where things stand in the new-job dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ftdesk.desktop import theme
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.stylesheet import set_look

if TYPE_CHECKING:
    from ftdesk.desktop.jobs_tab.new_job_dialog import NewJobDialog


_BETWEEN = 12
_WIDTH, _WIDEST = 600, 800
_AROUND = 40
_LINE = 2
_HIGHEST = 720


class SummaryCard(QFrame):
    """Tokens, price and destination, once the training file is checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_job_summary")
        set_look(self, "card")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        names = ("job_tokens_label", "job_price_label", "job_destination_label")
        titles = (self.tr("Training"), self.tr("Price"), self.tr("Data"))
        self._values: list[QLabel] = []
        for row, (name, title) in enumerate(zip(names, titles, strict=True)):
            value = plain_label(wrap=True)
            value.setObjectName(name)
            grid.addWidget(plain_label(title, "muted"), row, 0)
            grid.addWidget(value, row, 1)
            self._values.append(value)
        self.clear()

    def show_words(self, tokens: str, price: str, destination: str) -> None:
        """Show the three lines."""
        for value, words in zip(self._values, (tokens, price, destination), strict=True):
            value.setText(words)

    def clear(self) -> None:
        """Nothing is known yet."""
        self.show_words("–", "–", "–")


def lay_out(dialog: NewJobDialog) -> None:
    """Put the fields of `dialog` in place; the fields scroll where the screen is low."""
    page = QWidget()
    fields = QVBoxLayout(page)
    fields.setContentsMargins(24, 20, 24, 16)
    fields.setSpacing(_BETWEEN)
    fields.addWidget(plain_label(QCoreApplication.translate("Jobs", "New job"), "title"))
    fields.addWidget(
        _labelled(QCoreApplication.translate("Jobs", "Training file"), dialog.training, dialog.training.edit)
    )
    fields.addWidget(
        _labelled(
            QCoreApplication.translate("Jobs", "Validation file"),
            dialog.validation,
            dialog.validation.edit,
            optional=True,
        )
    )
    fields.addWidget(
        _labelled(QCoreApplication.translate("Jobs", "Model"), dialog.model, below=dialog.nature)
    )
    fields.addLayout(
        _row(
            _labelled(QCoreApplication.translate("Jobs", "Epochs"), dialog.epochs),
            _labelled(QCoreApplication.translate("Jobs", "Batch size"), dialog.batch),
            _labelled(QCoreApplication.translate("Jobs", "Learning rate multiplier"), dialog.rate),
        )
    )
    suffix = _labelled(QCoreApplication.translate("Jobs", "Suffix"), dialog.suffix, optional=True)
    seed = _labelled(QCoreApplication.translate("Jobs", "Seed"), dialog.seed)
    row = _row(suffix, seed)
    row.setStretch(0, 2)
    row.setStretch(1, 1)
    fields.addLayout(row)
    fields.addWidget(dialog.card)
    fields.addWidget(dialog.past)
    fields.addStretch()
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(scroll, 1)
    foot = _foot(dialog)
    layout.addWidget(foot)
    width = min(round(_WIDTH * theme.text_size() / theme.BASE_SIZE), _WIDEST)
    for widget in page.findChildren(QWidget):
        widget.ensurePolished()  # before that they do not know how high they are
    foot_height = foot.sizeHint().height() + _LINE
    height = fields.totalHeightForWidth(width) + foot_height
    dialog.resize(width, min(height, _room_for(dialog)))


def _room_for(dialog: NewJobDialog) -> int:
    """How high the dialog may be: not higher than the window it lies over."""
    parent = dialog.parentWidget()
    return parent.window().height() - _AROUND if parent is not None and parent.isVisible() else _HIGHEST


def _foot(dialog: NewJobDialog) -> QFrame:
    foot = QFrame()
    set_look(foot, "foot")
    cancel = QPushButton(QCoreApplication.translate("Jobs", "Cancel"))
    cancel.setObjectName("cancel_new_job_button")
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout(foot)
    row.setContentsMargins(24, 12, 24, 12)
    row.setSpacing(8)
    row.addWidget(dialog.reason, 1)
    row.addWidget(cancel)
    row.addWidget(dialog.start)
    return foot


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1)
    return row


def label_height() -> int:
    """The same for every title, so that fields in a row stand level."""
    return QFontMetrics(theme.ui_font(bold=True)).height() + 1


def _labelled(
    title: str,
    field: QWidget,
    buddy: QWidget | None = None,
    *,
    optional: bool = False,
    below: QWidget | None = None,
) -> QWidget:
    """A field under its title, `below` under the field; `optional` says so beside the title."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(6)
    head.addStrut(label_height())
    label = plain_label(title, "strong")
    label.setBuddy(buddy or field)
    head.addWidget(label)
    if optional:
        head.addWidget(plain_label(QCoreApplication.translate("Jobs", "optional"), "small"))
    head.addStretch()
    layout.addLayout(head)
    layout.addWidget(field)
    if below is not None:
        layout.addWidget(below)
    layout.addStretch()
    return box
