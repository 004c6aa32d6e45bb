"""Random sequences of everything that can be done to a document, held against a list that does the same.

Edits, typing, inserts, deletes, moves, sorts and bulk edits, undone and done again, saved, and in between the program
ends, dies at any moment, dies in a save, and starts again with the journal alone.
"""

import random
import shutil
import tempfile
from pathlib import Path

from tests.faults.twins import Twins
from tests.faults.verdict import Verdict

COUNT = 10_000
CONTROLS = ("undo-skips-moves", "undo-not-written", "journal-forgets-undone")
_MOST_STEPS = 40
_IN_MEMORY = Path("/dev/shm")  # where there is one: what a dead process left is as good there as on a disk


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Play so many sequences."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as folder:
        for number in range(count):
            home = Path(folder) / str(number)
            twins = Twins(home, random.Random(f"{seed}:{number}"), control or "")
            wrong = _play(twins)
            twins.desk.end()
            shutil.rmtree(home)
            verdict.trials += 1
            verdict.count("steps", len(twins.told))
            verdict.count(
                "starts", sum(name in {"restart", "crash", "die_in_save", "discard"} for name in twins.told)
            )
            if wrong is not None:
                verdict.wrongs.append(f"sequence {number}, after {', '.join(twins.told)}: {wrong}")
    return verdict


def _play(twins: Twins) -> str | None:
    try:
        for _ in range(twins.dice.randrange(1, _MOST_STEPS)):
            twins.step()
            wrong = twins.difference()
            if wrong is not None:
                return wrong
    except Exception as error:  # noqa: BLE001 - whatever it is, the sequence does not equal its model
        return f"{type(error).__name__}: {error}"
    return None
