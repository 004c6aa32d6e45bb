"""Freed arrays make the process smaller at once."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from ftdesk.desktop.allocator import return_large_blocks

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))

if "return" in sys.argv:
    return_large_blocks()
first = b"x" * (24 << 20)
del first  # from now on the allocator would keep blocks up to this size
before = resident()
blocks = [b"y" * (8 << 20) for _ in range(4)]
above = [bytes(100_000) for _ in range(10)]
del blocks
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the GNU allocator's own matter")
def test_large_blocks_go_back_to_the_system_when_they_are_freed() -> None:
    def kept(*arguments: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, timeout=60, check=True
        )
        return int(done.stdout)

    assert kept() > 16_000, "the allocator keeps them by itself: without that there is nothing to show"
    assert kept("return") < 4_000
