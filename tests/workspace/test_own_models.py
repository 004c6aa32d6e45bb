from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ftdesk.dataset.cost import Prices, load_prices
from ftdesk.dataset.data_files import DataFileUnusable
from ftdesk.dataset.own_data import amounts_of, changed_row, figures_of, toml_text
from ftdesk.dataset.target import Target
from ftdesk.dataset.targets import Targets, load_targets
from ftdesk.resource_files import resource_directory
from ftdesk.workspace.own_models import OwnModels
from ftdesk.workspace.paths import WorkspacePaths

SOURCE = {"source": 'my "own" test \\ ☃', "as_of": date(2026, 11, 27)}
MODEL = "gpt-4.1-2025-04-14"


def known(paths: WorkspacePaths) -> tuple[Targets, Prices]:
    shipped = resource_directory()
    return load_targets(shipped / "providers", paths.providers), load_prices(shipped / "prices", paths.prices)


def the(targets: Targets, key: str) -> Target:
    found = targets.find(key)
    assert found is not None
    assert found.key == key
    return found


def test_what_differs_is_kept_and_taken_back(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    own, (targets, prices) = OwnModels(paths), known(paths)
    shipped = the(targets, f"openai/{MODEL}")
    figures = {**figures_of(shipped), "train_token_limit": 1_234, "images": False, **SOURCE}
    del figures["last_job"]
    row = changed_row(MODEL, figures, shipped)
    assert row == {
        "name": MODEL,
        "train_token_limit": 1_234,
        "images": False,
        "unknown": ["last_job"],
        **SOURCE,
    }
    own.keep("openai", row, {"currency": "EUR", "training": Decimal("4.5"), **SOURCE})
    changed, priced = known(paths)
    found, price = the(changed, f"openai/{MODEL}"), priced.find(MODEL, "openai")
    assert (found.train_token_limit, found.images, found.last_job) == (1_234, False, None)
    assert (found.shut_down, found.source_of("train_token_limit")) == (shipped.shut_down, SOURCE["source"])
    assert "train_token_limit" not in found.unconfirmed
    assert price is not None
    assert (price.currency, amounts_of(price)) == ("EUR", {"training": Decimal("4.5")})
    own.forget("openai", MODEL)
    assert known(paths) == (targets, prices)
    assert not [*paths.providers.iterdir(), *paths.prices.iterdir()]


def test_a_model_of_ones_own_stands_beside_what_was_written_by_hand(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    by_hand = (
        'id = "together"\nsuffix_length = 7\n[[models]]\nname = "hand"\n[models.sources]\ntools = "a page"\n'
    )
    (paths.providers / "together.toml").write_text(by_hand)
    (paths.providers / "more.toml").write_text('id = "together"\n[[models]]\nname = "more"\n')
    own = OwnModels(paths)
    shipped = the(known(paths)[0], "together/Qwen/Qwen3-8B")
    own.keep("together", changed_row("mine", {**figures_of(shipped), **SOURCE}, None), None)
    targets, _ = known(paths)
    assert the(targets, "together/mine").formats == shipped.formats
    assert the(targets, "together/hand").sources["tools"] == "a page"
    assert the(targets, "together/more").suffix_length == 7
    own.forget("together", "mine")
    names = {target.name for target in known(paths)[0].providers["together"].models}
    assert "hand" in names
    assert "mine" not in names


def test_a_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    path = paths.providers / "openai.toml"
    path.write_text("what")
    with pytest.raises(DataFileUnusable, match=r"openai\.toml"):
        OwnModels(paths).keep("openai", {"name": "m", **SOURCE}, None)
    assert path.read_text() == "what"
    assert [error.path for error in known(paths)[0].unusable] == [path]


def test_every_shipped_model_survives_being_written_whole(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    targets, _ = known(paths)
    for provider in targets.providers.values():
        rows = [{"name": f"{one.name} too", **figures_of(one)} for one in provider.models]
        text = toml_text({"id": provider.id, "models": rows} if rows else {"id": provider.id})
        (paths.providers / f"{provider.id}.toml").write_text(text, "utf-8")
    again, _ = known(paths)
    assert not again.unusable
    for provider in targets.providers.values():
        for one in provider.models:
            assert figures_of(the(again, f"{one.key} too")) == figures_of(one)
