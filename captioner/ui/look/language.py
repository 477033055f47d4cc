"""The language of the interface."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

FOLDER = Path(__file__).resolve().parent.parent / "translations"
LANGUAGES = ("en", "de")
"""English is in the source."""


class Language:
    """The installed translators; they must live as long as they are used."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []

    def use(self, chosen: str) -> str:
        """Install the translations of a language, `auto` for the system's; windows made afterwards use it.

        Returns:
            The resulting language.
        """
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()
        locale = QLocale.system() if chosen == "auto" else QLocale(chosen)
        # for numbers: 1.5 in English, 1,5 in German
        QLocale.setDefault(locale)
        code = locale.name().partition("_")[0]
        language = code if code in LANGUAGES else "en"
        if language != "en":
            self._install(f"captioner_{language}", str(FOLDER))
            self._install(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        else:
            # only for its plural forms: "1 match", "2 matches"
            self._install("captioner_en", str(FOLDER))
        return language

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)
