"""How long it takes to find rows that are nearly the same, how many of the planted ones are found, and exact doubles.

    python -m benchmarks.duplicates [--rows N] [--planted N] [--lines N]

Near: a file of rows with an id and words of their own is made; some of them are planted again further down, with a word
changed, left out or added, in other case, or with another ending. The time is from the closed file to the pairs, on two
worker processes that are there already. Recall is the share of the planted rows that are told of; a row that is told of
and was not planted is a false alarm.

Exact: the time in which a checked file of that many lines, one in a hundred a double, knows which are doubles.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

PROCESSES = 2
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprst" for vowel in "aeiou"]
_WORDS = [one + two for one in _SYLLABLES for two in _SYLLABLES[::7]]
_JAPANESE = [chr(0x3042 + 2 * place) + chr(0x4E00 + 37 * place) for place in range(40)]


def write_rows(path: Path, rows: int, planted: int, seed: int = 5) -> dict[int, int]:
    """Write rows of some 700 bytes; returns the planted ones by line (from 0) with the line they repeat."""
    random_source = random.Random(seed)
    texts = [_text(random_source, number) for number in range(rows - planted)]
    originals = random_source.sample(range(len(texts)), planted)
    lines = texts + [_changed(random_source, texts[original]) for original in originals]
    with path.open("w", encoding="utf-8") as file:
        for question, answer in lines:
            messages = [
                {
                    "role": "system",
                    "content": "You answer briefly and kindly, in the language of the question.",
                },
                {"role": "user", "content": question},
                {"role": "assistant", "content": answer},
            ]
            file.write(json.dumps({"messages": messages}, ensure_ascii=False) + "\n")
    return {len(texts) + place: original for place, original in enumerate(originals)}


def _text(random_source: random.Random, number: int) -> tuple[str, str]:
    joined, words = ("", _JAPANESE) if number % 4 == 0 else (" ", _WORDS)
    asked = joined.join(random_source.choices(words, k=random_source.randint(8, 30)))
    answered = joined.join(random_source.choices(words, k=random_source.randint(20, 120)))
    return f"{asked} ({number})", answered


def _changed(random_source: random.Random, text: tuple[str, str]) -> tuple[str, str]:
    question, answer = text
    words = answer.split(" ")
    place = random_source.randrange(len(words))
    way = random_source.randrange(5)
    if way == 0 and len(words) > 1:
        words[place] = "lighthouse"
    elif way == 1 and len(words) > 1:
        del words[place]
    elif way == 2:
        words.insert(place, "lighthouse")
    elif way == 3:
        return question.upper(), answer.title()
    else:
        words[-1] += " Thank you."
    return question, " ".join(words)


def find(path: Path, workers: Any) -> dict[int, int]:
    """Every line that is nearly the same as an earlier one, with that line."""
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.likeness_search import near_duplicates

    dataset = Dataset.open(path)
    search = near_duplicates(dataset.snapshot())
    results: list[Any] | None = None
    while True:
        try:
            called = next(search) if results is None else search.send(results)
        except StopIteration as ended:
            dataset.close()
            return dict(zip(ended.value.later.tolist(), ended.value.earlier.tolist(), strict=True))
        waiting: list[Future[Any]] = [
            workers.submit(called.function, *arguments) for _, arguments in called.calls
        ]
        results = [future.result() for future in waiting]


def measure_near(rows: int, planted: int) -> None:
    """Print the time and the recall."""
    from ftdesk.worker_processes import WorkerProcesses

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        expected = write_rows(path, rows, planted)
        workers = WorkerProcesses(PROCESSES)
        try:
            find_small(Path(folder), workers)
            began = time.perf_counter()
            found = find(path, workers)
            seconds = time.perf_counter() - began
        finally:
            workers.end()
        size = path.stat().st_size / 1e6
    hits = sum(found.get(line) == original for line, original in expected.items())
    print(f"near duplicates among {rows:,} rows ({size:,.0f} MB), {PROCESSES} processes: {seconds:.1f} s")
    print(
        f"  of {planted:,} planted {hits / planted:.1%} found; {len(found.keys() - expected.keys()):,} false alarms"
    )


def find_small(folder: Path, workers: Any) -> None:
    """The processes have imported what they need."""
    write_rows(folder / "small.jsonl", 500, 20)
    find(folder / "small.jsonl", workers)


def measure_exact(lines: int) -> None:
    """Print the time after the check."""
    import numpy as np

    from ftdesk.dataset.duplicates import Duplicates, repeated

    generator = np.random.default_rng(5)
    fingerprints = generator.integers(1, 1 << 62, lines)
    doubled = generator.choice(lines, lines // 100, replace=False)
    fingerprints[doubled] = fingerprints[generator.integers(0, lines, len(doubled))]
    began = time.perf_counter()
    found = Duplicates(repeated(fingerprints), lambda keys: keys)
    copies = int(found.copies(fingerprints).sum())
    print(f"exact duplicates among {lines:,} lines: {time.perf_counter() - began:.2f} s ({copies:,} copies)")


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How long it takes to find rows that are nearly the same.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--planted", type=int, default=2_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    arguments = parser.parse_args()
    measure_near(arguments.rows, arguments.planted)
    measure_exact(arguments.lines)


if __name__ == "__main__":
    main()
