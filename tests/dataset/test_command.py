"""`ftdesk check` as a person or a script meets it: output, exit status, a sentence where it cannot work."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ftdesk.dataset.command import run_check

LOCAL = ["--target", "ftdesk-replies-1"]
ROOT = Path(__file__).resolve().parents[2]


def chat(text: str) -> str:
    turns = [{"role": "user", "content": text}, {"role": "assistant", "content": "Hi"}]
    return json.dumps({"messages": turns}) + "\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.jsonl"
    path.write_text("".join(chat(str(number)) for number in range(12)))
    return path


def checked(path: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "ftdesk", "check", str(path), *arguments]
    return subprocess.run(command, capture_output=True, timeout=100, check=False)


def test_the_document_says_all_that_was_counted(good: Path) -> None:
    done = checked(good, "--json")
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert document.pop("tokens").keys() == {
        "total",
        "trained",
        "largest",
        "encoding",
        "counter",
        "approximate",
    }
    assert document == {
        "file": str(good),
        "format": "chat",
        "examples": 12,
        "bytes": good.stat().st_size,
        "target": "gpt-4.1-mini-2025-04-14",
        "provider": "openai",
        "counts": {"error": 0, "warning": 0, "info": 0},
        "findings": [],
    }


def test_tokens_are_counted_with_the_vocabulary_of_the_target(good: Path) -> None:
    tokens = json.loads(checked(good, "--json").stdout)["tokens"]
    assert tokens["encoding"] == "o200k_base"
    assert (tokens["counter"], tokens["approximate"]) == ("gigatoken", [])
    assert 0 < tokens["trained"] < tokens["total"]
    assert tokens["total"] == 12 * tokens["largest"]


def test_tokens_that_no_source_confirms_are_told_with_the_reason(
    good: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    example = {**json.loads(chat("x")), "tools": [{"type": "function", "function": {"name": "look"}}]}
    good.write_text(good.read_text() + json.dumps(example) + "\n")
    run_check([str(good), "--json"])
    (reason,) = json.loads(capfdbinary.readouterr().out)["tokens"]["approximate"]
    assert "definitions of tools" in reason


def test_a_finding_in_the_document_has_the_agreed_keys(good: Path) -> None:
    good.write_text(good.read_text() + chat("x").replace("user", "human"))
    findings = json.loads(checked(good, "--json", *LOCAL).stdout)["findings"]
    assert {
        "line": 13,
        "code": "role.unknown",
        "severity": "error",
        "path": "/messages/0/role",
        "message": "The role “human” is not known.",
        "fix": None,
    } in findings


def test_without_json_each_finding_is_one_line(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_text("\n" + good.read_text() + "{\n")
    assert run_check([str(good), *LOCAL]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{good}:1: warning line.blank The line is blank."
    assert second.startswith(f"{good}:14: error json.invalid Not JSON: at column 2, expected a key")


def test_large_numbers_have_separators_for_people_and_none_for_programs(
    good: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    good.write_text(chat("a\u200b" * 12_345))
    run_check([str(good), *LOCAL])
    assert b"(12,345 in all)" in capfdbinary.readouterr().out
    run_check([str(good), "--json", *LOCAL])
    assert b"(12345 in all)" in capfdbinary.readouterr().out


def test_warnings_alone_are_no_failure(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_text(good.read_text() + "\n")
    assert run_check([str(good), *LOCAL]) == 0


def test_several_files_give_one_document_a_line(
    good: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    bad = good.with_name("bad.jsonl")
    bad.write_text("{\n[]\n")
    assert run_check([str(good), str(bad), "--json", *LOCAL]) == 1
    documents = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [Path(document["file"]).name for document in documents] == ["good.jsonl", "bad.jsonl"]
    assert [finding["code"] for finding in documents[1]["findings"]][-2:] == [
        "json.invalid",
        "json.not_object",
    ]


def test_the_worst_of_several_files_is_the_status(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, missing = good.with_name("bad.jsonl"), good.with_name("none.jsonl")
    bad.write_text("{\n")
    assert run_check([str(bad), str(good), *LOCAL]) == 1
    assert run_check([str(missing), str(bad), str(good), *LOCAL]) == 2
    shown = capsys.readouterr()
    assert shown.out.count(f"{bad}:1: error json.invalid") == 2
    assert len(shown.err.splitlines()) == 1


def test_a_quiet_check_says_nothing_but_its_status(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_text("{\n")
    assert run_check([str(good), "--quiet", *LOCAL]) == 1
    assert capsys.readouterr() == ("", "")


def test_without_tokens_nothing_is_counted(good: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_check([str(good), "--json", "--no-tokens"]) == 0
    tokens = json.loads(capfdbinary.readouterr().out)["tokens"]
    assert len(tokens) == 6
    assert set(tokens.values()) == {None}


def test_the_format_may_be_said(good: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_check([str(good), "--json", "--format", "reinforcement", *LOCAL]) == 1
    document = json.loads(capfdbinary.readouterr().out)
    assert document["format"] == "reinforcement"
    assert {finding["code"] for finding in document["findings"]} == {"messages.last_not_user"}


def test_what_also_stands_in_a_validation_file_is_found(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held_out = good.with_name("validation.jsonl")
    held_out.write_text(
        chat("a question that is asked nowhere else") + good.read_text().splitlines(keepends=True)[4]
    )
    assert run_check([str(good), "--against", str(held_out), *LOCAL]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{good}:5: warning example.leak Near duplicate of line 2 of the validation file")
    assert run_check([str(good), "--against", str(good.with_name("none.jsonl")), *LOCAL]) == 2


def test_the_entry_for_pre_commit_checks_the_files_it_is_given(good: Path) -> None:
    hook = dict(
        re.findall(
            r"^[- ] (\w+): (.*?)(?:  #.*)?$", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.MULTILINE
        )
    )
    program, *arguments = shlex.split(hook["entry"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts[program] == "ftdesk.__main__:main"
    assert (hook["id"], hook["language"]) == ("ftdesk-check", "python")
    assert re.search(hook["files"], good.name)
    bad = good.with_name("bad.jsonl")
    bad.write_text("{\n")
    command = [
        sys.executable,
        "-c",
        "import sys; from ftdesk.__main__ import main; sys.exit(main())",
        *arguments,
    ]
    done = subprocess.run([*command, str(good), str(bad)], capture_output=True, timeout=100, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert f"{bad}:1: error json.invalid".encode() in done.stdout


@pytest.mark.parametrize("kind", ["missing", "folder", "binary", "target"])
def test_what_cannot_be_checked_is_one_sentence_and_status_2(kind: str, good: Path) -> None:
    (good.parent / "a.pdf").write_bytes(b"%PDF-1.7\n\x00\x01")
    path = {"missing": good.parent / "none", "folder": good.parent, "binary": good.parent / "a.pdf"}.get(
        kind, good
    )
    done = checked(path, *(["--target", "gpt-9"] if kind == "target" else []))
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this account may read everything")
def test_a_file_without_rights_is_one_sentence_and_status_2(good: Path) -> None:
    good.chmod(0)
    done = checked(good)
    assert (done.returncode, len(done.stderr.decode().splitlines())) == (2, 1)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_show_a_finding(good: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    good.write_text(chat("x").replace("user", "人"))
    assert (done := checked(good, *LOCAL)).returncode == 1
    assert done.stderr == b""
    assert b"role.unknown" in done.stdout


def test_a_reader_that_stops_early_ends_it_without_a_word(good: Path) -> None:
    good.write_text("{\n" * 20_000)
    command = [sys.executable, "-m", "ftdesk", "check", str(good), *LOCAL]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(100) == 1
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gsm8k_chat_train", "chat"),
        ("orca_dpo_preference", "preference"),
        ("countdown_reinforcement", "reinforcement"),
    ],
)
def test_published_files_pass(published: Path, name: str, expected: str) -> None:
    done = checked(published / f"{name}.jsonl", "--json")
    document = json.loads(done.stdout)
    assert (done.returncode, document["format"], document["counts"]["error"]) == (0, expected, 0)
    assert document["tokens"]["total"] > 0
