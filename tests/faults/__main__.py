"""Faults on purpose: `python -m tests.faults NAME [--count N] [--seed N] [--control NAME]`.

Each check prints its figure and exits with 0 only if nothing went wrong. With `--control` it is given a known-bad
variant instead of ftdesk's own code, and exits with 0 only if it caught that.
"""

import argparse
import importlib
import sys
import time

from tests.faults.verdict import Check

CHECKS = {
    "operations": "fail every step of a save, one at a time, inside the process",
    "syscalls": "fail every system call of a save, one at a time, and kill it there (strace)",
    "full-disk": "save on a disk of an exact size",
    "random-files": "edit random files: untouched lines keep every byte",
    "mutated": "open, check, show, edit and save spoiled files",
    "journal-damage": "open journals that were cut short or have a byte flipped",
    "kill": "kill -9 at random moments, then start again",
    "sequences": "edit, undo, redo, save, die and start again at random, and compare with a list",
}
OCCUPATIONS = {"kill": ("editing", "saving", "autosaving", "opening", "migrating", "window")}
"""Checks of several things that may be going on: the module has one check for each, by name in `WHILE`."""


def main() -> int:
    """Run one check; the exit status says whether it passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    names = parser.add_subparsers(dest="name", required=True)
    for name, what in CHECKS.items():
        one = names.add_parser(name, help=what, description=what)
        one.add_argument("--count", type=int, help="how many (a default for each check)")
        one.add_argument("--seed", type=int, default=1, help="of everything random (default: 1)")
        one.add_argument("--control", help="a known-bad variant that must be caught")
        if name in OCCUPATIONS:
            one.add_argument("--while", dest="occupation", choices=OCCUPATIONS[name], required=True)
    asked = parser.parse_args()
    module = importlib.import_module(f"tests.faults.{asked.name.replace('-', '_')}")
    check: Check = module.WHILE[asked.occupation] if asked.name in OCCUPATIONS else module
    if asked.control not in (None, *check.CONTROLS):
        parser.error(f"{asked.name} has the controls {', '.join(check.CONTROLS)}")
    name = f"{asked.name} while {asked.occupation}" if asked.name in OCCUPATIONS else asked.name
    begin = time.monotonic()
    verdict = check.run(asked.count or check.COUNT, asked.seed, asked.control)
    sys.stdout.write(verdict.told(name, asked.control, time.monotonic() - begin) + "\n")
    return 0 if verdict.passed(asked.control) else 1


if __name__ == "__main__":
    sys.exit(main())
