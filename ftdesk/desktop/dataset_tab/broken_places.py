"""Where a line stops being JSON or UTF-8, in characters of the raw editor: one for each byte that is none."""

from collections.abc import Sequence

from ftdesk.dataset.rules.finding import Finding


def broken_places(line: bytes, findings: Sequence[Finding]) -> list[int]:
    """The characters, from 0, that findings of a line point at by a column or the offset of a byte."""
    places = []
    for finding in findings:
        named = dict(finding.arguments)
        if finding.code.startswith("json.") and named.get("column", "").isdigit():
            places.append(int(named["column"]) - 1)
        elif finding.code == "line.not_utf8":
            places.append(len(line[: int(named["offset"])].decode("utf-8", "surrogateescape")))
    return places
