"""Words and figures of the jobs tab: states, losses, ids; a word nobody told us is shown as it came."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime

from ftdesk.desktop.figure_words import ago, duration, exactly, number, size
from ftdesk.workspace.job_records import IntentState, LedgerJob

__all__ = [
    "SHORTEST_ID",
    "StateLook",
    "ago",
    "clock_time",
    "duration",
    "exactly",
    "intent_look",
    "job_look",
    "measure",
    "number",
    "one_line",
    "percent",
    "shortened",
    "size",
]

SHORTEST_ID = 24


@dataclass(frozen=True, slots=True)
class StateLook:
    """A state as a person sees it: the word, the tone (a semantic colour) and the icon as its shape."""

    word: str
    tone: str
    icon: str


def job_look(job: LedgerJob) -> StateLook:
    """How the state of a job looks."""
    if job.missing:
        return StateLook(QCoreApplication.translate("Jobs", "Gone"), "neutral", "help")
    known = {
        "preparing": (QCoreApplication.translate("Jobs", "Preparing"), "info", "clock"),
        "queued": (QCoreApplication.translate("Jobs", "Queued"), "neutral", "clock"),
        "running": (QCoreApplication.translate("Jobs", "Running"), "accent", "play"),
        "paused": (QCoreApplication.translate("Jobs", "Paused"), "warning", "pause"),
        "succeeded": (QCoreApplication.translate("Jobs", "Succeeded"), "success", "check"),
        "failed": (QCoreApplication.translate("Jobs", "Failed"), "error", "close"),
        "cancelled": (QCoreApplication.translate("Jobs", "Cancelled"), "neutral", "minus"),
    }
    if job.state in known:
        return StateLook(*known[job.state])
    return StateLook(one_line(job.status, 24) or "?", "warning", "help")


def intent_look(state: IntentState) -> StateLook:
    """How a wish that is not yet a job looks."""
    known = {
        IntentState.DRAFTED: (QCoreApplication.translate("Jobs", "Preparing"), "info", "clock"),
        IntentState.UPLOADING: (QCoreApplication.translate("Jobs", "Uploading"), "info", "upload"),
        IntentState.UPLOADED: (QCoreApplication.translate("Jobs", "Starting"), "info", "upload"),
        IntentState.SENDING: (QCoreApplication.translate("Jobs", "Starting"), "info", "upload"),
        IntentState.UNCONFIRMED: (QCoreApplication.translate("Jobs", "Unconfirmed"), "warning", "help"),
        IntentState.REFUSED: (QCoreApplication.translate("Jobs", "Not created"), "error", "close"),
    }
    return StateLook(*known.get(state, (state.value, "neutral", "minus")))


def measure(value: float | None) -> str:
    """A loss or another small number with three significant figures."""
    if value is None:
        return "–"
    digits = 3 if abs(value) < 10 else 1
    return number(value, digits)


def percent(value: float | None) -> str:
    """A share from 0 to 1 as a percentage."""
    return "–" if value is None else f"{number(100 * value, 1)} %"


def clock_time(moment: float) -> str:
    """The time of day of a moment."""
    if not 0 < moment < 1e11:
        return ""
    return QDateTime.fromSecsSinceEpoch(int(moment)).toString("HH:mm:ss")


def shortened(identifier: str, longest: int = SHORTEST_ID) -> str:
    """A long id with its middle left out."""
    if len(identifier) <= longest:
        return identifier
    half = (longest - 1) // 2
    return f"{identifier[:half]}…{identifier[-half:]}"


def one_line(text: str, longest: int = 400) -> str:
    """Text of a server as one line of bounded length."""
    line = " ".join(text[: 4 * longest].split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
