"""A window with something in every corner, walked through in any language.

What people and servers write is Greek here, so that a Latin letter outside a translation is one too few.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftdesk.api.errors import NotReached, UnreachedReason
from ftdesk.dataset.formats import Format
from ftdesk.desktop.dataset_tab.questions import ask_changed, ask_unsaved
from ftdesk.desktop.i18n import install_language
from ftdesk.desktop.jobs_tab.budget import ask_unknown_price
from ftdesk.desktop.jobs_tab.data_check import FileSummary
from ftdesk.desktop.jobs_tab.private_data_question import CODES, ask_before_sending
from ftdesk.desktop.main_window import MainWindow
from ftdesk.desktop.new_provider_dialog import NewProviderDialog
from ftdesk.desktop.playground_tab.link_question import ask_before_opening
from ftdesk.desktop.services import Services
from ftdesk.workspace.conversations import Turn
from ftdesk.workspace.job_records import (
    IntentState,
    JobIntent,
    LedgerCheckpoint,
    LedgerEvent,
    LedgerJob,
    LedgerMetrics,
    PriceEstimate,
    TrainingData,
)
from ftdesk.workspace.preferences import Budget
from ftdesk.workspace.version_records import Why

NOW = time.time()
MESSAGES = [
    [{"role": "user", "content": "αβγ"}, {"role": "assistant", "content": "δεζ", "weight": 1}],
    [{"role": "user", "content": ""}, {"role": "βοηθός", "content": "δεζ"}],
    [{"role": "assistant", "content": None}, {"role": "user", "content": [{"type": "text", "text": "α"}]}],
    [{"role": "user", "content": "α\u202eβ"}, {"role": "tool", "tool_call_id": "γ", "content": "δ"}],
]
OTHERS = [
    {"prompt": "αβγ", "completion": "δ"},
    {
        "input": {"messages": [{"role": "user", "content": "α"}]},
        "preferred_output": [{"role": "assistant", "content": "β"}],
        "non_preferred_output": [{"role": "assistant", "content": "γ"}],
    },
]
LINES = [*(json.dumps({"messages": turns}, ensure_ascii=False) for turns in MESSAGES), '{"α": 1,}', "", "[]"]
METRICS = LedgerMetrics(5, 9, 1.25, 0.5, 1.5, 0.4, 1.4, 0.45)


def fill_ledger(services: Services) -> None:
    """Jobs in every state that the list words by itself."""
    states = ("preparing", "queued", "running", "paused", "succeeded", "failed", "cancelled")
    for number, state in enumerate(states):
        job = LedgerJob(
            f"α{number}", "β", state, state, NOW - 90 * number, fine_tuned_model="γ", suffix="δ", seed=1
        )
        services.ledger.record_job("local", job)
    event = LedgerEvent("ε", NOW, "info", "ζ", "metrics", METRICS)
    services.ledger.record_events("local", "α4", [event])
    services.ledger.record_checkpoints("local", "α4", [LedgerCheckpoint("η", NOW, "θ", 5, METRICS)])
    services.ledger.mark_missing("local", "α6")
    order = JobIntent("β", TrainingData(Path("/αρχείο"), "0" * 64, 10), estimate=PriceEstimate(9, "1", "€"))
    for last in (IntentState.UNCONFIRMED, IntentState.REFUSED):
        wish = services.ledger.begin_intent("local", order)
        for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING, last):
            services.ledger.move(wish.id, state)


def fill_conversations(services: Services) -> None:
    """One chat with an answer of every ending."""
    chat = services.conversations.create("α", model="β")
    for ending in ("stop", "stopped", "cut", "length", "content_filter"):
        services.conversations.append(chat.id, Turn("user", "γ"))
        answer = Turn("assistant", "δ", None, (), None, "β", None, 1, 2, 0.1, 0.2, None, ending)
        services.conversations.append(chat.id, answer)


@dataclass
class Desk:
    """A window with something in every corner, and a walk through all that it can show."""

    window: MainWindow
    file: Path
    qtbot: QtBot

    def scenes(self) -> Iterator[str]:
        yield from self.dataset()
        yield from self.jobs()
        yield from self.playground()
        yield from self.dialogs()

    def dataset(self) -> Iterator[str]:
        self.window.show_tab(0)
        yield "no dataset"
        self.window.open_path(self.file)
        table = self.the(QAbstractItemView, "dataset_table")
        self.qtbot.waitUntil(lambda: table.model() is not None and table.model().rowCount() == len(LINES) + 2)
        self.qtbot.waitUntil(lambda: bool(self.the(QListWidget, "findings_list").count()), timeout=20_000)
        for row in range(table.model().rowCount()):
            table.setCurrentIndex(table.model().index(row, 0))
            for view in range(3):
                self.action("switch_example_view").trigger()
                QApplication.processEvents()
                yield f"example {row + 1}, view {view}"
        models = self.the(QComboBox, "cost_model_combo")
        models.setCurrentIndex(models.count() - 1)
        yield "a model that costs money"

    def jobs(self) -> Iterator[str]:
        self.window.show_tab(1)
        table = self.the(QAbstractItemView, "jobs_table")
        self.qtbot.waitUntil(lambda: table.model().rowCount() == 9)
        for row in range(9):
            table.setCurrentIndex(table.model().index(row, 0))
            pages = self.the(QTabBar, "job_pages")
            for page in range(pages.count()):
                pages.setCurrentIndex(page)
                QApplication.processEvents()
                yield f"job {row}, page {page}"

    def playground(self) -> Iterator[str]:
        self.window.show_tab(2)
        yield "no chat"
        chats = self.the(QListWidget, "conversation_list")
        self.qtbot.waitUntil(lambda: chats.count() > 0)
        chats.setCurrentRow(chats.count() - 1)
        self.qtbot.waitUntil(lambda: len(self.window.findChildren(QWidget, "turn_card")) >= 10)
        yield "a chat"

    def dialogs(self) -> Iterator[str]:
        openers: dict[str, Callable[[], object]] = {
            "palette": self.window.open_palette,
            "settings": self.window.open_settings,
            "new provider": self.show_new_provider,
            "shortcuts": self.window.show_shortcuts,
            "about": self.window.show_about,
            "new job": lambda: self.window.jobs_tab.new_job(self.file),
            "failure": lambda: self.window.show_failure(NotReached(UnreachedReason.NAME, "α.β")),
            "go to line": self.action("go_to_line").trigger,
            "unsaved edits": lambda: ask_unsaved(self.window, "α", save=nothing, discard=nothing),
            "changed file": lambda: ask_changed(
                self.window, "α", keep=nothing, reload=nothing, save_as=nothing
            ),
            "a link": lambda: ask_before_opening(self.window, QUrl("https://α.β/")),
            "cancel a job": lambda: self.window.jobs_tab.dealings.ask_cancel("α2"),
            "uploaded files": self.action("uploaded_files_action").trigger,
            "shorter prompts": self.action("shorten_prompts").trigger,
            "where it fits": self.action("show_fit").trigger,
            "a price that is not known": self.ask_about_price,
            "statistics": self.show_statistics,
            "near duplicates": self.show_duplicates,
            "trim blanks": self.ask_trim,
            "private data": self.ask_about_private_data,
            "convert": self.show_conversion,
            "export": self.show_export,
            "versions": self.show_versions,
            "comparison": self.show_comparison,
        }
        for name, show in openers.items():
            self.window.show_tab(1 if name == "new job" else 0)
            show()
            QApplication.processEvents()
            dialogs = (widget for widget in QApplication.topLevelWidgets() if is_dialog(widget))
            dialog = next(dialog for dialog in dialogs if dialog.isVisible())
            for page in self.pages_of(dialog):
                yield f"{name} {page}"
            dialog.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def show_new_provider(self) -> None:
        """What stands before a person names it, with limits that ship."""
        dialog = NewProviderDialog(self.window)
        shipped = self.window._services.targets.providers["openai"].models[0]
        dialog.form.show_provider("α", shipped, str.lower)
        dialog.form.object_to("β")
        dialog.open()

    def show_statistics(self) -> None:
        """All distributions, once the amounts were counted."""
        self.action("show_statistics").trigger()
        chart = self.the(QWidget, "histogram_answer")
        self.qtbot.waitUntil(lambda: chart.distribution.examples > 0, timeout=20_000)

    def ask_trim(self) -> None:
        """A mend of all examples, once it was seen which would change."""
        self.action("trim_blanks").trigger()
        status = self.the(QLabel, "mend_status")
        self.qtbot.waitUntil(lambda: bool(status.text()) and "%" not in status.text())

    def show_conversion(self) -> None:
        """A table of which one column is left out, with a row that is nothing."""
        table = self.file.with_name("α.csv")
        table.write_text("prompt,completion,α\nβ,γ,δ\nε,ζ,η\n,,θ\n", encoding="utf-8")
        self.window.open_path(table)
        self.qtbot.waitUntil(lambda: self.window.findChild(QDialog, "conversion_dialog") is not None)
        button = self.the(QPushButton, "conversion_button")
        self.qtbot.waitUntil(button.isEnabled, timeout=20_000)

    def show_export(self) -> None:
        """To a tool that has no place for weights and other speakers."""
        self.action("export_file").trigger()
        self.qtbot.waitUntil(lambda: self.window.findChild(QDialog, "export_dialog") is not None)
        dialog = self.the(QDialog, "export_dialog")
        dialog.form.choose_goal("alpaca")
        self.qtbot.waitUntil(lambda: not dialog.conversion.running, timeout=20_000)

    def show_versions(self) -> None:
        """The list of two versions, of which one has a name."""
        store = self.window._services.versions.store()
        store.rename(store.keep(self.file, Why.SAVED).id, "α")
        store.keep(self.file, Why.JOB, tag="β")
        self.action("show_versions").trigger()
        table = self.the(QAbstractItemView, "versions_table")
        self.qtbot.waitUntil(lambda: table.model().rowCount() == 2)

    def show_duplicates(self) -> None:
        """Every example of the file stands in the validation file, which is the same."""
        self.window.dataset_tab.duplicates.compare_with(self.file)
        self.qtbot.waitUntil(
            lambda: self.window.findChild(QDialog, "duplicates_window") is not None, timeout=20_000
        )
        head = self.the(QLabel, "diff_before_head")
        self.qtbot.waitUntil(lambda: bool(head.text()))

    def ask_about_private_data(self) -> None:
        """Every kind of it, in one file."""
        summary = FileSummary(Path("α"), Format.CHAT, 1, 2, 0, 5, None, codes=dict.fromkeys(CODES, 3))
        ask_before_sending(self.window, [summary], "β", nothing, nothing)

    def ask_about_price(self) -> None:
        """A limit that an unknown price may be above."""
        ask_unknown_price(self.window, PriceEstimate(), Budget("5", "€"), nothing)

    def show_comparison(self) -> None:
        """An example that is written differently, and some that came, went or moved."""
        store = self.window._services.versions.store()
        older = store.keep(self.file, Why.OPENED)
        first, *others = self.file.read_text(encoding="utf-8").splitlines()
        self.file.write_text(
            "\n".join([*others[2:], first.replace(": ", ":"), others[1], "α"]), encoding="utf-8"
        )
        self.window.dataset_tab.versions.comparisons.of_versions(older, store.keep(self.file, Why.SAVED))
        self.qtbot.waitUntil(lambda: self.window.findChild(QWidget, "differences_table") is not None)
        head = self.the(QLabel, "diff_before_head")
        self.qtbot.waitUntil(lambda: bool(head.text()))

    def pages_of(self, dialog: QWidget) -> Iterator[int]:
        tabs = dialog.findChild(QTabBar)
        for page in range(tabs.count() if tabs else 1):
            if tabs:
                tabs.setCurrentIndex(page)
                QApplication.processEvents()
            yield page

    def the(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def action(self, name: str) -> QAction:
        found = self.window.findChild(QAction, name)
        assert found is not None, name
        return found


def nothing(*_: object) -> None: ...


def is_dialog(widget: QWidget) -> bool:
    return isinstance(widget, QDialog) or widget.objectName() == "command_palette"


@pytest.fixture
def make_desk(services: Services, tmp_path: Path, qtbot: QtBot) -> Callable[[], Desk]:
    def make() -> Desk:
        fill_ledger(services)
        fill_conversations(services)
        file = tmp_path / "αρχείο.δ"
        file.write_text("\n".join([*LINES, *(json.dumps(line) for line in OTHERS)]), encoding="utf-8")
        window = MainWindow(services)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        return Desk(window, file, qtbot)

    return make


class MarkingTranslator(QTranslator):
    """Translates everything to itself in brackets."""

    def translate(self, _context: str, source: str, *_: object) -> str:
        return f"⟦{source}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], object]]:
    """Switches the language of what is made from now on; "marks" is no language but shows what was translated."""
    before = QLocale()

    def switch(language: str) -> None:
        if language == "marks":
            qapp.installTranslator(MarkingTranslator(qapp))
        else:
            install_language(qapp, language)

    yield switch
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)
