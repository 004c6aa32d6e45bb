import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ftdesk
from ftdesk.__main__ import main
from ftdesk.app import running_services
from ftdesk.workspace.job_records import JobIntent, TrainingData
from ftdesk.workspace.paths import WorkspacePaths

# Not orjson: it loads in 3 ms, and the dataset tab reads its first lines with it.
HEAVY = (
    "numpy",
    "httpx",
    "tiktoken",
    "gigatoken",
    "keyring",
    "starlette",
    "uvicorn",
    "markdown_it",
    "jsonschema",
    "phonenumbers",
    "rensa",
    "py3langid",
)


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return {**kept, **changes}


def run_script(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=environment(FTDESK_HOME=str(home)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_version_and_help_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"ftdesk {ftdesk.__version__}\n")
    assert "ftdesk check FILE" in printed


def test_an_unknown_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--nonsense"]) == 2
    assert "there is no option --nonsense" in capsys.readouterr().err


def test_unreadable_files_of_the_workspace_are_set_aside_and_named(
    qapp: QApplication, tmp_path: Path
) -> None:
    paths = WorkspacePaths(tmp_path)
    paths.settings.write_text("{")
    paths.database.write_text("this is no database")
    with running_services(paths) as services:
        assert len(services.set_aside) == 2
        assert all(path.exists() for path in services.set_aside)


def test_a_wish_for_a_job_stands_in_the_testers_log(qapp: QApplication, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running_services(WorkspacePaths(tmp_path / "home"), acknowledge=log) as services:
        order = JobIntent("base", TrainingData(tmp_path / "a.jsonl", "ab" * 32, 1))
        intent = services.ledger.begin_intent("local", order)
    assert json.loads(log.read_text()) == {"event": "intent", "id": intent.id}


def test_a_log_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    script = (
        f"import sys; from ftdesk.__main__ import main; sys.exit(main(['--acknowledge', {str(tmp_path)!r}]))"
    )
    ended = run_script(script, tmp_path / "home")
    assert ended.returncode == 1
    assert "cannot be used" in ended.stderr


def test_a_workspace_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = run_script("import sys; from ftdesk.__main__ import main; sys.exit(main([]))", tmp_path / "file")
    assert ended.returncode == 1
    assert "cannot be used" in ended.stderr


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these always have a screen")
def test_without_a_display_there_is_a_sentence_and_no_crash(tmp_path: Path) -> None:
    kept = environment(FTDESK_HOME=str(tmp_path))
    del kept["QT_QPA_PLATFORM"]
    ended = subprocess.run(
        [sys.executable, "-m", "ftdesk"], env=kept, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "there is no display here" in ended.stderr


def test_nothing_heavy_is_loaded_and_nothing_is_contacted_before_the_first_paint(tmp_path: Path) -> None:
    script = f"""
        import json, socket, sys, threading
        contacted = []
        connect = socket.socket.connect
        socket.socket.connect = lambda self, address: (contacted.append(address), connect(self, address))
        from ftdesk import app
        from ftdesk.workspace.paths import WorkspacePaths
        application = app.make_application()
        with app.running_services(WorkspacePaths()) as services:
            window = app.MainWindow(services)
            window.painted.connect(application.quit)
            window.show()
            application.exec()
            heavy = [name for name in {HEAVY!r} if name in sys.modules]
            processes = services.connection.engine.running
            print(json.dumps([heavy, len(contacted), processes, threading.active_count()]))
            window.deleteLater()
            app.QCoreApplication.sendPostedEvents(window, app.QEvent.Type.DeferredDelete)
    """
    ended = run_script(script, tmp_path)
    assert ended.returncode == 0, ended.stderr
    heavy, contacted, engine_runs, _threads = json.loads(ended.stdout)
    assert (heavy, contacted, engine_runs) == ([], 0, False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window_and_leaves_no_process(tmp_path: Path, number: int) -> None:
    window = subprocess.Popen(
        [sys.executable, "-m", "ftdesk"],
        env=environment(FTDESK_HOME=str(tmp_path)),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("engine/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    window.send_signal(number)
    _, errors = window.communicate(timeout=60)
    assert window.returncode == 0, errors
    assert "Traceback" not in errors
    assert "QThread" not in errors
    deadline = time.monotonic() + 5
    while (left := living_members(window.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)  # the tracker that Python's worker processes bring ends just after its owner
    assert left == []


def living_members(session: int) -> list[str]:
    """The command lines of all processes of a session that are not dead and waiting to be collected."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, its_session = (process / "stat").read_text().rpartition(") ")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue  # it ended while we looked
    return found
