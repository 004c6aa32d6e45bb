"""Known-bad variants for the checks that kill; each is put into a process that is about to be killed."""

from pathlib import Path
from typing import Any

from ftdesk.dataset.addition_file import AdditionFile
from ftdesk.workspace.acknowledgements import Acknowledgements
from ftdesk.workspace.journal_records import Entry
from ftdesk.workspace.reopening import Reopened, Reopening
from ftdesk.workspace.written_steps import WrittenSteps


class _SavesOnly(Acknowledgements):
    """Leaves the edits to others."""

    def __init__(self, log: Acknowledgements) -> None:
        super().__init__(None)
        self.saved = log.saved  # type: ignore[method-assign]


def acknowledge_before_writing() -> None:
    """A journal without sync, as a kill can show it: an edit is called durable when it is only on its way."""
    begin, add = WrittenSteps.__init__, WrittenSteps.add
    logs: list[Acknowledgements] = []

    def begin_without_log(
        self: WrittenSteps, reopening: Reopening, opened: Reopened, log: Acknowledgements
    ) -> None:
        begin(self, reopening, opened, _SavesOnly(log))
        logs.append(log)

    def claim(self: WrittenSteps, entry: Entry) -> None:
        add(self, entry)
        logs[-1].edits("document", [entry])

    _put(WrittenSteps, "__init__", begin_without_log)
    _put(WrittenSteps, "add", claim)


def ignore_short_writes() -> None:
    """The system takes half of what it is given, and nobody looks."""

    def write_once(self: AdditionFile, rest: memoryview) -> None:
        self._files.write(self._writer, rest[: len(rest) // 2])

    _put(AdditionFile, "_write", write_once)


def remove_the_journal_when_it_is_read() -> None:
    """Unsaved edits are in memory again, so why keep them."""
    open_file = Reopening.open

    def open_and_remove(self: Reopening, path: Path, *more: Any) -> Reopened:
        opened = open_file(self, path, *more)
        if opened.journal is not None:
            self.journals.discard(opened.journal)
        return opened

    _put(Reopening, "open", open_and_remove)


def _put(owner: type, name: str, variant: Any) -> None:
    setattr(owner, name, variant)


PATCHES = {
    "journal-without-sync": acknowledge_before_writing,
    "short-write-ignored": ignore_short_writes,
    "journal-removed": remove_the_journal_when_it_is_read,
}
"""Those that change ftdesk's code; a naive save is an option of the session."""
