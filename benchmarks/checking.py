"""How long the check of a whole file takes, beside a plain script with OpenAI's checks and `together`'s file check.

    python -m benchmarks.checking [--size 100MB | --file FILE] [--rounds N] [--together PYTHON]

In turns, on the same file: ftdesk's check with exact tokens, by the fast tokeniser (the extra `fast`) and by tiktoken
alone, and without tokens, each in worker processes that are there already, until every finding was handed over; a
script that follows OpenAI's notebook, with tiktoken (`peers/notebook_checks.py`); and, with the Python of an
environment that has it, the check of the `together` package, which counts no tokens and stops at the first fault
(`python -m venv FOLDER && FOLDER/bin/pip install together`, then `--together FOLDER/bin/python`). Imports and the
loading of vocabularies count for nobody. At the end the command `ftdesk check` once, from its start, with its memory.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.large_file import add_file_options, in_words, large_file, make_file
from benchmarks.processes import processor_seconds, shared_memory
from benchmarks.varied_lines import write_varied_lines
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import SMALL, CheckProcesses
from ftdesk.resource_files import resource_directory

PEERS = Path(__file__).parent / "peers"
_STEPS = ("seconds", "cpu", "load", "check", "cpu_without_tokens")
VOCABULARIES = resource_directory() / "tokenizers"
EXACT = CheckOptions(token_limit=65_536, encoding="o200k_base", vocabulary_directory=VOCABULARIES)
BARE = replace(EXACT, encoding=None)


@dataclass
class Way:
    """One way to check: its processes, what it is asked, the seconds of each round and those of all processors."""

    processes: CheckProcesses
    options: CheckOptions
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    counter: str = ""
    findings: int = 0

    def check(self, path: Path) -> None:
        """Check the whole file, and take every finding."""
        began, used = time.perf_counter(), processor_seconds()
        with self.processes.check(path, self.options) as checked:
            self.findings = sum(1 for _ in checked.findings())
            checked.check.totals()
            self.seconds.append(time.perf_counter() - began)
            self.cpu.append(processor_seconds() - used)
            self.counter = checked.check.counter or "none"


def measure(path: Path, rounds: int, together: str | None) -> None:
    """Check the file in turns, and print the figures."""
    scripts, others = [], []
    with ExitStack() as stack:
        ways = _warm_ways(stack)
        for _ in range(rounds):
            for way in ways.values():
                way.check(path)
            scripts.append(_peer(sys.executable, "notebook_checks.py", path, "--tokens", str(VOCABULARIES)))
            if together is not None:
                others.append(_peer(together, "together_check.py", path))
    _print(ways, scripts, others)


def _print(ways: dict[str, Way], scripts: list[dict], others: list[dict]) -> None:
    median = statistics.median
    scripted = {key: median(script[key] for script in scripts) for key in _STEPS}
    plain = scripted["load"] + scripted["check"]
    print(f"{'':37}     wall  processors")
    print(f"{'script of OpenAI`s checks, tiktoken':37} {scripted['seconds']:7.2f} s {scripted['cpu']:7.2f} s")
    print(f"{'  its steps without tokens':37} {plain:7.2f} s {scripted['cpu_without_tokens']:7.2f} s")
    for name, way in ways.items():
        seconds, peer = median(way.seconds), plain if way.options is BARE else scripted["seconds"]
        told = f"{peer / seconds:.1f} times as fast as the script; {way.findings:,} findings"
        print(f"{name:37} {seconds:7.2f} s {median(way.cpu):7.2f} s  {told}; counted by {way.counter}")
    if not others:
        print("together's check: not measured, see --help")
        return
    seconds, cpu = (median(other[key] for other in others) for key in ("seconds", "cpu"))
    times = seconds / median(ways["without tokens"].seconds)
    print(
        f"{'together`s check, no tokens':37} {seconds:7.2f} s {cpu:7.2f} s  {times:.1f} times ours; {others[0]['said']}"
    )


def _warm_ways(stack: ExitStack) -> dict[str, Way]:
    """The ways, their processes started and their vocabularies loaded."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    make_file(warming := folder / "warming.jsonl", 2 * SMALL, write_varied_lines)
    (folder / "gigatoken.py").write_text("raise ImportError('left out on purpose')\n")
    ways = {}
    for name, options, path in (
        ("with tokens, the fastest at hand", EXACT, []),
        ("with tokens by tiktoken alone", EXACT, [str(folder)]),
        ("without tokens", BARE, []),
    ):
        ways[name] = Way(stack.enter_context(CheckProcesses()), options)
        sys.path[:0] = path  # processes that start now look there first
        ways[name].check(warming)
        ways[name].seconds.clear()
        ways[name].cpu.clear()
        del sys.path[: len(path)]
    return ways


def _peer(python: str, script: str, path: Path, *more: str) -> dict:
    command = [python, str(PEERS / script), str(path), *more]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def cold(path: Path) -> None:
    """The command from its start, as a person or a hook calls it, and the most memory of all its processes."""
    began, most = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "ftdesk", "check", str(path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, shared_memory(process.pid))
            time.sleep(0.05)
    seconds = time.perf_counter() - began
    print(
        f"`ftdesk check`, from its start        {seconds:8.2f} s, at most {most:,.0f} MB in all its processes"
    )


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How long the check of a whole file takes.")
    add_file_options(parser, "100MB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--together", metavar="PYTHON", help="one of an environment with the package `together`"
    )
    arguments = parser.parse_args()
    with large_file(arguments, write_varied_lines) as path:
        print(f"{in_words(path)}, {len(os.sched_getaffinity(0))} cores, medians of {arguments.rounds}")
        measure(path, arguments.rounds, arguments.together)
        cold(path)


if __name__ == "__main__":
    main()
