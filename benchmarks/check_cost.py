"""What the check costs a processor beyond the bare work: decoding each line and making the tokens of its texts.

    python -m benchmarks.check_cost [--size 20MB | --file FILE] [--rounds N]

In one process, in turns, in processor time, so that other work on the machine matters little: the check as a worker
does it, by the fast tokeniser where it is installed and by tiktoken, and without tokens; and the bare work, `orjson`
for each line and the same tokeniser for each text of its messages. Vocabularies are loaded before.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import orjson

from benchmarks.large_file import add_file_options, in_words, large_file, size_in_bytes
from benchmarks.varied_lines import write_varied_lines
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.fast_counting import load_gigatoken
from ftdesk.dataset.kept_reports import check_part_keeping
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import BYTES_A_PART, LINES_A_PART
from ftdesk.dataset.parts import Part
from ftdesk.dataset.tokenisers import Tokeniser, load_tiktoken
from ftdesk.dataset.tokens import TokenCounter
from ftdesk.dataset.vocabularies import read_vocabulary
from ftdesk.resource_files import resource_directory

VOCABULARIES = resource_directory() / "tokenizers"
OPTIONS = CheckOptions(token_limit=65_536, encoding="o200k_base", vocabulary_directory=VOCABULARIES)


def measure(path: Path, most: int, rounds: int) -> None:
    """Measure the first part of the file each way, and print the figures."""
    dataset = Dataset.open(path)
    parts = list(_first(dataset.snapshot().parts(LINES_A_PART, BYTES_A_PART), most))
    print(
        f"{in_words(path)}, of which {sum(int(part.stops[-1] - part.starts[0]) for part in parts) / 1e6:,.0f} MB"
    )
    vocabulary = read_vocabulary("o200k_base", VOCABULARIES)
    for tokeniser in (load_gigatoken(vocabulary), load_tiktoken(vocabulary)):
        if tokeniser is None:
            print("gigatoken: not installed")
            continue
        _compare(tokeniser.name, parts, rounds, tokeniser)
    _compare("no tokens", parts, rounds, None)
    dataset.close()


def _compare(name: str, parts: list[Part], rounds: int, tokeniser: Tokeniser | None) -> None:
    checks, bares = [], []
    for _ in range(rounds):
        with _counting_by(tokeniser) as options:
            checks.append(_seconds(lambda: _check(parts, options)))
        bares.append(_seconds(lambda: _bare(parts, tokeniser)))
    check, bare = statistics.median(checks), statistics.median(bares)
    print(f"{name:12} check {check:6.2f} s, bare {bare:6.2f} s: {check / bare:.2f} times")


@contextmanager
def _counting_by(tokeniser: Tokeniser | None) -> Iterator[CheckOptions]:
    """A counter that remembers nothing yet, with a vocabulary that is loaded."""
    if tokeniser is None:
        yield replace(OPTIONS, encoding=None)
        return
    with patch("ftdesk.dataset.tokens.load_tokeniser", lambda *_: tokeniser):
        counter = TokenCounter("o200k_base", VOCABULARIES)
    with patch("ftdesk.dataset.validation.counter_of", lambda _: counter):
        yield OPTIONS


def _check(parts: list[Part], options: CheckOptions) -> None:
    """As a worker does it."""
    for part in parts:
        check_part_keeping(part, options, keep=True)


def _bare(parts: list[Part], tokeniser: Tokeniser | None) -> int:
    tokens = 0
    for part in parts:
        for line in part.read().lines:
            try:
                example = orjson.loads(line)
            except ValueError:
                continue
            if tokeniser is not None:
                tokens += sum(len(tokeniser.encode(text)) for text in _texts(example))
    return tokens


def _texts(example: object) -> Iterator[str]:
    messages = example.get("messages") if isinstance(example, dict) else None
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict):
            yield from (text for text in message.values() if isinstance(text, str))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _first(parts: Iterator[Part], most: int) -> Iterator[Part]:
    for part in parts:
        yield part
        most -= int(part.stops[-1] - part.starts[0])
        if most <= 0:
            return


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="What the check costs beyond decoding and tokens.")
    add_file_options(parser, "20MB")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with large_file(arguments, write_varied_lines) as path:
        measure(path, size_in_bytes(arguments.size), arguments.rounds)


if __name__ == "__main__":
    main()
