"""Debian and Ubuntu packages: which ones Qt misses, and how they come onto the machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# Shared library → Debian package, for everything Qt's platform plugins link to (ldd, on a bare Debian 12).
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
MODULES = ("QtCore.abi3.so", "QtGui.abi3.so", "QtWidgets.abi3.so", "QtNetwork.abi3.so", "QtSvg.abi3.so")


def say(sentence: str) -> None:
    """Tell what happens now; flushed, so that it stands before the output of the step."""
    print(f"• {sentence}", flush=True)


def missing_qt_packages(python: Path, platforms: list[str]) -> list[str]:
    """The Debian packages that Qt and these platform plugins ("offscreen", "xcb", "wayland") still need."""
    find = "import importlib.util as u; print(u.find_spec('PySide6').submodule_search_locations[0])"
    qt = Path(subprocess.run([python, "-c", find], capture_output=True, text=True, check=True).stdout.strip())
    plugins = [plugin for name in platforms for plugin in qt.glob(f"Qt/plugins/platforms/libq{name}*.so")]
    missing: set[str] = set()
    for file in [*(qt / module for module in MODULES), *plugins]:
        linked = subprocess.run(["ldd", file], capture_output=True, text=True, check=False).stdout
        missing.update(re.findall(r"(\S+) => not found", linked))
    unknown = sorted(missing - PACKAGES.keys())
    if unknown:
        say(f"Qt also misses these libraries, whose package is not known: {' '.join(unknown)}")
    return sorted({PACKAGES[name] for name in missing & PACKAGES.keys()})


def install(packages: list[str], reason: str) -> None:
    """Install the packages by apt as root or through sudo; otherwise print the exact line and stop."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        sys.exit(f"{reason}. Please install the equivalents of these Debian packages: {' '.join(packages)}")
    prefix = privilege()
    if prefix is None:
        line = f"sudo apt-get update && sudo {' '.join(command)}"
        sys.exit(f"{reason}. Please run this line, then try again:\n  {line}")
    say(f"{reason}: installing {' '.join(packages)}")
    settings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=settings, check=True)
    subprocess.run([*prefix, *command], env=settings, check=True, stdout=subprocess.DEVNULL)


def privilege() -> list[str] | None:
    """What goes before apt-get: nothing for root, sudo where it may be asked, None where neither is there."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    silent = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    return ["sudo"] if silent or sys.stdin.isatty() else None
