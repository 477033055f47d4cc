"""The system libraries that the wheels need: which are missing, and how to install them."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Library:
    """A shared library, or a program, and the packages that provide it."""

    file: str
    apt: str
    dnf: str
    pacman: str
    zypper: str
    purpose: str


_SOUND = "sound from microphones"
_WINDOW = "the window"
_SYSTEM_SOUND = "captions of what the machine plays"
LIBRARIES = (
    Library("libportaudio.so.2", "libportaudio2", "portaudio", "portaudio", "libportaudio2", _SOUND),
    Library("parec", "pulseaudio-utils", "pulseaudio-utils", "libpulse", "pulseaudio-utils", _SYSTEM_SOUND),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1", _WINDOW),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1", _WINDOW),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2", "libglib-2_0-0", _WINDOW),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig", "fontconfig", _WINDOW),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3", _WINDOW),
    Library("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs", "krb5", "krb5", _WINDOW),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0", _WINDOW),
    Library(
        "libxkbcommon-x11.so.0",
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11",
        "libxkbcommon-x11-0",
        _WINDOW,
    ),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1", _WINDOW),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0", _WINDOW),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4", _WINDOW),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0", _WINDOW),
    Library(
        "libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1", _WINDOW
    ),
    Library(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
        "libxcb-render-util0",
        _WINDOW,
    ),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0", _WINDOW),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb", "libxcb-randr0", _WINDOW),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb", "libxcb-sync1", _WINDOW),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes0", _WINDOW),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb1", _WINDOW),
    Library(
        "libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland", "libwayland-cursor0", _WINDOW
    ),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland", "libwayland-egl1", _WINDOW),
)
_COMMANDS = {
    "apt": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "zypper": "zypper install -y",
}
_MANAGERS = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "arch": "pacman",
    "suse": "zypper",
    "opensuse": "zypper",
}


def is_here(file: str) -> bool:
    """Whether the dynamic linker finds a library with its dependencies, or the shell finds a program."""
    if ".so" not in file:
        return shutil.which(file) is not None
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing(is_here: Callable[[str], bool] = is_here) -> tuple[Library, ...]:
    """The libraries that are missing on this machine; checked only on Linux, where wheels do not include them."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(each for each in LIBRARIES if not is_here(each.file))


def manager(os_release: str) -> str | None:
    """The package manager of the distribution that `/etc/os-release` describes, None for an unknown one."""
    values = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = [values.get("ID", ""), *values.get("ID_LIKE", "").strip("\"'").split()]
    for name in names:
        found = _MANAGERS.get(name.strip("\"'").split("-")[0])
        if found is not None:
            return found
    return None


def packages(libraries: Iterable[Library], of: str) -> tuple[str, ...]:
    """The packages to install with the package manager `of`."""
    return tuple(dict.fromkeys(str(getattr(each, of)) for each in libraries))


def install_line(names: Sequence[str], of: str, *, as_root: bool) -> str:
    """The exact command for the user."""
    return ("" if as_root else "sudo ") + _COMMANDS[of] + " " + " ".join(names)


def is_root() -> bool:
    """Whether this process may install packages by itself."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_install() -> list[str] | None:
    """The prefix with which apt-get may install without asking; None if it may not."""
    if shutil.which("apt-get") is None:
        return None
    if is_root():
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def apt_install(names: Sequence[str], prefix: Sequence[str]) -> bool:
    """Install with apt, and refresh its lists if that fails at first; returns whether it succeeded."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if prefix:
        prefix = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    install = [*prefix, *_COMMANDS["apt"].split(), *names]
    for command in (install, [*prefix, "apt-get", "update"], install):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if command is install and done.returncode == 0:
            return True
    return False


def provide(say: Callable[[str], None]) -> None:
    """Install missing libraries if permitted, otherwise print the exact command for the user.

    The start continues in either case, because Captioner is useful without a window or microphones, too.
    """
    lacking = missing()
    if not lacking:
        return
    purposes = ", ".join(dict.fromkeys(each.purpose for each in lacking))
    release = Path("/etc/os-release")
    kind = manager(release.read_text(encoding="utf-8") if release.is_file() else "")
    if kind is None:
        files = " ".join(each.file for each in lacking)
        say(f"For {purposes} these libraries are missing; install them with your package manager: {files}")
        return
    names = packages(lacking, kind)
    prefix = may_install() if kind == "apt" else None
    if prefix is not None:
        say(f"Installing system libraries for {purposes}: {shlex.join(names)}")
        if apt_install(names, prefix):
            return
    say(
        f"For {purposes} system libraries are missing; install them with:\n"
        f"  {install_line(names, kind, as_root=is_root())}"
    )
