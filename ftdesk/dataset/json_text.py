"""A JSON text that is edited in place: what is not edited keeps every character of its spelling.

Spaces, escapes, key order, number spelling and unknown keys survive because edits are cuts into the text,
never a new writing of the whole. Texts are known to be valid JSON; `read_json_text` checks one that is not.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ftdesk.dataset.rules.finding import Finding, Found
from ftdesk.dataset.rules.json_scan import scan
from ftdesk.errors import FtdeskError

Pointer = tuple[str | int, ...]
"""A place in a JSON value: keys and indexes from the top."""

_TOKEN = re.compile(r'[ \t\n\r]*+("[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++)', re.DOTALL)
_ESCAPED_LETTER = re.compile(r"(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-fA-F]{4}")
_ESCAPED_SLASH = re.compile(r"(?<!\\)(?:\\\\)*\\/")
_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonTextError(FtdeskError):
    """A text that should be JSON and is not; `finding` words it, `offset` counts characters from 0."""

    def __init__(self, finding: Finding, offset: int) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Style:
    """How a text spells what JSON leaves open."""

    item_separator: str = ", "
    key_separator: str = ": "
    escapes_letters: bool = False
    """Letters beyond ASCII are written as escapes (`\\u3042`)."""
    escapes_slashes: bool = False

    def spell(self, value: str) -> str:
        """A text in quotes."""
        spelled = json.dumps(value, ensure_ascii=self.escapes_letters)
        if self.escapes_slashes:
            spelled = spelled.replace("/", "\\/")
        return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", spelled)


@dataclass(slots=True)
class Node:
    """One value in the text, from `start` up to `end`, with what it holds in order."""

    start: int
    end: int = 0
    keys: list[str] | None = None
    """The keys of an object; None for everything else."""
    key_starts: list[int] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def spans(self) -> list[tuple[int, int]]:
        """Where each member stands, with its key."""
        starts = self.key_starts if self.keys is not None else [child.start for child in self.children]
        return [(start, child.end) for start, child in zip(starts, self.children, strict=True)]

    def place_of(self, step: str | int) -> int | None:
        """The index of a member, or None."""
        if self.keys is not None:
            return self.keys.index(step) if isinstance(step, str) and step in self.keys else None
        return step if isinstance(step, int) and 0 <= step < len(self.children) else None


class JsonText:
    """One valid JSON text; edits return the new text as a string. Places that do not exist raise KeyError."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def root(self) -> Node:
        """The outermost value."""
        return _read(self.text, 0)

    @cached_property
    def style(self) -> Style:
        """How this text spells things: told by its first separators and its escapes."""
        nodes = list(_walk(self.root))
        items = (self.text[a[1] : b[0]] for node in nodes for a, b in pairwise(node.spans()))
        keys = (self._key_gap(node, place) for node in nodes for place in range(len(node.key_starts)))
        return Style(
            next(items, ", "),
            next(keys, ": "),
            self.text.isascii() and _ESCAPED_LETTER.search(self.text) is not None,
            _ESCAPED_SLASH.search(self.text) is not None,
        )

    def _key_gap(self, node: Node, place: int) -> str:
        key = _TOKEN.match(self.text, node.key_starts[place])
        return self.text[key.end() : node.children[place].start] if key else ": "

    def node(self, pointer: Pointer) -> Node:
        """The value at a place."""
        node = self.root
        for step in pointer:
            place = node.place_of(step)
            if place is None:
                raise KeyError(pointer)
            node = node.children[place]
        return node

    def has(self, pointer: Pointer) -> bool:
        """Whether there is a value at a place."""
        try:
            self.node(pointer)
        except KeyError:
            return False
        return True

    def replace(self, pointer: Pointer, fragment: str) -> str:
        """Put another value in a place."""
        node = self.node(pointer)
        return self.text[: node.start] + fragment + self.text[node.end :]

    def remove(self, pointer: Pointer) -> str:
        """Take a key or an item out, with one separator."""
        holder = self.node(pointer[:-1])
        place = holder.place_of(pointer[-1])
        if place is None:
            raise KeyError(pointer)
        spans = holder.spans()
        if len(spans) == 1:
            start, end = holder.start + 1, holder.end - 1
        elif place == 0:
            start, end = spans[0][0], spans[1][0]
        else:
            start, end = spans[place - 1][1], spans[place][1]
        return self.text[:start] + self.text[end:]

    def insert(self, pointer: Pointer, place: int, fragment: str) -> str:
        """Put a member (an item, or key and value) into the list or object there, before that at `place`."""
        holder = self.node(pointer)
        spans, separator = holder.spans(), self.style.item_separator
        if not spans:
            return self.text[: holder.start + 1] + fragment + self.text[holder.end - 1 :]
        if place <= 0:
            at, fragment = spans[0][0], fragment + separator
        else:
            at, fragment = spans[min(place, len(spans)) - 1][1], separator + fragment
        return self.text[:at] + fragment + self.text[at:]

    def set_key(self, pointer: Pointer, key: str, fragment: str, *, after: str | None = None) -> str:
        """Give a key of an object a value; a new key comes after the key `after`, or last."""
        holder = self.node(pointer)
        if holder.keys is None:
            raise KeyError((*pointer, key))
        if key in holder.keys:
            return self.replace((*pointer, key), fragment)
        place = holder.keys.index(after) + 1 if after in holder.keys else len(holder.keys)
        return self.insert(pointer, place, self.style.spell(key) + self.style.key_separator + fragment)

    def move(self, pointer: Pointer, new_index: int) -> str:
        """Put a list item at another index, counted after it was taken out. Raises IndexError."""
        holder, item = self.node(pointer[:-1]), self.node(pointer)
        if not 0 <= new_index < len(holder.children):
            raise IndexError(new_index)
        if pointer[-1] == new_index:
            return self.text
        shorter = JsonText(self.remove(pointer))
        shorter.style = self.style  # a list of one has no separator left to tell
        return shorter.insert(pointer[:-1], new_index, self.text[item.start : item.end])

    def compact(self, pointer: Pointer, style: Style) -> str:
        """The value at a place on one line in another text's style; numbers stay as they are spelled."""
        return "".join(self._written(self.node(pointer), style, None))

    def pretty(self, pointer: Pointer) -> str:
        """The value at a place indented for reading; numbers stay as they are spelled."""
        return "".join(self._written(self.node(pointer), Style(item_separator=","), 0))

    def _written(self, node: Node, style: Style, depth: int | None) -> Iterator[str]:
        token = self.text[node.start : node.end]
        if token[0] == '"':
            yield style.spell(json.loads(token))
        elif token[0] not in "{[" or not node.children:
            yield token if token[0] not in "{[" else token[0] + token[-1]
        else:
            inner, outer = ("", "") if depth is None else ("\n" + "  " * (depth + 1), "\n" + "  " * depth)
            yield token[0]
            for place, child in enumerate(node.children):
                yield (style.item_separator if place else "") + inner
                if node.keys is not None:
                    yield style.spell(node.keys[place]) + style.key_separator
                yield from self._written(child, style, None if depth is None else depth + 1)
            yield outer + token[-1]


