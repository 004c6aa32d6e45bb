"""Nothing is built with a vocabulary that is not the one it should be: hatchling runs this before it packs."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VocabularyCheck(BuildHookInterface):  # type: ignore[type-arg]
    """Compares the files of `resources/tokenizers` with the sha256 that `encodings.toml` gives."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Stop the build where a vocabulary is missing or another one."""
        wrong = unlike_their_sums(Path(self.root) / "resources" / "tokenizers")
        if wrong:
            raise SystemExit(f"Not built: {', '.join(wrong)} is missing or not what encodings.toml says.")


def unlike_their_sums(directory: Path) -> list[str]:
    """The vocabularies of a folder whose file is missing or has another sha256."""
    known = tomllib.loads((directory / "encodings.toml").read_text("utf-8"))
    return [name for name, entry in known.items() if _sum(directory / entry["file"]) != entry["sha256"]]


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
