"""How long a call may take and how much it may bring."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes of one call.

    `total` covers everything from the first look-up to the last byte, repeats included (None: no such limit);
    `idle` is the longest time without a byte in either direction; `size` is counted after decompression.
    """

    total: float | None = 30.0
    idle: float = 30.0
    connect: float = 10.0
    size: int = 32 * MIB


READ = Limits()
WRITE = Limits(total=60.0, idle=60.0)
CREATE = Limits(total=120.0, idle=120.0)
UPLOAD = Limits(total=None, idle=120.0)
DOWNLOAD = Limits(total=600.0, idle=60.0, size=64 * MIB)
STREAM = Limits(total=None, idle=60.0, size=16 * MIB)
EVENT_BYTES = 1 * MIB
"""The longest single event of a stream."""
AFTER_FINISH_IDLE = 5.0
"""How long a stream that has told its finish reason is waited for, for the token counts and `[DONE]`."""
ERROR_BODY = 64 * 1024
"""How much of an error answer is read."""
