"""Random training files of every kind that scripts write, and some that none should: for checks that need many."""

import json
import random

MARK = b"\xef\xbb\xbf"
_WORDS = (
    "Hello",
    "Grüße",
    "こんにちは",
    "שלום",
    "🙂",
    "a\u2028b",
    "tab\there",
    'say "hi"',
    "\\path",
    "</b>",
    "é",
    "e\u0301",
)
_ODD = (
    b"",
    b" ",
    b"\t",
    b"{",
    b"null",
    b"[1, 2]",
    b'{"a": 1, "a": 2}',
    b'{"n": NaN}',
    b'{"n": 1e400, "m": -0, "k": 1.0, "i": 123456789012345678901234567890}',
    b'{"s": "\\ud800"}',
    b'{"s": "\xff\xfe"}',
    b"a lone\rreturn",
    b"ends with a return\r",
    b"\xe2\x80\xa8",
    b"\xc3",
    b"[" * 3000,
    b'{"long": "' + b"text " * 16_000 + b'"}',  # from such a length on, ranges are copied inside the kernel
)


def random_line(dice: random.Random) -> bytes:
    """One line without its line end."""
    if dice.random() < 0.2:
        return dice.choice(_ODD)
    example = _example(dice)
    spaced = dice.choice([(",", ":"), (", ", ": "), (" , ", " : "), (",  ", ":\t")])
    line = json.dumps(example, ensure_ascii=dice.random() < 0.5, separators=spaced).encode()
    if dice.random() < 0.2:
        line = line.replace(b"e", b"\\u0065").replace(b"/", b"\\/")
    return dice.choice([b"", b"", b" "]) + line + dice.choice([b"", b"", b"  "])


def _example(dice: random.Random) -> dict[str, object]:
    messages: list[dict[str, object]] = []
    for role in ("system", "user", "assistant", "tool")[: dice.randrange(5)]:
        message = {"role": role, "content": " ".join(dice.choices(_WORDS, k=dice.randrange(8)))}
        if dice.random() < 0.3:
            message = dict(reversed(message.items()))
        messages.append({**message, "weight": dice.choice([0, 1])} if dice.random() < 0.2 else {**message})
    return {"messages": messages, **({"id": dice.getrandbits(70)} if dice.random() < 0.3 else {})}


def random_file(dice: random.Random, most_lines: int = 40) -> bytes:
    """A file with or without mark, line ends of one or both kinds, perhaps none after the last line."""
    ends = dice.choice([(b"\n",), (b"\r\n",), (b"\n", b"\r\n"), (b"\n", b"\n", b"\n", b"\r\n")])
    body = b"".join(random_line(dice) + dice.choice(ends) for _ in range(dice.randrange(most_lines)))
    if dice.random() < 0.4:
        body = body.removesuffix(b"\n").removesuffix(b"\r")
    return dice.choice([b"", b"", b"", MARK]) + body
