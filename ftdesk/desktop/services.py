"""What the tabs are handed: built once in `app.py`, taken apart there in reverse order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftdesk.dataset.cost import Prices
    from ftdesk.dataset.targets import Targets
    from ftdesk.desktop.background import Background
    from ftdesk.desktop.connection import Connection
    from ftdesk.desktop.model_data import ModelData
    from ftdesk.workspace.acknowledgements import Acknowledgements
    from ftdesk.workspace.conversations import Conversations
    from ftdesk.workspace.credentials import Credentials
    from ftdesk.workspace.job_ledger import JobLedger
    from ftdesk.workspace.paths import WorkspacePaths
    from ftdesk.workspace.settings import SettingsStore
    from ftdesk.workspace.versions_on_demand import VersionsOnDemand


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a tab may use besides its own widgets."""

    background: Background
    connection: Connection
    settings: SettingsStore
    paths: WorkspacePaths
    models: ModelData
    ledger: JobLedger
    conversations: Conversations
    versions: VersionsOnDemand
    credentials: Credentials
    vocabulary_directory: Path
    acknowledgements: Acknowledgements | None = None
    """Where testers read what has become durable."""
    set_aside: tuple[Path, ...] = ()
    """Files of the workspace that could not be read, under the names they now have."""

    @property
    def targets(self) -> Targets:
        """The limits of models as they are known now."""
        return self.models.targets

    @property
    def prices(self) -> Prices:
        """The prices as they are known now."""
        return self.models.prices
