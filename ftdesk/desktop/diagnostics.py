"""What "Copy diagnostics" copies: versions and the last errors; no key, no prompt, no path of the person's
folders.
"""

from __future__ import annotations

import platform
import sys
from importlib import metadata

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from ftdesk import __version__
from ftdesk.desktop.explanations import redacted
from ftdesk.desktop.messages import recent_failures
from ftdesk.desktop.services import Services

_LIBRARIES = (
    "PySide6-Essentials",
    "httpx",
    "numpy",
    "orjson",
    "tiktoken",
    "gigatoken",
    "keyring",
    "starlette",
    "uvicorn",
)
_LAST_LINES = 20


def diagnostics(services: Services) -> str:
    """Plain text, in English: it is for whoever looks for a fault."""
    connection = services.connection
    lines = [
        f"ftdesk {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}",
        f"System: {QSysInfo.prettyProductName()} ({QSysInfo.currentCpuArchitecture()})",
        f"Screen platform: {QGuiApplication.platformName()}; locale: {QLocale().name()}",
        "Libraries: " + ", ".join(f"{name} {version_of(name)}" for name in _LIBRARIES),
        f"Provider: {connection.profile.kind}, {connection.state.status}",
        "Last problems:",
        *([f"  {line}" for line in recent_failures()] or ["  none"]),
    ]
    said = connection.engine.diagnostics.splitlines()[-_LAST_LINES:]
    if said:
        lines += ["Last lines of the local engine:", *(f"  {line}" for line in said)]
    return redacted("\n".join(lines)) + "\n"


def version_of(library: str) -> str:
    """The version of an installed library, or "absent"."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
