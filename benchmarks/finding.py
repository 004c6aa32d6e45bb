"""How long it takes to find a text in a large file in every spelling, beside a regular expression over its bytes.

    python -m benchmarks.finding [--size 1GB | --file FILE] [--text TEXT] [--rounds N]

The text is looked for the way the filter does it: worker processes that are there already make cheap passes over the
bytes and decode only candidate lines. The peer is one regular expression with the raw and the escaped spelling of the
text over the same bytes, in one process, as a script would do it. Both must name the same lines. "First hit" is the
time until the first rows are handed to the table.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.large_file import add_file_options, in_words, large_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ftdesk.desktop.background import Background

TEXT = "請求書"


@dataclass
class _Hits:
    """Lines (from 0) that hold the text, seconds until all of them were known and until the first was."""

    lines: set[int] = field(default_factory=set)
    all: float = 0.0
    first: float = 0.0


def measure(path: Path, text: str, rounds: int) -> None:
    """Look for the text in turns, and print the figures."""
    from ftdesk.app import make_application
    from ftdesk.desktop.background import Background

    application, background = make_application(), Background()
    background.warm_up()
    _search(application, background, path, "warm up the worker processes")
    found, peer = [], []
    for _ in range(rounds):
        found.append(_search(application, background, path, text))
        peer.append(_regular_expression(path, text))
    background.shutdown()
    ours, theirs = (statistics.median(hits.all for hits in each) for each in (found, peer))
    print(f"{in_words(path)}, looking for “{text}”: in {len(found[0].lines):,} lines")
    print(f"all of them             {ours:7.2f} s")
    print(f"first hit               {statistics.median(hits.first for hits in found) * 1000:7.0f} ms")
    print(f"  regular expression    {theirs:7.2f} s: {theirs / ours:.1f} times slower")
    print(f"found by one and not the other: {len(found[0].lines ^ peer[0].lines)} lines")


def _search(application: QApplication, background: Background, path: Path, text: str) -> _Hits:
    from PySide6.QtCore import QObject

    from ftdesk.dataset.document import Dataset
    from ftdesk.dataset.search import Found, search_part
    from ftdesk.dataset.text_query import Place, TextQuery
    from ftdesk.desktop.dataset_tab.document_pass import DocumentPass

    dataset, owner, hits = Dataset.open(path), QObject(), _Hits()
    query = TextQuery(text, match_case=True, place=Place.ANYWHERE)
    began = time.perf_counter()
    run = DocumentPass(background, dataset.snapshot(), search_part, (query,), "", owner)

    def take(found: Found, _rows: int) -> None:
        hits.lines.update(found.row_ids.tolist())
        if hits.lines and not hits.first:
            hits.first = time.perf_counter() - began

    run.came.connect(take)
    run.start()
    while run.running:
        application.processEvents()
        time.sleep(0.0005)
    hits.all = time.perf_counter() - began
    dataset.close()
    return hits


def _regular_expression(path: Path, text: str) -> _Hits:
    """By a regular expression over blocks of whole lines."""
    escaped = re.escape(json.dumps(text)[1:-1].encode())
    spelled = escaped if text.isascii() else b"(?i:" + escaped + b")"  # \\u00e9 or \\u00E9
    pattern = re.compile(re.escape(text.encode()) + b"|" + spelled)
    began, hits, before = time.perf_counter(), _Hits(), 0
    with path.open("rb") as file:
        while block := b"".join(file.readlines(4 << 20)):
            line, at = before, 0
            for match in pattern.finditer(block):
                line += block.count(b"\n", at, match.start())
                at = match.start()
                hits.lines.add(line)
            before += block.count(b"\n")
    hits.all = time.perf_counter() - began
    return hits


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How long it takes to find a text.")
    add_file_options(parser, "1GB")
    parser.add_argument("--text", default=TEXT)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with large_file(arguments) as path:
        measure(path, arguments.text, arguments.rounds)


if __name__ == "__main__":
    main()
