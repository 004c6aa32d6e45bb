"""The window and `ftdesk check` give the same figures for the same file and target."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

Opener = Callable[[Path], None]


@pytest.mark.parametrize("target", ["gpt-4.1-mini-2025-04-14", "ftdesk-replies-1"])
def test_the_window_shows_the_figures_that_the_command_prints(
    target: str, tab: DatasetTab, opened: Opener, chat_file: Path
) -> None:
    lines = chat_file.read_bytes().splitlines(keepends=True)
    broken = [b"{\n", lines[0].replace(b"user", b"human"), b'{"prompt": "p", "completion": "c"}\n', b"\n"]
    chat_file.write_bytes(b"".join([*lines, *broken, lines[1]]))
    models = tab.side.cost.models
    models.setCurrentIndex(next(i for i in range(models.count()) if target in models.itemText(i)))
    opened(chat_file)
    check = tab.session.checker.check
    assert check is not None
    totals = check.totals()

    command = [sys.executable, "-m", "ftdesk", "check", str(chat_file), "--json", "--target", target]
    printed = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)

    of_file = Counter(finding.code for finding in check.file_findings())
    assert (printed["format"], printed["examples"]) == (str(check.format), totals.examples)
    assert printed["bytes"] == check.size_bytes
    assert printed["tokens"] == {
        "total": totals.tokens,
        "trained": totals.trained_tokens,
        "largest": totals.largest,
        "encoding": check.options.encoding,
        "counter": check.counter,
        "approximate": [],
    }
    assert printed["counts"] == {str(severity): count for severity, count in check.counts().items()}
    assert Counter(finding["code"] for finding in printed["findings"]) == check.code_counts() + of_file
    assert printed["counts"]["error"] >= 3
