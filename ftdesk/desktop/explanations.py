"""Every failure in a person's words: one sentence, the cause, what to do next, and the rest to copy.

No key is ever shown: details come from the fields of an error that are meant to be shown, and whatever
looks like a key, or names the person's home folder, is taken out once more.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ftdesk.api.errors import ApiError
from ftdesk.dataset.data_files import DataFileUnusable
from ftdesk.dataset.file_errors import CONTEXT as FILE_CONTEXT
from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.dataset.vocabularies import VocabularyUnusable
from ftdesk.desktop.connection import NotReady
from ftdesk.desktop.keys import KeyringSilent
from ftdesk.desktop.server_failures import Words, words_for
from ftdesk.desktop.worker_pool import WorkerLost
from ftdesk.errors import Cancelled, FtdeskError
from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import CredentialsError, DatabaseError, WorkspaceError

_KEYS = re.compile(
    r"(?i)\b(?:(?:sk|pk|key|tok)[-_][a-z0-9_\-*]{6,}|(?:bearer|api[-_ ]?key)[\"':= ]+[^\s\"',]{8,})"
)
_CONTEXT = "Messages"

_OWN: dict[type[BaseException], Words] = {
    KeyringSilent: Words(
        QT_TRANSLATE_NOOP("Messages", "The system keyring did not answer."),
        QT_TRANSLATE_NOOP("Messages", "It may be locked, or waiting for your answer in another window."),
        QT_TRANSLATE_NOOP("Messages", "Unlock it and try again, or enter the key for this session only."),
    ),
    WorkerLost: Words(
        QT_TRANSLATE_NOOP("Messages", "Work in the background was cut off."),
        QT_TRANSLATE_NOOP("Messages", "Its process ended, perhaps because the memory ran out."),
        QT_TRANSLATE_NOOP("Messages", "Close other programs and try again; the next attempt starts afresh."),
    ),
    MemoryError: Words(
        QT_TRANSLATE_NOOP("Messages", "The memory is full."),
        "",
        QT_TRANSLATE_NOOP("Messages", "Close other programs and try again."),
    ),
}
_ADVICE: tuple[tuple[type[BaseException], str], ...] = (
    (NotReady, QT_TRANSLATE_NOOP("Messages", "Choose or set up a provider at the top right of the window.")),
    (
        DataFileUnusable,
        QT_TRANSLATE_NOOP("Messages", "Fix or delete it. Until then what ships with ftdesk counts."),
    ),
    (CredentialsError, QT_TRANSLATE_NOOP("Messages", "Open the settings to enter or replace the key.")),
    (
        DatabaseError,
        QT_TRANSLATE_NOOP("Messages", "Free some disk space and check the rights of ftdesk's folder."),
    ),
)
_UNEXPECTED = Words(
    QT_TRANSLATE_NOOP("Messages", "Something unexpected happened."),
    QT_TRANSLATE_NOOP("Messages", "This is a fault in ftdesk. Your data is as it was."),
    QT_TRANSLATE_NOOP("Messages", "Save your work and go on. The details help whoever looks for the fault."),
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person reads about a failure; all plain text, in their language except for the details."""

    sentence: str
    cause: str = ""
    next_step: str = ""
    details: str = ""

    def as_text(self) -> str:
        """All of it, for the clipboard."""
        return "\n".join(part for part in (self.sentence, self.cause, self.next_step, self.details) if part)


def explain(error: BaseException) -> Explanation:
    """Word `error` for a person. `Cancelled` has nothing to say: its sentence is empty."""
    if isinstance(error, Cancelled):
        return Explanation("")
    if isinstance(error, ApiError):
        words, fields = words_for(error)
        return _filled(words, fields, _details_of_answer(error))
    if isinstance(error, DatasetFileError):
        return Explanation(_file_sentence(error), details=_name_and_text(error))
    if isinstance(error, OSError):
        return _explain_system(error)
    own = _OWN.get(type(error))
    if own is not None:
        return _filled(own, {}, _name_and_text(error))
    if isinstance(error, FtdeskError):
        return Explanation(_own_sentence(error), "", _advice(error), _name_and_text(error))
    return _filled(_UNEXPECTED, {}, redacted("".join(traceback.format_exception(error))))


def redacted(text: str) -> str:
    """`text` without anything that looks like a key, and with the home folder as "~"."""
    home = str(Path.home())
    if len(home) > 1:
        text = text.replace(home, "~")
    return _KEYS.sub("•••", text)


def said(template: str, context: str = _CONTEXT) -> str:
    """An English template of a room below, in the person's language; empty stays empty."""
    return QCoreApplication.translate(context, template) if template else ""


def _filled(words: Words, fields: dict[str, str], details: str) -> Explanation:
    templates = (words.sentence, words.cause, words.next_step)
    sentence, cause, next_step = (redacted(said(text).format(**fields)) for text in templates)
    return Explanation(sentence, cause, next_step, details)


def _file_sentence(error: DatasetFileError) -> str:
    spoken = {
        name: said(value, FILE_CONTEXT) if name in {"kind", "advice"} else value
        for name, value in error.arguments.items()
    }
    return said(error.template, FILE_CONTEXT).format(**spoken)


def _own_sentence(error: FtdeskError) -> str:
    match error:
        case WorkspaceError():
            sentence = said(error.template, "Workspace").format(**error.arguments)
        case VocabularyUnusable():
            trouble = said(error.arguments["trouble"], "Encoding")
            sentence = said(error.template, "Encoding").format(**{**error.arguments, "trouble": trouble})
        case DataFileUnusable():
            sentence = said(error.template, "DataFile").format(**error.arguments)
        case _:
            sentence = str(error) or type(error).__name__
    return redacted(sentence)


def _advice(error: FtdeskError) -> str:
    return next((said(text) for kind, text in _ADVICE if isinstance(error, kind)), "")


def _explain_system(error: OSError) -> Explanation:
    cause = error.strerror or type(error).__name__
    if error.filename is None:
        words = Words(QT_TRANSLATE_NOOP("Messages", "The system refused: {cause}."))
        return _filled(words, {"cause": cause}, _name_and_text(error))
    words = Words(QT_TRANSLATE_NOOP("Messages", "“{name}” cannot be used: {cause}."))
    return _filled(words, {"name": Path(str(error.filename)).name, "cause": cause}, _name_and_text(error))


def _name_and_text(error: BaseException) -> str:
    return redacted(f"{type(error).__name__}: {error}")


def _details_of_answer(error: ApiError) -> str:
    """The fields of an API error that are meant to be shown, one a line."""
    shown = ("status", "code", "param", "request_id", "reason", "detail", "target", "message", "body")
    lines = [_name_and_text(error)]
    lines += [f"{name}: {value}" for name in shown if (value := getattr(error, name, ""))]
    return redacted("\n".join(lines))
