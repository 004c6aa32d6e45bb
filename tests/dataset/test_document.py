import dataclasses
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_errors import FileChanged, FileNotReadable
from ftdesk.dataset.lines import LineSource

MakeDataset = Callable[[bytes], Dataset]


def rows(dataset: Dataset) -> list[bytes]:
    return [dataset.line(row) for row in dataset.row_ids().tolist()]


def saved(dataset: Dataset) -> bytes:
    size, least = dataset.size_bytes, 2 + len(dataset.edited_ids())
    dataset.save()
    assert dataset.path is not None
    content = dataset.path.read_bytes()
    assert abs(len(content) - size) <= least  # told without reading the line ends
    return content


def test_a_row_keeps_its_id_while_others_come_and_go(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    dataset.delete(0)
    new = dataset.insert(0, b"x")
    dataset.move(2, 0)
    assert rows(dataset) == [b"c", b"x", b"b"]
    assert (dataset.index_of(2), dataset.row_id_at(1), dataset.line(1)) == (0, new, b"b")


def test_only_the_edited_line_changes_in_the_file(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"\xef\xbb\xbf a \r\nb\n\nc")
    assert dataset.replace(1, b"B") == b"b"
    assert saved(dataset) == b"\xef\xbb\xbf a \r\nB\n\nc"


def test_an_edited_row_keeps_the_line_end_of_its_line(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\r\nb\nc\n")
    dataset.replace(0, b"A")
    dataset.replace(1, b"B")
    assert saved(dataset) == b"A\r\nB\nc\n"


def test_an_inserted_row_gets_the_prevailing_line_end(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\r\nb\r\nc\n")
    dataset.insert(3, b"d")
    assert saved(dataset) == b"a\r\nb\r\nc\nd\r\n"


def test_a_row_added_after_a_last_line_without_line_end_stands_on_its_own(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\r\nb")
    dataset.insert(2, b"c")
    assert saved(dataset) == b"a\r\nb\r\nc"


def test_an_unterminated_last_line_may_move_up(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc")
    dataset.move(2, 0)
    assert saved(dataset) == b"c\na\nb"


def test_an_empty_last_row_stays_a_row(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb")
    dataset.replace(1, b"")
    assert saved(dataset) == b"a\n\n"
    assert len(dataset) == 2


def test_all_rows_may_go(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"\xef\xbb\xbfa\nb")
    dataset.delete(0)
    dataset.delete(1)
    assert saved(dataset) == b"\xef\xbb\xbf"


def test_a_deleted_row_that_comes_back_is_untouched(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\r\nb\n")
    deletion = dataset.changes.deleting([0])
    dataset.apply(deletion)
    assert dataset.is_modified
    dataset.apply(deletion, undo=True)
    assert not dataset.is_edited(0)
    assert not dataset.is_modified
    assert saved(dataset) == b"a\r\nb\n"


def test_a_row_edited_back_is_untouched(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\n")
    dataset.replace(1, b"x")
    assert dataset.is_edited(1)
    dataset.replace(1, b"b")
    assert not dataset.is_edited(1)
    assert not dataset.is_modified


def test_ids_stay_the_same_over_a_save(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    deletion = dataset.changes.deleting([0])
    dataset.apply(deletion)
    new = dataset.insert(2, b"d")
    dataset.save()
    assert dataset.row_ids().tolist() == [1, 2, new]
    assert rows(dataset) == [b"b", b"c", b"d"]
    assert not dataset.is_modified
    dataset.apply(deletion, undo=True)  # of what was saved
    assert saved(dataset) == b"a\nb\nc\nd\n"


def test_unknown_rows_are_refused(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\n")
    dataset.delete(0)
    for call in (dataset.line, dataset.delete, dataset.index_of, dataset.line_size):
        with pytest.raises(KeyError):
            call(0)
    with pytest.raises(KeyError):
        dataset.line(99)


def test_a_row_cannot_hold_a_line_feed_or_stand_beyond_the_end(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\n")
    with pytest.raises(ValueError, match="line feed"):
        dataset.replace(0, b"x\ny")
    with pytest.raises(IndexError):
        dataset.insert(3, b"x")
    assert not dataset.is_modified


def test_a_dataset_without_a_file_can_be_filled_and_saved(tmp_path: Path) -> None:
    dataset = Dataset.empty()
    dataset.insert(0, b"a")
    dataset.insert(1, b"b")
    with pytest.raises(ValueError, match="path"):
        dataset.save()
    dataset.save(tmp_path / "new.jsonl")
    assert (tmp_path / "new.jsonl").read_bytes() == b"a\nb\n"
    assert dataset.path == tmp_path / "new.jsonl"


def test_saving_under_another_name_leaves_the_first_file_alone(
    make_dataset: MakeDataset, tmp_path: Path
) -> None:
    dataset = make_dataset(b"a\nb\n")
    dataset.replace(0, b"A")
    dataset.save(tmp_path / "copy.jsonl")
    assert (tmp_path / "data.jsonl").read_bytes() == b"a\nb\n"
    assert (tmp_path / "copy.jsonl").read_bytes() == b"A\nb\n"
    dataset.replace(1, b"B")
    assert saved(dataset) == b"A\nB\n"


def test_blocks_hold_all_rows_in_order_and_know_their_line_numbers(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\r\nd\ne")
    dataset.replace(2, b"C")
    blocks = list(dataset.blocks(2))
    assert [(b.first_line, b.row_ids, b.lines) for b in blocks] == [
        (1, (0, 1), (b"a", b"b")),
        (3, (2, 3), (b"C", b"d")),
        (5, (4,), (b"e",)),
    ]
    assert pickle.loads(pickle.dumps(blocks)) == blocks


def test_blocks_end_early_where_lines_are_long(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"xx\n" + b"y" * 50 + b"\nzz\nzz\n")
    assert [len(block.lines) for block in dataset.blocks(100, most_bytes=10)] == [1, 1, 2]


def test_blocks_taken_before_edits_and_a_save_show_the_rows_of_then(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    blocks = dataset.blocks(1)
    dataset.replace(1, b"B")
    dataset.delete(0)
    dataset.save()
    assert [block.lines[0] for block in blocks] == [b"a", b"b", b"c"]


def test_row_ids_are_a_picture_of_the_moment_and_read_only(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\n")
    ids = dataset.row_ids()
    dataset.delete(0)
    assert ids.tolist() == [0, 1]
    with pytest.raises(ValueError, match="read-only"):
        ids[0] = 5


def random_file(dice: random.Random) -> bytes:
    lines = [bytes(dice.choices(b'{}": \r\xffax', k=dice.randrange(8))) for _ in range(dice.randrange(12))]
    ends = [dice.choice([b"\n", b"\n", b"\r\n"]) for _ in lines]
    body = b"".join(line + end for line, end in zip(lines, ends, strict=True))
    if body and dice.random() < 0.4:
        body = body.removesuffix(b"\n").removesuffix(b"\r")
    return dice.choice([b"", b"\xef\xbb\xbf"]) + body


def random_edit(dice: random.Random, dataset: Dataset, model: list[tuple[int, bytes]]) -> None:
    """The same edit on the dataset and on a plain list."""
    place = dice.randrange(len(model)) if model else 0
    line = bytes(dice.choices(b"abc ", k=dice.randrange(5)))
    what = dice.choice(["insert", "replace", "delete", "move"]) if model else "insert"
    if what == "insert":
        model.insert(place, (dataset.insert(place, line), line))
        return
    row = model[place][0]
    if what == "replace":
        assert dataset.replace(row, line) == model[place][1]
        model[place] = (row, line)
    elif what == "delete":
        assert dataset.delete(row) == (place, model.pop(place)[1])
    else:
        to = dice.randrange(len(model))
        dataset.move(row, to)
        model.insert(to, model.pop(place))


@pytest.mark.parametrize("seed", range(150))
def test_random_edits_and_saves_agree_with_a_plain_list(make_dataset: MakeDataset, seed: int) -> None:
    dice = random.Random(seed)
    dataset = make_dataset(random_file(dice))
    model = [(row, dataset.line(row)) for row in dataset.row_ids().tolist()]
    for _ in range(3):
        for _ in range(dice.randrange(6)):
            random_edit(dice, dataset, model)
        saved(dataset)
        assert [(row, dataset.line(row)) for row in dataset.row_ids().tolist()] == model
        assert rows(Dataset.open(dataset.path)) == [line for _, line in model]


@pytest.mark.parametrize("seed", range(150))
def test_random_files_change_in_the_edited_line_alone(make_dataset: MakeDataset, seed: int) -> None:
    dice = random.Random(1000 + seed)
    content = random_file(dice) + b"last"
    dataset = make_dataset(content)
    row = dice.randrange(len(dataset))
    old = dataset.replace(row, b"EDITED")
    start = sum(len(raw) for raw in content.split(b"\n")[:row]) + row
    start += 3 if row == 0 and dataset.has_byte_order_mark else 0
    assert saved(dataset) == content[:start] + b"EDITED" + content[start + len(old) :]


def test_published_files_are_saved_unchanged_but_for_the_edit(published: Path, tmp_path: Path) -> None:
    files = sorted(published.glob("*.jsonl"))
    assert files
    for file in files:
        content = file.read_bytes()
        (tmp_path / file.name).write_bytes(content)
        dataset = Dataset.open(tmp_path / file.name)
        lines, row = content.split(b"\n"), len(dataset) // 2
        dataset.replace(row, b"{}")
        assert saved(dataset) == b"\n".join([*lines[:row], b"{}", *lines[row + 1 :]])


def test_the_head_of_a_file_is_there_before_its_index_and_keeps_its_edits(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    lines = [b'{"n": %d}' % number for number in range(60_000)]
    path.write_bytes(b"\n".join(lines) + b"\n")
    dataset = Dataset.open_head(path)
    assert not dataset.is_whole
    assert 1000 < len(dataset) < 60_000
    dataset.replace(5, b"{}")
    with pytest.raises(ValueError, match="not indexed"):
        dataset.delete(5)
    dataset.take_index(dataset.index_rest())
    assert dataset.is_whole
    assert (len(dataset), dataset.line(5), dataset.line(59_999)) == (60_000, b"{}", lines[-1])
    dataset.save()
    assert path.read_bytes() == b"\n".join([*lines[:5], b"{}", *lines[6:]]) + b"\n"


def test_a_line_whose_read_failed_is_read_from_the_file_that_was_opened_anew_meanwhile(
    make_dataset: MakeDataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = make_dataset(b"a\nb\n")
    source = dataset.source
    assert source is not None

    def fail(start: int, stop: int) -> bytes:
        dataset.read_from(LineSource(source.path))
        raise FileNotReadable(source.path, cause="gone")

    monkeypatch.setattr(source, "read", fail)
    assert dataset.line(1) == b"b"


def test_a_worker_reads_a_part_by_itself_and_notices_a_replaced_file(tmp_path: Path) -> None:
    path = tmp_path / "file.jsonl"
    path.write_bytes(b"a\r\nb\nc\n")
    dataset = Dataset.open(path)
    dataset.replace(1, b"x")
    snapshot = dataset.snapshot()
    parts = [pickle.loads(pickle.dumps(part)) for part in snapshot.parts(2, most_bytes=100)]
    assert [part.read().lines for part in parts] == [(b"a", b"x"), (b"c",)]
    assert [part.first_line for part in parts] == [1, 3]
    dataset.save()
    with pytest.raises(FileChanged):
        dataclasses.replace(parts[0], stamp=dataclasses.replace(parts[0].stamp, size=1)).read()
    assert snapshot.read(parts[0]).lines == (b"a", b"x")


def test_a_known_index_of_a_file_that_was_replaced_since_is_not_believed(make_dataset: MakeDataset) -> None:
    dataset = make_dataset(b"a\nb\nc\n")
    assert dataset.path is not None
    dataset.path.write_bytes(b"longer\nlines\n")
    for opened in (
        Dataset.open(dataset.path, index=dataset.index),
        Dataset.open_head(dataset.path, index=dataset.index),
    ):
        assert rows(opened) == [b"longer", b"lines"]
