"""The window's translations: from the sources to `resources/i18n/ftdesk_ja.ts` and on to the `.qm` that Qt loads.

    .venv/bin/python packaging/translations.py update   collect the texts of the sources into the .ts; what is
                                                        new stands there unfinished, what is gone goes
    .venv/bin/python packaging/translations.py build    make the .qm from the .ts
    .venv/bin/python packaging/translations.py check    fail where a text is unfinished or the .qm is older

Qt's lupdate sees literals only, and only in `self.tr("…")` inside a class, `translate("Context", "…")` and
`QT_TRANSLATE_NOOP("Context", "…")`: a function with another name, or `other.tr("…")`, hides its texts. The
tests of the desktop compare the .ts with the sources by a way of their own.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "i18n" / "ftdesk_ja.ts"
BUILT = SOURCE.with_suffix(".qm")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the .ts; `translation` is None while nobody has finished it."""

    context: str
    source: str
    translation: str | None


def update(translations: Path = SOURCE, package: Path = ROOT / "ftdesk") -> None:
    """Bring `translations` up to the sources of `package`; finished entries stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "sources.lst")
        listed.write_text("\n".join(map(str, sorted(package.rglob("*.py")))), encoding="utf-8")
        options = [
            "-locations",
            "none",
            "-no-obsolete",
            "-sort-messages",
            "-disable-heuristic",
            "similartext",
        ]
        languages = ["-source-language", "en", "-target-language", "ja"]
        _run_tool("lupdate", f"@{listed}", *options, *languages, "-ts", str(translations))


def build(translations: Path = SOURCE, built: Path = BUILT) -> None:
    """Make `built` from the finished entries of `translations`."""
    _run_tool("lrelease", "-silent", str(translations), "-qm", str(built))


def entries(translations: Path = SOURCE) -> Iterator[Entry]:
    """Every entry of a .ts file, in its order."""
    for context in ET.parse(translations).iter("context"):  # noqa: S314 - a file of this repository
        for message in context.iter("message"):
            said = message.find("translation")
            finished = said is not None and said.get("type") is None and bool(said.text)
            yield Entry(
                context.findtext("name", ""),
                message.findtext("source", ""),
                said.text if said is not None and finished else None,
            )


def troubles() -> Iterator[str]:
    """What keeps the translations from being whole, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, built = Path(folder, SOURCE.name), Path(folder, BUILT.name)
        fresh.write_bytes(SOURCE.read_bytes())
        update(fresh)
        for entry in entries(fresh):
            if entry.translation is None:
                yield f"not translated: {entry.context}: {entry.source}"
        if set(entries()) - set(entries(fresh)):
            yield "the .ts has texts that the sources no longer have: run update"
        build(SOURCE, built)
        if not BUILT.is_file() or built.read_bytes() != BUILT.read_bytes():
            yield "the .qm is not made from this .ts: run build"


def main() -> int:
    """Do what was asked; 1 where a check found something."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["build"]:
            build()
        case ["check"]:
            found = list(troubles())
            print(*found, sep="\n")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


def _run_tool(name: str, *arguments: str) -> None:
    """One of Qt's tools that come with PySide6, started from the environment of this interpreter."""
    tool = Path(sys.executable).with_name(f"pyside6-{name}")
    subprocess.run([tool, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
