"""A drive that really hangs: one file behind FUSE, served by a process that can be stopped in its tracks.

`python hanging_drive.py FOLDER FILE` mounts FOLDER with a copy of FILE in it, says "mounted" and serves until it is
unmounted. While the process is stopped, whoever asks for the file waits in the kernel. The protocol is the one of
Linux, `include/uapi/linux/fuse.h`, version 7.31; only what reading needs is answered.
"""

import ctypes
import errno
import os
import stat
import struct
import sys
from enum import IntEnum
from pathlib import Path

_REQUEST = struct.Struct("<IIQQIIII")
_REPLY = struct.Struct("<IiQ")
_ROOT, _FILE = 1, 2
_NEITHER_SETUID_NOR_DEVICES = 2 | 4
_LARGEST_REQUEST = 1 << 20
_PAST_THE_PAGE_CACHE = 1
_TIME = 1_700_000_000


class Asked(IntEnum):
    """The requests that are answered, and those that want no answer."""

    LOOKUP = 1
    FORGET = 2
    GETATTR = 3
    OPEN = 14
    READ = 15
    RELEASE = 18
    FLUSH = 25
    INIT = 26
    INTERRUPT = 36
    FORGET_MANY = 42


_UNANSWERED = (Asked.FORGET, Asked.INTERRUPT, Asked.FORGET_MANY)


def serve(folder: Path, shown: Path) -> None:
    """Mount and answer. Raises OSError where this system does not allow it."""
    content = shown.read_bytes()
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
    system = ctypes.CDLL(None, use_errno=True)
    if system.mount(b"hanging", os.fsencode(folder), b"fuse", _NEITHER_SETUID_NOR_DEVICES, options.encode()):
        raise OSError(ctypes.get_errno(), "mount")
    sys.stdout.write("mounted\n")
    sys.stdout.flush()
    while True:
        try:
            request = os.read(device, _LARGEST_REQUEST)
        except OSError as error:
            if error.errno == errno.ENODEV:  # unmounted
                return
            if error.errno == errno.ENOENT:  # the request was given up meanwhile
                continue
            raise
        _size, asked, unique, node, *_who = _REQUEST.unpack_from(request)
        if asked not in _UNANSWERED:
            failure, reply = _answer(asked, node, request[_REQUEST.size :], shown.name, content)
            os.write(device, _REPLY.pack(_REPLY.size + len(reply), -failure, unique) + reply)


def _answer(asked: int, node: int, body: bytes, name: str, content: bytes) -> tuple[int, bytes]:
    """An errno, or 0 and what was asked for."""
    match asked:
        case Asked.INIT:
            return 0, struct.pack("<IIIIHHI40x", 7, 31, 0, 0, 0, 0, 1 << 17)
        case Asked.LOOKUP if node == _ROOT and body.rstrip(b"\0") == os.fsencode(name):
            return 0, struct.pack("<Q32x", _FILE) + _attributes(_FILE, content)
        case Asked.LOOKUP:
            return errno.ENOENT, b""
        case Asked.GETATTR:
            return 0, bytes(16) + _attributes(node, content)
        case Asked.OPEN:
            return 0, struct.pack("<QII", 0, _PAST_THE_PAGE_CACHE, 0)
        case Asked.READ:
            offset, size = struct.unpack_from("<8xQI", body)
            return 0, content[offset : offset + size]
        case Asked.FLUSH | Asked.RELEASE:
            return 0, b""
    return errno.ENOSYS, b""


def _attributes(node: int, content: bytes) -> bytes:
    mode, size = (stat.S_IFDIR | 0o755, 0) if node == _ROOT else (stat.S_IFREG | 0o644, len(content))
    times = (_TIME, _TIME, _TIME, 0, 0, 0)
    return struct.pack(
        "<6Q10I", node, size, size // 512, *times, mode, 1, os.getuid(), os.getgid(), 0, 4096, 0
    )


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
