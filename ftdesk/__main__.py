"""`ftdesk`: without arguments, or with files, the window; `check` and `engine` work without one.

Each way of starting imports only what it needs. Worker processes import this module too, so it does nothing
by itself.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ftdesk import __version__

USAGE = """\
Usage: ftdesk [FILE ...]              open the window, with these files
       ftdesk check FILE ... [--json] check datasets and say what is wrong with them
       ftdesk engine --data DIR       run the local engine by itself
       ftdesk --tour [--screenshots DIR]
                                      watch the window do its main job on a sample

Options:
  --workspace DIR   keep settings, jobs and conversations there
  --theme NAME      auto, light, dark or contrast, for this run
  --language NAME   auto, en or ja, for this run
  --acknowledge FILE
                    for testers: one line in it whenever an edit, a save or a job's intent has become durable
  --version         print the version
  --help            print this text; `ftdesk check --help` tells more about a command
"""


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for and return the exit status."""
    if getattr(
        sys, "frozen", False
    ):  # the worker processes of an installed program are started as the program itself
        from multiprocessing.spawn import freeze_support

        freeze_support()
    given = sys.argv[1:] if arguments is None else arguments
    match given[:1]:
        case ["check"]:
            return _check(given[1:])
        case ["engine"]:
            from ftdesk.engine.command import run_engine

            return run_engine(given[1:])
        case ["--version"]:
            print(f"ftdesk {__version__}")
            return 0
        case ["--help" | "-h"]:
            print(USAGE, end="")
            return 0
    return _open_window(given)


def _check(given: list[str]) -> int:
    with _ended_quietly():
        from ftdesk.dataset.command import run_check
        from ftdesk.workspace.paths import PROVIDERS, default_root
    return run_check(given, default_root() / PROVIDERS)


@contextmanager
def _ended_quietly() -> Iterator[None]:
    """Ctrl+C during the imports: there is nothing to clean up, and an exception in the middle of them would only look
    like a fault.
    """
    raises = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if raises:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    yield
    if raises:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _open_window(given: list[str]) -> int:
    from ftdesk.start_options import UsageError, parse_options

    try:
        options = parse_options(given)
    except UsageError as error:
        sys.stderr.write(f"ftdesk: {error}\n\n{USAGE}")
        return 2
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Until the window takes over there is nothing to clean up, and an exception in the middle of an import
        # would only look like a fault.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from ftdesk.app import run_window

    return run_window(options)


if __name__ == "__main__":
    sys.exit(main())
