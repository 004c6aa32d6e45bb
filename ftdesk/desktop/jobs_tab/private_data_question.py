"""The question before secrets or personal data leave this machine: what is in the files, and where they would go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.question_box import add_answer, make_question
from ftdesk.wording import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from ftdesk.desktop.jobs_tab.data_check import FileSummary

_WORDS = {
    "secret.api_key": QT_TRANSLATE_NOOP("Jobs", "Examples with API keys: {count}"),
    "secret.private_key": QT_TRANSLATE_NOOP("Jobs", "Examples with private keys: {count}"),
    "personal.email": QT_TRANSLATE_NOOP("Jobs", "Examples with e-mail addresses: {count}"),
    "personal.card_number": QT_TRANSLATE_NOOP("Jobs", "Examples with card numbers: {count}"),
    "personal.phone": QT_TRANSLATE_NOOP("Jobs", "Examples with telephone numbers: {count}"),
}
CODES = frozenset(_WORDS)


def holds_private_data(file: FileSummary) -> bool:
    """Whether the check found secrets or personal data in a file."""
    return not CODES.isdisjoint(file.codes)


def ask_before_sending(
    parent: QWidget,
    files: Sequence[FileSummary],
    destination: str,
    send: Callable[[], None],
    look: Callable[[FileSummary], None],
) -> QMessageBox:
    """Ask about the files that hold private data; `destination` says what of them would go where.

    Calls `send`, or `look` with the first of the files, or nothing.
    """
    box = make_question(
        parent, "private_data_box", QCoreApplication.translate("Jobs", "Secrets and personal data")
    )
    box.setText(
        QCoreApplication.translate("Jobs", "The data holds secrets or personal data. Send it all the same?")
    )
    box.setInformativeText("\n\n".join([*map(_counts, files), destination]))
    role = QMessageBox.ButtonRole
    looking = QCoreApplication.translate("Jobs", "Look at them")
    add_answer(box, looking, role.ActionRole, "private_data_look").clicked.connect(lambda: look(files[0]))
    sending = QCoreApplication.translate("Jobs", "Send all the same")
    add_answer(box, sending, role.DestructiveRole, "private_data_send").clicked.connect(send)
    cancel = QCoreApplication.translate("Jobs", "Cancel")
    no = add_answer(box, cancel, role.RejectRole, "private_data_cancel", likely=True)
    box.setEscapeButton(no)
    box.open()
    return box


def _counts(file: FileSummary) -> str:
    """A file, and what it holds, a line for each kind."""
    lines = [
        QCoreApplication.translate("Jobs", words).format(count=wording.number(file.codes[code]))
        for code, words in _WORDS.items()
        if code in file.codes
    ]
    return "\n".join([file.path.name, *lines])
