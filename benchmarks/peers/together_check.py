"""The file check of the `together` package: UTF-8, and a JSON object on every line, up to the first fault.

    PYTHON benchmarks/peers/together_check.py FILE

PYTHON is one with the package installed (`python -m venv FOLDER && FOLDER/bin/pip install together`). Prints one JSON
document: seconds without the import, and what the check said.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Check one file."""
    from together.lib.utils.files import check_file

    began, cpu = time.perf_counter(), time.process_time()
    report = check_file(Path(sys.argv[1]))
    seconds, used = time.perf_counter() - began, time.process_time() - cpu
    figures = {
        "seconds": seconds,
        "cpu": used,
        "passed": report["is_check_passed"],
        "said": report["message"],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
