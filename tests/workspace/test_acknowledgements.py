"""The log for testers: what it says, and that it says it at once."""

import json
import threading
from pathlib import Path

from ftdesk.workspace.acknowledgements import Acknowledgements
from ftdesk.workspace.journal_records import Amended, Done, Redone, SaveBegun, Undone


def events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_edits_saves_and_intents_are_one_line_each_without_what_was_typed(tmp_path: Path) -> None:
    log = Acknowledgements(tmp_path / "log")
    log.edits(
        "/data/a.jsonl",
        [
            Done(1, b"secret", "Edit", 1),
            Amended(1, b"secret", "Edit", 1),
            SaveBegun(1),
            Undone(1, 0),
            Redone(1, 1),
        ],
    )
    log.saved("/data/a.jsonl", 1)
    log.intended(7)
    edit = {"event": "edit", "document": "/data/a.jsonl", "number": 1}
    assert events(tmp_path / "log") == [
        {**edit, "kind": "done", "position": 1},
        {**edit, "kind": "amended", "position": 1},
        {**edit, "kind": "undone", "position": 0},
        {**edit, "kind": "redone", "position": 1},
        {"event": "save", "path": "/data/a.jsonl", "position": 1},
        {"event": "intent", "id": 7},
    ]
    assert "secret" not in (tmp_path / "log").read_text("utf-8")


def test_a_log_goes_on_where_it_ended_and_threads_do_not_mix_their_lines(tmp_path: Path) -> None:
    first = Acknowledgements(tmp_path / "log")
    first.intended(0)
    first.close()
    log = Acknowledgements(tmp_path / "log")

    def tell(start: int) -> None:
        for number in range(start, start + 20):
            log.intended(number)

    threads = [threading.Thread(target=tell, args=(start,)) for start in (1, 21, 41)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    log.intended(99)
    assert sorted(int(str(event["id"])) for event in events(tmp_path / "log")) == list(range(61))


def test_without_a_path_nothing_is_logged() -> None:
    Acknowledgements(None).saved("/data/a.jsonl", 1)
