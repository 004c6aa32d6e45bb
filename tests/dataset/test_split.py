"""A split loses nothing, doubles nothing, keeps every byte, and is the same on every machine."""

import errno
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.drafts import FILES, FileOperations
from ftdesk.dataset.file_errors import NotConfirmed, SaveFailed
from ftdesk.dataset.lines import LineSource, index_lines
from ftdesk.dataset.new_files import TargetExists, TargetTaken, write_new_files
from ftdesk.dataset.split import Split, SplitPlan, Stratify, ranks, split
from ftdesk.dataset.split_files import SplitTargets, halves, propose_targets
from ftdesk.dataset.split_keys import KEYS, keys_of_lines
from ftdesk.errors import Cancelled

MakeDataset = Callable[[bytes], Dataset]
MARK = b"\xef\xbb\xbf"


def example(number: int, answer: str = "yes", system: str = "") -> bytes:
    head = f'{{"role": "system", "content": "{system}"}}, ' if system else ""
    return (
        f'{{"messages": [{head}{{"role": "user", "content": "q{number}"}}, '
        f'{{"role": "assistant", "content": "{answer}"}}]}}'
    ).encode()


def divided(lines: list[bytes], plan: SplitPlan) -> tuple[list[bytes], list[bytes]]:
    made = split(keys_of_lines(tuple(lines)), plan)
    return [lines[place] for place in made.training], [lines[place] for place in made.validation]


def write_split(dataset: Dataset, made: Split, targets: SplitTargets, **options: object) -> None:
    write_new_files(halves(dataset.snapshot(), made, targets), open_file=dataset.path, **options)


def split_to_files(dataset: Dataset, plan: SplitPlan, **options: object) -> tuple[Path, Path]:
    lines = tuple(line for block in dataset.blocks() for line in block.lines)
    targets = propose_targets(dataset.path, dataset.path.parent)
    write_split(dataset, split(keys_of_lines(lines), plan), targets, **options)
    return targets.training, targets.validation


def raw_lines(content: bytes) -> list[bytes]:
    return content.removeprefix(MARK).splitlines(keepends=True)


# -- which rows -------------------------------------------------------------------------------------------------------


GOLDEN = [1, 2, 7, 8, 14, 16, 18, 25]
"""Worked out once without numpy: the eight rows of lowest rank."""


def test_the_rows_of_a_known_file_and_seed_never_change() -> None:
    lines = [example(number) for number in range(40)]
    made = split(keys_of_lines(tuple(lines)), SplitPlan(permille=200, seed=7))
    assert made.validation.tolist() == GOLDEN


def test_the_generator_is_splitmix64_as_published() -> None:
    state, words = 1234567, []
    for _ in range(3):  # the first words of its author's reference code for this seed
        words.append(state)
        state = (state + 0x9E3779B97F4A7C15) % 2**64
    from ftdesk.dataset.split import _GOLDEN, _mix

    published = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert _mix(np.array(words, np.uint64) + _GOLDEN).tolist() == published


def some_lines(chance: random.Random) -> list[bytes]:
    """Examples that repeat, blank rows, and bytes that are no JSON."""
    odd = [b"", b" ", b"\xff\x00", b'{"a": 1}', b'{ "a":1}']
    return [chance.choice([example(chance.randrange(12)), *odd]) for _ in range(chance.randrange(60))]


def some_plan(chance: random.Random) -> SplitPlan:
    return SplitPlan(
        chance.randrange(1001),
        chance.randrange(2**31),
        chance.choice(list(Stratify)),
        keep_together=chance.random() < 0.7,
    )


@pytest.mark.parametrize("seed", range(100))
def test_every_row_is_in_exactly_one_half_and_keeps_its_order(seed: int) -> None:
    chance = random.Random(seed)
    lines, plan = some_lines(chance), some_plan(chance)
    made = split(keys_of_lines(tuple(lines)), plan)
    training, validation = made.training.tolist(), made.validation.tolist()
    assert sorted(training + validation) == list(range(len(lines)))
    assert training == sorted(training)
    assert validation == sorted(validation)
    again = split(keys_of_lines(tuple(lines)), plan)
    assert again.validation.tolist() == validation


@pytest.mark.parametrize("seed", range(100))
def test_a_shuffle_of_the_file_sets_the_same_examples_aside(seed: int) -> None:
    chance = random.Random(seed)
    lines, plan = some_lines(chance), some_plan(chance)
    mixed = chance.sample(lines, len(lines))
    assert Counter(divided(lines, plan)[1]) == Counter(divided(mixed, plan)[1])


@pytest.mark.parametrize("permille", [1, 100, 333, 500, 900])
def test_the_share_is_met_to_the_row_where_no_example_repeats(permille: int) -> None:
    lines = [example(number) for number in range(997)]
    _, validation = divided(lines, SplitPlan(permille, seed=3))
    assert len(validation) == (997 * permille + 500) // 1000


