"""API keys: in the system's keyring when that is a real one, otherwise in memory until the program ends.

A key belongs to a profile and to the scheme, host and port of its address: a changed address asks again.
Every call may block on the system's own question; callers run them off the GUI thread with a deadline.
"""

import hmac
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.addresses import key_origin
from ftdesk.workspace.errors import (
    AddressNotSafe,
    CredentialsError,
    KeyRejectedLocally,
    StoreFailed,
    StoreLocked,
)
from ftdesk.workspace.keyring_backends import failure_types, full_name, real_backend
from ftdesk.workspace.preferences import Profile

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KeyPlace = Literal["keyring", "session"]

SERVICE = "ftdesk"
LONGEST_KEY = 1024
"""The Windows vault holds about 1,280 characters; real keys have some 200."""

_LOCKED = QT_TRANSLATE_NOOP(
    "Workspace",
    "The system keyring is locked. Unlock it and try again, or keep the key for this session only.",
)
_FAILED = QT_TRANSLATE_NOOP("Workspace", "The system keyring did not work: {cause}")
_NO_STORE = QT_TRANSLATE_NOOP(
    "Workspace", "This system offers no safe place for keys, so they are kept until ftdesk ends."
)
_FORGETFUL = QT_TRANSLATE_NOOP(
    "Workspace", "The system keyring did not give the key back, so it is kept until ftdesk ends."
)
_EMPTY = QT_TRANSLATE_NOOP("Workspace", "The key is empty.")
_LONG = QT_TRANSLATE_NOOP("Workspace", "The key is too long. Check that only the key was pasted.")
_LINES = QT_TRANSLATE_NOOP("Workspace", "The key has a space or line break inside. Paste the key alone.")
_LETTERS = QT_TRANSLATE_NOOP(
    "Workspace", "The key has characters that no key has, such as typographic quotes. Copy it again."
)


@dataclass(frozen=True, slots=True)
class StoreState:
    """Whether keys outlive the program, the keyring's `name`, and in `reason` (a template) why not."""

    safe: bool
    name: str
    reason: str = ""


class Credentials:
    """Reads, stores and deletes the key of a profile. Thread-safe. `backend` replaces the system's choice."""

    def __init__(self, backend: "KeyringBackend | None" = None) -> None:
        self._given = backend
        self._lock = threading.Lock()
        self._session: dict[str, str] = {}
        self._trouble = ""

    def available(self) -> StoreState:
        """Where a key would go, without touching any key. After a failure to keep one, why."""
        chosen = self._chosen()
        if real_backend(chosen) is None:
            return StoreState(safe=False, name=full_name(chosen), reason=_NO_STORE)
        return StoreState(safe=not self._trouble, name=str(chosen.name), reason=self._trouble)

    def read(self, profile: Profile) -> str | None:
        """The key for this profile at its present address, or None. Raises CredentialsError.

        The local engine has no key here, nor has an address that no key may travel to.
        """
        try:
            account = _account(profile)
        except AddressNotSafe:
            return None
        with self._lock:
            if account in self._session:
                return self._session[account]
        return self._read_stored(account)

    def store(self, profile: Profile, key: str) -> KeyPlace:
        """Keep `key` and say where; "session" means that it is forgotten at the end, `available` says why.

        Raises KeyRejectedLocally and AddressNotSafe, before anything is kept.
        """
        key, account = clean_key(key), _account(profile)
        self._trouble = self._store_safely(account, key)
        with self._lock:
            self._session.pop(account, None)
            if self._trouble:
                self._session[account] = key
        return "session" if self._trouble else "keyring"

    def delete(self, profile: Profile) -> None:
        """Forget the key of this profile, in memory and in the keyring. Raises CredentialsError."""
        account = _account(profile)
        with self._lock:
            self._session.pop(account, None)
        if (backend := real_backend(self._chosen())) is None or self._read_stored(account) is None:
            return
        with _failures_named():
            backend.delete_password(SERVICE, account)

    def _store_safely(self, account: str, key: str) -> str:
        """Write to the keyring and read back; the template of the reason if it is not there."""
        if (backend := real_backend(self._chosen())) is None:
            return _NO_STORE
        try:
            with _failures_named():
                backend.set_password(SERVICE, account, key)
                kept = backend.get_password(SERVICE, account)
                # KWallet answers the very first read of a new wallet with an empty text.
                kept = kept or backend.get_password(SERVICE, account) or ""
        except CredentialsError as error:
            # The cause of a failed write is not repeated: some back ends quote what they were given.
            return _LOCKED if isinstance(error, StoreLocked) else _FORGETFUL
        return "" if hmac.compare_digest(kept.encode(), key.encode()) else _FORGETFUL

    def _read_stored(self, account: str) -> str | None:
        if (backend := real_backend(self._chosen())) is None:
            return None
        with _failures_named():
            return backend.get_password(SERVICE, account) or None

    def _chosen(self) -> "KeyringBackend":
        if self._given is None:
            import keyring

            self._given = keyring.get_keyring()
        return self._given


def clean_key(text: str) -> str:
    """`text` without blanks around it. Raises KeyRejectedLocally (without the key) if it cannot be a key."""
    key = text.strip()
    faults: tuple[tuple[Callable[[str], bool], str], ...] = (
        (lambda key: not key, _EMPTY),
        (lambda key: len(key) > LONGEST_KEY, _LONG),
        (lambda key: any(letter.isspace() for letter in key), _LINES),
        (lambda key: not (key.isascii() and key.isprintable()), _LETTERS),
    )
    for applies, sentence in faults:
        if applies(key):
            raise KeyRejectedLocally(sentence)
    return key


def _account(profile: Profile) -> str:
    """The name of the entry: legible in the system's own keyring program, different for every origin."""
    return f"{profile.id} {key_origin(profile.base_url)}"


@contextmanager
def _failures_named() -> Iterator[None]:
    from keyring.errors import InitError, KeyringLocked

    try:
        yield
    except (KeyringLocked, InitError) as error:
        raise StoreLocked(_LOCKED) from error
    except failure_types() as error:
        raise StoreFailed(_FAILED, cause=type(error).__name__) from error
