import threading
from collections.abc import Iterator

import pytest
from keyring.backends.null import Keyring
from pytestqt.qtbot import QtBot

from ftdesk.desktop.background import Background
from ftdesk.desktop.keys import Kept, KeyringSilent, Keys
from ftdesk.workspace.credentials import Credentials, KeyPlace
from ftdesk.workspace.errors import KeyRejectedLocally
from ftdesk.workspace.preferences import OPENAI_PROFILE, Profile


class LockedWallet(Credentials):
    """A keyring that waits for somebody to unlock it."""

    def __init__(self) -> None:
        super().__init__(Keyring())
        self.unlocked = threading.Event()

    def read(self, profile: Profile) -> str | None:
        self.unlocked.wait(30)
        return super().read(profile)

    def store(self, profile: Profile, key: str) -> KeyPlace:
        self.unlocked.wait(30)
        return super().store(profile, key)


@pytest.fixture
def wallet() -> Iterator[LockedWallet]:
    made = LockedWallet()
    yield made
    made.unlocked.set()


def test_without_a_keyring_a_key_is_kept_for_the_session_and_the_reason_told(
    background: Background, qtbot: QtBot
) -> None:
    keys, kept, found = Keys(background, Credentials(Keyring())), [], []
    keys.store(OPENAI_PROFILE, "sk-abc", kept.append, found.append)
    qtbot.waitUntil(lambda: len(kept) == 1)
    assert kept[0].session
    assert "no safe place" in kept[0].reason
    keys.read(OPENAI_PROFILE, found.append, found.append)
    qtbot.waitUntil(lambda: found == ["sk-abc"])


def test_a_locked_keyring_is_given_up_after_the_deadline(
    background: Background, qtbot: QtBot, wallet: LockedWallet
) -> None:
    keys, failures = Keys(background, wallet, deadline_ms=50), []
    keys.read(OPENAI_PROFILE, failures.append, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], KeyringSilent)
    wallet.unlocked.set()
    qtbot.wait(50)
    assert len(failures) == 1


def test_with_a_locked_keyring_a_key_is_kept_for_the_session(
    background: Background, qtbot: QtBot, wallet: LockedWallet
) -> None:
    keys, answers = Keys(background, wallet, deadline_ms=50), []
    keys.store(OPENAI_PROFILE, " sk-abc ", answers.append, answers.append)
    qtbot.waitUntil(lambda: answers == [Kept(session=True)])
    keys.read(OPENAI_PROFILE, answers.append, answers.append)
    qtbot.waitUntil(lambda: answers[1:] == ["sk-abc"])


def test_a_removed_key_is_gone(background: Background, qtbot: QtBot) -> None:
    keys, answers = Keys(background, Credentials(Keyring())), []
    keys.store(OPENAI_PROFILE, "sk-abc", answers.append, answers.append)
    keys.delete(OPENAI_PROFILE, lambda: answers.append("deleted"), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    keys.read(OPENAI_PROFILE, answers.append, answers.append)
    qtbot.waitUntil(lambda: answers[2:] == [None])


def test_a_text_that_cannot_be_a_key_is_refused(background: Background, qtbot: QtBot) -> None:
    keys, answers = Keys(background, Credentials(Keyring())), []
    keys.store(OPENAI_PROFILE, "two\nlines", answers.append, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert isinstance(answers[0], KeyRejectedLocally)
