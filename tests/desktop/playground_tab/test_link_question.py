"""Where a link really leads is said before it is opened."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ftdesk.desktop.playground_tab.link_question import ask_before_opening


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(page: QWidget, address: str) -> str | None:
    ask_before_opening(page, QUrl(address))
    box = page.findChild(QMessageBox)
    return None if box is None else str(box.informativeText())


@pytest.mark.parametrize(
    ("address", "real"),
    [
        ("https://p\u0430ypal.com/in", "https://xn--pypal-4ve.com/in"),
        ("https://bank.example:pw@evil.example/", "https://evil.example/"),
        (f"https://{'bank.example' * 99}@evil.example/", "https://evil.example/"),
        ("https://a.example/\u202egnp.exe", "https://a.example/%E2%80%AEgnp.exe"),
    ],
)
def test_a_look_alike_is_shown_as_what_it_is(page: QWidget, address: str, real: str) -> None:
    assert shown(page, address) == real


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "smb://h/x", "ftdesk:x", "//h"]
)
def test_what_is_no_web_address_is_not_even_asked_about(page: QWidget, address: str) -> None:
    assert shown(page, address) is None


def test_an_endless_address_does_not_fill_the_screen(page: QWidget) -> None:
    text = shown(page, "https://a.example/" + "x" * 100_000)
    assert text is not None
    assert text.startswith("https://a.example/xxx")
    assert len(text) <= 600
