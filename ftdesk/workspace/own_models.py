"""The person's own limits and prices of models: files of the workspace, which may be written by hand too."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ftdesk.dataset.own_data import rows_without, with_row
from ftdesk.workspace.own_data_files import file_of, read_document, write_document
from ftdesk.workspace.paths import WorkspacePaths

Row = Mapping[str, object]


class OwnModels:
    """Changes the files; what a person wrote into them by hand stays, but for comments.

    Every method raises `DataFileUnusable` for a file that is broken (it is left as it is), `FolderUnusable` where the
    folder cannot be written to. Meant for a thread of background work.
    """

    def __init__(self, paths: WorkspacePaths) -> None:
        self._paths = paths

    def keep(self, provider: str, model: Row, price: Row | None) -> None:
        """Keep what the person says of a model, a table with its `name`, and of its prices, a table without."""
        name = str(model["name"])
        self._change(
            self._paths.providers, "id", provider, lambda old: with_row(old, "models", model, "name")
        )
        if price is None:
            self._forget_price(provider, name)
            return
        row = {"names": [name], **price}
        self._change(
            self._paths.prices, "provider", provider, lambda old: with_row(old, "prices", row, "names")
        )

    def forget(self, provider: str, name: str) -> None:
        """Forget what the person said of a model: what ships counts again, or the model is gone."""

        def without(old: Row) -> Row:
            return {**old, "models": rows_without(old, "models", "name", name)}

        self._change(self._paths.providers, "id", provider, without)
        self._forget_price(provider, name)

    def _forget_price(self, provider: str, name: str) -> None:
        def without(old: Row) -> Row:
            return {**old, "prices": rows_without(old, "prices", "names", [name])}

        self._change(self._paths.prices, "provider", provider, without)

    def _change(self, folder: Path, key: str, provider: str, change: Callable[[Row], Row]) -> None:
        """Change the file of a provider, whose id stands under `key`; one that says nothing more is removed."""
        path = file_of(folder, key, provider)
        new = {
            name: value for name, value in change(read_document(path, key, provider)).items() if value != []
        }
        write_document(path, new if len(new) > 1 else None)
