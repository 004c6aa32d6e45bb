"""Which keyring back ends are real: an allow-list, for the library also offers plain text files and nothing.

`keyring` chooses by priority, environment and a configuration file; none of these may lead a key elsewhere.
"""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_REAL = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.kwallet.DBusKeyringKWallet6",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.libsecret.Keyring",
    }
)
_CHAIN = "keyring.backends.chainer.ChainerBackend"

_FAILURES = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("gi.repository.GLib", "Error"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


def real_backend(chosen: "KeyringBackend") -> "KeyringBackend | None":
    """`chosen` if it is a real store; of a chain that mixes in others, its first real part; else None."""
    if full_name(chosen) != _CHAIN:
        return chosen if full_name(chosen) in _REAL else None
    parts: list[KeyringBackend] = list(getattr(chosen, "backends", ()))
    real = [part for part in parts if full_name(part) in _REAL]
    if real and len(real) == len(parts):
        return chosen
    return real[0] if real else None


def full_name(backend: object) -> str:
    """Module and class; a subclass that somebody else wrote is not the class it stems from."""
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def failure_types() -> tuple[type[BaseException], ...]:
    """What back ends raise: some let errors of the libraries beneath them through."""
    found: list[type[BaseException]] = [OSError, RuntimeError, ValueError]
    for module, name in _FAILURES:
        kind: Any = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and issubclass(kind, BaseException):
            found.append(kind)
    return tuple(found)
