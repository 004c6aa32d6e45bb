"""Where the files that ship with ftdesk lie: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path


def resource_directory() -> Path:
    """The folder that holds icons, i18n, tokenizers, prices, providers and samples."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
