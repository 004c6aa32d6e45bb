"""Keys with the real keyring library; a real gnome-keyring on a session bus of its own where one can run."""

import dataclasses
import importlib.util
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import keyring.errors
import pytest
from keyring.backend import KeyringBackend

from ftdesk.workspace.credentials import Credentials, clean_key
from ftdesk.workspace.errors import AddressNotSafe, KeyRejectedLocally, StoreFailed, StoreLocked
from ftdesk.workspace.keyring_backends import real_backend
from ftdesk.workspace.settings import LOCAL_PROFILE, OPENAI_PROFILE, Profile

KEY = "sk-test-0123456789"


class MemoryStore(keyring.backends.SecretService.Keyring):
    """Stands in for a real back end where none can run: same class path, memory instead of the bus."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


MemoryStore.__module__, MemoryStore.__qualname__ = "keyring.backends.SecretService", "Keyring"


class Forgetful(MemoryStore):
    def get_password(self, service: str, username: str) -> str | None:
        return None


class Locked(MemoryStore):
    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked(f"Failed to unlock the collection! {KEY}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.get_password(service, username)


class Broken(MemoryStore):
    def get_password(self, service: str, username: str) -> str | None:
        raise OSError(f"the bus went away with {KEY}")


for double in (Forgetful, Locked, Broken):
    double.__module__, double.__qualname__ = "keyring.backends.SecretService", "Keyring"


class PlainText(KeyringBackend):
    """What `keyrings.alt` adds: keys in a file."""

    priority = 9  # type: ignore[assignment]

    def __init__(self) -> None:
        self.given: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.given.append(password)


class Chain(keyring.backends.chainer.ChainerBackend):
    backends: tuple[KeyringBackend, ...] = ()


Chain.__module__, Chain.__qualname__ = "keyring.backends.chainer", "ChainerBackend"


def chain_of(*parts: KeyringBackend) -> KeyringBackend:
    chain = Chain()
    chain.backends = parts
    return chain


def test_a_real_store_keeps_the_key_and_gives_it_back() -> None:
    store = MemoryStore()
    assert Credentials(store).store(OPENAI_PROFILE, KEY) == "keyring"
    assert Credentials(store).read(OPENAI_PROFILE) == KEY
    assert Credentials(store).available().safe


def test_a_deleted_key_is_gone_from_the_store() -> None:
    credentials = Credentials(store := MemoryStore())
    credentials.store(OPENAI_PROFILE, KEY)
    credentials.delete(OPENAI_PROFILE)
    credentials.delete(OPENAI_PROFILE)
    assert (credentials.read(OPENAI_PROFILE), store.kept) == (None, {})


@pytest.mark.parametrize(
    "address", ["https://other.example/v1", "http://127.0.0.1/v1", "https://api.openai.com:8443"]
)
def test_another_origin_does_not_get_the_key(address: str) -> None:
    credentials = Credentials(MemoryStore())
    credentials.store(OPENAI_PROFILE, KEY)
    assert credentials.read(dataclasses.replace(OPENAI_PROFILE, base_url=address)) is None


def test_another_path_of_the_same_origin_keeps_the_key() -> None:
    credentials = Credentials(MemoryStore())
    credentials.store(OPENAI_PROFILE, KEY)
    assert credentials.read(dataclasses.replace(OPENAI_PROFILE, base_url="https://api.openai.com/v2")) == KEY


def test_two_profiles_at_one_address_keep_two_keys() -> None:
    credentials = Credentials(MemoryStore())
    twin = dataclasses.replace(OPENAI_PROFILE, id="twin")
    credentials.store(OPENAI_PROFILE, KEY)
    credentials.store(twin, "sk-twin")
    assert (credentials.read(OPENAI_PROFILE), credentials.read(twin)) == (KEY, "sk-twin")


@pytest.mark.parametrize(
    "backend",
    [keyring.backends.fail.Keyring(), keyring.backends.null.Keyring(), PlainText(), chain_of(PlainText())],
)
def test_what_is_no_real_store_never_sees_a_key(backend: KeyringBackend) -> None:
    credentials = Credentials(backend)
    assert not credentials.available().safe
    assert credentials.store(OPENAI_PROFILE, KEY) == "session"
    assert credentials.read(OPENAI_PROFILE) == KEY
    assert Credentials(backend).read(OPENAI_PROFILE) is None
    assert getattr(backend, "given", []) == []


def test_a_chain_is_used_only_for_its_real_part() -> None:
    credentials = Credentials(chain_of(plain := PlainText(), store := MemoryStore()))
    assert credentials.store(OPENAI_PROFILE, KEY) == "keyring"
    assert (plain.given, list(store.kept.values())) == ([], [KEY])


def test_a_chain_of_real_stores_is_itself_real() -> None:
    chain = chain_of(MemoryStore(), MemoryStore())
    assert real_backend(chain) is chain


def test_a_class_that_merely_inherits_from_a_real_one_is_not_trusted() -> None:
    class Impostor(MemoryStore):
        pass

    assert real_backend(Impostor()) is None


@pytest.mark.parametrize("store", [Forgetful(), Locked(), Broken()])
def test_a_store_that_does_not_give_the_key_back_leaves_it_in_memory(store: KeyringBackend) -> None:
    credentials = Credentials(store)
    assert credentials.store(OPENAI_PROFILE, KEY) == "session"
    assert credentials.read(OPENAI_PROFILE) == KEY
    state = credentials.available()
    assert not state.safe
    assert "keyring" in state.reason


def test_a_locked_store_is_told_apart_from_a_broken_one() -> None:
    with pytest.raises(StoreLocked):
        Credentials(Locked()).read(OPENAI_PROFILE)
    with pytest.raises(StoreFailed):
        Credentials(Broken()).read(OPENAI_PROFILE)


def test_no_failure_repeats_the_key() -> None:
    for store in (Locked(), Broken()):
        credentials = Credentials(store)
        credentials.store(OPENAI_PROFILE, KEY)
        with pytest.raises((StoreLocked, StoreFailed)) as caught:
            credentials.delete(OPENAI_PROFILE)
        assert KEY not in str(caught.value) + credentials.available().reason


@pytest.mark.parametrize("text", ["", " \n", "sk a", "sk\nb", "sk-“x”", "sk-\x00", "キー", "x" * 2000])
def test_what_cannot_be_a_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(KeyRejectedLocally) as caught:
        clean_key(text)
    assert not text.strip() or text.strip() not in str(caught.value)


def test_blanks_around_a_key_are_dropped() -> None:
    assert clean_key(f"  {KEY}\r\n") == KEY


def test_a_key_for_a_clear_text_address_is_refused() -> None:
    credentials = Credentials(store := MemoryStore())
    lan = Profile("lan", "LAN", "compatible", "http://192.168.1.5:8000/v1")
    with pytest.raises(AddressNotSafe):
        credentials.store(lan, KEY)
    assert (credentials.read(lan), store.kept) == (None, {})


def test_the_local_engine_has_no_key() -> None:
    assert Credentials(MemoryStore()).read(LOCAL_PROFILE) is None


def test_the_keyring_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, ftdesk.workspace.credentials as c; c.Credentials(); print('keyring' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# Real stores, each in a process of its own on a session bus of its own.

PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
needs_gnome_keyring = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)) or importlib.util.find_spec("secretstorage") is None,
    reason="dbus-run-session or gnome-keyring-daemon is not installed",
)
SCRIPT = """
from ftdesk.workspace.credentials import Credentials
from ftdesk.workspace.errors import CredentialsError
from ftdesk.workspace.settings import OPENAI_PROFILE
credentials = Credentials()
print(credentials.available().safe, type(credentials._chosen()).__module__)
try:
    print(credentials.store(OPENAI_PROFILE, "sk-real"), Credentials().read(OPENAI_PROFILE))
    credentials.delete(OPENAI_PROFILE)
    print(Credentials().read(OPENAI_PROFILE))
