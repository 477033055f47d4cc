"""The doctor's checks of this machine."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from captioner import __version__, loading, paths
from captioner.audio import devices
from captioner.audio.devices import Device
from captioner.cli.machine.check import Check, Verdict, failed, ok, warning
from captioner.errors import AudioError, CaptionerError, Sentence
from captioner.models.store import BUILT_IN, Model, ModelStore
from captioner.settings.declared import Settings
from captioner.speech.whisper import device

_OLDEST_PYTHON = (3, 11)
_LIBRARIES = (
    "faster-whisper",
    "ctranslate2",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "av",
    "soxr",
    "sounddevice",
    "PySide6-Essentials",
)
_LITTLE_SPACE = 200 << 20
"""Bytes: a day of transcripts and a log need far less than 200 MiB, a model more."""


def examine(settings: Settings, notices: tuple[Sentence, ...], store: ModelStore) -> Iterator[Check]:
    """Run every check; the slow ones last.

    Args:
        notices: the problems of the settings file.
    """
    yield versions()
    yield python()
    yield cpu()
    yield settings_file(notices)
    yield transcripts(paths.transcripts_dir(settings.general.transcripts_folder))
    yield from disfluency_models(store)
    yield from sound()
    yield from display()
    yield from speech(settings, store)


def versions() -> Check:
    """The versions of Captioner and its libraries."""
    found, missing = [], []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return failed("versions", f"missing: {', '.join(missing)}", "Install Captioner again.")
    return ok("versions", f"captioner {__version__}, {', '.join(found)}")


def python(version: tuple[int, ...] = sys.version_info[:3], is_64_bit: bool = sys.maxsize > 2**32) -> Check:
    """The interpreter."""
    text = ".".join(str(each) for each in version) + (", 64 bit" if is_64_bit else ", 32 bit")
    if version < _OLDEST_PYTHON or not is_64_bit:
        return failed("Python", text, "Install a 64-bit Python 3.11 or newer.")
    return ok("Python", text)


def cpu() -> Check:
    """The processor and how many threads recognition uses."""
    model = platform.processor() or platform.machine()
    description = Path("/proc/cpuinfo")
    flags: set[str] = set()
    if description.is_file():
        for line in description.read_text(encoding="utf-8", errors="replace").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                model = value.strip()
            elif key.strip() == "flags":
                flags = set(value.split())
    text = f"{model}, {os.cpu_count()} cores, {device.threads()} for recognition"
    if flags and "avx2" not in flags:
        return warning("CPU", f"{text}, without AVX2", "Recognition will be slow; use a small model.")
    return ok("CPU", text)


def settings_file(notices: tuple[Sentence, ...]) -> Check:
    """The user's settings."""
    path = paths.settings_file()
    if notices:
        return warning("settings", " ".join(map(str, notices)), f"Correct {path}, or reset the setting in the window.")
    return ok("settings", str(path) if path.is_file() else "none of your own; the defaults are used")


def transcripts(folder: Path) -> Check:
    """Whether transcripts can be written."""
    remedy = "Check its permissions, or set general.transcripts_folder to another folder."
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            free = shutil.disk_usage(existing).free
    except OSError as error:
        return failed("transcripts", f"{folder} cannot be written: {error.strerror}", remedy)
    text = f"{folder}, {free / 1e9:.1f} GB free"
    return ok("transcripts", text) if free > _LITTLE_SPACE else warning("transcripts", text, "Make room on the disk.")


def disfluency_models(store: ModelStore) -> Iterator[Check]:
    """Every disfluency model on this machine."""
    models = list(store.installed("disfluency"))
    if not models:
        yield warning("disfluency model", "none: nothing can be removed", "Install Captioner again.")
    for model in models:
        yield _checksum(model, warning)


def speech(settings: Settings, store: ModelStore) -> Iterator[Check]:
    """The speech model of the settings, or the built-in one where it stands in for it, and whether it recognises
    anything here, on the CPU and on a GPU."""
    language = loading.spoken_language(settings.speech)
    checks = list(_speech_model(store, settings.speech.model, language))
    if settings.speech.model == BUILT_IN or not _have_failed(checks):
        yield from checks
        return
    others = list(_speech_model(store, BUILT_IN, language))
    if _have_failed(others):
        yield from checks
        return
    for check in checks:
        is_broken = check.state is Verdict.FAILED
        found = f"{check.found} The built-in model is used in its place."
        yield warning(check.name, found, check.remedy) if is_broken else check
    yield from others


