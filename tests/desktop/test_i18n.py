from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ftdesk.desktop.i18n import install_language, language_for


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
