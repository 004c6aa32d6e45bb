"""Kill -9 at random moments while a document is edited, saved or opened, or a workspace migrated; then start again.

No acknowledged edit may be lost, no file torn, no start fail. Most kills are of a process without a window that does
what the window does by the same parts, so that a thousand of them take minutes; some are of the window itself.
"""

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.faults import kill_migration
from tests.faults.kill_documents import MODES, kill_in_turn
from tests.faults.killing import Outcome
from tests.faults.verdict import Verdict

KILLS_IN_A_ROW = 5
_CORES = os.cpu_count() or 1

Chain = Callable[[Path, int, int, float, str | None], list[Outcome]]
"""A folder of its own, a seed, how many kills in a row, the most seconds before each, and a known-bad variant."""


class Killing:
    """The check of one thing that may be going on when the kill comes."""

    def __init__(
        self,
        chain: Chain,
        *controls: str,
        count: int = 1000,
        within: float = 2.0,
        at_once: int = 4 * _CORES,  # mostly they wait for the disk, or for the kill
    ) -> None:
        self.COUNT = count
        self.CONTROLS = controls
        self._chain = chain
        self._within = within
        self._at_once = at_once

    def run(self, count: int, seed: int, control: str | None, *, within: float | None = None) -> Verdict:
        """Kill so many times, each within so many seconds."""
        within = within or self._within
        verdict, edits, saves = Verdict(), 0, 0
        if not hasattr(os, "fork"):
            verdict.skipped = "this system cannot fork"
            return verdict
        with (
            tempfile.TemporaryDirectory(prefix="ftdesk-kill-") as folder,
            ProcessPoolExecutor(self._at_once, mp_context=get_context("spawn")) as pool,
        ):
            chains = [
                pool.submit(
                    self._chain,
                    Path(folder) / str(number),
                    seed + number,
                    min(KILLS_IN_A_ROW, count - number * KILLS_IN_A_ROW),
                    within,
                    control,
                )
                for number in range(-(-count // KILLS_IN_A_ROW))
            ]
            for chain in chains:
                outcomes = chain.result()
                verdict.trials += len(outcomes)
                verdict.wrongs += [outcome.wrong for outcome in outcomes if outcome.wrong is not None]
                edits += sum(outcome.edits for outcome in outcomes)
                saves += sum(outcome.saves for outcome in outcomes)
        if edits:
            verdict.figures = {"edits acknowledged": edits, "saves acknowledged": saves}
        return verdict


def _document(name: str) -> Chain:
    return partial(_kill_document, name)


def _kill_document(
    name: str, folder: Path, seed: int, kills: int, within: float, control: str | None
) -> list[Outcome]:
    return kill_in_turn(folder, MODES[name], seed, kills, within, control)


WHILE = {
    "editing": Killing(_document("editing"), "journal-without-sync", "short-write-ignored"),
    "saving": Killing(_document("saving"), "naive-save", "journal-without-sync"),
    "autosaving": Killing(_document("autosaving"), "journal-without-sync", "short-write-ignored"),
    "opening": Killing(_document("opening"), "journal-removed"),
    "migrating": Killing(kill_migration.kill_in_turn, "no-transaction"),
    "window": Killing(_document("window"), "journal-without-sync", count=200, within=4.0, at_once=_CORES),
}
