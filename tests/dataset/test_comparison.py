import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ftdesk.dataset.comparison import Comparison, Kind, compare
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.likeness import far, gaps, pair_far, pair_near
from ftdesk.dataset.line_hashes import hash_lines, hash_range, joined
from ftdesk.dataset.lines import Positions


def chat(question: str, answer: str) -> bytes:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    return json.dumps({"messages": messages}, ensure_ascii=False).encode()


def examples(count: int, seed: int = 1) -> list[bytes]:
    made = random.Random(seed)
    words = [
        "ship",
        "harbour",
        "rope",
        "tide",
        "sail",
        "crew",
        "港",
        "船長",
        "anchor",
        "north",
        "storm",
        "map",
    ]
    return [
        chat(
            f"Question {number}: {' '.join(made.choices(words, k=12))}?", " ".join(made.choices(words, k=30))
        )
        for number in range(count)
    ]


def compared(before: Sequence[bytes], after: Sequence[bytes]) -> Comparison:
    """The whole way, as the window goes it."""
    comparison = compare(hash_lines(before), hash_lines(after))
    for gap in list(gaps(comparison)):
        comparison = paired(comparison, before, after, gap.removed, gap.added, near=True)
    rest = far(comparison)
    return paired(comparison, before, after, rest.removed, rest.added, near=False)


def paired(
    comparison: Comparison,
    before: Sequence[bytes],
    after: Sequence[bytes],
    removed: Positions,
    added: Positions,
    *,
    near: bool,
) -> Comparison:
    pair = pair_near if near else pair_far
    found = pair([before[place] for place in removed], [after[place] for place in added])
    olds = np.array([removed[old] for old, _ in found], np.int64)
    news = np.array([added[new] for _, new in found], np.int64)
    return comparison.with_changed(olds, news)


def told(comparison: Comparison) -> list[tuple[str, int, int]]:
    rows = zip(comparison.kinds.tolist(), comparison.before.tolist(), comparison.after.tolist(), strict=True)
    return [(Kind(kind).name, before, after) for kind, before, after in rows]


def counts(comparison: Comparison) -> dict[str, int]:
    return {kind.name: comparison.count(kind) for kind in Kind if comparison.count(kind)}


def test_equal_files_have_no_difference() -> None:
    lines = examples(50)
    comparison = compared(lines, lines)
    assert (len(comparison), comparison.unchanged) == (0, 50)


@pytest.mark.parametrize(("before", "after"), [([], []), ([], [b"a"]), ([b"a"], []), ([b"a"], [b"b"])])
def test_files_with_hardly_anything(before: list[bytes], after: list[bytes]) -> None:
    comparison = compare(hash_lines(before), hash_lines(after))
    assert comparison.count(Kind.REMOVED) == len(before)
    assert comparison.count(Kind.ADDED) == len(after)


def test_each_planted_edit_is_told_where_it_is() -> None:
    before = examples(100)
    after = [*before]
    after[10] = before[10].replace(b"Question 10", b"Another question 10")
    after.insert(50, chat("Something new", "entirely unlike the rest of them all"))
    del after[80]  # 79 in the older version
    after.append(after.pop(20))
    assert told(compared(before, after)) == [
        ("CHANGED", 10, 10),
        ("ADDED", -1, 49),
        ("REMOVED", 79, -1),
        ("MOVED", 20, 99),
    ]


def test_after_a_shuffle_only_what_differs_is_told() -> None:
    before = examples(2_000)
    after = [*before]
    after[7] = before[7].replace(b"?", b"???")
    after[1_500] = chat("New question about nothing that was there", "別の答え")
    random.Random(5).shuffle(after)
    comparison = compared(before, after)
    assert counts(comparison) == {
        "CHANGED": 1,
        "ADDED": 1,
        "REMOVED": 1,
        "MOVED": comparison.count(Kind.MOVED),
    }
    assert comparison.unchanged + comparison.count(Kind.MOVED) == 1_998
    row = comparison.of_kinds(frozenset({Kind.CHANGED}))[0]
    assert before[comparison.before[row]] == before[7]
    assert b"???" in after[comparison.after[row]]