def read_json_text(text: str) -> JsonText:
    """Check and take a text that a person typed. Raises `JsonTextError`."""
    result = scan(text)
    for trouble in result.troubles:
        found = Found(1)
        found.note(trouble.code, trouble.path, trouble.arguments)
        column = trouble.arguments.get("column")
        raise JsonTextError(found.findings[0], column - 1 if isinstance(column, int) else 0)
    return JsonText(text)


def _read(text: str, position: int) -> Node:
    """The value that starts at `position`; valid JSON is at most 250 levels deep, so this may call itself."""
    match = _TOKEN.match(text, position)
    if match is None:
        raise ValueError("not a JSON text")
    node, opening = Node(match.start(1), match.end()), match[1]
    if opening not in ("{", "["):
        return node
    node.keys = [] if opening == "{" else None
    node.end = _read_members(text, match.end(), node)
    return node


def _read_members(text: str, position: int, node: Node) -> int:
    while (match := _TOKEN.match(text, position)) is not None:
        if match[1] in ("}", "]"):
            return match.end()
        if match[1] == ",":
            position = match.end()
            continue
        if node.keys is not None:
            node.keys.append(json.loads(match[1]))
            node.key_starts.append(match.start(1))
            position = match.end()
            position = text.index(":", position) + 1
        child = _read(text, position)
        node.children.append(child)
        position = child.end
    raise ValueError("not a JSON text")


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)
