"""What a line of no known format lacks, seen from the format of the file in which it stands."""

from ftdesk.dataset.formats import Format
from ftdesk.dataset.rules.finding import Finding

_PARTS = {
    Format.CHAT: ("messages",),
    Format.REINFORCEMENT: ("messages",),
    Format.COMPLETION: ("prompt", "completion"),
    Format.PREFERENCE: ("input", "preferred", "non_preferred"),
}


def missing_parts(file_format: Format) -> tuple[Finding, ...]:
    """One finding for each part; their line is filled in later."""
    return tuple(Finding(0, f"{part}.missing") for part in _PARTS.get(file_format, ()))
