"""API keys: in the system's keyring when that is a real one, otherwise in memory until the program ends.

A key belongs to a profile and to the scheme, host and port of its address: a changed address asks again.
Every call may block on the system's own question; callers run them off the GUI thread with a deadline.
"""

from dataclasses import dataclass
from typing import Literal

from ftdesk.workspace.preferences import Profile

KeyPlace = Literal["keyring", "session"]


@dataclass(frozen=True, slots=True)
class StoreState:
    """Whether keys outlive the program: `safe`, the keyring's `name`, and the `reason` (English template) if not."""

    safe: bool
    name: str
    reason: str = ""


class Credentials:
    """Reads, stores and deletes the key of a profile. Thread-safe."""

    def available(self) -> StoreState:
        """Where a key would go, without touching any key."""
        raise NotImplementedError

    def read(self, profile: Profile) -> str | None:
        """The key for this profile at its present address, or None. Raises CredentialsError."""
        raise NotImplementedError

    def store(self, profile: Profile, key: str) -> KeyPlace:
        """Keep `key` and say where; "session" means that it is forgotten at the end. Raises CredentialsError."""
        raise NotImplementedError

    def delete(self, profile: Profile) -> None:
        """Forget the key of this profile, in memory and in the keyring. Raises CredentialsError."""
        raise NotImplementedError
