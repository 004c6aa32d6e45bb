"""How long it takes to find a text in a large file in every spelling, beside a regular expression over its bytes.

    python -m benchmarks.finding [--size 1GB | --file FILE] [--text TEXT] [--rounds N]

The text is looked for the way the filter does it, part after part in one process: cheap passes over the bytes, only
candidate lines are decoded. The peer is one regular expression with the raw and the escaped spelling of the text over
the same bytes. Both must name the same lines. "First hit" is the time until the first row can be shown.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from pathlib import Path

from benchmarks.large_file import add_file_options, in_words, large_file

TEXT = "請求書"


def measure(path: Path, text: str, rounds: int) -> None:
    """Look for the text in turns, and print the figures."""
    found, first, peer = [], [], []
    rows: set[int] = set()
    lines: set[int] = set()
    for _ in range(rounds):
        rows, all_seconds, first_seconds = _search(path, text)
        found.append(all_seconds)
        first.append(first_seconds)
        lines, seconds = _regular_expression(path, text)
        peer.append(seconds)
    ours, theirs = statistics.median(found), statistics.median(peer)
    print(f"{in_words(path)}, looking for “{text}”: in {len(rows):,} lines")
    print(f"all of them             {ours:7.2f} s")
    print(f"first hit               {statistics.median(first) * 1000:7.0f} ms")
    print(f"  regular expression    {theirs:7.2f} s: {theirs / ours:.1f} times slower")
    print(f"found by one and not the other: {len(rows ^ lines)} lines")


def _search(path: Path, text: str) -> tuple[set[int], float, float]:
    """Lines (from 0), seconds for all, and seconds until the first."""
    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.search import BYTES_A_PART, LINES_A_PART, search_part
    from ftdesk.dataset.text_query import Place, TextQuery

    dataset = Dataset.open(path)
    query = TextQuery(text, match_case=True, place=Place.ANYWHERE)
    began, first, rows = time.perf_counter(), 0.0, set()
    for part in dataset.snapshot().parts(LINES_A_PART, BYTES_A_PART):
        rows.update(search_part(part, query).row_ids.tolist())
        if rows and not first:
            first = time.perf_counter() - began
    seconds = time.perf_counter() - began
    dataset.close()
    return rows, seconds, first


def _regular_expression(path: Path, text: str) -> tuple[set[int], float]:
    """Lines (from 0) by a regular expression over blocks of whole lines, and its seconds."""
    escaped = json.dumps(text)[1:-1].encode()
    pattern = re.compile(re.escape(text.encode()) + b"|(?i:" + re.escape(escaped) + b")")
    began, hits, before = time.perf_counter(), set(), 0
    with path.open("rb") as file:
        while block := b"".join(file.readlines(4 << 20)):
            line, at = before, 0
            for match in pattern.finditer(block):
                line += block.count(b"\n", at, match.start())
                at = match.start()
                hits.add(line)
            before += block.count(b"\n")
    return hits, time.perf_counter() - began


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How long it takes to find a text.")
    add_file_options(parser, "1GB")
    parser.add_argument("--text", default=TEXT)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with large_file(arguments) as path:
        measure(path, arguments.text, arguments.rounds)


if __name__ == "__main__":
    main()
