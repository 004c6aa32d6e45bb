from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ftdesk.desktop.figure_words import number
from ftdesk.desktop.i18n import install_language, language_for
from ftdesk.desktop.jobs_tab.wording import measure, percent


@pytest.fixture(autouse=True)
def same_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def test_a_chosen_language_counts() -> None:
    assert language_for("ja") == "ja"
    assert language_for("en") == "en"


def test_an_unknown_setting_falls_back_to_a_language_the_window_speaks() -> None:
    assert language_for("tlh") in {"en", "ja"}


def test_numbers_are_grouped_in_the_language_chosen(qapp: QApplication) -> None:
    assert install_language(qapp, "en") == "en"
    assert QLocale().toString(61204) == "61,204"


def test_the_window_writes_all_its_numbers_alike_wherever_it_runs() -> None:
    for language in (QLocale.Language.C, QLocale.Language.German):
        QLocale.setDefault(QLocale(language))
        assert (number(61204), percent(0.0125), measure(0.5)) == ("61,204", "1.2 %", "0.500")
