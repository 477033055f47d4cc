"""The shape of the program, held by its import graph: imports go down only, and a library has one door."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

import captioner

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "captioner"

BASE = {"errors", "heap", "labels", "languages", "messages", "log", "private"}
FOUNDATION = BASE | {"models.manifest", "onnx_session", "settings.option"}
EDGE = {"engine"}
SIBLINGS = {"audio", "speech", "speakers", "disfluency", "captions"}
KEPT = {"record", "export"}
BESIDE = {"settings", "paths", "models", "machine_cache"}
STAGES = FOUNDATION | SIBLINGS | KEPT
MAY_IMPORT = {
    **{each: BASE for each in BASE},
    **{each: BASE for each in FOUNDATION - BASE},
    **{each: FOUNDATION | {each} for each in SIBLINGS},
    "record": FOUNDATION | {"captions", "record"},
    "export": FOUNDATION | {"captions", "record", "export"},
    **{each: FOUNDATION | BESIDE for each in BESIDE},
    **{each: BASE for each in EDGE},
    "meter": FOUNDATION | {"audio", "speech"},
    "pipeline": STAGES | {"meter"},
    "two_sources": STAGES | EDGE | {"pipeline", "two_sources"},
    "ui": STAGES | BESIDE | EDGE | {"pipeline", "serve", "ui"},
    "loading": STAGES | BESIDE,
    "app": STAGES | BESIDE | EDGE | {"loading", "pipeline", "two_sources", "ui"},
    "serve": FOUNDATION | {"captions", "serve"},
    "api": STAGES | BESIDE | {"pipeline", "loading", "app"},
    "bench": STAGES | BESIDE | EDGE | {"pipeline", "ui", "loading", "app", "bench"},
    "cli": STAGES | BESIDE | EDGE | {"pipeline", "serve", "ui", "loading", "app", "bench", "cli"},
    "__main__": BASE | {"cli"},
    "training": STAGES | {"bench", "training"},
}
"""Each part of the program to those that it may import; the package itself (its version) is open to all."""


def part(module: str) -> str:
    """The part that a module, named without `captioner.`, belongs to: its room, or a module with its own order."""
    named = (each for each in MAY_IMPORT if "." in each and f"{module}.".startswith(f"{each}."))
    return next(named, module.split(".")[0])


ONE_DOOR = {
    "platformdirs": {"paths"},
    "sounddevice": {"audio.portaudio"},
    "pyaudiowpatch": {"audio.wasapi"},
    "av": {"audio.decoder"},
    "soxr": {"audio.resampler"},
    "ctranslate2": {"speech.whisper.network"},
    "faster_whisper": {"speech.whisper.network", "bench.files"},
    "onnxruntime": {"onnx_session", "disfluency.onnx_model"},
    "tokenizers": {"speech.whisper.word_pieces", "disfluency.encoding"},
    "Xlib": {"ui.desktop.compositor", "ui.desktop.global_keys"},
    "aiohttp": {"serve.server"},
    "filelock": {"models.hub"},
    "jeepney": {"ui.desktop.portal"},
    "whisper_normalizer": {"bench.standard_wer"},
    "PIL": {"bench.moving_picture"},
}
"""Third-party libraries and the only modules, outside training, that may know them."""
DOORS = {"onnxruntime": 2, "tokenizers": 2, "Xlib": 2, "faster_whisper": 2}
"""How many modules use them where it is more than one: one in each package that needs it, and one that measures it."""
PACKAGES_OF = {"PySide6": {"ui", "app", "bench"}, "rich": {"cli"}, "torch": {"training"}, "transformers": {"training"}}
"""Third-party libraries that a whole package may use."""
EVERYWHERE = {"numpy"}
FORBIDDEN = {"huggingface_hub", "requests", "scipy", "onnx", "matplotlib", "safetensors"}
"""Not for use outside training, though some are installed with others."""


KNOW_WHISPER = {
    "app": "measures a step of live captions for the recommendation of a stock Whisper",
    "ui.models.recommendation": "estimates the step of each stock Whisper from that time",
    "ui.settings.model_page": "shows it",
    "ui.state.backend": "the type of that time",
    "cli.machine.examination": "tries recognition on the CPU and on the GPU",
}
"""The modules beside `speech.whisper`, bench and training that import it, and what for; captions themselves know only
`speech.engine`."""


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the package by its name without `captioner.`, parsed."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imports(module: str) -> Iterator[str]:
    """Absolute names of all that a module imports, at its top or inside a function."""
    for node in ast.walk(sources()[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"captioner.{module} imports relatively in line {node.lineno}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def users_of(library: str) -> set[str]:
    """The modules outside training that import a library."""
    return {
        module
        for module in sources()
        if not module.startswith("training")
        and any(name == library or name.startswith(library + ".") for name in imports(module))
    }


def test_the_graph_is_not_empty() -> None:
    assert {"errors", "pipeline", "speech.whisper.recognizer"} <= set(sources())


def test_every_part_of_the_program_has_its_place_in_the_order() -> None:
    assert {part(module) for module in sources()} - {""} <= set(MAY_IMPORT)


@pytest.mark.parametrize("importer", sorted(MAY_IMPORT))
def test_imports_go_down_only(importer: str) -> None:
    wrong = []
    for module in sources():
        if part(module) != importer:
            continue
        for name in imports(module):
            first, _, rest = name.partition(".")
            if first == "captioner" and rest and rest != "__version__" and part(rest) not in MAY_IMPORT[importer]:
                wrong.append(f"captioner.{module} imports {name}")
    assert wrong == []


def test_nothing_imports_itself_in_a_circle() -> None:
    """Modules of one package may know each other, but not both ways, at import time or later."""
    edges: dict[str, set[str]] = defaultdict(set)
    for module in sources():
        for name in imports(module):
            parts = name.split(".")[1:]
            target = next((t for t in (".".join(parts[:n]) for n in range(len(parts), 0, -1)) if t in sources()), None)
            if name.startswith("captioner.") and target and target != module:
                edges[module].add(target)
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        if module not in done:
            for target in sorted(edges[module]):
                visit(target, (*path, module))
            done.add(module)

    for module in sources():
        visit(module, ())


@pytest.mark.parametrize("library", sorted(ONE_DOOR))
def test_a_library_has_one_door(library: str) -> None:
    users = users_of(library)
    assert users <= ONE_DOOR[library]
    assert len(users) <= DOORS.get(library, 1)


@pytest.mark.parametrize("library", sorted(PACKAGES_OF))
def test_a_framework_stays_in_its_package(library: str) -> None:
    assert {module.split(".")[0] for module in users_of(library)} <= PACKAGES_OF[library]


def test_few_modules_know_which_engine_recognises() -> None:
    using = {
        module
        for module in sources()
        if module.split(".")[0] not in ("bench", "training") and not module.startswith("speech.whisper")
        if any(name.startswith("captioner.speech.whisper") for name in imports(module))
    }
    assert using == set(KNOW_WHISPER)


def test_no_other_library_is_used() -> None:
    import sys

    known = {*ONE_DOOR, *PACKAGES_OF, *EVERYWHERE, "captioner", *sys.stdlib_module_names}
    used = {name.split(".")[0] for module in sources() if not module.startswith("training") for name in imports(module)}
    assert used - known == set()
    assert not used & FORBIDDEN


def tracked_texts() -> list[tuple[str, str]]:
    """Path and content of every text file in the repository."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs the git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    found = []
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            found.append((name, content.decode("utf-8", "replace")))
    return found


