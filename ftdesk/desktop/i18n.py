"""The language of the window: ours and Qt's own translations, chosen at start."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ftdesk.resource_files import resource_directory

LANGUAGES = ("en", "ja")
"""What the window speaks; English is the source and needs no translation."""


def language_for(setting: str) -> str:
    """The language to use for the setting: "auto" takes the first of the system's that the window speaks."""
    if setting in LANGUAGES:
        return setting
    wished = (name.split("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wished if name in LANGUAGES), LANGUAGES[0])


def install_language(application: QCoreApplication, setting: str) -> str:
    """Install the translators for `setting` and return the language in use. Call it before any widget is
    made.
    """
    language = language_for(setting)
    system = QLocale.system()
    plain = system.language() is QLocale.Language.C  # it writes 1234567 without separators
    QLocale.setDefault(QLocale(language) if setting in LANGUAGES or plain else system)
    if language == LANGUAGES[0]:
        return language
    folders = {
        f"ftdesk_{language}": str(resource_directory() / "i18n"),
        f"qtbase_{language}": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
    return language
