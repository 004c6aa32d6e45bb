"""What stands on the screen: all of it can be translated, and none of it is cut, in English and in Japanese.

What people and servers write is Greek here, so that a Latin letter outside a translation is one too few.
"""

import contextlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize, Qt, QTranslator, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as QtBotTimeout
from pytestqt.qtbot import QtBot

from ftdesk.api.errors import NotReached, UnreachedReason
from ftdesk.desktop.dataset_tab.questions import ask_changed, ask_unsaved
from ftdesk.desktop.i18n import install_language
from ftdesk.desktop.main_window import MainWindow
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

NOW = time.time()
SAME_EVERYWHERE = re.compile(
    r"<[^>]*>|https?(://\S*)?|/v1|(ftdesk-replies|gpt|o\d|davinci|babbage)[-\w.]*|ftdesk(-[0-9a-f]{24})?"
    r"|OpenAI|JSONL?|UTF-8|SHA-256|USD|ID|px|bytes|English|Top p"
    r"|Apache License|(PySide6|Python|Qt|httpx|numpy|LGPL|BSD|MIT|Apache|MPL|PSF)[-\w]*"
    r"|(Ctrl|Shift|Alt)(\+\S*)?|F\d+|Esc|Return|Enter|Delete|Backspace|[a-z_]+[.…]+[a-z_.]+"
    r"|system|developer|user|assistant|tool_call_id|tools?|function|messages|prompt|completion"
)
"""Names, units, keys of the keyboard and of a file, codes of findings."""
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


def nothing() -> None: ...


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


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that a widget shows or says, with the kind of it."""
    yield "tool tip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "title", widget.windowTitle() if widget.isWindow() else ""
    yield from (("action", action.text()) for action in widget.actions())
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit() | QPlainTextEdit():
            yield "placeholder", widget.placeholderText()
        case QComboBox():
            yield from (("choice", widget.itemText(row)) for row in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(index)) for index in range(widget.count()))
        case QHeaderView() if widget.model() is not None:
            model, across = widget.model(), widget.orientation()
            yield from (("header", str(model.headerData(i, across) or "")) for i in range(widget.count()))
        case QListWidget():
            yield from (("item", widget.item(row).text()) for row in range(widget.count()))
        case _:
            pass


def english_in(text: str) -> str:
    """The words of a text that are neither translated nor the same everywhere."""
    while (rest := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = rest
    return " ".join(re.findall(r"[A-Za-z]{2,}", SAME_EVERYWHERE.sub(" ", text.replace("&", ""))))


@pytest.mark.parametrize("language", ["marks", "ja"])
def test_no_visible_text_stays_english(
    language: str, speak: Callable[[str], object], make_desk: Callable[[], Desk]
) -> None:
    speak(language)
    found = {}
    for scene in make_desk().scenes():
        for widget in QApplication.allWidgets():
            if widget.isVisible():
                texts = ((kind, text) for kind, text in texts_of(widget) if english_in(text))
                found.update(dict.fromkeys(texts, f"{scene}: {widget.objectName()}"))
    assert not found, "\n".join(f"{where}: {kind}: {text}" for (kind, text), where in found.items())


ACROSS = Qt.Orientation.Horizontal
SLACK = 4
"""Pixels of a line's height that are empty below and above the letters."""


def cut_texts() -> set[str]:
    """What has less room than its text, of all that has no ellipsis of its own."""
    found = set()
    for widget in QApplication.allWidgets():
        if isinstance(widget, QHeaderView) and widget.isVisible() and widget.orientation() is ACROSS:
            found.update(cut_headers(widget))
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        hint = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            hint = QSize(widget.width(), widget.heightForWidth(widget.width()))
        if widget.width() < hint.width() or widget.height() < hint.height() - SLACK:
            sizes = f"{widget.width()}×{widget.height()} for {hint.width()}×{hint.height()}"
            found.add(f"{type(widget).__name__} {widget.objectName()}: {widget.text()}: {sizes}")
    return found


def cut_headers(header: QHeaderView) -> Iterator[str]:
    for column in range(header.count()):
        width, wanted = header.sectionSize(column), header.sectionSizeHint(column)
        if 0 < width < wanted:
            yield f"header: {header.model().headerData(column, ACROSS)}: {width} for {wanted}"


def settled(qtbot: QtBot) -> set[str]:
    """`cut_texts` once the layouts are done."""
    with contextlib.suppress(QtBotTimeout):
        qtbot.waitUntil(lambda: not cut_texts(), timeout=1_000)
    return cut_texts()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_no_label_or_button_is_cut(
    language: str, size: tuple[int, int], speak: Callable[[str], object], make_desk: Callable[[], Desk]
) -> None:
    speak(language)
    desk = make_desk()
    desk.window.resize(*size)
    cut = {text: scene for scene in desk.scenes() for text in settled(desk.qtbot)}
    assert not cut, "\n".join(f"{scene}: {text}" for text, scene in cut.items())
