"""The files in which a person keeps data about a provider: found by what they say, and written whole."""

from collections.abc import Mapping
from pathlib import Path

from ftdesk.dataset.data_files import DataFileUnusable, own_files, read_table
from ftdesk.dataset.own_data import toml_text
from ftdesk.workspace.errors import FolderUnusable
from ftdesk.workspace.private_files import write_private_file

Document = Mapping[str, object]


def files_about(folder: Path, key: str, provider: str) -> list[Path]:
    """The files of a folder that have the id of a provider under `key`, by name; a broken one is about nobody."""
    return [path for path in own_files(folder) if _says(path, key, provider)]


def file_of(folder: Path, key: str, provider: str) -> Path:
    """The file to change for a provider: of several the last, which lies over the others; or one to be made."""
    return next(reversed(files_about(folder, key, provider)), folder / f"{provider}.toml")


def read_document(path: Path, key: str, provider: str) -> Document:
    """What a file says; where there is none, the id of its provider alone. Raises `DataFileUnusable`."""
    return read_table(path).fields if path.exists() else {key: provider}


def write_document(path: Path, document: Document | None) -> None:
    """Write a data file, or remove it where there is nothing to say. Raises `FolderUnusable`."""
    try:
        if document is None:
            path.unlink(missing_ok=True)
        else:
            write_private_file(path, toml_text(document).encode())
    except OSError as error:
        raise FolderUnusable.from_os_error(path.parent, error) from error


def _says(path: Path, key: str, provider: str) -> bool:
    try:
        return read_table(path).fields.get(key) == provider
    except DataFileUnusable:
        return False
