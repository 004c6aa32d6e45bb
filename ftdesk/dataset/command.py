"""`ftdesk check FILE [--target NAME] [--json]`: the findings of a file on the command line.

Exit status 0: no error in the file; 1: at least one; 2: the file could not be read, or the question was
wrong.
"""

import argparse
import io
import os
import sys
from pathlib import Path
from typing import BinaryIO, TextIO

import orjson

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.dataset.targets import load_targets
from ftdesk.dataset.validation import check_block
from ftdesk.errors import FtdeskError
from ftdesk.resource_files import resource_directory

DEFAULT_TARGET = "gpt-4.1-mini-2025-04-14"
CLEAN, ERRORS_FOUND, NOT_CHECKED = 0, 1, 2


class TargetUnknown(FtdeskError):
    """A target was named that the provider data does not have."""


def run_check(arguments: list[str]) -> int:
    """Check the file that the arguments (those after "check") name; returns the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        options = _options(asked.target, resource_directory())
        dataset = Dataset.open(asked.file)
        check = check_dataset(dataset, options)
    except FtdeskError as error:
        print(f"ftdesk check: {error}", file=sys.stderr)  # noqa: T201
        return NOT_CHECKED
    try:
        if asked.json:
            write_document(sys.stdout.buffer, asked.file, dataset, check)
        else:
            write_lines(sys.stdout, asked.file, dataset, check)
        sys.stdout.flush()
    except (
        BrokenPipeError
    ):  # the reader, such as `head`, has had enough; the exit must not try to write again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ERRORS_FOUND if check.counts()[Severity.ERROR] else CLEAN


def check_dataset(dataset: Dataset, options: CheckOptions) -> FileCheck:
    """Check every line in this process. Raises `DatasetFileError`, `VocabularyUnusable`."""
    check = FileCheck(
        options,
        size_bytes=dataset.size_bytes,
        has_byte_order_mark=dataset.has_byte_order_mark,
        places_of=dataset.places_of,
    )
    for block in dataset.blocks():
        check.add_block(check_block(block, options))
    return check


def write_document(out: BinaryIO, file: Path, dataset: Dataset, check: FileCheck) -> None:
    """Write one JSON document; the findings go out one by one."""
    totals = check.totals()
    head = {
        "file": os.fsencode(file).decode(errors="backslashreplace"),
        "format": str(check.format),
        "examples": totals.examples,
        "bytes": dataset.size_bytes,
        "target": check.options.target,
        "tokens": {
            "total": totals.tokens,
            "trained": totals.trained_tokens,
            "largest": totals.largest,
            "encoding": check.options.encoding,
        },
        "counts": {str(severity): count for severity, count in check.counts().items()},
    }
    out.write(orjson.dumps(head)[:-1] + b',"findings":[')
    separator = b"\n"
    for finding in check.findings(dataset.row_ids(), dataset.line):
        out.write(separator + orjson.dumps(_as_json(finding)))
        separator = b",\n"
    out.write(b"]}\n")


def write_lines(out: TextIO, file: Path, dataset: Dataset, check: FileCheck) -> None:
    """Write a finding a line, as compilers do."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    out.writelines(
        f"{file}:{finding.line}: {finding.severity} {finding.code} {finding.message}\n"
        for finding in check.findings(dataset.row_ids(), dataset.line)
    )


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "line": finding.line,
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "message": finding.message,
        "fix": finding.fix,
    }


def _options(target_name: str, resources: Path) -> CheckOptions:
    targets = load_targets(resources / "providers")
    target = targets.find(target_name)
    if target is None:
        raise TargetUnknown(f"There is no target “{target_name}”. Known ones: {', '.join(targets.names())}.")
    return CheckOptions.for_target(target, resources / "tokenizers")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ftdesk check",
        description="Say what is wrong with a training file, line by line.",
        epilog="Exit status: 0 no error, 1 at least one error, 2 the file could not be read.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a JSONL training file")
    parser.add_argument(
        "--target", default=DEFAULT_TARGET, metavar="NAME", help="the model to train (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a line a finding")
    return parser
