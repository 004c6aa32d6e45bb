"""Large arrays are to go back to the system as soon as they are freed, so that the window stays small."""

import ctypes
import sys

_M_MMAP_THRESHOLD = -3
_LARGE = 1 << 20


def return_large_blocks() -> None:
    """Have the GNU allocator map each large block by itself; it would raise its own limit to 32 MB otherwise.

    Elsewhere nothing is done.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