def test_another_seed_sets_other_rows_aside() -> None:
    lines = [example(number) for number in range(200)]
    assert divided(lines, SplitPlan(100, 1))[1] != divided(lines, SplitPlan(100, 2))[1]


def test_every_row_has_about_the_same_chance() -> None:
    keys = keys_of_lines(tuple(example(number) for number in range(100)))
    times = np.zeros(100, int)
    for seed in range(400):
        times[split(keys, SplitPlan(250, seed)).validation] += 1
    assert times.min() > 60
    assert times.max() < 140


def test_the_same_example_spelled_otherwise_stays_together() -> None:
    lines = [example(number // 2) for number in range(100)]
    lines[1::2] = [line.replace(b'": "', b'":  "') for line in lines[1::2]]
    training, validation = divided(lines, SplitPlan(300, 5))
    assert len(validation) == 30
    tidy = [{line.replace(b'":  "', b'": "') for line in half} for half in (training, validation)]
    assert not tidy[0] & tidy[1]


def test_repeated_rows_are_dealt_one_by_one_where_that_is_asked_for() -> None:
    training, validation = divided([example(1)] * 10, SplitPlan(300, 5, keep_together=False))
    assert (len(training), len(validation)) == (7, 3)
    assert not divided([example(1)] * 10, SplitPlan(300, 5))[1]


def test_blank_rows_are_no_examples_and_stay_with_the_training_rows() -> None:
    lines = [b"", example(1), b"  ", example(2)]
    training, validation = divided(lines, SplitPlan(500, 1))
    assert len(validation) == 1
    assert [line for line in training if not line.strip()] == [b"", b"  "]


@pytest.mark.parametrize(
    ("stratify", "make"),
    [
        (Stratify.ANSWER, lambda number, kind: example(number, answer=kind)),
        (Stratify.SYSTEM, lambda number, kind: example(number, system=kind)),
    ],
)
def test_both_halves_have_each_kind_in_proportion(
    stratify: Stratify, make: Callable[[int, str], bytes]
) -> None:
    kinds = ["rare"] * 10 + ["common"] * 190
    lines = [make(number, kind) for number, kind in enumerate(kinds)]
    _, validation = divided(lines, SplitPlan(200, 11, stratify))
    assert sum(b"rare" in line for line in validation) == 2
    assert len(validation) == 40


def test_formats_and_lengths_are_kinds_too() -> None:
    chats = [example(number) for number in range(20)]
    prompts = [b'{"prompt": "%d", "completion": " x"}' % number for number in range(80)]
    _, validation = divided(chats + prompts, SplitPlan(100, 2, Stratify.FORMAT))
    assert sum(b"prompt" in line for line in validation) == 8
    longer = [example(number, system="s") for number in range(20)]
    _, validation = divided(chats + longer, SplitPlan(100, 2, Stratify.LENGTH))
    assert sum(b"system" in line for line in validation) == 2


def test_a_kind_of_its_own_for_each_row_still_meets_the_share() -> None:
    lines = [example(number, answer=str(number)) for number in range(90)]
    made = split(keys_of_lines(tuple(lines)), SplitPlan(100, 4, Stratify.ANSWER))
    assert (made.groups, len(made.validation)) == (90, 9)


def test_kinds_too_small_for_their_repeated_examples_do_not_lessen_the_share() -> None:
    lines = [example(number // 2, answer=str(number // 2)) for number in range(100)]
    _, validation = divided(lines, SplitPlan(100, 4, Stratify.ANSWER))
    assert len(validation) == 10


def test_rows_with_the_same_bytes_have_ranks_of_their_own() -> None:
    assert len(set(ranks(np.array([5, 5, 5, 6], np.uint64), 1).tolist())) == 4


def test_no_rows_are_split_into_nothing() -> None:
    made = split(np.zeros(0, KEYS), SplitPlan(100, 1, Stratify.ANSWER))
    assert (made.rows, len(made.validation), made.groups) == (0, 0, 0)


# -- the files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", MARK])
@pytest.mark.parametrize("last", [b"\n", b"\r\n", b""])
def test_each_half_keeps_bytes_line_ends_and_byte_order_mark(
    make_dataset: MakeDataset, mark: bytes, last: bytes
) -> None:
    rows = [example(number).replace(b"q", b"caf\\u00e9 caf\xc3\xa9") for number in range(30)]
    ends = [b"\r\n" if number % 3 else b"\n" for number in range(29)] + [last]
    content = mark + b"".join(map(bytes.__add__, rows, ends))
    training, validation = split_to_files(make_dataset(content), SplitPlan(400, 9))
    halves = training.read_bytes(), validation.read_bytes()
    assert all(half.startswith(MARK) is bool(mark) for half in halves)
    assert Counter(raw_lines(halves[0]) + raw_lines(halves[1])) == Counter(raw_lines(content))
    assert len(raw_lines(halves[1])) == 12


def test_what_is_edited_and_not_saved_is_in_the_halves(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"".join(example(number) + b"\n" for number in range(10)))
    dataset.replace(3, example(33))
    dataset.delete(5)
    dataset.move(9, 0)
    training, validation = split_to_files(dataset, SplitPlan(500, 1))
    expected = [dataset.line(row) + b"\n" for row in dataset.row_ids().tolist()]
    assert Counter(raw_lines(training.read_bytes()) + raw_lines(validation.read_bytes())) == Counter(expected)


def test_a_last_line_without_an_end_that_was_moved_up_is_not_joined_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"a\nb\nc\nd")
    dataset = Dataset.open(path)
    dataset.move(3, 0)
    targets = SplitTargets(tmp_path / "t", tmp_path / "v")
    write_split(dataset, Split(np.array([0, 1]), 4, 1, 0), targets)
    assert targets.validation.read_bytes() == b"d\na\n"
    assert targets.training.read_bytes() == b"b\nc"


def test_nothing_is_replaced_without_asking(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(example(1) + b"\n" + example(2) + b"\n")
    kept = propose_targets(dataset.path, dataset.path.parent).validation
    kept.write_bytes(b"mine")
    with pytest.raises(TargetExists):
        split_to_files(dataset, SplitPlan(500, 1))
    assert kept.read_bytes() == b"mine"
    assert len(list(kept.parent.iterdir())) == 2
    split_to_files(dataset, SplitPlan(500, 1), overwrite=True)
    assert kept.read_bytes() != b"mine"


@pytest.mark.parametrize("name", ["data.jsonl", "link.jsonl", "twice.jsonl", "Twice.jsonl"])
def test_the_open_file_and_one_name_for_both_are_refused(
    make_dataset: MakeDataset, tmp_path: Path, name: str
) -> None:
    dataset = make_dataset(b"a\nb\n")
    (tmp_path / "link.jsonl").hardlink_to(tmp_path / "data.jsonl")
    targets = SplitTargets(tmp_path / name, tmp_path / "twice.jsonl")
    with pytest.raises(TargetTaken):
        write_split(dataset, Split(np.array([0]), 2, 1, 0), targets, overwrite=True)
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nb\n"
    assert not (tmp_path / "twice.jsonl").exists()


def test_a_full_disk_at_the_second_half_leaves_neither(make_dataset: MakeDataset, tmp_path: Path) -> None:
    class SecondFails(FileOperations):
        made = 0

        def write(self, descriptor: int, data: memoryview) -> int:
            SecondFails.made += 1
            if SecondFails.made == 2:
                raise OSError(errno.ENOSPC, "full")
            return super().write(descriptor, data)

    with pytest.raises(SaveFailed, match="disk is full"):
        split_to_files(make_dataset(b"a\nb\nc\nd\n"), SplitPlan(500, 1), files=SecondFails())
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


def test_where_the_second_half_cannot_be_put_in_place_the_first_goes_again(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    class SecondFails(FileOperations):
        put = 0

        def replace(self, source: Path, target: Path) -> None:
            SecondFails.put += 1
            if SecondFails.put == 2:
                raise OSError(errno.EIO, "broken")
            super().replace(source, target)

    with pytest.raises(SaveFailed):
        split_to_files(make_dataset(b"a\nb\nc\nd\n"), SplitPlan(500, 1), files=SecondFails())
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


def test_a_disk_that_does_not_confirm_is_told_when_both_halves_are_there(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    class NeverConfirms(FileOperations):
        asked = 0

        def sync_folder(self, folder: Path) -> None:
            NeverConfirms.asked += 1
            raise OSError(errno.EIO, "broken")

    with pytest.raises(NotConfirmed):
        split_to_files(make_dataset(b"a\nb\nc\nd\n"), SplitPlan(500, 1), files=NeverConfirms())
    assert NeverConfirms.asked == 2
    assert len(list(tmp_path.iterdir())) == 3


def test_a_cancelled_split_leaves_nothing(make_dataset: MakeDataset, tmp_path: Path) -> None:
    cancelled = Cancellation()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        split_to_files(make_dataset(b"a\nb\n"), SplitPlan(500, 1), cancellation=cancelled, files=FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


def test_published_files_are_split_without_loss(published: Path, tmp_path: Path) -> None:
    for path in published.glob("*.jsonl"):
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        training, validation = split_to_files(Dataset.open(copy), SplitPlan(100, 1, Stratify.SYSTEM))
        index = index_lines(LineSource(validation))
        assert index.count > 0
        together = Counter(raw_lines(training.read_bytes()) + raw_lines(validation.read_bytes()))
        assert together == Counter(raw_lines(path.read_bytes()))
