"""Language, theme, text size, and what a job may cost."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from ftdesk.desktop.budget_field import BudgetField
from ftdesk.desktop.labels import plain_label
from ftdesk.desktop.services import Services
from ftdesk.desktop.setting_changes import change_settings
from ftdesk.desktop.theme import TEXT_SIZES, ThemeName
from ftdesk.workspace.preferences import Budget


class GeneralPage(QWidget):
    """Saves each choice as it is made.

    Signals:
        theme_chosen(object): str.
        text_size_chosen(object): int.
    """

    theme_chosen = Signal(object)  # str
    text_size_chosen = Signal(object)  # int

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("general_page")
        self._services = services
        chosen = services.settings.current
        self._language = self._make_choice(
            "language_choice",
            {"auto": self.tr("Like the system"), "en": "English", "ja": "日本語"},
            chosen.language,
        )
        self._theme = self._make_choice(
            "theme_choice",
            {
                str(ThemeName.AUTO): self.tr("Like the system"),
                str(ThemeName.LIGHT): self.tr("Light"),
                str(ThemeName.DARK): self.tr("Dark"),
                str(ThemeName.CONTRAST): self.tr("High contrast"),
            },
            chosen.theme,
        )
        sizes = {str(size): self.tr("{size} px").format(size=size) for size in TEXT_SIZES}
        self._size = self._make_choice("text_size_choice", sizes, str(chosen.text_size))
        self._budget = BudgetField(chosen.budget, self.tr("Limit for a job"))
        self._note = plain_label("", "small")
        self._note.setObjectName("language_note")
        self._lay_out()
        self._budget.changed.connect(self._keep_budget)
        self._language.currentIndexChanged.connect(self._choose_language)
        self._theme.currentIndexChanged.connect(self._choose_theme)
        self._size.currentIndexChanged.connect(self._choose_size)

    def _make_choice(self, name: str, labels: dict[str, str], chosen: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        for value, label in labels.items():
            choice.addItem(label, value)
        choice.setCurrentIndex(max(choice.findData(chosen), 0))
        return choice

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        rows: tuple[tuple[str, QComboBox], ...] = (
            (self.tr("Language"), self._language),
            (self.tr("Theme"), self._theme),
            (self.tr("Text size"), self._size),
        )
        for title, choice in rows:
            choice.setAccessibleName(title)
            choice.setMinimumWidth(280)
            label = QLabel(title)
            label.setBuddy(choice)
            form.addRow(label, choice)
            if choice is self._language:
                form.addRow("", self._note)
        self._note.hide()
        limit = QLabel(self.tr("Limit for a job"))
        limit.setBuddy(self._budget.amount)
        self._budget.setMinimumWidth(280)
        form.addRow(limit, self._budget)
        words = self.tr("A job whose estimate is above it cannot be started.")
        form.addRow("", plain_label(words, "small"))

    @Slot()
    def _choose_language(self) -> None:
        language = str(self._language.currentData())
        change_settings(self._services.background, self._services.settings, language=language)
        self._note.setText(self.tr("Takes effect when ftdesk is started again."))
        self._note.show()

    @Slot(object)
    def _keep_budget(self, budget: Budget | None) -> None:
        change_settings(self._services.background, self._services.settings, budget=budget)

    @Slot()
    def _choose_theme(self) -> None:
        self.theme_chosen.emit(str(self._theme.currentData()))

    @Slot()
    def _choose_size(self) -> None:
        self.text_size_chosen.emit(int(self._size.currentData()))
