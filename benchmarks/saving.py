"""How long a save takes after one line of a large file was edited, beside a plain copy and what most editors do.

    python -m benchmarks.saving [--size 1GB | --file FILE] [--rounds N]

In turns: the save (a new file beside the old one, synced, checked, put in its place, the folder synced); `cp` and
`sync` of the same file; and a script that parses every line and writes it again, without any sync. The edit is undone
in every other round, so that the file stays as it is; all other bytes are compared at the end.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.large_file import add_file_options, in_words, large_file

_BLOCK = 1 << 20


def measure(original: Path, folder: Path, rounds: int) -> None:
    """Save a copy of the file in turns with the peers, and print the figures."""
    path, copy, rewritten = folder / "edited.jsonl", folder / "copy.jsonl", folder / "rewritten.jsonl"
    shutil.copyfile(original, path)
    saved, copied, dumped = [], [], []
    for number in range(rounds):
        saved.append(_save_one_edit(path))
        copied.append(_copy(path, copy))
        if number == 0:
            dumped.append(_loads_and_dumps(path, rewritten))
    changed = _changed_lines(original, path)
    save, cp, script = statistics.median(saved), statistics.median(copied), statistics.median(dumped)
    print(in_words(original))
    print(f"save after one edit     {save:7.2f} s, {changed} line changed")
    print(f"  cp and sync           {cp:7.2f} s: {save / cp:.2f} times")
    print(f"  loads and dumps       {script:7.2f} s: {script / save:.0f} times slower than the save")


def _save_one_edit(path: Path) -> float:
    """Seconds from asking for the save to its end; opening and editing do not count."""
    from ftdesk.dataset.document import Dataset

    dataset = Dataset.open(path)
    row_id = dataset.row_id_at(len(dataset) // 2)
    line = json.loads(dataset.line(row_id))
    line["metadata"] = {"edited": "yes"}
    dataset.replace(row_id, json.dumps(line, ensure_ascii=False).encode())
    # As in the window, where the old file is let go once the person was told.
    snapshot = dataset.snapshot()
    began = time.perf_counter()
    dataset.save(snapshot=snapshot)
    seconds = time.perf_counter() - began
    dataset.close()
    return seconds


def _copy(path: Path, copy: Path) -> float:
    began = time.perf_counter()
    subprocess.run(["cp", str(path), str(copy)], check=True)
    subprocess.run(["sync", str(copy)], check=True)
    seconds = time.perf_counter() - began
    copy.unlink()
    return seconds


def _loads_and_dumps(path: Path, target: Path) -> float:
    began = time.perf_counter()
    with path.open("rb") as lines, target.open("wb") as written:
        for line in lines:
            try:
                written.write(json.dumps(json.loads(line), ensure_ascii=False).encode() + b"\n")
            except ValueError:  # a line that is no JSON
                written.write(line)
    seconds = time.perf_counter() - began
    target.unlink()
    return seconds


def _changed_lines(one: Path, other: Path) -> int:
    """How many lines differ; both have the same number of lines."""
    with one.open("rb") as mine, other.open("rb") as theirs:
        return sum(a != b for a, b in zip(mine, theirs, strict=True))


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How long a save takes after one edit.")
    add_file_options(parser, "1GB")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with large_file(arguments) as path:
        beside = arguments.folder or path.parent
        with tempfile.TemporaryDirectory(prefix="saving-", dir=beside) as folder:
            measure(path, Path(folder), arguments.rounds)


if __name__ == "__main__":
    main()
