"""Languages by name: each in its own words, so that who reads it knows it, and by its code for everyone else."""

from PySide6.QtCore import QCoreApplication, QLocale

from ftdesk.dataset.language_codes import NO_LANGUAGE, UNCLEAR

translate = QCoreApplication.translate

_SHORTER = {"en": "English", "es": "español", "zh": "中文"}
"""Qt has these with a country."""


def language_name(code: str) -> str:
    """The name of a language of `language_codes.CODES`."""
    if code == UNCLEAR:
        return translate("Languages", "not sure")
    if code == NO_LANGUAGE:
        return translate("Languages", "no language")
    locale = QLocale(code)
    known = locale.language() != QLocale.Language.C
    name = _SHORTER.get(code) or (locale.nativeLanguageName() if known else "")
    return f"{name} ({code})" if name else code
