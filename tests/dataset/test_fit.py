"""The fixture table `fit_verdicts.toml` says what each kind of file comes to at each target, and where that is from."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.encodings import O200K, UTF8_BYTES
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.fit import CheckedFile, Outcome, Verdict, judge
from ftdesk.dataset.fit_sentences import SENTENCES
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import check_dataset
from ftdesk.dataset.target import MarkRule, OverLong
from ftdesk.dataset.targets import Targets, load_targets

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 11, 27)
TABLE = tomllib.loads(Path(__file__).with_name("fit_verdicts.toml").read_text("utf-8"))
ROWS = [
    pytest.param(row["file"], target, row, id=f"{row['file']} at {target}")
    for row in TABLE["verdict"]
    for target in row["targets"]
]


@pytest.fixture(scope="module")
def shipped() -> Targets:
    return load_targets(RESOURCES / "providers")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckedFile]:
    """Every kind of file, checked once with o200k."""
    folder = tmp_path_factory.mktemp("kinds")
    return {kind: CheckedFile(check(folder / kind, lines), TODAY) for kind, lines in kinds()}


def check(path: Path, lines: bytes, encoding: str | None = O200K) -> FileCheck:
    path.write_bytes(lines)
    options = CheckOptions(
        target="another", token_limit=9, encoding=encoding, vocabulary_directory=RESOURCES / "tokenizers"
    )
    return check_dataset(Dataset.open(path), options)


def chat(*messages: dict[str, object], **others: object) -> dict[str, object]:
    return {"messages": list(messages), **others}


def message(role: str, content: object, **others: object) -> dict[str, object]:
    return {"role": role, "content": content, **others}


USER, ANSWER = message("user", "Where?"), message("assistant", "Here and there, as you like it.")
TOOL = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
CALL = {"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
PICTURE = {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}


def kinds() -> Iterator[tuple[str, bytes]]:
    """Files of twelve examples (or as many as the name says) with the one thing that they are named after."""
    plain = [chat(message("user", f"Where is {number}?"), ANSWER) for number in range(12)]
    special = {
        "tools": chat(USER, message("assistant", None, tool_calls=[CALL]), tools=[TOOL]),
        "images": chat(message("user", [PICTURE]), ANSWER),
        "weights": chat(USER, {**ANSWER, "weight": 1}),
        "developer": chat(message("developer", "Be short."), USER, ANSWER),
        "twice": chat(USER, message("user", "Well?"), ANSWER),
        "long": chat(USER, message("assistant", "word " * 20_000)),
        "longer": chat(USER, message("assistant", "word " * 70_000)),
        "broken": chat(USER),
    }
    yield "plain", written(plain)
    yield "marked", b"\xef\xbb\xbf" + written(plain)
    yield "two", written(plain[:2])
    yield "none", b"\n"
    yield "pairs", written([{"prompt": f"{n} ->", "completion": " yes END"} for n in range(12)])
    answers = {"preferred_output": [ANSWER], "non_preferred_output": [message("assistant", "No.")]}
    yield "preferences", written([{"input": chat(message("user", f"{n}?")), **answers} for n in range(12)])
    yield "tasks", written([chat(message("user", f"{n}?"), answer=f"{n}") for n in range(12)])
    yield "foreign", written([{"conversations": [{"from": "human", "value": f"{n}"}]} for n in range(12)])
    for name, example in special.items():
        yield name, written([*plain[1:], example])


def written(examples: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(example).encode() + b"\n" for example in examples)


@pytest.mark.parametrize(("kind", "name", "row"), ROWS)
def test_the_verdict_is_that_of_the_table(
    kind: str, name: str, row: dict[str, object], checked: dict[str, CheckedFile], shipped: Targets
) -> None:
    target = shipped.find(name)
    assert target is not None
    verdict = judge(checked[kind], target)
    assert (verdict.outcome.name.lower(), kinds_of(verdict)) == (row["outcome"], row["reasons"])
    about = next((reason for reason in verdict.reasons if reason.kind == row.get("about")), None)
    if about is not None:
        assert (target.source_of(about.figure) if about.figure else None) == row.get("source")
        assert (about.count, verdict.is_approximate) == (row.get("rows", 0), row.get("approximate", False))


def kinds_of(verdict: Verdict) -> list[str]:
    return sorted(reason.kind for reason in verdict.reasons)


def test_the_table_has_every_target_and_every_source_that_it_names(shipped: Targets) -> None:
    told = {shipped.find(name) for row in TABLE["verdict"] for name in row["targets"]}
    models = [model for provider in shipped.providers.values() for model in provider.models]
    assert {target.key for target in told if target is not None} >= {model.key for model in models}
    assert all(row.get("about") == "errors" or row["source"] for row in TABLE["verdict"] if "about" in row)


def test_every_kind_of_reason_has_a_sentence_and_stands_in_the_table_or_below() -> None:
    told = {kind for row in TABLE["verdict"] for kind in row["reasons"]} | BELOW
    assert told == SENTENCES.keys()


BELOW = {
    "weights.ignored", "size.parts", "size.refused", "mark.refused", "tokens.bytes", "tokens.uncounted",
    "tokens.dropped", "tokens.most", "tokens.refused", "examples.many", "jobs.over", "format.unknown",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "limits", "reason"),
    [
        ("weights", {"weights": False}, "weights.ignored"),
        ("plain", {"maximum_bytes": 9, "maximum_bytes_in_parts": 9_000}, "size.parts"),
        ("plain", {"maximum_bytes": 9}, "size.refused"),
        ("plain", {"maximum_bytes": 9, "maximum_bytes_in_parts": 10}, "size.refused"),
        ("marked", {"byte_order_mark": MarkRule.REFUSED}, "mark.refused"),
        ("long", {"train_token_limit": 9_000, "over_long": OverLong.DROPPED}, "tokens.dropped"),
        ("long", {"train_token_limit": 9_000, "over_long": OverLong.REFUSED}, "tokens.refused"),
        ("long", {"train_token_limit": 9_000, "raised_token_limit": 19_999}, "tokens.most"),
        ("plain", {"maximum_examples": 11}, "examples.many"),
        ("plain", {"last_job": TODAY}, "jobs.over"),
    ],
)
def test_limits_that_no_shipped_target_has(
    kind: str, limits: dict[str, object], reason: str, checked: dict[str, CheckedFile], shipped: Targets
) -> None:
    target = shipped.find("local/ftdesk-replies-1")
    assert target is not None
    assert kinds_of(judge(checked[kind], replace(target, **limits))) == [reason]


def test_a_limit_is_what_is_still_taken(checked: dict[str, CheckedFile], shipped: Targets) -> None:
    file, target = checked["plain"], shipped.find("local/ftdesk-replies-1")
    assert target is not None
    longest = int(file.check.columns.tokens.max())
    exact = replace(
        target,
        encoding=O200K,
        maximum_examples=12,
        minimum_examples=12,
        maximum_bytes=file.check.size_bytes,
        train_token_limit=longest,
    )
    assert judge(file, exact).outcome is Outcome.FITS
    over = judge(file, replace(exact, train_token_limit=longest - 1))
    assert kinds_of(over) == ["tokens.unknown"]
    query = over.reasons[0].query
    assert query is not None
    assert np.count_nonzero(file.mask(query)) == over.reasons[0].count > 0


def test_bytes_prove_that_an_example_is_short_enough_but_not_that_it_is_too_long(tmp_path: Path) -> None:
    lines = written([chat(USER, message("assistant", "word " * 100))] * 10)
    file = CheckedFile(check(tmp_path / "x", lines, UTF8_BYTES), TODAY)
    target = next(iter(load_targets(RESOURCES / "providers").providers["nebius"].models))
    assert judge(file, replace(target, train_token_limit=1_000)).outcome is Outcome.FITS
    verdict = judge(file, replace(target, train_token_limit=200))
    assert (kinds_of(verdict), verdict.is_approximate) == (["tokens.bytes"], True)


def test_what_was_not_counted_is_not_compared_and_a_check_that_goes_on_says_nothing_too_early(
    tmp_path: Path, shipped: Targets
) -> None:
    made = check(tmp_path / "x", written([chat(USER, ANSWER)] * 2), None)
    target = shipped.find("together/openai/gpt-oss-20b")
    assert target is not None
    assert kinds_of(judge(CheckedFile(made, TODAY), target)) == ["tokens.uncounted"]
    few = replace(target, minimum_examples=3, train_token_limit=None)
    assert kinds_of(judge(CheckedFile(made, TODAY), few)) == ["examples.few"]
    made.is_partial = True
    assert judge(CheckedFile(made, TODAY), few).outcome is Outcome.FITS


def test_a_file_of_no_known_format_is_refused(tmp_path: Path, shipped: Targets) -> None:
    made = CheckedFile(check(tmp_path / "x", b'{"a": 1}\n' * 10), TODAY)
    target = shipped.find("local/ftdesk-replies-1")
    assert target is not None
    assert kinds_of(judge(made, target)) == ["errors", "format.unknown"]


def test_preference_data_may_have_a_limit_of_its_own(shipped: Targets) -> None:
    target = shipped.find("together/openai/gpt-oss-20b")
    assert target is not None
    assert (target.token_limit(Format.PREFERENCE), target.token_limit(Format.CHAT)) == (8_192, 16_384)
