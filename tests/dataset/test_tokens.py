import json
import shutil
import socket
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ftdesk.dataset.encodings import base_model, choose_encoding, encoding_for_model
from ftdesk.dataset.formats import Format
from ftdesk.dataset.token_doubts import Doubt, reasons_of
from ftdesk.dataset.tokens import TokenCount, TokenCounter, VocabularyUnusable

USER = {"role": "user", "content": "hello world"}
REPLY = {"role": "assistant", "content": "hello world"}
TOOL = {
    "type": "function",
    "function": {
        "name": "get",
        "description": "hello world.",
        "parameters": {"type": "object", "properties": {"unit": {"type": "string", "enum": ["a", "b"]}}},
    },
}


@pytest.fixture(scope="module")
def o200k() -> TokenCounter:
    return TokenCounter("o200k_base", Path(__file__).resolve().parents[2] / "resources" / "tokenizers")


@pytest.fixture
def count(o200k: TokenCounter) -> Callable[..., TokenCount]:
    """Count a chat of these messages."""

    def chat(*messages: object, **keys: object) -> TokenCount:
        return o200k.count_example({"messages": list(messages), **keys}, Format.CHAT)

    return chat


def test_a_chat_costs_three_a_message_three_an_example_and_its_texts(
    count: Callable[..., TokenCount],
) -> None:
    # "user", "assistant" are one token each, "hello world" is two
    assert count(USER, REPLY) == TokenCount(2 * (3 + 1 + 2) + 3, 2)
    assert count() == TokenCount(3, 0)


def test_a_name_costs_one_more(count: Callable[..., TokenCount]) -> None:
    assert count({**USER, "name": "hello"}).total == count(USER).total + 1 + 1


def test_replies_of_weight_zero_are_billed_but_not_trained(count: Callable[..., TokenCount]) -> None:
    unweighted, muted = count(REPLY), count({**REPLY, "weight": 0})
    assert muted == TokenCount(unweighted.total, 0)
    assert count({**REPLY, "weight": 1}) == unweighted


def test_tool_calls_are_trained_on_and_ids_are_not_counted(count: Callable[..., TokenCount]) -> None:
    call = {"id": "call_abc", "type": "function", "function": {"name": "hello", "arguments": "hello world"}}
    assert count({"role": "assistant", "tool_calls": [call]}) == TokenCount(3 + 1 + 3 + 3 + 3, 6, Doubt.CALLS)
    old = {"role": "assistant", "content": None, "function_call": call["function"]}
    assert count(old) == TokenCount(13, 6, Doubt.CALLS)
    assert count({"role": "tool", "tool_call_id": "call_abc", "content": "hello"}).total == 3 + 1 + 1 + 3


def test_tool_definitions_are_counted(o200k: TokenCounter, count: Callable[..., TokenCount]) -> None:
    texts = ["get:hello world", "unit:string:", "a", "b"]
    wanted = 7 + 12 + 3 + 3 - 3 + 2 * 3 + sum(map(o200k.count_text, texts))
    assert count(USER, tools=[TOOL]).total == count(USER).total + wanted
    assert count(USER, functions=[TOOL["function"]]).total == count(USER).total + wanted


def test_pictures_cost_what_their_detail_asks(count: Callable[..., TokenCount]) -> None:
    low = {"type": "image_url", "image_url": {"url": "data:,", "detail": "low"}}
    high = {"type": "image_url", "image_url": {"url": "data:,"}}
    plain = count({"role": "user", "content": [{"type": "text", "text": "hello"}]}).total
    assert plain == 3 + 1 + 1 + 3
    assert count({"role": "user", "content": [{"type": "text", "text": "hello"}, low]}).total == plain + 85
    assert count({"role": "user", "content": [{"type": "text", "text": "hello"}, high]}).total == plain + 765


