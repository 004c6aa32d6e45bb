"""The files of a job as versions: what a model was trained on can be opened and compared later."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from ftdesk.dataset.file_errors import DatasetFileError
from ftdesk.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from ftdesk.cancellation import Cancellation
    from ftdesk.desktop.jobs_tab.frozen_copy import FrozenCopy
    from ftdesk.workspace.versions_on_demand import VersionsOnDemand


def keep_data(
    versions: VersionsOnDemand, tag: str, copies: Iterable[FrozenCopy], cancellation: Cancellation
) -> None:
    """Keep what is sent as versions of the files it came from, under the tag of the job's intent.

    A version that cannot be kept does not hold the job up. Raises Cancelled.
    """
    from ftdesk.dataset.lines import LineSource
    from ftdesk.workspace.version_records import Why

    with suppress(WorkspaceError, DatasetFileError):
        store = versions.store()
        for copy in copies:
            with closing(LineSource(copy.copy)) as source:
                store.keep(
                    copy.data.path,
                    Why.JOB,
                    source=source,
                    sha256=copy.data.sha256,
                    tag=tag,
                    cancellation=cancellation,
                )
