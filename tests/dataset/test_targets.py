import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from ftdesk.dataset.command import run_check
from ftdesk.dataset.formats import Format
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.target import MarkRule, Target
from ftdesk.dataset.targets import DataFileUnusable, Targets, load_targets
from ftdesk.dataset.validation import check_line

PROVIDER = """
id = "x"
title = "X"
as_of = 2026-01-02
source = "a page"
minimum_examples = 5
suffix_length = 9
formats = ["chat"]
roles = ["user"]
tools = true
images = false
"""


@pytest.fixture
def shipped() -> Targets:
    return load_targets(Path(__file__).resolve().parents[2] / "resources" / "providers")


def test_a_base_model_has_its_limits(shipped: Targets) -> None:
    target = shipped.find("gpt-4.1-mini-2025-04-14")
    assert target is not None
    assert (target.provider, target.encoding, target.train_token_limit) == ("openai", "o200k_base", 65_536)
    assert (target.minimum_examples, target.suffix_length, target.maximum_bytes) == (10, 64, 512 * 1024**2)
    assert target.formats == {Format.CHAT, Format.PREFERENCE}
    assert target.shut_down == date(2027, 1, 14)


def test_a_tuned_model_has_the_limits_of_its_base(shipped: Targets) -> None:
    assert shipped.find("ft:gpt-4o-2024-08-06:org::abc") == shipped.find("gpt-4o-2024-08-06")
    assert shipped.for_model("local", "ft:ftdesk-replies-1:local:tone:abc") == shipped.find(
        "ftdesk-replies-1"
    )


def test_a_provider_is_a_target_too(shipped: Targets) -> None:
    target = shipped.find("openai")
    assert target is not None
    assert (target.name, target.encoding, target.train_token_limit) == ("openai", "o200k_base", None)
    assert shipped.find("nobody") is None


def test_a_key_names_the_provider_even_where_the_model_has_a_slash(tmp_path: Path) -> None:
    for provider in ("abc", "openai", "together"):
        data = PROVIDER.replace('"x"', f'"{provider}"') + '[[models]]\nname = "both"\n'
        (tmp_path / f"{provider}.toml").write_text(data)
    with (tmp_path / "together.toml").open("a") as file:
        file.write('[[models]]\nname = "openai/gpt-oss-20b"\n')
    targets = load_targets(tmp_path)
    found = [targets.find(name) for name in ("both", "abc/both", "openai/gpt-oss-20b")]
    keys = [target.key for target in found if target is not None]
    assert keys == ["openai/both", "abc/both", "together/openai/gpt-oss-20b"]
    assert all(targets.find(key) == target for key, target in zip(keys, found, strict=True))
    assert targets.names()[0] == "openai/both"


def test_an_unknown_model_gets_the_rules_of_its_provider(shipped: Targets) -> None:
    target = shipped.for_model("compatible", "Qwen/Qwen3-8B")
    assert (target.name, target.provider, target.minimum_examples) == ("Qwen/Qwen3-8B", "compatible", 1)
    assert target.approximate_reason
    assert shipped.for_model("compatible", "gpt-4o-2024-08-06").provider == "compatible"
    with pytest.raises(KeyError):
        shipped.for_model("nobody", "x")


def test_what_is_not_confirmed_and_has_a_source_of_its_own_are_figures(shipped: Targets) -> None:
    figures = {field.name for field in fields(Target)}
    for name in shipped.names():
        target = shipped.find(name)
        assert target is not None
        assert (target.unconfirmed | target.sources.keys()) <= figures
    mini = shipped.find("openai/gpt-4.1-mini-2025-04-14")
    assert mini is not None
    assert mini.unconfirmed == {"train_token_limit", "images"}
    assert "Microsoft" in mini.source_of("train_token_limit")
    assert mini.source_of("tools") == mini.source


def test_all_that_fine_tune_today_are_there_and_a_bare_name_is_openais(shipped: Targets) -> None:
    ids = ["openai", "local", "azure", "compatible", "fireworks", "mistral", "nebius", "together"]
    assert list(shipped.providers) == ids
    bare, at_azure = shipped.find("gpt-4.1-2025-04-14"), shipped.find("azure/gpt-4.1-2025-04-14")
    assert bare is not None
    assert at_azure is not None
    assert (bare.key, bare.last_job) == ("openai/gpt-4.1-2025-04-14", date(2027, 1, 6))
    assert (at_azure.byte_order_mark, at_azure.suffix_length) == (MarkRule.WANTED, 40)


def test_every_target_is_dated_and_has_a_source(shipped: Targets) -> None:
    for name in shipped.names():
        target = shipped.find(name)
        assert target is not None
        assert target.as_of >= date(2025, 1, 1)
        assert target.source