def test_what_no_source_confirms_is_marked_with_the_reason(count: Callable[..., TokenCount]) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:,"}}
    count_of = count(USER, {"role": "user", "content": [picture]}, tools=[TOOL])
    assert count_of.doubts == Doubt.TOOLS | Doubt.PICTURES
    assert len(reasons_of(count_of.doubts)) == 2
    small = {"type": "image_url", "image_url": {"url": "data:,", "detail": "low"}}
    named = {"role": "user", "name": "ann", "content": [small]}
    assert (count(named, REPLY).doubts, reasons_of(0)) == (0, ())


def test_what_is_cut_off_at_the_limit_is_not_trained_on(
    o200k: TokenCounter, count: Callable[..., TokenCount]
) -> None:
    value = {"messages": [USER, REPLY, USER, REPLY]}  # 6 tokens each, the last two of them are the text
    within = [o200k.count_example(value, Format.CHAT, limit).trained for limit in (27, 24, 23, 22, 12, 11, 4)]
    assert within == [4, 4, 3, 2, 2, 1, 0]
    assert o200k.count_example(value, Format.CHAT, 4).total == 27


def test_both_answers_of_a_preference_count(o200k: TokenCounter, count: Callable[..., TokenCount]) -> None:
    value = {"input": {"messages": [USER]}, "preferred_output": [REPLY], "non_preferred_output": [REPLY]}
    assert o200k.count_example(value, Format.PREFERENCE) == TokenCount(3 * 6 + 3, 4, Doubt.PREFERENCE)


def test_completions_are_counted_as_they_are(o200k: TokenCounter) -> None:
    value = {"prompt": "hello world", "completion": " hello"}
    assert o200k.count_example(value, Format.COMPLETION) == TokenCount(3, 1)


def test_nothing_in_a_reinforcement_line_is_trained_on(o200k: TokenCounter) -> None:
    assert o200k.count_example({"messages": [REPLY, USER], "n": 1}, Format.REINFORCEMENT) == TokenCount(15, 0)


def test_words_that_look_special_count_as_text(o200k: TokenCounter) -> None:
    assert o200k.count_text("<|endoftext|>") > 1


@pytest.mark.parametrize("text", [" " * 1_000_000, "a" * 1_000_000, "あ" * 300_000, "\ud800x"])
def test_texts_that_hurt_the_vocabulary_are_counted_all_the_same(o200k: TokenCounter, text: str) -> None:
    assert 0 < o200k.count_text(text) <= len(text) + 2


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"messages": None},
        {"messages": [None, 5, {"role": 1, "content": {}, "tool_calls": 3, "name": []}]},
        {
            "messages": [{"content": [1, {"type": "image_url"}], "tool_calls": [None, {"function": 3}]}],
            "tools": [1],
        },
        {"input": 3, "preferred_output": {}, "prompt": {"a": ["x"]}, "tools": {"a": 1}},
    ],
)
def test_malformed_examples_are_counted_as_far_as_they_are_text(o200k: TokenCounter, value: object) -> None:
    for kind in Format:
        assert o200k.count_example(value, kind).total >= 0


def test_a_token_of_the_built_in_model_is_a_byte(vocabularies: Path) -> None:
    counter = TokenCounter("utf8_bytes", vocabularies)
    assert counter.count_text("あb") == 4
    chat = {"messages": [{"role": "user", "content": "あ"}, {"role": "assistant", "content": "bc"}]}
    assert counter.count_example(chat, Format.CHAT) == TokenCount(len("user") + 3 + len("assistant") + 2, 2)


