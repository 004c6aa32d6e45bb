"""The locks pin everything with hashes, name no address, and agree with each other and with the ranges."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==(\S+)([^\\\n]*)\\?\n((?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+)",
    re.MULTILINE,
)


def pins(name: str) -> dict[tuple[str, str], str]:
    """Version and marker by package (a package may be pinned once for each marker)."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = {(match[1], match[3].strip()): match[2] for match in PIN.finditer(text)}
    assert len(found) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)), "a line without hashes"
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_address(name: str) -> None:
    assert len(pins(name)) > 25
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_the_development_lock_has_everything_of_the_other_at_the_same_version() -> None:
    run, development = pins(LOCKS[0]), pins(LOCKS[1])
    versions = {(package, version) for (package, _), version in development.items()}
    assert {(package, version) for (package, _), version in run.items()} <= versions


def test_everything_that_the_project_names_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["checkout"], *extras["dev"]]
    locked = {package for package, _ in pins(LOCKS[1])}
    assert {re.split(r"[<>=\[ ]", requirement)[0].lower() for requirement in named} <= locked
