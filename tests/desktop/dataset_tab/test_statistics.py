"""Distributions on the real tab: bars that filter, by pointer and keyboard, and a table with the same values."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from ftdesk.dataset import languages
from ftdesk.dataset.distributions import Bar, Distribution, Measure
from ftdesk.dataset.row_query import RowQuery
from ftdesk.dataset.token_doubts import Doubt, reasons_of
from ftdesk.desktop.dataset_tab import language_look
from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab
from ftdesk.desktop.dataset_tab.filter_chips import FilterChips
from ftdesk.desktop.dataset_tab.histogram import Histogram
from ftdesk.desktop.dataset_tab.statistics_window import StatisticsWindow

Opener = Callable[[Path], None]
ANSWERS = (
    "Your parcel leaves our warehouse tomorrow morning.",
    "ご注文の商品は明日の朝に発送します。",
    "Ihr Paket verlässt morgen früh unser Lager.",
    "7",
)


@pytest.fixture
def spoken(tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot) -> DatasetTab:
    """Forty examples in three languages, of 2 to 5 turns; every tenth lacks its answer."""
    path = tmp_path / "spoken.jsonl"
    path.write_text("\n".join(line(number) for number in range(40)), encoding="utf-8")
    opened(path)
    qtbot.waitUntil(lambda: mini(tab, Measure.TOKENS).distribution.examples == 40)
    return tab


def line(number: int) -> str:
    turns = [{"role": "user", "content": "Where is it? " * (1 + number % 7)}] * (1 + number % 4)
    answer = {"role": "assistant", "content": ANSWERS[number % 4]}
    return json.dumps({"messages": turns if number % 10 == 9 else [*turns, answer]}, ensure_ascii=False)


def mini(tab: DatasetTab, measure: Measure) -> Histogram:
    found = tab.side.charts.findChild(Histogram, f"histogram_{measure.value}")
    assert found is not None
    return found


def shown(tab: DatasetTab) -> list[int]:
    return tab.left.table.examples.shown_ids().tolist()


def column(tab: DatasetTab, measure: Measure) -> np.ndarray:
    check = tab.session.checker.check
    assert check is not None
    names = {Measure.TOKENS: "tokens", Measure.TURNS: "turns", Measure.ANSWER: "answer"}
    return check.columns[names[measure]][:40]


def rows_within(tab: DatasetTab, measure: Measure, bar: Bar) -> list[int]:
    values = column(tab, measure)
    return np.flatnonzero((values >= bar.least) & (values <= (bar.most or 2**31))).tolist()


def click(qtbot: QtBot, chart: Histogram, place: int) -> None:
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(place).center().toPoint())


@pytest.fixture
def window(spoken: DatasetTab, command: Callable[[str], QAction], qtbot: QtBot) -> StatisticsWindow:
    """All statistics of the forty examples, their languages looked at."""
    command("show_statistics").trigger()
    made = spoken.board.statistics.window
    assert made is not None
    chart = made.charts[Measure.LANGUAGES]
    wait = 30_000
    qtbot.waitUntil(lambda: chart.distribution.examples == 40 and not looks(spoken).is_running, timeout=wait)
    return made


def looks(tab: DatasetTab) -> language_look.LanguageLook:
    return tab.left.languages


@pytest.mark.parametrize("measure", [Measure.TOKENS, Measure.TURNS])
def test_a_click_on_a_bar_shows_exactly_its_rows_and_another_click_all(
    spoken: DatasetTab, qtbot: QtBot, measure: Measure
) -> None:
    chart = mini(spoken, measure)
    for place, bar in enumerate(chart.distribution.bars):
        if not bar.count:
            continue
        click(qtbot, chart, place)
        assert shown(spoken) == rows_within(spoken, measure, bar)
        assert len(shown(spoken)) == bar.count
        assert len(spoken.findChild(FilterChips, "filter_chips").texts()) == 1
    click(qtbot, chart, place)
    assert spoken.left.filter.query() == RowQuery()
    assert shown(spoken) == list(range(40))


def test_a_bar_joins_the_other_conditions(spoken: DatasetTab, qtbot: QtBot) -> None:
    click(qtbot, mini(spoken, Measure.CODES), 0)
    code = mini(spoken, Measure.CODES).distribution.bars[0].name
    assert spoken.left.filter.query() == RowQuery(codes=frozenset({code}))
    with_code = shown(spoken)
    chart = mini(spoken, Measure.TURNS)
    click(qtbot, chart, 0)
    assert shown(spoken) == [
        row for row in rows_within(spoken, Measure.TURNS, chart.distribution.bars[0]) if row in with_code
    ]


def test_shift_joins_bars_to_one_range(spoken: DatasetTab, qtbot: QtBot) -> None:
    chart, left = mini(spoken, Measure.TURNS), Qt.MouseButton.LeftButton
    bars = chart.distribution.bars
    click(qtbot, chart, 2)
    at = chart.place_of(0).center().toPoint()
    qtbot.mouseClick(chart, left, Qt.KeyboardModifier.ShiftModifier, at)
    whole = Bar(0, bars[0].least, bars[2].most)
    assert shown(spoken) == rows_within(spoken, Measure.TURNS, whole)
    assert spoken.left.filter.query() == RowQuery(least_turns=whole.least, most_turns=whole.most)


def test_counts_that_are_near_say_so(tab: DatasetTab, opened: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    tab.side.cost.models.choose("openai/gpt-4.1-mini-2025-04-14")
    tool = {"type": "function", "function": {"name": "look_up", "parameters": {"type": "object"}}}
    path = tmp_path / "tools.jsonl"
    path.write_text(json.dumps({**json.loads(line(0)), "tools": [tool]}), encoding="utf-8")
    opened(path)
    tab.board.statistics.show_window()
    window = tab.board.statistics.window
    assert window is not None
    chart = window.charts[Measure.TOKENS]
    qtbot.waitUntil(lambda: chart.distribution.examples == 1)
    assert chart.accessibleDescription().startswith("≈ median ")
    (reason,) = reasons_of(Doubt.TOOLS)
    assert reason in chart.toolTip()


def test_arrow_keys_go_from_bar_to_bar_and_return_filters(spoken: DatasetTab, qtbot: QtBot) -> None:
    chart = mini(spoken, Measure.TURNS)
    assert "Arrow keys" in chart.accessibleDescription()
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    bars = chart.distribution.bars
    assert chart.read_out == chart.accessibleDescription()
    assert chart.read_out.startswith(f"{bars[-2].least}: {bars[-2].count} examples (")
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert shown(spoken) == rows_within(spoken, Measure.TURNS, bars[-2])
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.read_out.startswith(f"{bars[0].least}: ")


def test_the_pointer_reads_out_the_bar_beneath_it(spoken: DatasetTab) -> None:
    chart = mini(spoken, Measure.TURNS)
    point_at(chart, chart.place_of(1).center())
    assert chart.read_out.startswith(f"{chart.distribution.bars[1].least}: ")
    assert chart.accessibleDescription() == chart.read_out
    point_at(chart, QPointF(chart.width() - 2, 2))
    assert not chart.read_out


def point_at(chart: Histogram, place: QPointF) -> None:
    """Move the pointer there; the platform of tests moves it only over what no other window covers."""
    none, still = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    where = QPointF(chart.mapToGlobal(place))
    QApplication.sendEvent(chart, QMouseEvent(QEvent.Type.MouseMove, place, where, none, none, still))


def test_the_table_of_values_says_what_numpy_counts(window: StatisticsWindow, spoken: DatasetTab) -> None:
    window.findChild(QTabBar, "statistics_pages").setCurrentIndex(1)
    window.findChild(QPushButton, "copy_values_button").click()
    head, *rows = [row.split("\t") for row in QGuiApplication.clipboard().text().splitlines()]
    assert head == ["Measure", "Value", "Examples", "Share"]
    for title, measure in (("Turns", Measure.TURNS), ("Characters of the answers", Measure.ANSWER)):
        values = column(spoken, measure)
        bars = window.charts[measure].distribution.bars
        counts, _ = np.histogram(values, [*(bar.least for bar in bars), 2**31])
        assert [int(row[2]) for row in rows if row[0] == title] == counts.tolist()
    turns = column(spoken, Measure.TURNS)
    figures = window.charts[Measure.TURNS].distribution
    expected = np.percentile(turns, [50, 95, 100], method="inverted_cdf")
    assert [figures.median, figures.p95, figures.largest] == expected.tolist()


def test_a_row_of_the_table_filters_too(window: StatisticsWindow, spoken: DatasetTab, qtbot: QtBot) -> None:
    window.findChild(QTabBar, "statistics_pages").setCurrentIndex(1)
    value = next(
        row
        for row in range(window.table.records.rowCount())
        if window.table.records.record(row).distribution.measure is Measure.ANSWER
    )
    window.table.selectRow(value)
    qtbot.keyClick(window.table, Qt.Key.Key_Return)
    bar = window.table.records.record(value).bar
    assert shown(spoken) == rows_within(spoken, Measure.ANSWER, bar)


def test_languages_are_told_by_workers_and_filter(
    window: StatisticsWindow, spoken: DatasetTab, qtbot: QtBot
) -> None:
    chart = window.charts[Measure.LANGUAGES]
    place = next(place for place, bar in enumerate(chart.distribution.bars) if bar.name == "ja")
    click(qtbot, chart, place)
    answered = [row for row in range(40) if row % 10 != 9]
    assert shown(spoken) == [row for row in answered if row % 4 == 1]
    assert spoken.findChild(FilterChips, "filter_chips").texts() == ["answers in 日本語 (ja)"]
    uses = languages._identifier.cache_info()
    looks(spoken).look(at_all=True)
    assert languages._identifier.cache_info() == uses  # the model is loaded in no window


def test_an_edited_example_is_looked_at_again_when_asked(
    window: StatisticsWindow, spoken: DatasetTab, qtbot: QtBot
) -> None:
    note = window.findChild(QLabel, "languages_note")
    button = window.findChild(QPushButton, "look_at_languages_button")
    qtbot.waitUntil(lambda: note.text() == "of all 40 examples" and not button.isVisible())
    spoken.session.replace_line(0, line(1).encode(), "edit")
    qtbot.waitUntil(lambda: note.text() == "of 39 of 40 examples looked at" and button.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: note.text() == "of all 40 examples", timeout=20_000)
    spoken.left.filter.show_query(RowQuery(languages=frozenset({"ja"})))
    assert 0 in shown(spoken)


def test_of_a_large_file_a_sample_is_looked_at_first(
    spoken: DatasetTab, command: Callable[[str], QAction], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language_look, "MOST_AT_ONCE", 30)
    monkeypatch.setattr(language_look, "SAMPLE", 12)
    command("show_statistics").trigger()
    window = spoken.board.statistics.window
    assert window is not None
    note = window.findChild(QLabel, "languages_note")
    qtbot.waitUntil(lambda: note.text() == "of 12 of 40 examples looked at", timeout=20_000)
    qtbot.mouseClick(window.findChild(QPushButton, "look_at_languages_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: note.text() == "of all 40 examples", timeout=20_000)


def test_figures_follow_edits_and_another_file(
    window: StatisticsWindow, spoken: DatasetTab, opened: Opener, chat_file: Path, qtbot: QtBot
) -> None:
    turns = window.charts[Measure.TURNS]
    spoken.session.delete_rows([0, 1, 2], "delete")
    qtbot.waitUntil(lambda: turns.distribution.examples == 37)
    spoken.undo_stack.undo()
    qtbot.waitUntil(lambda: turns.distribution.examples == 40)
    opened(chat_file)
    qtbot.waitUntil(lambda: turns.distribution == Distribution(Measure.TURNS, (Bar(12, 2, 2),), 12, 2, 2, 2))
    qtbot.waitUntil(lambda: window.charts[Measure.LANGUAGES].distribution.examples == 12, timeout=20_000)


def test_the_window_keeps_its_size(
    window: StatisticsWindow, spoken: DatasetTab, command: Callable[[str], QAction], qtbot: QtBot
) -> None:
    window.resize(700, 500)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    settings = spoken._services.settings
    qtbot.waitUntil(lambda: bool(settings.current.statistics_geometry))
    other = DatasetTab(spoken._services)
    other.show()
    other.board.statistics.show_window()
    again = other.board.statistics.window
    assert again is not None
    assert (again.width(), again.height()) == (700, 500)
    again.close()
    other.deleteLater()


def test_the_window_goes_with_its_file(window: StatisticsWindow, spoken: DatasetTab, qtbot: QtBot) -> None:
    spoken.files.close()
    qtbot.waitUntil(lambda: not spoken.is_open)
    assert not window.isVisible()
    assert mini(spoken, Measure.TURNS).distribution == Distribution(Measure.TURNS)