@pytest.mark.parametrize("encoding", ["o200k_base", "cl100k_base"])
def test_counts_equal_those_of_the_reference(
    encoding: str, vocabularies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tiktoken

    shutil.copytree(vocabularies, tmp_path / "cache")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    reference, counter = tiktoken.get_encoding(encoding), TokenCounter(encoding, vocabularies)
    texts = [
        "I'll DON'T 12345 x=1;\r\n\n  y",
        "日本語の文、です。😀",
        " a\tb  c \n",
        "https://a.b/c?d=e\u0301",
        "",
    ]
    assert [counter.count_text(text) for text in texts] == [
        len(reference.encode_ordinary(text)) for text in texts
    ]


def test_published_chats_count_as_the_cookbook_counts_them(o200k: TokenCounter, published: Path) -> None:
    total = wanted = 0
    for line in (published / "gsm8k_chat_train.jsonl").read_bytes().splitlines():
        value = json.loads(line)
        total += o200k.count_example(value, Format.CHAT).total
        texts = [text for message in value["messages"] for text in message.values()]
        wanted += 3 + 3 * len(value["messages"]) + sum(map(o200k.count_text, texts))
    assert total == wanted > 50_000


def test_the_network_is_never_asked(vocabularies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_keys: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert TokenCounter("cl100k_base", vocabularies).count_text("hello world") == 2


def test_a_damaged_vocabulary_is_refused(vocabularies: Path, tmp_path: Path) -> None:
    shutil.copytree(vocabularies, tmp_path / "copy")
    for file in (tmp_path / "copy").glob("9b5*"):
        file.chmod(0o644)
        file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(VocabularyUnusable, match="cl100k_base is damaged"):
        TokenCounter("cl100k_base", tmp_path / "copy")


def test_an_unknown_or_missing_vocabulary_is_named(vocabularies: Path, tmp_path: Path) -> None:
    with pytest.raises(VocabularyUnusable, match="p50k_base is not known"):
        TokenCounter("p50k_base", vocabularies)
    with pytest.raises(VocabularyUnusable, match="cannot be read"):
        TokenCounter("o200k_base", tmp_path)


def test_the_manifest_holds_for_every_vocabulary_file(vocabularies: Path) -> None:
    manifest = tomllib.loads((vocabularies.parent / "MANIFEST.toml").read_text("utf-8"))
    rows = {row["path"]: row for row in manifest["file"]}
    for file in vocabularies.iterdir():
        row = rows[f"tokenizers/{file.name}"]
        assert (row["sha256"], row["licence"]) == (sha256(file.read_bytes()).hexdigest(), "MIT")


@pytest.mark.parametrize(
    ("model", "encoding"),
    [
        ("gpt-4.1-mini-2025-04-14", "o200k_base"),
        ("ft:gpt-4.1-mini-2025-04-14:org::abc", "o200k_base"),
        ("ft:gpt-4.1-nano-2025-04-14:org:tone:abc:ckpt-step-8", "o200k_base"),
        ("gpt-4.1-2025-04-14.ft-0123456789abcdef0123456789abcdef:ckpt-step-8", "o200k_base"),
        ("ft:o4-mini-2025-04-16:org::abc", "o200k_base"),
        ("gpt-4o-mini-2024-07-18", "o200k_base"),
        ("o3", "o200k_base"),
        ("gpt-5.1", "o200k_base"),
        ("openai/gpt-oss-20b", "o200k_base"),
        ("gpt-4-0613", "cl100k_base"),
        ("ft:gpt-4-0613:org::abc", "cl100k_base"),
        ("ft:gpt-3.5-turbo-0125:org::abc", "cl100k_base"),
        ("babbage-002", "cl100k_base"),
        ("ftdesk-replies-1", "utf8_bytes"),
        ("ft:ftdesk-replies-1:local:tone:abc", "utf8_bytes"),
    ],
)
def test_a_known_model_has_its_own_vocabulary(model: str, encoding: str) -> None:
    assert encoding_for_model(model) == encoding
    assert choose_encoding(model).reason is None


@pytest.mark.parametrize("model", ["Qwen/Qwen3-8B", "gpt-6-luna", "gpt-4.9", "ft::", ""])
def test_an_unknown_model_is_counted_approximately_and_says_so(model: str) -> None:
    choice = choose_encoding(model)
    assert (choice.encoding, bool(choice.reason)) == ("o200k_base", True)


def test_the_base_of_a_tuned_model_is_found() -> None:
    assert base_model("ft:gpt-4o-2024-08-06:org:tone:abc:ckpt-step-9") == "gpt-4o-2024-08-06"
    assert base_model("gpt-4o-2024-08-06") == "gpt-4o-2024-08-06"
