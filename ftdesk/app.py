"""The composition root: builds every object, hands each what it needs, and takes all apart in reverse
order.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ftdesk import __version__
from ftdesk.desktop.background import Background
from ftdesk.desktop.connection import Connection
from ftdesk.desktop.exception_hook import report_exceptions
from ftdesk.desktop.i18n import install_language
from ftdesk.desktop.main_window import MainWindow
from ftdesk.desktop.messages import FailureBox, explain
from ftdesk.desktop.model_data import ModelData
from ftdesk.desktop.quit_signals import QuitSignals, quit_signals
from ftdesk.desktop.services import Services
from ftdesk.desktop.theme import application_icon, apply_theme
from ftdesk.errors import FtdeskError
from ftdesk.resource_files import resource_directory
from ftdesk.start_options import StartOptions
from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.conversations import Conversations
from ftdesk.workspace.credentials import Credentials
from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import FolderUnusable, WorkspaceError
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.paths import WorkspacePaths
from ftdesk.workspace.settings import SettingsStore
from ftdesk.workspace.versions_on_demand import VersionsOnDemand

if TYPE_CHECKING:
    from ftdesk.workspace.acknowledgements import Acknowledgements

NO_DISPLAY = (
    "ftdesk: there is no display here. Start it on a desktop, "
    "or set QT_QPA_PLATFORM=offscreen to run without one.\n"
)
SET_ASIDE = QT_TRANSLATE_NOOP(
    "Workspace", "A file of ftdesk could not be read. It is kept as {name} in {folder}, and a new one begins."
)
UNUSABLE = 1


def run_window(options: StartOptions) -> int:
    """Open the window and return when it is closed; the exit status."""
    if not display_exists():
        sys.stderr.write(NO_DISPLAY)
        return UNUSABLE
    application = make_application()
    try:
        with (
            quit_signals() as signals,
            workspace_of(options) as paths,
            running_services(paths, acknowledge=options.acknowledge) as services,
        ):
            status = _run(application, services, options, signals)
    except FtdeskError as error:
        _say_why_not(error)
        return UNUSABLE
    if not services.background.ended_cleanly:
        _leave_held_threads(status)
    return status


@contextmanager
def workspace_of(options: StartOptions) -> Iterator[WorkspacePaths]:
    """The person's workspace, or for the tour one that is gone afterwards: it leaves no job or chat behind."""
    if options.workspace is not None or not options.tour:
        yield WorkspacePaths(options.workspace)
        return
    with TemporaryDirectory(prefix="ftdesk-tour-", ignore_cleanup_errors=True) as folder:
        yield WorkspacePaths(Path(folder))


def display_exists() -> bool:
    """Whether Qt will find a screen. Without one it aborts with a core dump, so we look first."""
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """The one QApplication, named and with its icon."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("ftdesk")
    application.setApplicationDisplayName("ftdesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("ftdesk")
    application.setWindowIcon(application_icon())
    return application


@contextmanager
def running_services(
    paths: WorkspacePaths, credentials: Credentials | None = None, *, acknowledge: Path | None = None
) -> Iterator[Services]:
    """Everything the tabs need, made in order and shut down in reverse.

    What has become durable is told in the file `acknowledge`. Raises FtdeskError when the workspace cannot be used.
    """
    with ExitStack() as ending:
        settings = SettingsStore(paths.settings)
        settings.load()
        database = Database(paths.database)
        ending.callback(database.close)
        versions = VersionsOnDemand(paths.versions, settings)
        ending.callback(versions.close)
        background = Background()
        keys = credentials or Credentials()
        connection = Connection(background, settings, keys, paths)
        ending.callback(connection.shutdown)
        ending.callback(background.shutdown)  # first: what it runs may be talking to the engine
        resources = resource_directory()
        acknowledgements = _acknowledgements(acknowledge, ending)
        yield Services(
            background=background,
            connection=connection,
            settings=settings,
            paths=paths,
            models=ModelData(resources, paths.providers, paths.prices),
            ledger=JobLedger(database, acknowledge=acknowledgements.intended if acknowledgements else None),
            conversations=Conversations(database),
            versions=versions,
            credentials=keys,
            vocabulary_directory=resources / "tokenizers",
            acknowledgements=acknowledgements,
            set_aside=tuple(path for path in (settings.set_aside, database.quarantined) if path is not None),
        )


def _acknowledgements(path: Path | None, ending: ExitStack) -> Acknowledgements | None:
    """The testers' log, if they want one; what it needs is not imported for others."""
    if path is None:
        return None
    from ftdesk.workspace.acknowledgements import Acknowledgements

    try:
        made = Acknowledgements(path)
    except OSError as error:
        raise FolderUnusable.from_os_error(path.parent, error) from error
    ending.callback(made.close)
    return made


def _run(application: QApplication, services: Services, options: StartOptions, signals: QuitSignals) -> int:
    chosen = services.settings.current
    install_language(application, options.language or chosen.language)
    apply_theme(application, options.theme or chosen.theme, chosen.text_size)
    window = MainWindow(services)
    with report_exceptions(window.show_failure):
        signals.lead_to(window.close_quietly)
        application.commitDataRequest.connect(lambda _session: window.close_quietly())
        services.background.unexpected.connect(window.show_failure)
        window.painted.connect(lambda: _begin(window, services, options))
        window.show()
        status = application.exec()
        signals.lead_nowhere()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)  # now, before what it uses
    return status


def _say_why_not(error: FtdeskError) -> None:
    """Say why there is no window: on standard error, and in a box where somebody may see it."""
    sys.stderr.write(f"ftdesk: {error}\n")
    if QGuiApplication.platformName() not in {"offscreen", "minimal"}:
        FailureBox(explain(error), None).exec()


def _leave_held_threads(status: int) -> None:
    """A foreign library still holds a thread (a keyring that never answers); taking Python apart would wait
    for it.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _begin(window: MainWindow, services: Services, options: StartOptions) -> None:
    """After the first paint, what may take its time: worker processes, the engine, the files of the command
    line, the tour.
    """
    services.connection.open()
    services.background.warm_up()
    window.dataset_tab.files.reading.warm_up()
    window.dataset_tab.news.look_for_unfinished(open_one=not options.files and not options.tour)
    for aside in services.set_aside:
        window.show_failure(WorkspaceError(SET_ASIDE, name=aside.name, folder=str(aside.parent)))
    for error in services.models.unusable:
        window.show_failure(error)
    for path in options.files:
        window.open_path(path)
    if options.tour:
        from ftdesk.desktop.tour import start_tour

        start_tour(window, options.screenshots)
