"""Keeps the distributions of the open file on the screen: three in the side pane, all in a window of their own.

Amounts are counted in an I/O thread, since they run over every row; one count at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from ftdesk.dataset.distributions import Bar, Distribution, Measure, narrowed, widened
from ftdesk.dataset.rules.finding import Severity
from ftdesk.errors import Cancelled

if TYPE_CHECKING:
    from ftdesk.dataset.file_check import FileCheck
    from ftdesk.desktop.dataset_tab.document_session import DocumentSession
    from ftdesk.desktop.dataset_tab.small_charts import SmallCharts
    from ftdesk.desktop.dataset_tab.statistics_window import StatisticsWindow
    from ftdesk.desktop.dataset_tab.table_pane import TablePane
    from ftdesk.desktop.services import Services
    from ftdesk.desktop.tasks import Task

Distributions = dict[Measure, Distribution]

_COUNTED: tuple[Measure, ...] = (Measure.TOKENS, Measure.TURNS)
_COUNTED_IN_WINDOW = (*_COUNTED, Measure.ANSWER, Measure.ROLES)


class StatisticsBoard(QObject):
    """Lives in the GUI thread; `refresh` is called whenever figures changed, at most every 300 ms."""

    def __init__(
        self, services: Services, session: DocumentSession, left: TablePane, charts: SmallCharts
    ) -> None:
        super().__init__(charts)
        self._services = services
        self._session = session
        self._filter = left.filter
        self._languages = left.languages
        self._charts = charts
        self._window: StatisticsWindow | None = None
        self._distributions: Distributions = {}
        self._counting: Task | None = None
        self._again = False
        self._doubts: tuple[str, ...] = ()
        charts.bar_chosen.connect(self.choose)
        left.filter.filter_changed.connect(self._show)
        self._languages.changed.connect(self.refresh)
        session.replaced.connect(self._forget)
        session.state_changed.connect(self._show_name)

    @property
    def window(self) -> StatisticsWindow | None:
        """The window with all distributions, once it was shown."""
        return self._window

    def show_window(self) -> None:
        """Show all distributions in a window that stays beside the others."""
        if self._window is None:
            self._window = self._make_window()
        self._show_name()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.refresh()

    def choose(self, measure: Measure, bar: Bar) -> None:
        """Filter the table by a bar; where it is filtered by just this bar, no longer."""
        query = self._filter.query()
        chosen = narrowed(query, measure, bar)
        self._filter.show_query(widened(query, measure) if chosen == query else chosen)

    def show_doubts(self, doubts: tuple[str, ...]) -> None:
        """The reasons why token counts are near, not certain (`token_doubts.reasons_of`)."""
        self._doubts = doubts
        self._charts.show_doubts(doubts)

    def refresh(self) -> None:
        """Count anew and show it, soon."""
        check = self._session.checker.check
        if self._counting is not None or check is None:
            self._again = check is not None
            return
        self._again = False
        self._look_at_languages()
        self._counting = self._services.background.run(self, self._work(check), self._take, self._fail)

    # -- counting ----------------------------------------------------------------------------------------------------

    def _work(self, check: FileCheck) -> Callable[[object], Distributions]:
        """What is to be done in a thread; what the check must be asked for is asked here."""
        from ftdesk.dataset.summary import Amounts, named, of_codes, of_languages

        examples = check.totals().examples
        found = {Measure.CODES: of_codes(check.code_counts(), examples)}
        amounts, measures = Amounts.of(check.columns), _COUNTED
        numbers = None
        if self._is_window_open:
            measures, numbers = _COUNTED_IN_WINDOW, self._languages.live_numbers()
            rows = {severity.value: int(check.with_severity({severity}).sum()) for severity in Severity}
            found[Measure.SEVERITIES] = named(Measure.SEVERITIES, rows, examples)

        def count(_work: object) -> Distributions:
            made = found | {measure: amounts.distribution(measure) for measure in measures}
            return made if numbers is None else made | {Measure.LANGUAGES: of_languages(numbers)}

        return count

    def _take(self, distributions: Distributions) -> None:
        self._counting = None
        self._distributions = distributions
        self._show()
        if self._again:
            self.refresh()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._counting = None
            self._services.background.unexpected.emit(error)

    def _forget(self) -> None:
        """Another file, or none, is open."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = None
        self._distributions = {}
        if self._window is not None and self._session.dataset is None:
            self._window.close()
        self._show()

    # -- languages ---------------------------------------------------------------------------------------------------

    def _look_at_languages(self) -> None:
        """The first time that somebody can see them, once the check leaves the processes to others."""
        if self._is_window_open and not self._languages.has_begun and not self._session.checker.running:
            self._languages.look()

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def _is_window_open(self) -> bool:
        return self._window is not None and self._window.isVisible()

    def _show(self) -> None:
        query, words = self._filter.query(), self._empty_words()
        self._charts.show_distributions(self._distributions, query, words)
        if self._window is not None and self._is_window_open:
            self._window.show_distributions(self._distributions, query, words)
            self._window.charts[Measure.TOKENS].show_doubts(self._doubts)
            self._show_languages(self._window)

    def _show_languages(self, window: StatisticsWindow) -> None:
        dataset = self._session.dataset
        made = self._distributions.get(Measure.LANGUAGES)
        looked_at, total = made.examples if made else 0, len(dataset) if dataset is not None else 0
        window.languages.show_progress(looked_at, total, running=self._languages.is_running)

    def _empty_words(self) -> dict[Measure, str]:
        """What stands in place of bars where there are none."""
        checker = self._session.checker
        if checker.check is None or not checker.is_complete:
            return dict.fromkeys(Measure, self.tr("Not counted yet"))
        words = dict.fromkeys(Measure, self.tr("No examples"))
        words |= dict.fromkeys((Measure.CODES, Measure.SEVERITIES), self.tr("Nothing was found"))
        looking, waiting = self.tr("The answers are being looked at"), self.tr("Not looked at yet")
        words[Measure.LANGUAGES] = looking if self._languages.is_running else waiting
        if checker.check.options.encoding is None:
            words[Measure.TOKENS] = self.tr("Not counted for this model")
        return words

    def _show_name(self) -> None:
        if self._window is not None and self._session.dataset is not None:
            path = self._session.path
            self._window.show_name(path.name if path is not None else self.tr("New file"))

    def _make_window(self) -> StatisticsWindow:
        from ftdesk.desktop.dataset_tab.statistics_window import StatisticsWindow

        window = StatisticsWindow(self._charts.window())
        geometry = self._services.settings.current.statistics_geometry
        if geometry:
            window.restoreGeometry(QByteArray.fromHex(geometry.encode("ascii", "ignore")))
        window.bar_chosen.connect(self.choose)
        window.finished.connect(lambda _result: self._keep_size())
        window.languages.look_wanted.connect(lambda: self._languages.look(at_all=True))
        window.languages.stop_wanted.connect(self._languages.cancel)
        return window

    def _keep_size(self) -> None:
        if self._window is not None:
            geometry = bytes(self._window.saveGeometry().toHex().data()).decode("ascii")
            settings = self._services.settings
            self._services.background.run(self, lambda _work: settings.update(statistics_geometry=geometry))
