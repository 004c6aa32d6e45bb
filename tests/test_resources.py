"""Everything that ships beside the code says where it comes from and under which licence."""

import hashlib
import tomllib

import pytest

from ftdesk.resource_files import resource_directory

ROOT = resource_directory()
MANIFEST = tomllib.loads((ROOT / "MANIFEST.toml").read_text(encoding="utf-8"))
FILES = sorted(
    p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*") if p.is_file() and p.name != "MANIFEST.toml"
)


@pytest.mark.parametrize("row", MANIFEST["file"], ids=lambda row: row["path"])
def test_a_file_named_with_its_hash_has_it(row: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / row["path"]).read_bytes()).hexdigest() == row["sha256"]


def test_every_file_is_covered_by_a_row() -> None:
    named = {row["path"] for row in MANIFEST["file"]}
    folders = tuple(f"{row['path']}/" for row in MANIFEST["folder"])
    assert [path for path in FILES if path not in named and not path.startswith(folders)] == []


def test_every_row_names_a_licence_and_a_source() -> None:
    rows = [*MANIFEST["file"], *MANIFEST["folder"]]
    assert all(row["licence"] in {"Apache-2.0", "MIT"} and row["source"] for row in rows)