def test_the_built_in_model_takes_chats_and_completions_in_bytes(shipped: Targets) -> None:
    target = shipped.find("ftdesk-replies-1")
    assert target is not None
    assert (target.encoding, target.approximate_reason) == ("utf8_bytes", None)
    assert target.formats == {Format.CHAT, Format.COMPLETION}


def test_a_model_has_what_its_provider_says_unless_it_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(PROVIDER + '[[models]]\nname = "m"\nminimum_examples = 7\n')
    target = load_targets(tmp_path).find("m")
    assert target is not None
    assert (target.minimum_examples, target.suffix_length, target.shut_down) == (7, 9, None)


def test_an_own_file_says_only_what_differs(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    model = '[[models]]\nname = "m"\ntrain_token_limit = 7\nunconfirmed = ["train_token_limit", "tools"]\n'
    (shipped / "x.toml").write_text(f'{PROVIDER}{model}sources.train_token_limit = "a mirror"\n')
    (own / "mine.toml").write_text(
        'id = "x"\n[[models]]\nname = "m"\ntrain_token_limit = 8\n[[models]]\nname = "n"\nimages = true\n'
    )
    (own / "acme.toml").write_text(PROVIDER.replace('"x"', '"acme"').replace('"X"', '"Acme"'))
    targets = load_targets(shipped, own)
    changed, added = targets.find("x/m"), targets.find("x/n")
    assert changed is not None
    assert added is not None
    assert (changed.train_token_limit, changed.minimum_examples, changed.unconfirmed) == (8, 5, {"tools"})
    assert changed.source_of("train_token_limit") == "a page"
    assert (added.images, added.tools) == (True, True)
    assert targets.providers["acme"].title == "Acme"
    assert not targets.unusable


@pytest.mark.parametrize(
    "content",
    [
        "not toml",
        'id = "x"\ntools = 1',
        "tools = true",
        'id = "new"',
        PROVIDER.replace('"x"', '"a/b"'),
        PROVIDER.replace('"x"', "'a\\b'"),
        PROVIDER.replace('"x"', '""'),
    ],
)
def test_an_own_file_that_is_broken_is_told_and_what_ships_holds(tmp_path: Path, content: str) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    (shipped / "x.toml").write_text(PROVIDER)
    (own / "mine.toml").write_text(content)
    targets = load_targets(shipped, own)
    assert targets.providers == load_targets(shipped).providers
    assert [error.path.name for error in targets.unusable] == ["mine.toml"]
    assert "mine.toml" in str(targets.unusable[0])


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("not toml", "x.toml"),
        (PROVIDER.replace('source = "a page"', ""), "source is missing"),
        (PROVIDER.replace("= 5", "= true"), "minimum_examples should be of type int"),
        (PROVIDER.replace('"chat"', '"chit"'), "chit"),
        (PROVIDER + 'models = ["m"]', "models should hold tables"),
    ],
)
def test_a_data_file_with_a_mistake_is_named(tmp_path: Path, content: str, cause: str) -> None:
    (tmp_path / "x.toml").write_text(content)
    with pytest.raises(DataFileUnusable, match=cause):
        load_targets(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileUnusable, match="gone"):
        load_targets(tmp_path / "gone")


def test_the_command_knows_what_a_person_added_and_says_what_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, file = tmp_path / "own", tmp_path / "three.jsonl"
    own.mkdir()
    line = '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}\n'
    file.write_text(line * 3)
    data = PROVIDER.replace('"x"', '"acme"').replace("= 5", "= 4")
    (own / "acme.toml").write_text(data + '[[models]]\nname = "m"\n')
    (own / "broken.toml").write_text("what")
    assert run_check([str(file), "--target", "acme/m", "--no-tokens"], own) == 1
    said = capsys.readouterr()
    assert "file.too_few_examples" in said.out
    assert "m" in said.out
    assert said.err.startswith("ftdesk check: The data file broken.toml cannot be used")
    assert run_check([str(file), "--target", "acme/m"]) == 2


@pytest.mark.parametrize(
    ("key", "fate"),
    [
        ("openai/gpt-3.5-turbo-0613", "the end, the answer, is cut off."),
        ("nebius/meta-llama/Llama-3.3-70B-Instruct", "the job fails."),
        ("together/openai/gpt-oss-20b", "what happens to it is not known."),
    ],
)
def test_what_becomes_of_an_example_that_is_too_long_is_said_as_the_target_has_it(
    shipped: Targets, key: str, fate: str
) -> None:
    target = shipped.find(key)
    assert target is not None
    options = replace(CheckOptions.for_target(target, None), encoding="utf8_bytes")
    answer = {"role": "assistant", "content": "word " * 9_000}
    line = json.dumps({"messages": [{"role": "user", "content": "a"}, answer]}).encode()
    (found,) = [one for one in check_line(1, line, options).findings if one.code == "tokens.over_limit"]
    assert found.message.endswith(f"trains on: {fate}")
