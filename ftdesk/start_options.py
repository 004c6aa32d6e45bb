"""What the command line may say about the window."""

from dataclasses import dataclass
from pathlib import Path

from ftdesk.errors import FtdeskError


class UsageError(FtdeskError):
    """An option that does not exist or lacks its value."""


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How the window starts: files to open, another workspace, the tour and where its pictures go."""

    files: tuple[Path, ...] = ()
    workspace: Path | None = None
    tour: bool = False
    screenshots: Path | None = None


def parse_options(given: list[str]) -> StartOptions:
    """Read the arguments of the window; raises UsageError. After "--" everything is a file."""
    rest = list(given)
    files: list[Path] = []
    folders: dict[str, Path] = {}
    tour = False
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            files += [Path(name) for name in rest]
            break
        if word == "--tour":
            tour = True
        elif name in {"--workspace", "--screenshots"}:
            folders[name] = Path(value if equals else _next(rest, name))
        elif word.startswith("-") and word != "-":
            raise UsageError(f"there is no option {word}")
        else:
            files.append(Path(word))
    if "--screenshots" in folders and not tour:
        raise UsageError("--screenshots goes with --tour")
    return StartOptions(tuple(files), folders.get("--workspace"), tour, folders.get("--screenshots"))


def _next(rest: list[str], name: str) -> str:
    if not rest:
        raise UsageError(f"{name} needs a folder")
    return rest.pop(0)