def test_every_line_is_accounted_for_once() -> None:
    made = random.Random(9)
    for _ in range(60):
        before = [b"%d" % made.randrange(12) for _ in range(made.randrange(30))]
        after = [b"%d" % made.randrange(12) for _ in range(made.randrange(30))]
        comparison = compare(hash_lines(before), hash_lines(after))
        olds = [*comparison.anchors[0].tolist(), *comparison.before[comparison.before >= 0].tolist()]
        news = [*comparison.anchors[1].tolist(), *comparison.after[comparison.after >= 0].tolist()]
        assert sorted(olds) == list(range(len(before)))
        assert sorted(news) == list(range(len(after)))
        for kind, old, new in told(comparison):
            assert kind != "MOVED" or before[old] == after[new]
        assert all(
            before[old] == after[new]
            for old, new in zip(*map(np.ndarray.tolist, comparison.anchors), strict=True)
        )


def test_duplicates_are_matched_one_by_one() -> None:
    twice = [b"a", b"b", b"a", b"c", b"a"]
    assert told(compare(hash_lines(twice), hash_lines([b"a", b"b", b"a", b"a"]))) == [("REMOVED", 3, -1)]
    assert counts(compare(hash_lines([b"a"]), hash_lines([b"a"] * 3))) == {"ADDED": 2}


def test_the_longest_order_that_stayed_is_not_moved() -> None:
    before = [b"%d" % number for number in range(10)]
    after = [*before[5:8], *before[:5], *before[8:]]
    assert [(old, new) for _, old, new in told(compare(hash_lines(before), hash_lines(after)))] == [
        (5, 0),
        (6, 1),
        (7, 2),
    ]


def test_every_example_changed_is_as_many_changes() -> None:
    before = examples(3_000)
    after = [
        line.replace(b'{"messages": [', b'{"messages": [{"role": "system", "content": "Be brief."}, ')
        for line in before
    ]
    assert counts(compared(before, after)) == {"CHANGED": 3_000}


def test_unlike_examples_in_one_place_are_not_one_that_changed() -> None:
    before, after = [chat("How do I moor?", "With two lines.")], [chat("天気は?", "晴れです。")]
    assert counts(compared(before, after)) == {"REMOVED": 1, "ADDED": 1}


def test_a_change_and_a_removal_in_one_gap_are_told_apart() -> None:
    before = examples(6)
    after = [before[0], before[2].replace(b"Question 2", b"Question two"), *before[3:]]
    assert told(compared(before, after)) == [("REMOVED", 1, -1), ("CHANGED", 2, 1)]


def test_a_hundred_thousand_lines_with_planted_edits() -> None:
    before = [b'{"n": %d, "text": "%d"}' % (number, number * 7919) for number in range(100_000)]
    after = [*before]
    for place in range(0, 100_000, 1_000):
        after[place] = after[place].replace(b'"text"', b'"texts"')
    random.Random(2).shuffle(after)
    comparison = compare(hash_lines(before), hash_lines(after))
    assert comparison.count(Kind.ADDED) == comparison.count(Kind.REMOVED) == 100
    assert comparison.unchanged + comparison.count(Kind.MOVED) == 99_900


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"one",
        b"one\ntwo\r\n\nthree",
        b"\xef\xbb\xbfone\r\ntwo\r",
        b"\n\n",
        b"\r\n",
        "長い\n行\r\n".encode(),
    ],
)
def test_ranges_of_a_file_have_the_lines_of_a_dataset(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "d").write_bytes(raw)
    dataset = Dataset.open(tmp_path / "d")
    lines = [dataset.line(row) for row in dataset.row_ids().tolist()]
    hashed = hash_range(raw, 0)
    assert hashed.hashes.tolist() == hash_lines(lines).tolist()
    spans = zip(hashed.starts.tolist(), hashed.stops.tolist(), strict=True)
    assert [raw[start:stop] for start, stop in spans] == lines


def test_a_file_in_ranges_is_the_file_in_one() -> None:
    raw = b"\n".join(examples(20)) + b"\n"
    middle = raw.index(b"\n", len(raw) // 2) + 1
    parts = joined([hash_range(raw[:middle], 0), hash_range(raw[middle:], middle)])
    assert parts.hashes.tolist() == hash_range(raw, 0).hashes.tolist()
    assert parts.starts.tolist() == hash_range(raw, 0).starts.tolist()
