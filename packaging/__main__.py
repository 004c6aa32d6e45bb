"""Two commands that do everything on a fresh machine: `python3 packaging run` and `python3 packaging test`.

Standard library only, because nothing else is there yet. The first call makes `.venv` from the hashed lock
and installs the system libraries that Qt misses; later calls see that this is done and start at once.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
USAGE = """usage: python3 packaging run [FILE ...]       open the window; without a display, run the tour
       python3 packaging run check FILE     any other ftdesk command works the same way
       python3 packaging test [ARG ...]      all checks and tests; with arguments, pytest with these"""
PICTURES = "tour-screenshots"


def main() -> int:
    """Make the environment ready and do what was asked; the exit status is that of the last step."""
    if sys.version_info < (3, 11):
        sys.exit(f"ftdesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    # Imported after the version is known: an older Python should say what it is, not fail on newer syntax.
    from environment import prepare
    from steps import run, test

    verb, *rest = sys.argv[1:] or ["help"]
    if verb == "run":
        return run(prepare(ROOT, development=False), rest, pictures=Path.cwd() / PICTURES)
    if verb == "test":
        return test(prepare(ROOT, development=True), ROOT, rest)
    print(USAGE)
    return 0 if verb in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.CalledProcessError as error:
        step = " ".join(map(os.fspath, error.cmd))
        sys.exit(f"This step failed with exit status {error.returncode}: {step}")
