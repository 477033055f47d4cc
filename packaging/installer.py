"""Installs packages into the environment: with uv, which is several times as fast as pip, or with pip if there is no
uv.

uv comes from the package index, pinned and checked by hash, and uses the index of pip's configuration.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from checkout import Checkout, SetupFailed

PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")
_HIDDEN = ("PYTHONHOME", "PYTHONPATH", "PIP_USER")


class Installer:
    """Installs into one checkout's environment."""

    def __init__(self, checkout: Checkout, say: Callable[[str], None]) -> None:
        self._checkout = checkout
        self._say = say
        self._uv = checkout.bin / ("uv.exe" if os.name == "nt" else "uv")
        self._environment = {key: value for key, value in os.environ.items() if key not in _HIDDEN}
        self._uses_uv = False

    def fetch_uv(self) -> None:
        """Let pip install uv; if that fails, pip installs everything."""
        lock = self._checkout.root / "packaging" / "uv.lock"
        try:
            self.pip("--quiet", "--require-hashes", "--only-binary=:all:", "-r", str(lock))
        except SetupFailed:
            self._say("uv is not available here; pip is used instead, which takes longer.")
            return
        self._uses_uv = self._uv.exists()

    def install(self, *arguments: str) -> None:
        """Install with the arguments of `pip install`, and print a line for each download.

        Raises:
            SetupFailed: both uv and pip failed.
        """
        if self._uses_uv:
            python = str(self._checkout.python)
            settings = pip_settings(python, self._environment)
            command = [str(self._uv), "pip", "install", "--python", python, "--compile-bytecode", *arguments]
            command += ["--no-index"] * (settings.get("no-index", "").lower() in ("1", "true", "yes", "on"))
            code, output = self._run(command, self._environment | for_uv(settings, self._environment))
            if code == 0:
                return
            self._uses_uv = False
            last = output[-1].strip() if output else f"exit code {code}"
            self._say(f"uv could not install them ({last}); pip tries.")
        self.pip(*arguments)

    def pip(self, *arguments: str) -> None:
        """Install with pip.

        Raises:
            SetupFailed: pip failed.
        """
        command = [str(self._checkout.python), *PIP, "install", "--retries=2", *arguments]
        code, output = self._run(command, self._environment)
        if code != 0:
            raise SetupFailed(explain(output))

    def _run(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, list[str]]:
        output: list[str] = []
        with subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as running:
            assert running.stdout is not None
            for line in running.stdout:
                output.append(line)
                self._follow(line)
        return running.returncode, output

    def _follow(self, line: str) -> None:
        """Show the progress of pip or uv."""
        words = line.split()
        if words[:1] == ["Downloading"] and len(words) > 1:
            self._say(f"  {words[1].rsplit('/', 1)[-1]} {' '.join(words[2:])}".rstrip())
        elif line.startswith("Installing collected packages"):
            self._say(f"  installing {line.count(',') + 1} packages")
        elif words[:1] == ["Prepared"] and len(words) > 1:
            self._say(f"  installing {words[1]} packages")


def pip_settings(python: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The options of `pip install` from configuration files and the environment; empty if pip does not list them."""
    done = subprocess.run(
        [python, *PIP, "config", "list"], env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in done.stdout.splitlines() if done.returncode == 0 else ():
        key, separator, value = line.partition("=")
        section, _, name = key.partition(".")
        if separator and section in found:
            try:
                found[section][name] = str(ast.literal_eval(value))
            except (ValueError, SyntaxError):
                continue
    return {**found["global"], **found["install"], **found[":env:"]}


def for_uv(settings: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Pip's settings as variables for uv; the user's own settings of uv stay."""
    same = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "trusted-host": "UV_INSECURE_HOST",
        "timeout": "UV_HTTP_TIMEOUT",
        "default-timeout": "UV_HTTP_TIMEOUT",
        "proxy": "ALL_PROXY",
        "cert": "SSL_CERT_FILE",
    }
    told = {variable: " ".join(settings[name].split()) for name, variable in same.items() if settings.get(name)}
    told["UV_FIND_LINKS"] = ",".join(settings.get("find-links", "").split())
    # like pip: the best version of all indexes; hashes decide what is accepted
    told["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    told["UV_SYSTEM_CERTS"] = "1"
    told["UV_PYTHON_DOWNLOADS"] = "never"
    return {variable: value for variable, value in told.items() if value and variable not in environment}


def explain(output: Sequence[str]) -> str:
    """The reason of pip's failure, from its output, as a sentence with what to do."""
    text = "".join(output)
    if "DO NOT MATCH THE HASHES" in text:
        return (
            "A downloaded package is not the one that the lock file names, so it was not installed. "
            "Try again. If this happens again, your package index delivers changed files."
        )
    if "No space left on device" in text:
        return "The disk is full. Captioner's environment takes about 1 GB."
    unreachable = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError", "Read timed out")
    if any(sign in text for sign in unreachable):
        return (
            "The package index cannot be reached. Connect to the network and start again; what has been downloaded "
            "is kept. Behind a proxy, set HTTPS_PROXY."
        )
    if "No matching distribution found" in text:
        wanted = [line for line in output if "No matching distribution found" in line][-1].split()[-1]
        return (
            f"The package index has nothing for {wanted} that fits Python {sys.version.split()[0]} on {sys.platform}. "
            "Captioner needs Python 3.11 to 3.13 on 64-bit Linux (glibc 2.34 or newer), Windows or macOS."
        )
    return "Installing failed. The last lines of pip's output:\n  " + "  ".join(output[-12:])
