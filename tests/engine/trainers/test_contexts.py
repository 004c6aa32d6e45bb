import numpy as np
import pytest

from ftdesk.engine.trainers.contexts import NOTHING, ORDERS, OWN_COLUMNS, ReplyCursor, context_keys

MARKS = [11, 2**63 + 5, 0]


@pytest.mark.parametrize(
    "reply", [b"", b"a", b"to and fro and to and fro and to", "港の港の港の船、港の船".encode()]
)
def test_writing_byte_by_byte_gives_the_keys_of_the_whole(reply: bytes) -> None:
    cursor = ReplyCursor(MARKS)
    rows = [cursor.keys()[0]]
    for byte in reply:
        cursor.add(byte)
        rows.append(cursor.keys()[0])
    assert np.array_equal(np.array(rows), context_keys(reply, MARKS))


def test_a_repeated_phrase_is_another_context_for_marks_only() -> None:
    keys = context_keys(b"abcdefghijklmnopqr, abcdefghijklmnopqr.", [7])
    first, second = keys[18], keys[38]
    assert np.array_equal(first[: len(ORDERS)], second[: len(ORDERS)])
    assert first[OWN_COLUMNS - 1] != second[OWN_COLUMNS - 1]
    assert first[OWN_COLUMNS] != second[OWN_COLUMNS]


def test_orders_longer_than_the_reply_are_no_context() -> None:
    keys = context_keys(b"abc", [])
    assert [int((row[: len(ORDERS)] != NOTHING).sum()) for row in keys] == [0, 1, 2, 3]
