"""`ftdesk check` as a person or a script meets it: output, exit status, a sentence where it cannot work."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ftdesk.dataset.command import run_check

LOCAL = ["--target", "ftdesk-replies-1"]


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
    assert document.pop("tokens").keys() == {"total", "trained", "largest", "encoding"}
    assert document == {
        "file": str(good),
        "format": "chat",
        "examples": 12,
        "bytes": good.stat().st_size,
        "target": "gpt-4.1-mini-2025-04-14",
        "counts": {"error": 0, "warning": 0, "info": 0},
        "findings": [],
    }


def test_tokens_are_counted_with_the_vocabulary_of_the_target(good: Path) -> None:
    tokens = json.loads(checked(good, "--json").stdout)["tokens"]
    assert tokens["encoding"] == "o200k_base"
    assert 0 < tokens["trained"] < tokens["total"]
    assert tokens["total"] == 12 * tokens["largest"]


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


def test_warnings_alone_are_no_failure(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_text(good.read_text() + "\n")
    assert run_check([str(good), *LOCAL]) == 0


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
