import io
import os
import sys
from pathlib import Path

import pytest

from ftdesk.desktop.tour import print_line


def test_letters_that_the_terminal_does_not_know_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    print_line("ok  サンプル")
    assert terminal.buffer.getvalue() == b"ok  ????\n"


def test_a_reader_that_went_away_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        print_line("ok")
        with Path(os.devnull).open("w") as nowhere:  # so that closing it has somewhere to flush to
            os.dup2(nowhere.fileno(), writer)


def test_a_program_without_a_console_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    print_line("ok")
