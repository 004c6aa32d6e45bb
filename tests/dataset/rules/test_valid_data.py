"""No false alarms: what providers document, and training files that were published, have no error.

`documentation_examples.jsonl` holds twins of our own, one for each shape of example that a provider's documentation
shows, each with the page it comes from. Where such a shape is an error here, `errors` has its codes and `why` the
reason.
"""

import json
from pathlib import Path

import pytest

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import CheckProcesses
from ftdesk.dataset.rules.finding import Severity
from ftdesk.dataset.validation import check_line

DOCUMENTED = [
    json.loads(line)
    for line in (Path(__file__).parent / "documentation_examples.jsonl").read_text("utf-8").splitlines()
]
PUBLISHED = (
    "countdown_reinforcement",
    "gsm8k_chat_train",
    "gsm8k_chat_validation",
    "orca_dpo_preference",
    "stock_toolcall_train",
    "stock_toolcall_validation",
)


@pytest.mark.parametrize("documented", DOCUMENTED, ids=lambda row: f"{row['source']}: {row['shape']}")
def test_a_documented_example_has_no_error_but_those_that_are_explained(
    documented: dict[str, object],
) -> None:
    found = check_line(1, json.dumps(documented["example"]).encode(), CheckOptions()).findings
    errors = [finding.code for finding in found if finding.severity is Severity.ERROR]
    assert errors == documented.get("errors", [])
    assert bool(errors) == bool(documented.get("why"))


def test_every_provider_is_among_the_documented_examples() -> None:
    sources = " ".join(row["source"] for row in DOCUMENTED)
    for provider in ("OpenAI", "Azure", "Nebius", "together", "fireworks", "Mistral", "Bedrock"):
        assert provider in sources


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_file_has_no_error(name: str, published: Path) -> None:
    with CheckProcesses(1) as processes:
        checked = processes.check(published / f"{name}.jsonl", CheckOptions())
        with checked:
            found = [(f.line, f.code) for f in checked.findings() if f.severity is Severity.ERROR]
    assert found == []


def test_every_published_file_is_among_them(published: Path) -> None:
    assert {path.stem for path in published.glob("*.jsonl")} == set(PUBLISHED)
