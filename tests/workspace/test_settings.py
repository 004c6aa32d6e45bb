import dataclasses
import json
import os
import stat
import threading
from pathlib import Path

import pytest

from ftdesk.workspace.errors import SettingsNotSaved
from ftdesk.workspace.preferences import Budget
from ftdesk.workspace.private_files import write_private_file
from ftdesk.workspace.settings import LOCAL_PROFILE, PlaygroundDefaults, Profile, Settings, SettingsStore


def test_without_a_file_the_defaults_serve(tmp_path: Path) -> None:
    assert SettingsStore(tmp_path / "settings.json").load() == Settings()


def test_every_field_survives_a_round_trip(tmp_path: Path) -> None:
    settings = Settings(
        language="ja",
        text_size=15,
        active_profile="mine",
        profiles=(LOCAL_PROFILE, Profile("mine", "うち", "compatible", "http://127.0.0.1:1/v1", project="p")),
        splitters=(("main", "00ff"),),
        recent_files=("/a/例.jsonl",),
        playground=PlaygroundDefaults(temperature=0.5, stop=("\n",)),
        budget=Budget("25.00", "EUR"),
    )
    SettingsStore(tmp_path / "settings.json").save(settings)
    assert SettingsStore(tmp_path / "settings.json").load() == settings


def test_keys_of_a_newer_version_are_written_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "future": [1], "playground": {"seed": 3, "later": true}}')
    SettingsStore(path).update(theme="light")
    written = json.loads(path.read_text())
    assert (written["theme"], written["future"]) == ("light", [1])
    assert (written["playground"]["seed"], written["playground"]["later"]) == (3, True)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00\xff"])
def test_a_file_that_is_no_settings_file_is_set_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content)
    store = SettingsStore(path)
    assert store.load() == Settings()
    assert store.set_aside is not None
    assert store.set_aside.read_text() == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text_size", "big"),
        ("text_size", True),
        ("profiles", [{"id": "x"}]),
        ("profiles", [{"id": "x", "name": "x", "kind": "strange", "base_url": ""}]),
        ("budget", {"amount": "much", "currency": "USD"}),
        ("budget", {"amount": "-1", "currency": "USD"}),
        ("budget", {"amount": "NaN", "currency": "USD"}),
        ("budget", {"amount": "5"}),
        ("splitters", [["one"]]),
        ("splitters", [["one", "two", "three"]]),
        ("recent_files", {"a": 1}),
        ("playground", {"temperature": "hot"}),
    ],
)
def test_a_value_of_the_wrong_kind_becomes_its_default_alone(
    tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "dark", name: value}))
    settings = SettingsStore(path).load()
    assert settings == dataclasses.replace(Settings(), theme="dark")


def test_what_had_a_faulty_value_is_kept_aside_when_saving(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"text_size": "big"}')
    store = SettingsStore(path)
    store.update(theme="dark")
    assert store.set_aside is not None
    assert store.set_aside.read_text() == '{"text_size": "big"}'
    assert SettingsStore(path).load().theme == "dark"


def test_the_local_engine_is_always_among_the_profiles(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"profiles": []}')
    assert SettingsStore(path).load().profiles == (LOCAL_PROFILE,)
    assert SettingsStore(path).load().profile("gone") == LOCAL_PROFILE


def test_an_update_keeps_what_another_window_wrote(tmp_path: Path) -> None:
    ours, theirs = (SettingsStore(tmp_path / "settings.json") for _ in range(2))
    ours.load()
    theirs.update(language="ja")
    assert ours.update(theme="dark").language == "ja"


def test_settings_that_cannot_be_written_say_so_and_hold_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = SettingsStore(tmp_path / "file" / "settings.json")
    with pytest.raises(SettingsNotSaved, match=r"settings\.json"):
        store.save(Settings())


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_the_settings_file_is_for_the_owner_alone(tmp_path: Path) -> None:
    SettingsStore(tmp_path / "settings.json").save(Settings())
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


def test_a_change_counts_at_once_and_is_written_by_the_next_flush(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    assert store.change(theme="dark", target_model=None).theme == "dark"
    assert not store.path.exists()
    assert store.load().theme == "dark"
    store.flush()
    assert SettingsStore(store.path).load().theme == "dark"


def test_what_could_not_be_written_is_written_with_the_next_change(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("")
    store = SettingsStore(tmp_path / "folder" / "settings.json")
    with pytest.raises(SettingsNotSaved):
        store.update(theme="dark")
    (tmp_path / "folder").unlink()
    store.update(language="ja")
    written = SettingsStore(store.path).load()
    assert (written.theme, written.language) == ("dark", "ja")


def test_the_window_reads_and_changes_settings_while_the_disk_is_slow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    begun, go_on = threading.Event(), threading.Event()

    def slow(path: Path, content: bytes) -> None:
        begun.set()
        assert go_on.wait(10)
        write_private_file(path, content)

    monkeypatch.setattr("ftdesk.workspace.settings.write_private_file", slow)
    writer = threading.Thread(target=store.update, kwargs={"theme": "dark"})
    writer.start()
    assert begun.wait(10)
    changed = store.change(language="ja")
    seen = store.current
    go_on.set()
    writer.join()
    store.flush()
    assert (changed.theme, changed.language) == ("dark", "ja")
    assert seen == changed == SettingsStore(store.path).load()
