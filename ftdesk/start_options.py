"""What the command line may say about the window."""

from dataclasses import dataclass
from pathlib import Path

from ftdesk.errors import FtdeskError

VALUED: dict[str, tuple[str, ...]] = {
    "--workspace": (),
    "--screenshots": (),
    "--acknowledge": (),
    "--theme": ("auto", "light", "dark", "contrast"),
    "--language": ("auto", "en", "ja"),
}
"""Options that take a value, and the values they take (any, where none are named)."""


class UsageError(FtdeskError):
    """An option that does not exist or lacks its value."""


@dataclass(frozen=True, slots=True)
class StartOptions:
    """How the window starts: files to open, another workspace, the tour and where its pictures go.

    `theme` and `language` hold for this run only; None takes what the settings say. `acknowledge` is a file that
    gets a line whenever an edit, a save or the wish for a job has become durable, for testers.
    """

    files: tuple[Path, ...] = ()
    workspace: Path | None = None
    tour: bool = False
    screenshots: Path | None = None
    theme: str | None = None
    language: str | None = None
    acknowledge: Path | None = None


def parse_options(given: list[str]) -> StartOptions:
    """Read the arguments of the window; raises UsageError. After "--" everything is a file."""
    rest = list(given)
    files: list[Path] = []
    values: dict[str, str] = {}
    tour = False
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            files += [Path(name) for name in rest]
            break
        if word == "--tour":
            tour = True
        elif name in VALUED:
            values[name] = _checked(name, value if equals else _next(rest, name))
        elif word.startswith("-") and word != "-":
            raise UsageError(f"there is no option {word}")
        else:
            files.append(Path(word))
    if "--screenshots" in values and not tour:
        raise UsageError("--screenshots goes with --tour")
    return StartOptions(
        files=tuple(files),
        workspace=_path(values.get("--workspace")),
        tour=tour,
        screenshots=_path(values.get("--screenshots")),
        theme=values.get("--theme"),
        language=values.get("--language"),
        acknowledge=_path(values.get("--acknowledge")),
    )


def _next(rest: list[str], name: str) -> str:
    if not rest:
        raise UsageError(f"{name} needs a value")
    return rest.pop(0)


def _checked(name: str, value: str) -> str:
    if VALUED[name] and value not in VALUED[name]:
        raise UsageError(f"{name} takes one of {', '.join(VALUED[name])}")
    return value


def _path(value: str | None) -> Path | None:
    return None if value is None else Path(value)
