"""A chat file of any number of lines for benchmarks: the same bytes every time, English, Japanese and escapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

_AT_ONCE = 5_000
_ENGLISH = (
    "How do I reset the password of an account that I can no longer reach?",
    "My invoice for March shows two payments. Which one will be refunded, and when?",
    "Please shorten this text to three sentences that a customer understands.",
    "What does the error 'connection reset by peer' mean for our nightly export?",
)
_JAPANESE = (
    "請求書の宛名を会社名に変更したいのですが、どこから手続きできますか。",
    "昨日注文した商品の配送状況を確認してください。",
    "この文章を、お客様向けのやわらかい表現に書き直してください。",
)
_ANSWER = (
    "Open the settings, choose the account, and follow the three steps that are shown there. "
    "If nothing arrives within ten minutes, write to us again and we will look into it together. "
)


def write_chat_lines(path: Path, lines: int) -> None:
    """Write `lines` examples of 300 to 1,100 bytes each."""
    with path.open("wb") as file:
        for first in range(0, lines, _AT_ONCE):
            numbers = range(first, min(lines, first + _AT_ONCE))
            file.write(b"".join(_lines(numbers)))


def _lines(numbers: range) -> Iterator[bytes]:
    for number in numbers:
        asked = (_JAPANESE if number % 3 == 1 else _ENGLISH)[number % 3]
        messages = [
            {"role": "user", "content": f"{asked} ({number})"},
            {"role": "assistant", "content": _ANSWER * (1 + number % 4)},
        ]
        if number % 2:
            messages.insert(0, {"role": "system", "content": "You answer briefly and kindly."})
        yield json.dumps({"messages": messages}, ensure_ascii=number % 5 == 0).encode() + b"\n"
