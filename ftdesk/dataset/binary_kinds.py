"""Telling by the first bytes that a file is no text, and what it is instead."""

from ftdesk.wording import QT_TRANSLATE_NOOP

_ARCHIVE = QT_TRANSLATE_NOOP("DatasetFile", "a compressed file (unpack it first)")
_PICTURE = QT_TRANSLATE_NOOP("DatasetFile", "a picture")
_OFFICE = QT_TRANSLATE_NOOP("DatasetFile", "an office document (save a table as CSV)")
_WORKBOOK = QT_TRANSLATE_NOOP(
    "DatasetFile", "an Excel workbook (save the sheet as CSV in UTF-8 and open that)"
)
_TABLE = QT_TRANSLATE_NOOP("DatasetFile", "a binary table")
_PROGRAM = QT_TRANSLATE_NOOP("DatasetFile", "a program")
_WIDE = QT_TRANSLATE_NOOP("DatasetFile", "text in UTF-16 or UTF-32 (save it as UTF-8)")
_OTHER = QT_TRANSLATE_NOOP("DatasetFile", "binary data")

_SIGNATURES = (
    (b"%PDF-", QT_TRANSLATE_NOOP("DatasetFile", "a PDF document")),
    (b"PK\x03\x04", QT_TRANSLATE_NOOP("DatasetFile", "a zip archive or an office document")),
    (b"PK\x05\x06", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"RIFF", QT_TRANSLATE_NOOP("DatasetFile", "a picture, sound or video")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"PAR1", _TABLE),
    (b"ARROW1", _TABLE),
    (b"SQLite format 3\x00", QT_TRANSLATE_NOOP("DatasetFile", "a database")),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90\x00", _PROGRAM),
    (b"\xff\xfe", _WIDE),
    (b"\xfe\xff", _WIDE),
    (b"\x00\x00\xfe\xff", _WIDE),
)

LOOKED_AT = 8192
"""How many first bytes `binary_kind` wants to see."""

_MOST_ZEROS = 0.02  # a stray NUL in a text line is a finding there, not a reason to refuse the file
_MOST_CONTROLS = 0.05  # text has next to none in any encoding, random bytes have 11 %
_FEW = 20
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))


def binary_kind(head: bytes) -> str | None:
    """What the file is if it is no text (an English phrase, context "DatasetFile"), or None for text."""
    if head.startswith(b"PK\x03\x04") and b"xl/" in head[:LOOKED_AT]:
        return _WORKBOOK
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    sample = head[:LOOKED_AT]
    zeros = sample.count(0)
    if zeros > len(sample) * _MOST_ZEROS and zeros > 1:
        return _WIDE if _looks_wide(sample) else _OTHER
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return _OTHER if controls > len(sample) * _MOST_CONTROLS and controls > _FEW else None


def _looks_wide(sample: bytes) -> bool:
    """ASCII written with two bytes a character has its zeros all at even or all at odd places."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return min(even, odd) == 0 and max(even, odd) * 3 > len(sample)