except CredentialsError as error:
    print(type(error).__name__)
"""
EMPTY_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


def run_on_a_bus(home: Path, before: str, *options: str, **more: str) -> list[str]:
    """The lines that SCRIPT prints on a fresh session bus, after the shell command `before`."""
    script = home / "script.py"
    script.write_text(textwrap.dedent(SCRIPT))
    foreign = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"}
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    environment |= {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        **more,
    }
    command = [
        "dbus-run-session",
        *options,
        "--",
        "sh",
        "-c",
        f'{before} exec "$0" "$1"',
        sys.executable,
        script,
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


UNLOCKED = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"


@needs_gnome_keyring
def test_gnome_keyring_keeps_gives_back_and_forgets_a_key(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert run_on_a_bus(tmp_path, UNLOCKED) == [
        "True keyring.backends.SecretService",
        "keyring sk-real",
        "None",
    ]
    traces = [path for path in tmp_path.rglob("*") if path.is_file() and b"sk-real" in path.read_bytes()]
    assert traces == [tmp_path / "script.py"]


@needs_gnome_keyring
def test_a_locked_gnome_keyring_leaves_the_key_in_memory(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    run_on_a_bus(tmp_path, UNLOCKED)
    locked = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1;"
    lines = run_on_a_bus(tmp_path, locked)
    assert lines == ["True keyring.backends.SecretService", "StoreLocked"]


@needs_gnome_keyring
def test_a_bus_without_a_keyring_leaves_the_key_in_memory(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "bus.conf").write_text(EMPTY_BUS)
    lines = run_on_a_bus(tmp_path, "", f"--config-file={tmp_path / 'bus.conf'}")
    assert lines == ["False keyring.backends.fail", "session None", "None"]


@needs_gnome_keyring
def test_a_null_store_chosen_by_the_environment_is_not_used(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    lines = run_on_a_bus(tmp_path, UNLOCKED, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert lines == ["False keyring.backends.null", "session None", "None"]
