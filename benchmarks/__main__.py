"""The commands that measure, with what each is about; `python -m benchmarks all` runs them one after the other.

python -m benchmarks [all]
"""

from __future__ import annotations

import importlib
import subprocess
import sys

COMMANDS: dict[str, tuple[str, ...]] = {
    "opening": (),
    "large_file_journey": (),
    "dataset_window": (),
    "scroll_frames": (),
    "rows": (),
    "finding": (),
    "saving": (),
    "trainer": (),
    "token_counts": (),
    "duplicates": (),
    "planted_defects": (),
    "checking": (),
    "check_cost": (),
}


def main() -> int:
    """List the commands, or run them all; the first status that is not 0."""
    if sys.argv[1:] != ["all"]:
        for name in COMMANDS:
            about = (importlib.import_module(f"benchmarks.{name}").__doc__ or "").splitlines()[0]
            print(f"python -m benchmarks.{name:15} {about}")
        return 0
    for name, arguments in COMMANDS.items():
        print(f"== {name}", flush=True)
        status = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False
        ).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
