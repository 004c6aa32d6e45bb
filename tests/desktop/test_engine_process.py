import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftdesk.desktop.engine_process import EngineAddress, EngineProcess

WELL_BEHAVED = """
import json, pathlib, sys
data = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
(data / "token").write_text("secret-token\\n")
print("loading", file=sys.stderr, flush=True)
print(json.dumps({"base_url": "http://127.0.0.1:1/v1", "token_file": str(data / "token")}), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[list[EngineProcess]]:
    """Engines that are stopped at the end."""
    made: list[EngineProcess] = []
    yield made
    for engine in made:
        engine.stop()


def engine_of(engines: list[EngineProcess], data: Path, script: str) -> EngineProcess:
    engines.append(EngineProcess(data, program=[sys.executable, "-c", script]))
    return engines[-1]


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_engine_says_where_it_listens(engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot) -> None:
    engine = engine_of(engines, tmp_path, WELL_BEHAVED)
    with qtbot.waitSignal(engine.ready) as ready:
        engine.start()
    address = ready.args[0]
    assert isinstance(address, EngineAddress)
    assert (address.base_url, address.token.reveal()) == ("http://127.0.0.1:1/v1", "secret-token")
    assert "secret" not in repr(address)


def test_stopping_leaves_no_process(engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot) -> None:
    engine = engine_of(engines, tmp_path, WELL_BEHAVED)
    with qtbot.waitSignal(engine.ready):
        engine.start()
    process = engine.process_id
    with qtbot.assertNotEmitted(engine.ended):
        engine.stop()
    assert not lives(process)
    assert not engine.running


def test_a_stopped_engine_can_be_started_again(
    engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot
) -> None:
    engine = engine_of(engines, tmp_path, WELL_BEHAVED)
    for _ in range(2):
        with qtbot.waitSignal(engine.ready):
            engine.start()
        engine.stop()


def test_an_engine_that_dies_is_reported_with_its_last_words(
    engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot
) -> None:
    engine = engine_of(engines, tmp_path, "import sys; sys.exit('the folder is in use')")
    with qtbot.waitSignal(engine.ended) as ended:
        engine.start()
    assert "exit status 1" in ended.args[0]
    assert "the folder is in use" in engine.diagnostics


@pytest.mark.parametrize(
    "line", ["not json", '{"base_url": 1}', '{"base_url": "x", "token_file": "/nowhere"}']
)
def test_a_first_line_that_cannot_be_used_ends_the_engine(
    engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot, line: str
) -> None:
    engine = engine_of(engines, tmp_path, f"import sys; print({line!r}, flush=True); sys.stdin.read()")
    with qtbot.waitSignal(engine.ended) as ended:
        engine.start()
    assert "cannot be used" in ended.args[0]
    assert not engine.running


def test_a_program_that_does_not_exist_is_reported(
    engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot
) -> None:
    engines.append(EngineProcess(tmp_path, program=[str(tmp_path / "nothing")]))
    with qtbot.waitSignal(engines[0].ended) as ended:
        engines[0].start()
    assert "could not be started" in ended.args[0]


def test_the_real_engine_starts_and_ends(engines: list[EngineProcess], tmp_path: Path, qtbot: QtBot) -> None:
    engines.append(EngineProcess(tmp_path))
    with qtbot.waitSignal(engines[0].ready, timeout=60_000):
        engines[0].start()
    process = engines[0].process_id
    engines[0].stop()
    assert not lives(process)
