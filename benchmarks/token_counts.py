"""Whether token counts equal tiktoken's on every text: fuzzed ones, every character, every line of a folder's files.

    python -m benchmarks.token_counts [--texts N] [--folder FOLDER] [--seed SEED]

Both vocabularies, with tiktoken, word by word, and (where installed) with gigatoken behind ftdesk's counter; every text
once more cut at each border that a long text may be cut at. Prints the differences; the status is 1 if there are any.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.fuzzed_texts import fuzzed_texts
from ftdesk.dataset.encodings import CL100K, O200K
from ftdesk.dataset.fast_counting import load_gigatoken
from ftdesk.dataset.text_pieces import cut_at_borders
from ftdesk.dataset.tokenisers import Tokeniser, load_tiktoken
from ftdesk.dataset.vocabularies import read_vocabulary
from ftdesk.resource_files import resource_directory


def main() -> int:
    """Compare, print, and tell by the status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=20_000, help="fuzzed texts (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="every line of every file in it is compared, too")
    asked = parser.parse_args()
    differences = 0
    for encoding in (O200K, CL100K):
        vocabulary = read_vocabulary(encoding, resource_directory() / "tokenizers")
        reference, fast = load_tiktoken(vocabulary), load_gigatoken(vocabulary)
        if fast is None:
            print(f"{encoding}: gigatoken is not installed, or does not agree on the probe")
        sources = [("fuzzed texts", fuzzed_texts(asked.texts, asked.seed)), ("characters", _characters())]
        if asked.folder is not None:
            sources.append(("lines of files", _lines(asked.folder)))
        for name, texts in sources:
            differences += _compare(f"{encoding}, {name}", texts, reference, fast)
    return 1 if differences else 0


def _compare(name: str, texts: Iterable[str], reference: Tokeniser, fast: Tokeniser | None) -> int:
    count = tokens = 0
    differing = {"gigatoken": 0, "word by word": 0, "cut at borders": 0}
    for text in texts:
        wanted = list(reference.encode(text))
        count, tokens = count + 1, tokens + len(wanted)
        differing["gigatoken"] += fast is not None and list(fast.encode(text)) != wanted
        differing["word by word"] += reference.count(text) != len(wanted)
        cut = [token for piece in cut_at_borders(text, long=1) for token in reference.encode(piece)]
        differing["cut at borders"] += cut != wanted
    told = ", ".join(f"{way}: {number}" for way, number in differing.items())
    print(f"{name}: {count:,} texts, {tokens:,} tokens; differences: {told}", flush=True)
    return sum(differing.values())


def _characters() -> Iterator[str]:
    """Every character of the first two planes, between letters, digits, punctuation, blanks and line ends."""
    for character in map(chr, range(0x20000)):
        yield f"a{character}a 1{character}1 !{character}! {character}\n{character}/ A{character}'s"


def _lines(folder: Path) -> Iterator[str]:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        with file.open(encoding="utf-8", errors="replace", newline="") as lines:
            yield from lines


if __name__ == "__main__":
    sys.exit(main())
