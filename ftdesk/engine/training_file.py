"""A job's file before and during training: refused with the line that is wrong, or read as examples.

The rules are those of the dataset room: window, command line and engine agree on what is an error.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.dataset.validation import check_block
from ftdesk.engine.errors import TrainingRefused
from ftdesk.engine.messages import MessageUnusable, turns_of
from ftdesk.engine.trainers.interface import Trainer, TrainingExample, Turn
from ftdesk.resource_files import resource_directory

MINIMUM_EXAMPLES = 10
EXAMPLES_NAMED = 5
LINES_PER_BLOCK = 200
# Said by this module in the words and with the code that OpenAI has for it.
COUNTED_HERE = frozenset({"file.empty", "file.too_few_examples"})
NAMES = {"training_file": "Training file", "validation_file": "Validation file"}


@dataclass(frozen=True, slots=True)
class TrainingFile:
    """What is known of a file that can be trained on; tokens are those of one pass."""

    examples: int
    format: Format
    trained_tokens: int


def check_training_file(path: Path, trainer: Trainer, param: str, cancellation: Cancellation) -> TrainingFile:
    """Check every line. Raises TrainingRefused, with the first few wrong examples by line number."""
    dataset = _open(path, param, cancellation)
    check = _checked(dataset, cancellation)
    totals = check.totals()
    minimum = MINIMUM_EXAMPLES if param == "training_file" else 1
    if totals.examples < minimum:
        raise TrainingRefused(
            f"{NAMES[param]} has {totals.examples} example(s), but must have at least {minimum} examples",
            "invalid_n_examples",
            param,
        )
    reason = trainer.refusal(check.format.value)
    if reason is not None:
        raise TrainingRefused(
            f"{NAMES[param]} cannot be trained on: {reason}", "invalid_training_file", param
        )
    _refuse_errors(check, dataset, param)
    for _example in _examples(dataset, param, cancellation):
        pass  # reading is the check: images and the like are refused there
    return TrainingFile(totals.examples, check.format, totals.trained_tokens or 0)


def read_examples(path: Path, cancellation: Cancellation) -> tuple[TrainingExample, ...]:
    """The examples of a file that was checked before. Raises TrainingRefused, Cancelled."""
    return tuple(_examples(_open(path, "training_file", cancellation), "training_file", cancellation))


def _open(path: Path, param: str, cancellation: Cancellation) -> Dataset:
    try:
        return Dataset.open(path, cancellation=cancellation)
    except DatasetFileError as error:
        raise TrainingRefused(
            f"{NAMES[param]} cannot be read: {error}", "invalid_training_file", param
        ) from error


def _checked(dataset: Dataset, cancellation: Cancellation) -> FileCheck:
    options = CheckOptions(encoding="utf8_bytes", vocabulary_directory=resource_directory() / "tokenizers")
    check = FileCheck(options, size_bytes=dataset.size_bytes, places_of=dataset.places_of)
    for block in dataset.blocks(LINES_PER_BLOCK):
        cancellation.raise_if_set()
        check.add_block(check_block(block, options))
    return check


def _refuse_errors(check: FileCheck, dataset: Dataset, param: str) -> None:
    findings = chain(check.file_findings(), check.findings(dataset.row_ids(), dataset.line))
    wrong = _first_errors(finding for finding in findings if finding.code not in COUNTED_HERE)
    if wrong:
        sentences = " ".join(f"Example {line}: {_sentence(finding)}" for line, finding in wrong.items())
        raise TrainingRefused(f"Invalid file format. {sentences}", "invalid_training_file", param)


def _first_errors(findings: Iterator[Finding]) -> dict[int, Finding]:
    """The first error of each of the first few lines that have one."""
    wrong: dict[int, Finding] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            wrong.setdefault(finding.line, finding)
        if len(wrong) > EXAMPLES_NAMED:
            break
    return dict(islice(wrong.items(), EXAMPLES_NAMED))


def _sentence(finding: Finding) -> str:
    return f"{finding.message} ({finding.path})" if finding.path else finding.message


def _examples(dataset: Dataset, param: str, cancellation: Cancellation) -> Iterator[TrainingExample]:
    for block in dataset.blocks(LINES_PER_BLOCK):
        cancellation.raise_if_set()
        for number, line in enumerate(block.lines, start=block.first_line):
            if line.strip():
                yield TrainingExample(number, _turns(number, line, param))


def _turns(number: int, line: bytes, param: str) -> tuple[Turn, ...]:
    value = json.loads(line)
    if "messages" not in value:
        return Turn("prompt", value["prompt"]), Turn("completion", value["completion"], trained=True)
    try:
        return turns_of(value["messages"])
    except MessageUnusable as error:
        message = f"Invalid file format. Example {number}: {error.message} ({error.param})"
        raise TrainingRefused(message, "invalid_training_file", param) from error
