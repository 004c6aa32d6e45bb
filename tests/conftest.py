"""No test needs a display, and none touches the settings or keys of the person who runs it."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of its own for each test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FTDESK_HOME", str(home))
    return home
