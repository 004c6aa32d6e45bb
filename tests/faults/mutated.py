"""Spoiled files are opened or imported, checked, shown, edited and saved, or refused with a sentence.

Never do they crash anything, and never does it take long.

In processes of their own, a few hundred files each, so that one that dies or hangs is found out and told.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.example import Example, parse_example
from ftdesk.dataset.example_edits import set_text
from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import check_dataset
from ftdesk.desktop.dataset_tab.row_preview import preview_of
from tests.faults.importing import import_lines, shape_of
from tests.faults.mutations import mutated, sources
from tests.faults.random_files import PlainFile
from tests.faults.verdict import Verdict

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

COUNT = 10_000
CONTROLS = ("strict-decoder", "recursing-parser", "aborting")
LIMIT_SECONDS = 5.0
LIMIT_MEGABYTES = 1000
_BATCH = 250
_SHOWN_ROWS = 40
_PATIENCE_SECONDS = 120
_PROGRAM = "import sys; from tests.faults import mutated; mutated.work(*sys.argv[1:])"


def run(count: int, seed: int, control: str | None) -> Verdict:
    """Spoil so many files."""
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        first = 0
        while first < count:
            first = _run_batch(verdict, Path(folder), (first, min(count, first + _BATCH)), seed, control)
    return verdict


def _run_batch(
    verdict: Verdict, folder: Path, numbers: tuple[int, int], seed: int, control: str | None
) -> int:
    """Have a process look at the files of these numbers; returns with which number to go on."""
    command = [sys.executable, "-c", _PROGRAM, str(folder), *map(str, numbers), str(seed), control or ""]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        out, err = process.communicate(timeout=_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    done = numbers[0]
    for line in out.splitlines():
        report = json.loads(line)
        if "peak" in report:
            verdict.figures["peak memory, MB"] = max(
                verdict.figures.get("peak memory, MB", 0), report["peak"]
            )
            continue
        _count(verdict, report)
        done = report["number"] + 1
    if process.returncode:
        verdict.trials += 1
        verdict.wrongs.append(f"file {done}: the process ended with {process.returncode}: {err[-300:]}")
        done += 1
    return done


def _take_peak(verdict: Verdict, megabytes: int) -> None:
    verdict.figures["peak memory, MB"] = max(verdict.figures.get("peak memory, MB", 0), megabytes)
    if megabytes > LIMIT_MEGABYTES:
        verdict.wrongs.append(f"{megabytes} MB of memory were taken")


def _count(verdict: Verdict, report: dict[str, object]) -> None:
    verdict.trials += 1
    verdict.count(str(report["outcome"]))
    took = float(str(report["seconds"]))
    verdict.figures["slowest, ms"] = max(verdict.figures.get("slowest, ms", 0), round(1000 * took))
    if report["wrong"]:
        verdict.wrongs.append(f"file {report['number']}: {report['wrong']}")
    elif took > LIMIT_SECONDS:
        verdict.wrongs.append(f"file {report['number']} took {took:.1f} s")


def work(folder: str, first: str, stop: str, seed: str, control: str) -> None:
    """In the process: look at the files of these numbers, a line of JSON each."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    contents, path = sources(), Path(folder) / "data.jsonl"
    for number in range(int(first), int(stop)):
        dice = random.Random(f"{seed}:{number}")
        path.write_bytes(mutated(dice, contents))
        begin, wrong = time.monotonic(), None
        try:
            outcome = _look_at(path, dice, _LOOKS[control])
        except DatasetFileError as refusal:
            outcome = f"refused: {type(refusal).__name__}"
            wrong = None if str(refusal).strip() else "refused without a word"
        except Exception as error:  # noqa: BLE001 - whatever it is, a person would see a crash
            outcome, wrong = "crashed", f"{type(error).__name__}: {error}"[:300]
        seconds = time.monotonic() - begin
        report = {"number": number, "outcome": outcome, "wrong": wrong, "seconds": seconds}
        sys.stdout.write(json.dumps(report) + "\n")
        sys.stdout.flush()
    if resource is not None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(json.dumps({"peak": peak}) + "\n")


def _look_at(path: Path, dice: random.Random, look: Callable[[bytes], object]) -> str:
    """As a person would: import or open it, let it be checked, look at the first rows, edit one, save."""
    shape = shape_of(path)
    if not shape.is_plain and dice.random() < 0.5:  # the person is asked, and may open it all the same
        with tempfile.TemporaryDirectory() as folder:
            return f"imported, {_look_at_lines(import_lines(path, shape, Path(folder) / 'in'), dice, look)}"
    return _look_at_lines(path, dice, look)


def _look_at_lines(path: Path, dice: random.Random, look: Callable[[bytes], object]) -> str:
    dataset = Dataset.open_head(path)
    if not dataset.is_whole:
        dataset.take_index(dataset.index_rest())
    plain = PlainFile.of(path.read_bytes())
    prevailing = plain.prevailing()
    check_dataset(dataset, CheckOptions())
    for row in dataset.row_ids()[:_SHOWN_ROWS].tolist():
        look(dataset.line(row))
    if len(dataset):
        place = dice.randrange(len(dataset))
        row = dataset.row_id_at(place)
        plain.lines[place].content = _edited(dataset.line(row))
        dataset.replace(row, plain.lines[place].content)
    dataset.save()
    dataset.close()
    if path.read_bytes() != plain.joined(prevailing):
        raise ValueError("another line than the edited one differs after the save")
    return "opened"


def _edited(line: bytes) -> bytes:
    example = parse_example(line)
    messages = example.messages() if isinstance(example, Example) else ()
    if isinstance(example, Example) and messages:
        return set_text(example, messages[0].pointer, "edited").json.text.encode()
    return b'{"edited": true}'


def _abort_on_zero(line: bytes) -> None:
    if b"\0" in line:
        os.abort()


_LOOKS: dict[str, Callable[[bytes], object]] = {
    "": preview_of,
    "strict-decoder": lambda line: line.decode("utf-8"),
    "recursing-parser": lambda line: (
        json.loads(line.decode("utf-8", "replace")) if line[:2] == b"[[" else None
    ),
    "aborting": _abort_on_zero,
}