def _have_failed(checks: Sequence[Check]) -> bool:
    return any(check.state is Verdict.FAILED for check in checks)


def _speech_model(store: ModelStore, name: str, language: str) -> Iterator[Check]:
    """Whether a speech model is whole, knows the language, and recognises anything here."""
    try:
        model = store.find("speech", name)
        loading.check_language(model, language)
    except CaptionerError as error:
        yield failed("speech model", str(error), error.remedy)
        return
    whole = _checksum(model, failed)
    yield whole
    if whole.remedy:
        return
    on_cpu = device.probe(model.folder, "cpu", "int8")
    if not on_cpu.works:
        yield failed("recognition", on_cpu.reason, "Choose another model, or install Captioner again.")
        return
    yield ok("recognition", f"{model.name} works on the CPU (int8)")
    yield gpu(model.folder)


def gpu(folder: Path) -> Check:
    """Whether recognition works on a GPU: missing libraries show only at the first inference."""
    if not device.has_gpu_driver():
        return ok("GPU", "no NVIDIA driver; recognition runs on the CPU")
    found = device.choose(folder, "cuda")
    if found.works:
        return ok("GPU", f"CUDA works ({found.compute_type})")
    return warning("GPU", found.reason, "Install CUDA 12 and cuDNN 9, or set speech.device to cpu.")


def display(environment: Mapping[str, str] = os.environ) -> Iterator[Check]:
    """Whether Qt can show windows and global shortcuts work, tried in a child process, because Qt aborts the process on
    failure.

    The package `ui` loads Qt, so the doctor uses the child's answer.
    """
    remedy = "Start it on a desktop. `captioner listen` and `captioner transcribe` work in a terminal."
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(environment.get(name) for name in named):
        yield warning("display", "none: neither DISPLAY nor WAYLAND_DISPLAY is set", remedy)
        return
    command = [sys.executable, "-m", "captioner.ui.desktop.display"]
    try:
        done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        yield warning("display", "Qt does not answer within 30 s", remedy)
        return
    if done.returncode != 0:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        missing = "xcb-cursor" in done.stderr or "cannot open shared object" in done.stderr
        install = "Install the system libraries: run packaging/bootstrap.py once more, it names them. "
        yield warning("display", f"no window can be opened: {''.join(last)}", install * missing + remedy)
        return
    found = json.loads(done.stdout.splitlines()[-1])
    for name, text, advice in (("display", "sentence", "remedy"), ("shortcuts", "shortcuts", "shortcuts_remedy")):
        yield warning(name, found[text], found[advice]) if found[advice] else ok(name, found[text])


def sound(
    microphones: Callable[[], list[Device]] = devices.microphones, outputs: Callable[[], list[Device]] = devices.outputs
) -> Iterator[Check]:
    """Whether there is a source of sound; recordings can be transcribed without one."""
    for name, find, missing in (
        ("microphone", microphones, "Connect one, then look again."),
        ("system sound", outputs, "Connect speakers or headphones, then look again."),
    ):
        try:
            found = find()
        except AudioError as error:
            yield warning(name, str(error), error.remedy)
            continue
        if not found:
            yield warning(name, "none", missing)
            continue
        default = next((each for each in found if each.is_default), found[0])
        others = f", and {len(found) - 1} more" if len(found) > 1 else ""
        yield ok(name, f"{default.name} ({default.detail}){others}")


def _checksum(model: Model, otherwise: Callable[[str, str, str], Check]) -> Check:
    """Whether every file of a model has its checksum."""
    name = f"{model.kind} model"
    try:
        model.verify()
    except CaptionerError as error:
        return otherwise(name, str(error), error.remedy)
    state = "checksums right" if model.manifest else "not checked, it has no manifest"
    return ok(name, f"{model.name} ({model.size / 1e6:.0f} MB, {state})")
