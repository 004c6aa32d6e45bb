"""Killing the editing, saving, autosaving and opening of a document, and judging what a restart brings back."""

import importlib
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.faults.kill_controls import PATCHES
from tests.faults.kill_model import Found, Lines, Model, Plan
from tests.faults.kill_session import FILE, LOG, edit, open_again, restarted
from tests.faults.killing import Outcome, answer_of, kill_during

_IN_FLIGHT = 3000
"""At most so many edits may have been made since the last one that was acknowledged."""
_FILLING = (200, 8000)
"""Rows behind the edited ones and bytes in each: so large that a save takes a moment."""
_EDITING_BEFORE_OPENING = (0.1, 0.7)
"""The least and the most seconds of editing that a restart has to bring back."""


@dataclass(frozen=True)
class Mode:
    """What goes on when the kill comes."""

    every: float
    """Seconds between two writes to the journal."""
    saves: bool = False
    long_lines: bool = False
    opens: bool = False
    in_window: bool = False


# Autosaving is what the window does on its own: whatever was done meanwhile is written at once, here with long lines.
MODES = {
    "editing": Mode(every=0.002),
    "saving": Mode(every=0.01, saves=True),
    "autosaving": Mode(every=0.2, long_lines=True),
    "opening": Mode(every=0.01, saves=True, opens=True),
    "window": Mode(every=0.2, saves=True, in_window=True),
}


@dataclass
class Known:
    """What must be there: the document, and the lines that are in its file."""

    model: Model
    saved: Lines


def kill_in_turn(
    folder: Path, mode: Mode, seed: int, kills: int, within: float, control: str | None
) -> list[Outcome]:
    """Kill one document so many times, each time after what the last kill left; until something is wrong."""
    if mode.in_window:
        _window()  # imported once, here
    chance = random.Random(seed)
    known = _begin(folder, mode, chance)
    outcomes: list[Outcome] = []
    for kill in range(kills):
        plan_seed = 1000 * seed + kill
        wrong = _kill(folder, mode, known, plan_seed, chance.uniform(0, within), control)
        edits, saves = _acknowledged(folder)
        if wrong is None:
            wrong = _judge(folder, mode, known, plan_seed, edits, saves)
        outcomes.append(Outcome(wrong and f"seed {seed}, kill {kill + 1}: {wrong}", edits, saves))
        if wrong is not None:
            break
    shutil.rmtree(folder)
    return outcomes


def _window() -> ModuleType:
    """What needs Qt."""
    return importlib.import_module("tests.faults.kill_window")


def _begin(folder: Path, mode: Mode, chance: random.Random) -> Known:
    folder.mkdir()
    rows = [b'{"row": %d, "text": "%x"}' % (number, chance.getrandbits(200)) for number in range(30)]
    if mode.saves:
        count, size = _FILLING
        rows += [b'{"filling": "%s"}' % (b"%04d" % number * (size // 4)) for number in range(count)]
    lines = tuple(rows)
    (folder / FILE).write_bytes(_content(lines))
    return Known(Model(lines), lines)


def _kill(
    folder: Path, mode: Mode, known: Known, seed: int, seconds: float, control: str | None
) -> str | None:
    patch = PATCHES.get(control or "", lambda: None)

    def edit_on() -> None:
        if not mode.opens:
            patch()
        model, plan = known.model.copy(), _plan(mode, seed)
        if mode.in_window:
            _window().edit_in_window(folder, model, plan)
        else:
            edit(folder, model, plan, every=mode.every, is_naive=control == "naive-save")

    def start_again() -> None:
        patch()
        open_again(folder)

    (folder / LOG).unlink(missing_ok=True)
    if mode.in_window:
        return _kill_window(edit_on, folder, seconds, is_early=seed % 4 == 0)
    if not mode.opens:
        return kill_during(edit_on, folder, seconds)
    before = random.Random(seed).uniform(*_EDITING_BEFORE_OPENING)
    return kill_during(edit_on, folder, before) or kill_during(start_again, folder, seconds)


def _kill_window(act: Callable[[], None], folder: Path, seconds: float, *, is_early: bool) -> str | None:
    """Once it shows the document, or early, while it starts."""
    ready: Path = folder / _window().READY
    ready.unlink(missing_ok=True)
    return kill_during(act, folder, seconds, None if is_early else ready)


def _plan(mode: Mode, seed: int) -> Plan:
    return Plan(seed, saves=mode.saves, long_lines=mode.long_lines, amends=not mode.in_window)


def _judge(folder: Path, mode: Mode, known: Known, seed: int, edits: int, saves: int) -> str | None:
    """What is wrong after a kill that so much was acknowledged before; `known` then is what the next must keep."""
    if not (folder / FILE).exists():
        return f"the file is torn (gone), {saves} saves acknowledged"
    on_disk = (folder / FILE).read_bytes()
    found, trouble = _restart(folder, mode)
    if trouble is not None:
        return f"the start failed: {trouble}"
    is_there, is_whole = _follow(known, _plan(mode, seed), edits, saves, found, on_disk)
    if not is_whole:
        return f"the file is torn ({len(on_disk)} bytes), {saves} saves acknowledged"
    if not is_there:
        return f"{edits} edits were acknowledged and are not there, {found.set_aside or 'nothing'} set aside"
    return _judge_more(found, known)


def _restart(folder: Path, mode: Mode) -> tuple[Any, str | None]:
    """What the next start finds, or why it failed."""
    shown = None
    if mode.in_window:
        shown, trouble = answer_of(lambda answer: _window().lines_in_window(folder, answer), folder)
        if trouble is not None:
            return None, trouble
    found, trouble = answer_of(lambda answer: answer(restarted(folder)), folder)
    if trouble is None and shown not in (None, found.lines):
        trouble = "the window shows other lines"
    return found, trouble


def _follow(
    known: Known, plan: Plan, edits: int, saves: int, found: Found, on_disk: bytes
) -> tuple[bool, bool]:
    """Make the plan until the document is as it was found and saved as it is on the disk; whether both came."""
    model, done, saved = known.model, 0, [known.saved]
    is_there = is_whole = False
    for _ in range(edits + _IN_FLIGHT):
        if not is_there and done >= edits and _is(model, found):
            is_there, known.model = True, model.copy()
        if not is_whole and saves < len(saved) <= saves + 2 and on_disk == _content(saved[-1]):
            is_whole, known.saved = True, saved[-1]
        if is_there and is_whole:
            break
        wish = plan.next(model)
        if wish.kind == "save":
            saved.append(model.lines)
        else:
            model.do(wish)
            done += 1
    return is_there, is_whole


def _is(model: Model, found: Found) -> bool:
    return (
        found.position == model.position
        and found.lines == model.lines
        and len(found.states) == len(model.steps) + 1
        and found.states == model.states()
    )


def _judge_more(found: Found, known: Known) -> str | None:
    if found.set_aside:
        return f"a whole journal was set aside: {found.set_aside}"
    if found.clean is not None:
        clean = found.states[found.clean]
        if clean != known.saved[: len(clean)]:
            return f"step {found.clean} is called the saved one and is not"
    return None


def _acknowledged(folder: Path) -> tuple[int, int]:
    """How many edits and saves; a line that the kill cut short claims nothing."""
    if not (folder / LOG).exists():
        return 0, 0
    lines = (folder / LOG).read_bytes().split(b"\n")[:-1]
    events = [json.loads(line)["event"] for line in lines]
    return events.count("edit"), events.count("save")


def _content(lines: Lines) -> bytes:
    return b"".join(line + b"\n" for line in lines)
