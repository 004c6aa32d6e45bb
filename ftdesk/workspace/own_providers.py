"""Providers of the person's own: each a file of the workspace, which may be written by hand too."""

from collections.abc import Mapping

from ftdesk.dataset.data_files import read_table
from ftdesk.dataset.own_data import Value, figures_of
from ftdesk.dataset.own_provider import provider_document
from ftdesk.dataset.target import Target
from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.errors import OwnFilesClash
from ftdesk.workspace.own_data_files import file_of, files_about, write_document
from ftdesk.workspace.paths import WorkspacePaths

_TAKEN = QT_TRANSLATE_NOOP(
    "Workspace",
    "There is a file {name} in {folder} already. Give the provider another name, or move the file away.",
)
_SEVERAL = QT_TRANSLATE_NOOP(
    "Workspace",
    "Several files say what holds for this provider: {names}. Make it one file in {folder} first.",
)


class OwnProviders:
    """Changes the files; what a person wrote into them by hand stays, but for comments.

    Every method raises `FolderUnusable` where the folder cannot be written to. Meant for a thread of background work.
    """

    def __init__(self, paths: WorkspacePaths) -> None:
        self._paths = paths

    def add(
        self, provider: str, title: str, figures: Mapping[str, Value], model: str, like: Target | None = None
    ) -> None:
        """Keep a new provider with its first model.

        Of what it has as `like` had it, which the person did not look up, that stays in doubt which is so there. Raises
        `OwnFilesClash` where there is a file of its name already.
        """
        path = self._paths.providers / f"{provider}.toml"
        if path.exists():
            raise OwnFilesClash(_TAKEN, name=path.name, folder=str(path.parent))
        begun = {} if like is None else {**figures_of(like), "unconfirmed": sorted(like.unconfirmed)}
        document = provider_document({"id": provider, **begun}, title, figures)
        write_document(path, {**document, "models": [{"name": model}]})

    def change(self, provider: str, title: str, figures: Mapping[str, Value]) -> None:
        """Keep what holds for every model of a provider that does not say otherwise.

        Raises `OwnFilesClash` where several files have a say in it, `DataFileUnusable` where its file cannot be read.
        """
        files = files_about(self._paths.providers, "id", provider)
        if len(files) > 1:
            names = ", ".join(path.name for path in files)
            raise OwnFilesClash(_SEVERAL, names=names, folder=str(self._paths.providers))
        path = file_of(self._paths.providers, "id", provider)
        write_document(path, provider_document(read_table(path).fields, title, figures))

    def forget(self, provider: str) -> None:
        """Remove all that the person said of a provider, its models and their prices."""
        prices = files_about(self._paths.prices, "provider", provider)
        for path in (*prices, *files_about(self._paths.providers, "id", provider)):
            write_document(path, None)
