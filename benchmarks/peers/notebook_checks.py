"""What a plain script does that follows OpenAI's notebook "Data preparation and analysis for chat model fine-tuning".

    python benchmarks/peers/notebook_checks.py FILE [--tokens VOCABULARIES]

As there: every line is read with `json.loads` and kept in a list; the format checks go over the list and count errors
by kind; then the warnings and statistics, with `tiktoken` for each message and once more for the assistant's texts.
Where the notebook stops at the first line that is no JSON, this goes on, so that it gets through any file. It is the
peer of `benchmarks.checking` and uses nothing of ftdesk but the vocabulary file (without it tiktoken would download
the same). Prints one JSON document: seconds of each step, without imports and loading the vocabulary, and the counts.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections import defaultdict
from pathlib import Path

KEYS = {"role", "content", "name", "function_call", "weight"}
ROLES = {"system", "user", "assistant", "function"}
LIMIT = 65_536


def load(path: Path) -> tuple[list, int]:
    """All lines that are JSON, and how many are not."""
    dataset, broken = [], 0
    with path.open("rb") as lines:
        for line in lines:
            try:
                dataset.append(json.loads(line))
            except ValueError:
                broken += 1
    return dataset, broken


def check_format(dataset: list) -> dict[str, int]:
    """The notebook's error checks."""
    errors: dict[str, int] = defaultdict(int)
    for example in dataset:
        if not isinstance(example, dict):
            errors["data_type"] += 1
            continue
        messages = example.get("messages")
        if not messages or not isinstance(messages, list):
            errors["missing_messages_list"] += 1
            continue
        for message in messages:
            check_message(message, errors)
        if not any(isinstance(m, dict) and m.get("role") == "assistant" for m in messages):
            errors["example_missing_assistant_message"] += 1
    return errors


def check_message(message: object, errors: dict[str, int]) -> None:
    """One message; the notebook assumes that it is an object."""
    if not isinstance(message, dict):
        errors["data_type"] += 1
        return
    if "role" not in message or "content" not in message:
        errors["message_missing_key"] += 1
    if any(key not in KEYS for key in message):
        errors["message_unrecognized_key"] += 1
    if message.get("role", None) not in ROLES if isinstance(message.get("role"), str) else True:
        errors["unrecognized_role"] += 1
    content = message.get("content", None)
    function_call = message.get("function_call", None)
    if (not content and not function_call) or not isinstance(content, str):
        errors["missing_content"] += 1


def count_tokens(dataset: list, encoding) -> tuple[list[int], list[int]]:
    """Tokens of each example, and of its assistant's texts."""
    totals, answers = [], []
    for example in dataset:
        messages = example.get("messages") if isinstance(example, dict) else None
        messages = [m for m in messages if isinstance(m, dict)] if isinstance(messages, list) else []
        totals.append(tokens_of_messages(messages, encoding))
        answers.append(tokens_of_assistant(messages, encoding))
    return totals, answers


def tokens_of_messages(messages: list[dict], encoding) -> int:
    """Three tokens a message, one more for a name, three for the example, and those of every text."""
    total = 0
    for message in messages:
        total += 3
        for key, value in message.items():
            if isinstance(value, str):
                total += len(encoding.encode_ordinary(value))
            if key == "name":
                total += 1
    return total + 3


def tokens_of_assistant(messages: list[dict], encoding) -> int:
    """The texts of the assistant."""
    texts = [message.get("content") for message in messages if message.get("role") == "assistant"]
    return sum(len(encoding.encode_ordinary(text)) for text in texts if isinstance(text, str))


def statistics_of(dataset: list, totals: list[int]) -> dict[str, int]:
    """The notebook's warnings: who is missing, how many messages, what is too long."""
    without = dict.fromkeys(("system", "user"), 0)
    turns = []
    for example in dataset:
        messages = example.get("messages") if isinstance(example, dict) else None
        messages = [m for m in messages if isinstance(m, dict)] if isinstance(messages, list) else []
        for role in without:
            without[role] += not any(message.get("role") == role for message in messages)
        turns.append(len(messages))
    return {
        "missing_system": without["system"],
        "missing_user": without["user"],
        "most_messages": max(turns, default=0),
        "too_long": sum(total > LIMIT for total in totals),
    }


def load_encoding(vocabularies: Path, name: str):
    """The vocabulary as tiktoken itself would load it, from a file."""
    import tiktoken
    from tiktoken.load import load_tiktoken_bpe

    known = tomllib.loads((vocabularies / "encodings.toml").read_text("utf-8"))[name]
    ranks = load_tiktoken_bpe(str(vocabularies / known["file"]), expected_hash=known["sha256"])
    return tiktoken.Encoding(
        name, pat_str="|".join(known["pattern"]), mergeable_ranks=ranks, special_tokens={}
    )


def main() -> None:
    """Check one file and print the figures."""
    parser = argparse.ArgumentParser(description="The checks of OpenAI's notebook, as a plain script.")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--tokens", type=Path, metavar="VOCABULARIES", help="count tokens with these vocabularies"
    )
    asked = parser.parse_args()
    encoding = load_encoding(asked.tokens, "o200k_base") if asked.tokens else None
    began, cpu = time.perf_counter(), time.process_time()
    dataset, broken = load(asked.file)
    loaded = time.perf_counter()
    errors = check_format(dataset)
    checked, cpu_checked = time.perf_counter(), time.process_time()
    totals, answers = count_tokens(dataset, encoding) if encoding else ([], [])
    statistics = statistics_of(dataset, totals)
    ended = time.perf_counter()
    figures = {
        "seconds": ended - began,
        "cpu": time.process_time() - cpu,
        "load": loaded - began,
        "check": checked - loaded,
        "cpu_without_tokens": cpu_checked - cpu,
        "tokens": ended - checked,
        "examples": len(dataset),
        "broken": broken,
        "errors": dict(errors),
        "total": sum(totals),
        "trained": sum(answers),
        **statistics,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
