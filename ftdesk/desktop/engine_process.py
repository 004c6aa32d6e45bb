"""The local engine's process: started when wanted, ended with the window, never left behind.

The engine says on its first line of output where it listens and which file holds the token. It ends when
its standard input does, so that it goes even if the window is killed. What it writes to standard error is
kept for diagnostics.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from ftdesk.api.types import Secret

READY_WITHIN_MS = 60_000
STOP_WITHIN_MS = 4_000
KEPT_STDERR = 16_384
LONGEST_READY_LINE = 65_536
IN_USE = 3
"""The engine's exit status when another engine works in its folder."""
_SPEAKS = "ftdesk engine: "


@dataclass(frozen=True, slots=True)
class EngineAddress:
    """Where the running engine listens, and the token it asks for."""

    base_url: str
    token: Secret


class EngineProcess(QObject):
    """Starts and stops `python -m ftdesk engine`; lives in the GUI thread.

    Signals:
        ready(object): EngineAddress, once it listens.
        ended(object): str, when it could not start or stopped unasked; `diagnostics` has what it wrote.
    """

    ready = Signal(object)  # EngineAddress
    ended = Signal(object)  # str: what happened, in English, for the details

    def __init__(
        self, data: Path, parent: QObject | None = None, *, program: list[str] | None = None
    ) -> None:
        """`data` is the engine's folder; `program` replaces the command up to its options (for tests)."""
        super().__init__(parent)
        self._data = data
        self._program = program or [sys.executable, "-m", "ftdesk", "engine"]
        self._process: QProcess | None = None
        self._output = b""
        self._errors = b""
        self._address: EngineAddress | None = None
        self.in_use = False
        """Whether it ended because another engine, perhaps of another window, works in its folder."""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(READY_WITHIN_MS)
        self._patience.timeout.connect(self._give_up)

    @property
    def address(self) -> EngineAddress | None:
        """Where it listens now; None while it does not."""
        return self._address

    @property
    def running(self) -> bool:
        """Whether there is a process, ready or not."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The process id; 0 without a process."""
        return self._process.processId() if self._process is not None else 0

    @property
    def diagnostics(self) -> str:
        """The last 16 KiB of what the engine wrote to standard error."""
        return self._errors.decode("utf-8", "replace")

    @property
    def reason(self) -> str:
        """The engine's own sentence on why it could not start, in English; "" where it said none."""
        lines = self.diagnostics.strip().splitlines()
        return lines[-1].removeprefix(_SPEAKS) if lines and lines[-1].startswith(_SPEAKS) else ""

    def start(self) -> None:
        """Start the engine unless it runs already; `ready` or `ended` follows."""
        if self._process is not None:
            return
        self._output = self._errors = b""
        self.in_use = False
        process = QProcess(self)
        process.setProgram(self._program[0])
        process.setArguments([*self._program[1:], "--data", os.fspath(self._data), "--exit-with-stdin"])
        process.readyReadStandardOutput.connect(self._read_output)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self._patience.start()
        process.start()

    def stop(self) -> None:
        """End the engine and wait for it: its input closes first, then it is asked, at last it is killed."""
        self._patience.stop()
        process, self._process, self._address = self._process, None, None
        if process is None:
            return
        process.blockSignals(True)  # what follows is meant, not news  # noqa: FBT003
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.closeWriteChannel()
            if not process.waitForFinished(STOP_WITHIN_MS):
                process.terminate()
                if not process.waitForFinished(STOP_WITHIN_MS // 2):
                    process.kill()
                    process.waitForFinished(STOP_WITHIN_MS // 2)
        process.deleteLater()

    @Slot()
    def _read_output(self) -> None:
        if self._process is None:
            return
        arrived = bytes(self._process.readAllStandardOutput().data())
        if self._address is not None:
            return  # the engine has said all it had to say
        self._output += arrived
        line, newline, _ = self._output.partition(b"\n")
        if newline:
            self._begin(line)
        elif len(self._output) > LONGEST_READY_LINE:
            self._end("The engine wrote something else than its address.")

    def _begin(self, line: bytes) -> None:
        try:
            announced = json.loads(line)
            token = Path(announced["token_file"]).read_text(encoding="utf-8").strip()
            address = EngineAddress(str(announced["base_url"]), Secret(token))
        except (ValueError, KeyError, TypeError, OSError) as error:
            self._end(f"The engine's first line cannot be used: {type(error).__name__}.")
            return
        self._patience.stop()
        self._address = address
        self.ready.emit(address)

    @Slot()
    def _read_errors(self) -> None:
        if self._process is not None:
            arrived = bytes(self._process.readAllStandardError().data())
            self._errors = (self._errors + arrived)[-KEPT_STDERR:]

    @Slot()
    def _give_up(self) -> None:
        self._end(f"The engine did not say where it listens within {READY_WITHIN_MS // 1000} s.")

    @Slot()
    def _finished(self) -> None:
        self._read_errors()
        code = self._process.exitCode() if self._process is not None else 0
        self.in_use = code == IN_USE
        self._end(f"The engine ended with exit status {code}.")

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end("The engine's program could not be started.")

    def _end(self, what: str) -> None:
        if self._process is not None:
            self.stop()
            self.ended.emit(what)
