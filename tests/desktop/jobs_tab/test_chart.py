import time

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ftdesk.desktop.chart_scale import nice_ticks, tick_digits
from ftdesk.desktop.jobs_tab.chart import LossChart
from ftdesk.desktop.jobs_tab.detail_pages import values_table
from ftdesk.desktop.jobs_tab.metric_series import decimated, measures_of, smoothed
from ftdesk.workspace.job_records import LedgerEvent, LedgerMetrics


def event(step: int, **values: float | None) -> LedgerEvent:
    return LedgerEvent(f"e{step}", step, "info", "", "metrics", LedgerMetrics(step, 1000, **values))


def falling(count: int) -> list[LedgerEvent]:
    return [
        event(step, train_loss=100 / (step + 10), train_accuracy=step / 1000) for step in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 3, [0, 1, 2, 3]),
        (0, 0.37, [0, 0.1, 0.2, 0.3, 0.4]),
        (0, 1, [0, 0.25, 0.5, 0.75, 1]),
        (-1, 1, [-1, -0.5, 0, 0.5, 1]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
        (1, 500, [0, 200, 400, 600]),
    ],
)
def test_ticks_are_round_numbers_around_the_values(low: float, high: float, expected: list[float]) -> None:
    assert nice_ticks(low, high, 5) == expected


@pytest.mark.parametrize(("ticks", "digits"), [([0, 1], 0), ([0, 0.25], 2), ([0, 0.5], 1), ([0, 0.001], 3)])
def test_neighbouring_ticks_are_told_apart(ticks: list[float], digits: int) -> None:
    assert tick_digits(ticks) == digits


def test_thinning_out_keeps_every_peak_and_both_ends() -> None:
    points = [(step, 1.0) for step in range(20_000)]
    points[12_345] = (12_345, 9.0)
    points[777] = (777, -3.0)
    few = decimated(points, 400)
    assert len(few) <= 4 * 401
    assert {(12_345, 9.0), (777, -3.0), points[0], points[-1]} <= set(few)


def test_a_short_line_is_not_thinned_out() -> None:
    points = [(step, float(step)) for step in range(500)]
    assert list(decimated(points, 300)) == points


def test_the_mean_is_centred_and_keeps_both_ends() -> None:
    points = [(1, 4.0), (2, 4.0), (3, 4.0), (4, 1.0), (5, 1.0), (6, 1.0)]
    assert smoothed(points, 3) == [(1, 4.0), (2, 4.0), (3, 3.0), (4, 2.0), (5, 1.0), (6, 1.0)]


def test_measures_come_by_step_whatever_the_order_of_events() -> None:
    events = [event(2, train_loss=1.0), event(1, train_loss=2.0), event(2, valid_loss=1.5)]
    measures = measures_of(events)
    assert measures.series("train_loss").points == ((1, 2.0), (2, 1.0))
    assert measures.series("valid_loss").points == ((2, 1.5),)
    assert measures.total_steps == 1000


def test_values_that_are_no_numbers_are_left_out() -> None:
    events = [event(1, train_loss=float("nan")), event(2, train_loss=float("inf")), event(3, train_loss=1.0)]
    assert measures_of(events).series("train_loss").points == ((3, 1.0),)


@pytest.fixture
def chart(qtbot: QtBot) -> LossChart:
    made = LossChart()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def test_arrow_keys_read_the_values_out(chart: LossChart, qtbot: QtBot) -> None:
    chart.show_measures(measures_of(falling(3)))
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.read_out == "Step 3; Loss, training: 7.692; Token accuracy, training: 0.3 %"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.read_out.startswith("Step 2;")
    assert chart.accessibleDescription() == chart.read_out


def test_the_pointer_reads_the_nearest_step(chart: LossChart, qtbot: QtBot) -> None:
    chart.show_measures(measures_of([event(0, train_loss=2.0), event(1000, train_loss=1.0)]))
    chart.grab()
    qtbot.mouseMove(chart, QPointF(760, 100).toPoint())
    assert chart.read_out.startswith("Step 1,000;") or chart.read_out.startswith("Step 1000;")
    chart.grab()


def test_an_empty_chart_and_a_single_point_can_be_painted(chart: LossChart) -> None:
    for events in ([], [event(1, train_loss=1.0)], [event(1, valid_loss=0.0)]):
        chart.show_measures(measures_of(events))
        assert not chart.grab().isNull()


def test_a_long_job_is_painted_within_a_frame_or_two(chart: LossChart) -> None:
    chart.show_measures(measures_of(falling(20_000)))
    chart.grab()
    times = []
    for height in range(400, 405):
        chart.resize(800, height)
        began = time.perf_counter()
        chart.grab()
        times.append(time.perf_counter() - began)
    assert min(times) < 0.1


def test_the_table_holds_what_the_chart_shows(qtbot: QtBot) -> None:
    table = values_table()
    qtbot.addWidget(table)
    QAbstractItemModelTester(table.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.records.show_records(measures_of([event(1, train_loss=2.0, valid_accuracy=0.5)]).steps)
    row = [str(table.records.index(0, column).data()) for column in range(7)]
    assert row == ["1", "2.000", "–", "–", "–", "50.0 %", "–"]


def test_new_values_are_added_without_losing_the_place(qtbot: QtBot) -> None:
    table = values_table()
    qtbot.addWidget(table)
    events = falling(50)
    table.records.show_records(measures_of(events[:40]).steps)
    table.selectRow(7)
    with qtbot.waitSignal(table.records.rowsInserted):
        table.records.show_records(measures_of(events).steps)
    assert table.currentIndex().row() == 7
