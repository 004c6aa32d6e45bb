"""What `ftdesk check` prints of a file: a finding a line, or a JSON document; both go out finding by finding."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import orjson

from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.parallel_check import CheckedFile
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.token_doubts import reasons_of


def write_lines(out: TextIO, file: Path, checked: CheckedFile) -> None:
    """Write a finding a line, as compilers do. Raises `DatasetFileError` subclasses."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    out.writelines(
        f"{file}:{finding.line}: {finding.severity} {finding.code} {finding.told}\n"
        for finding in checked.findings()
    )


def write_document(out: BinaryIO, file: Path, checked: CheckedFile, *, one_line: bool = False) -> None:
    """Write one JSON document, in `one_line` where others follow. Raises `DatasetFileError` subclasses."""
    first, further = (b"", b",") if one_line else (b"\n", b",\n")
    out.write(orjson.dumps(_head(file, checked))[:-1] + b',"findings":[')
    out.writelines(_joined(checked.findings(), first, further))
    out.write(b"]}\n")


def _joined(findings: Iterator[Finding], first: bytes, further: bytes) -> Iterator[bytes]:
    separator = first
    for finding in findings:
        yield separator + orjson.dumps(_as_json(finding))
        separator = further


def _head(file: Path, checked: CheckedFile) -> dict[str, object]:
    check = checked.check
    totals = check.totals()
    return {
        "file": os.fsencode(file).decode(errors="backslashreplace"),
        "format": str(check.format),
        "examples": totals.examples,
        "bytes": checked.dataset.size_bytes,
        "target": check.options.target,
        "provider": check.options.provider,
        "tokens": {
            "total": totals.tokens,
            "trained": totals.trained_tokens,
            "largest": totals.largest,
            "encoding": check.options.encoding,
            "counter": check.counter or None,
            "approximate": None if totals.tokens is None else _reasons(check),
        },
        "counts": {str(severity): count for severity, count in check.counts().items()},
    }


def _reasons(check: FileCheck) -> tuple[str, ...]:
    """Why the token counts are near, not certain."""
    return reasons_of(check.totals().doubts, check.options.approximate_reason)


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "line": finding.line,
        "code": finding.code,
        "severity": str(finding.severity),
        "path": finding.path,
        "message": finding.message,
        "fix": finding.fix,
    }