def test_no_file_names_a_place_of_one_machine() -> None:
    places = re.compile("|".join(["(?<![A-Za-z0-9_.-])/wor" + "k/", "/roo" + "t/", r"(?<!\w)/hom" + r"e/[a-z]\w+/"]))
    hosts = re.compile(
        "|".join(["pypi" + r"\.org", "python" + r"hosted\.org", r"--(extra-)?index-" + "url", "arti" + "factory"])
    )
    wrong = [
        f"{name}: {match.group()}"
        for name, text in tracked_texts()
        for match in [*places.finditer(text), *hosts.finditer(text)]
        if not (name == "scripts/lock" and match.group().startswith("--"))
    ]
    assert wrong == []


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    locks = sorted((ROOT / "packaging").glob("*.lock"))
    assert [each.stem for each in locks] == ["audit", "build", "requirements-train", "requirements", "uv"]
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        pins = re.findall(r"^[A-Za-z0-9].*?==", text, re.MULTILINE)
        entries = re.findall(r"^[A-Za-z0-9].*\\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+", text, re.MULTILINE)
        assert len(pins) == len(entries) > 0
        assert "://" not in text


def test_the_plain_lock_has_no_training_framework() -> None:
    text = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"^(torch|transformers|nvidia\S*|triton)==", text, re.MULTILINE)


def test_versions_agree() -> None:
    try:
        installed = metadata.version("captioner")
    except metadata.PackageNotFoundError:
        pytest.skip("captioner is not installed, only imported from the checkout")
    assert installed == captioner.__version__


def test_no_class_name_means_two_things() -> None:
    found = defaultdict(list)
    for module, tree in sources().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(module)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}
