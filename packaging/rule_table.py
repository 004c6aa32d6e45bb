"""The table of everything that can be found wrong in a training file, as `resources/findings.md`.

    .venv/bin/python packaging/rule_table.py update     write the table, and its hash into the manifest
    .venv/bin/python packaging/rule_table.py check      fail where the table is older than the rules

Codes, severities, sentences and fixes are those of `ftdesk.dataset.rules`; the Japanese sentences are those of the
window (`resources/i18n/ftdesk_ja.ts`).
"""

import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from translations import SOURCE, entries  # noqa: E402 - found in the folder that was just named

from ftdesk.dataset.rules.catalogue import CATALOGUE, Rule, Severity  # noqa: E402
from ftdesk.dataset.rules.fixes import FIX_WORDS  # noqa: E402

RESOURCES = ROOT / "resources"
TABLE = RESOURCES / "findings.md"
MANIFEST = RESOURCES / "MANIFEST.toml"

_HEAD = """\
# What ftdesk finds in training files

Made by `packaging/rule_table.py`; do not edit. {count} codes: {errors} errors (a provider refuses the example, or it
trains the wrong thing), {warnings} warnings (it probably hurts) and {notes} notes. Words in braces are filled from the
file. A fix is one that is safe; each can be undone.

| code | severity | sentence | 日本語 | fix |
| --- | --- | --- | --- | --- |
"""


def table(translations: Path = SOURCE) -> str:
    """The whole document. A sentence that nobody has translated yet is a dash."""
    japanese = {
        (entry.context, entry.source): entry.translation
        for entry in entries(translations)
        if entry.translation is not None
    }
    severities = Counter(rule.severity for rule in CATALOGUE.values())
    head = _HEAD.format(
        count=len(CATALOGUE),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.INFO],
    )
    return head + "".join(_row(code, rule, japanese) for code, rule in CATALOGUE.items())


def update() -> None:
    """Write the table, and its hash into the manifest."""
    content = table().encode()
    TABLE.write_bytes(content)
    row = re.compile(r'(path = "findings\.md"\n(?:[a-z]+ = .*\n)*?sha256 = ")[0-9a-f]*')
    manifest, count = row.subn(
        rf"\g<1>{hashlib.sha256(content).hexdigest()}", MANIFEST.read_text(encoding="utf-8")
    )
    if count != 1:
        raise SystemExit("the manifest has no row for findings.md")
    MANIFEST.write_text(manifest, encoding="utf-8")


def is_current() -> bool:
    """Whether the table is what it would be made now."""
    return TABLE.is_file() and TABLE.read_text(encoding="utf-8") == table()


def _row(code: str, rule: Rule, japanese: dict[tuple[str, str], str]) -> str:
    fix = (
        ""
        if rule.fix is None
        else f"{FIX_WORDS[rule.fix]} / {japanese.get(('Fix', FIX_WORDS[rule.fix]), '–')}"
    )
    cells = (
        f"`{code}`",
        rule.severity.value,
        rule.template,
        japanese.get(("Finding", rule.template), "–"),
        fix,
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def main() -> int:
    """Do what was asked; 1 where a check found something."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["check"]:
            if not is_current():
                print("resources/findings.md is older than the rules: run update")
                return 1
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
