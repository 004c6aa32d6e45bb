"""Files: streamed from disk, sent once, compared by size."""

import threading
import time

import pytest

from ftdesk.api import errors, files
from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled


def stored(size, **fields):
    return {"id": "file-1", "object": "file", "bytes": size, "status": "processed", **fields}


@pytest.fixture
def training_file(tmp_path):
    path = tmp_path / "データ.jsonl"
    path.write_bytes(b'{"messages": []}\r\n' * 20_000)
    return path


def test_an_upload_sends_the_bytes_as_they_are(server, client, training_file):
    size = training_file.stat().st_size
    server.answers(stored(size))
    assert files.upload(client, training_file, filename="train.jsonl").id == "file-1"
    (asked,) = server.asked
    assert asked.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert training_file.read_bytes() in asked.body
    assert b'name="purpose"\r\n\r\nfine-tune\r\n' in asked.body
    assert b'filename="train.jsonl"' in asked.body


def test_an_upload_tells_its_progress(server, client, training_file):
    size, told = training_file.stat().st_size, []
    server.answers(stored(size))
    files.upload(client, training_file, progress=lambda sent, total: told.append((sent, total)))
    assert told[-1] == (size, size)
    assert len(told) > 3
    assert told == sorted(told)


def test_an_empty_file_is_sent_too(server, client, tmp_path):
    (tmp_path / "empty").touch()
    server.answers(stored(0))
    assert files.upload(client, tmp_path / "empty").bytes == 0


@pytest.mark.parametrize(("name", "reason"), [("nothing.jsonl", "missing"), (".", "unreadable")])
def test_a_file_that_cannot_be_read_is_named(server, client, tmp_path, name, reason):
    with pytest.raises(errors.FileNotUploadable) as caught:
        files.upload(client, tmp_path / name)
    assert caught.value.reason == reason
    assert server.asked == []


def test_a_file_that_shrinks_meanwhile_is_not_taken_for_whole(server, client, tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_bytes(b"x" * 4_000_000)
    server.answers(stored(4_000_000))
    with pytest.raises(errors.FileNotUploadable) as caught:
        files.upload(client, path, progress=lambda sent, total: path.write_bytes(b"y"))
    assert caught.value.reason == "changed"


def test_a_file_that_grows_meanwhile_is_sent_as_long_as_it_was(server, client, training_file):
    before = training_file.read_bytes()
    server.answers(stored(len(before)))

    def grow(sent, total):
        with training_file.open("ab") as file:
            file.write(b"more")

    files.upload(client, training_file, progress=grow)
    assert before in server.asked[0].body
    assert b"more" not in server.asked[0].body


def test_a_server_that_kept_fewer_bytes_is_not_believed(server, client, training_file):
    server.answers(stored(17))
    with pytest.raises(errors.UploadMismatch) as caught:
        files.upload(client, training_file)
    assert (caught.value.file_id, caught.value.stored) == ("file-1", 17)


def test_an_upload_can_be_cancelled_while_the_server_does_not_read(server, client, tmp_path):
    path = tmp_path / "large.jsonl"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    server.before_body = lambda wire: wire.stall()
    cancellation = Cancellation()
    threading.Timer(0.4, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        files.upload(client, path, cancellation=cancellation)
    assert time.monotonic() - started < 0.9


def test_a_refusal_during_the_upload_is_heard(server, client, tmp_path, say):
    path = tmp_path / "large.jsonl"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    def refuse(wire):
        say.answer("<html>Request Entity Too Large</html>", status=413)(wire)
        wire.read_until_closed()

    server.before_body = refuse
    with pytest.raises(errors.Refused) as caught:
        files.upload(client, path)
    assert caught.value.status == 413


def test_a_lost_upload_is_not_sent_again(server, client, training_file):
    server.does(lambda wire: wire.reset())
    with pytest.raises(errors.ConnectionLost):
        files.upload(client, training_file)
    assert len(server.asked) == 1


def test_all_pages_of_files_are_listed(server, client):
    row = {"id": "file-2", "bytes": None, "created_at": "2026-11-22T10:00:00Z", "status": None}
    server.answers({"data": [stored(1), {}], "has_more": True}, {"data": [row], "has_more": False})
    found = files.list_files(client, "fine-tune")
    assert [file.id for file in found] == ["file-1", "file-2"]
    assert found[1].created_at == 1_795_341_600
    assert server.paths("GET")[1] == "/v1/files?purpose=fine-tune&after=file-1"


def test_a_file_is_retrieved_fetched_and_deleted(server, client):
    server.answers(stored(1), b"step,train_loss\r\n\xff", {"id": "file-1", "deleted": True})
    assert files.retrieve(client, "file-1").status == "processed"
    assert files.content(client, "file-1") == b"step,train_loss\r\n\xff"
    assert files.delete(client, "file-1")
    assert server.paths("GET")[1] == "/v1/files/file-1/content"


def test_a_result_beyond_the_cap_is_stopped(server, client):
    server.answers(b"x" * 1000)
    with pytest.raises(errors.AnswerUnusable) as caught:
        files.content(client, "file-1", max_bytes=999)
    assert caught.value.reason is errors.UnusableReason.TOO_LARGE
