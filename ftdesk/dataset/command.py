"""`ftdesk check FILE …`: the findings of files on the command line.

Exit status 0: no error in any file; 1: at least one; 2: a file could not be read, or the question was wrong;
130: ended by Ctrl+C.
"""

import argparse
import os
import sys
from pathlib import Path

from ftdesk.dataset.check_report import write_document, write_lines
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.formats import TRAINABLE, Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import CheckedFile, CheckProcesses
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.targets import load_targets
from ftdesk.errors import FtdeskError
from ftdesk.resource_files import resource_directory

DEFAULT_TARGET = "gpt-4.1-mini-2025-04-14"
CLEAN, ERRORS_FOUND, NOT_CHECKED, INTERRUPTED = 0, 1, 2, 130


class TargetUnknown(FtdeskError):
    """A target was named that the provider data does not have."""


def run_check(arguments: list[str], own_targets: Path | None = None) -> int:
    """Check the files that the arguments (those after "check") name; returns the exit status, the worst of all.

    `own_targets` is the folder with what the person knows of models besides what ships.
    """
    asked = _parser().parse_args(arguments)
    try:
        options = _options(asked, resource_directory(), own_targets)
        validation = Dataset.open(asked.against) if asked.against is not None else None
        with CheckProcesses() as processes:
            return max(_check_one(file, asked, options, processes, validation) for file in asked.files)
    except FtdeskError as error:
        return _not_checked(error)
    except KeyboardInterrupt:
        return INTERRUPTED


def _check_one(
    file: Path,
    asked: argparse.Namespace,
    options: CheckOptions,
    processes: CheckProcesses,
    validation: Dataset | None,
) -> int:
    """One file's exit status; what is found in it is printed, or why it cannot be read."""
    try:
        with processes.check(file, options, keep=not asked.quiet) as checked:
            if validation is not None:
                processes.find_leaks(checked, validation)
            _print(file, asked, checked)
            return ERRORS_FOUND if checked.check.counts()[Severity.ERROR] else CLEAN
    except FtdeskError as error:
        return _not_checked(error)


def _not_checked(error: FtdeskError) -> int:
    print(f"ftdesk check: {error}", file=sys.stderr)  # noqa: T201
    return NOT_CHECKED


def _print(file: Path, asked: argparse.Namespace, checked: CheckedFile) -> None:
    try:
        if asked.json:
            write_document(sys.stdout.buffer, file, checked, one_line=len(asked.files) > 1)
        elif not asked.quiet:
            write_lines(sys.stdout, file, checked)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has had enough; nothing must try to write again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _options(asked: argparse.Namespace, resources: Path, own_targets: Path | None) -> CheckOptions:
    targets = load_targets(resources / "providers", own_targets)
    for error in targets.unusable:
        print(f"ftdesk check: {error} What ships with ftdesk counts.", file=sys.stderr)  # noqa: T201
    target = targets.find(asked.target)
    if target is None:
        known = ", ".join(targets.names())
        raise TargetUnknown(f"There is no target “{asked.target}”. Known ones: {known}.")
    vocabularies = resources / "tokenizers" if asked.tokens else None
    return CheckOptions.for_target(target, vocabularies, asked.format and Format(asked.format))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ftdesk check",
        description="Say what is wrong with training files, line by line, as FILE:LINE: severity code message.",
        epilog="Exit status: 0 no error, 1 at least one error, 2 a file could not be read.",
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a JSONL training file")
    parser.add_argument(
        "--target", default=DEFAULT_TARGET, metavar="NAME", help="the model to train (default: %(default)s)"
    )
    parser.add_argument(
        "--format",
        choices=sorted(TRAINABLE),
        help="what kind of examples the files hold, whatever most of their lines are",
    )
    parser.add_argument(
        "--no-tokens",
        dest="tokens",
        action="store_false",
        help="count no tokens, which is several times faster",
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="a validation file: examples that have a near duplicate in it are found",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--json", action="store_true", help="a JSON document instead; one line a file where there are several"
    )
    how.add_argument("-q", "--quiet", action="store_true", help="print no findings: the exit status tells")
    return parser
