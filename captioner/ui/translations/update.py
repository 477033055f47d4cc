"""Collects the texts of the windows and compiles the translations: `python -m captioner.ui.translations.update`.

Needs Qt's own tools lupdate and lrelease, which come with PySide6.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from captioner.ui.look import source_names, texts
from captioner.ui.look.language import FOLDER, LANGUAGES
from captioner.ui.settings import texts as setting_texts
from captioner.ui.translations import error_sentences

SOURCES = FOLDER.parent


def update() -> None:
    """Add new texts to the .ts files, drop those that are gone, and compile what is translated."""
    with tempfile.TemporaryDirectory() as folder:
        declared = Path(folder) / "declared.py"
        declared.write_text(declarations(), encoding="utf-8")
        for language in LANGUAGES:
            _run(
                "lupdate",
                *_files(),
                str(declared),
                "-ts",
                str(source(language)),
                "-locations",
                "none",
                *_options(language),
            )
            _run("lrelease", str(source(language)), "-qm", str(source(language).with_suffix(".qm")))


def source(language: str) -> Path:
    """The translations of a language, to be edited by hand or with Qt Linguist."""
    return FOLDER / f"captioner_{language}.ts"


def declarations() -> str:
    """The texts of settings, errors, labels and sources as a Python file for lupdate."""
    contexts = {
        setting_texts.CONTEXT: setting_texts.sources(),
        texts.ERRORS: error_sentences.sources(),
        texts.LABELS: texts.label_sources(),
        source_names.CONTEXT: source_names.english(),
    }
    lines = [
        f"translate({context!r}, {text!r})" for context, found in contexts.items() for text in dict.fromkeys(found)
    ]
    return "\n".join(("from PySide6.QtCore import QCoreApplication", "translate = QCoreApplication.translate", *lines))


def _files() -> list[str]:
    return sorted(str(path) for path in SOURCES.rglob("*.py"))


def _options(language: str) -> list[str]:
    # English needs only the plural forms
    plural = ["-pluralonly"] if language == "en" else []
    return ["-locations", "none", "-no-obsolete", "-target-language", language, "-source-language", "en", *plural]


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([str(program), *arguments], check=True)


if __name__ == "__main__":
    application = QCoreApplication([])
    update()
