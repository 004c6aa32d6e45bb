"""The rules over lines: one line, or a block of them in a worker process.

Whatever needs the whole file (duplicates, the majority's format, totals) is `file_check.FileCheck`'s, which
is fed with the reports made here.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ftdesk.dataset.block_report import BlockReport, CheckedLine, checked, report_block
from ftdesk.dataset.example_check import check_example
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import VERY_LONG, CheckOptions, LineReport
from ftdesk.dataset.parts import Block, Part
from ftdesk.dataset.plain_lines import PlainLines
from ftdesk.dataset.rules.characters import has_plain_text
from ftdesk.dataset.rules.finding import Found
from ftdesk.dataset.rules.glance import finders_for, finders_in, plain_texts_in
from ftdesk.dataset.rules.joined_lines import JoinedLines
from ftdesk.dataset.rules.json_line import read_line
from ftdesk.dataset.rules.line_ends import BYTE_ORDER_MARK
from ftdesk.dataset.rules.masking import Finder
from ftdesk.dataset.rules.plain_chat import ESCAPED_ASCII
from ftdesk.dataset.tokens import TokenCount, TokenCounter


def check_line(
    line_number: int,
    raw: bytes,
    options: CheckOptions,
    counting: TokenCounter | TokenCount | None = None,
    finders: tuple[Finder, ...] | None = None,
    *,
    plain_text: bool | None = None,
) -> LineReport:
    """Check one line, given without its line end, by everything that the line alone can tell.

    `counting` counts its tokens, or is what was counted before; without it the first check with an encoding loads its
    vocabulary into this process. `finders` see the secrets and personal data that it may hold, and `plain_text` is
    whether its bytes show that no text hides a character, where that is known. Raises `VocabularyUnusable`.
    """
    found = Found(line_number, plain_text=has_plain_text(raw) if plain_text is None else plain_text)
    if line_number == 1 and raw.startswith(BYTE_ORDER_MARK):
        found.add("file.byte_order_mark")
        raw = raw[len(BYTE_ORDER_MARK) :]
    if not raw or raw.isspace():
        found.add("line.blank")
        return LineReport(tuple(found.findings), Format.UNKNOWN, blank=True)
    if len(raw) > VERY_LONG:
        found.add("line.very_long", size=len(raw))
    reading = read_line(raw, found)
    if reading is None:
        return LineReport(tuple(found.findings), Format.UNKNOWN)
    if counting is None:
        counting = counter_of(options)
    if finders is None or (not found.plain_text and ESCAPED_ASCII.search(raw) is not None):
        [finders] = finders_for([reading.normal or raw])
    return check_example(reading, options, found, counting, finders)


def check_single(
    line_number: int, part: Part, options: CheckOptions, counted: TokenCount | None = None
) -> LineReport:
    """The same for a part of one row, in a worker process. Raises what `Part.read` raises, too."""
    return check_line(line_number, part.read().lines[0], options, counted)


def check_block(block: Block, options: CheckOptions) -> BlockReport:
    """Check many lines."""
    return report_block(check_lines(block, options), counter_name(options))


def check_lines(block: Block, options: CheckOptions) -> Iterator[CheckedLine]:
    """Check many lines, one after the other."""
    counter = counter_of(options)
    plain = PlainLines(options, counter)
    joined = JoinedLines(block.lines)
    rows = zip(block.row_ids, block.lines, finders_in(joined), plain_texts_in(joined), strict=True)
    for number, (key, raw, finders, plain_text) in enumerate(rows, block.first_line):
        row, count = (None, None) if finders else plain.check(raw, plain_text=plain_text)
        if row is not None:
            yield key, row, None
        else:
            report = check_line(number, raw, options, count or counter, finders, plain_text=plain_text)
            yield checked(key, report)


def check_part(part: Part, options: CheckOptions) -> BlockReport:
    """Read and check many lines in a worker process: picklable both ways. Raises as `Part.read`."""
    return check_block(part.read(), options)


def counter_name(options: CheckOptions) -> str:
    """What counts tokens here: "tiktoken", "gigatoken" or "bytes"; else empty. Raises `VocabularyUnusable`."""
    counter = counter_of(options)
    return "" if counter is None else counter.tokeniser.name


def counter_of(options: CheckOptions) -> TokenCounter | None:
    """This process's counter for the options, None where none are to be counted. Raises `VocabularyUnusable`."""
    if options.encoding is None:
        return None
    return counter_for(options.encoding, options.vocabulary_directory or Path())


@lru_cache(maxsize=3)
def counter_for(encoding: str, vocabulary_directory: Path) -> TokenCounter:
    """This process's counter with a vocabulary; a few are kept. Raises `VocabularyUnusable`."""
    return TokenCounter(encoding, vocabulary_directory)
