from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ftdesk.dataset.data_files import DataFileUnusable
from ftdesk.dataset.own_data import Value, changed_row, figures_of
from ftdesk.dataset.target import Target
from ftdesk.dataset.targets import Targets, load_targets
from ftdesk.resource_files import resource_directory
from ftdesk.workspace.errors import OwnFilesClash
from ftdesk.workspace.own_models import OwnModels
from ftdesk.workspace.own_providers import OwnProviders
from ftdesk.workspace.paths import WorkspacePaths

FIGURES: dict[str, Value] = {
    "formats": ["chat"],
    "roles": ["assistant", "user"],
    "tools": False,
    "images": False,
    "minimum_examples": 3,
    "train_token_limit": 4_096,
    "source": 'Acme\'s "page"',
    "as_of": date(2026, 11, 1),
}


def known(paths: WorkspacePaths) -> Targets:
    return load_targets(resource_directory() / "providers", paths.providers)


def the(paths: WorkspacePaths, key: str) -> Target:
    found = known(paths).find(key)
    assert found is not None
    assert found.key == key
    return found


def test_a_provider_is_added_changed_and_forgotten_with_all_that_is_its(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    before, own = known(paths), OwnProviders(paths)
    own.add("acme", "Acme", FIGURES, "acme-1")
    assert figures_of(the(paths, "acme/acme-1")) == {**FIGURES, "refused_findings": []}
    own.change("acme", "Acme Two", {**FIGURES, "minimum_examples": 9})
    assert known(paths).providers["acme"].title == "Acme Two"
    assert the(paths, "acme/acme-1").minimum_examples == 9
    price = {"currency": "USD", "training": Decimal(2), "source": "x", "as_of": date(2026, 11, 1)}
    OwnModels(paths).keep("acme", {"name": "acme-2"}, price)
    own.forget("acme")
    assert known(paths) == before
    assert not [*paths.providers.iterdir(), *paths.prices.iterdir()]


def test_a_model_says_only_what_differs_from_its_provider_and_follows_it_in_the_rest(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    own = OwnProviders(paths)
    own.add("acme", "Acme", FIGURES, "acme-1")
    below = known(paths).providers["acme"].default
    limits = {**figures_of(below), "tools": True}
    del limits["train_token_limit"]
    OwnModels(paths).keep("acme", changed_row("acme-1", limits, below), None)
    own.change("acme", "Acme", {**FIGURES, "minimum_examples": 9})
    found = the(paths, "acme/acme-1")
    assert (found.tools, found.train_token_limit, found.minimum_examples) == (True, None, 9)


def test_what_was_not_looked_up_stays_in_doubt_until_a_source_is_named(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    own, shared = OwnProviders(paths), known(paths).providers["compatible"].default
    assert {"formats", "roles", "minimum_examples"} <= shared.unconfirmed
    own.add("acme", "Acme", {**figures_of(shared), "minimum_examples": 9}, "acme-1", shared)
    assert the(paths, "acme/acme-1").unconfirmed == shared.unconfirmed - {"minimum_examples"}
    own.change("acme", "Acme", {**figures_of(shared), "source": "Acme's page"})
    assert the(paths, "acme/acme-1").unconfirmed == frozenset()


def test_a_file_that_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    path = paths.providers / "acme.toml"
    path.write_text("what")
    with pytest.raises(OwnFilesClash, match=r"There is a file acme\.toml in .* already"):
        OwnProviders(paths).add("acme", "Acme", FIGURES, "acme-1")
    with pytest.raises(DataFileUnusable, match=r"acme\.toml"):
        OwnProviders(paths).change("acme", "Acme", FIGURES)
    assert path.read_text() == "what"


def test_a_file_written_by_hand_is_changed_where_it_is_whatever_its_name(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    own = OwnProviders(paths)
    own.add("acme", "Acme", FIGURES, "acme-1")
    by_hand = (paths.providers / "acme.toml").rename(paths.providers / "my servers.toml")
    own.change("acme", "Acme", {**FIGURES, "minimum_examples": 9})
    OwnModels(paths).keep("acme", {"name": "acme-2"}, None)
    assert [*paths.providers.iterdir()] == [by_hand]
    assert the(paths, "acme/acme-2").minimum_examples == 9


def test_a_provider_of_several_files_is_not_changed_but_told_of(tmp_path: Path) -> None:
    paths = WorkspacePaths(tmp_path)
    own = OwnProviders(paths)
    own.add("acme", "Acme", FIGURES, "acme-1")
    (paths.providers / "more.toml").write_text('id = "acme"\nsuffix_length = 7\n')
    before = the(paths, "acme/acme-1")
    with pytest.raises(OwnFilesClash, match=r"acme\.toml, more\.toml"):
        own.change("acme", "Acme", FIGURES)
    assert the(paths, "acme/acme-1") == before
    own.forget("acme")
    assert not [*paths.providers.iterdir()]
