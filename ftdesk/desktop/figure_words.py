"""Numbers as the window writes them everywhere; sizes and times as the person does."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale


def number(value: float | None, digits: int = 0) -> str:
    """A number with separators, which both languages of the window write alike; a dash when unknown."""
    return "–" if value is None else f"{value:,.{digits}f}"


def size(count: int) -> str:
    """A number of bytes in a handy unit."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def duration(seconds: float) -> str:
    """A length of time in its largest sensible unit."""
    whole = max(0, round(seconds))
    if whole < 60:
        return QCoreApplication.translate("Jobs", "{count} s").format(count=whole)
    if whole < 3600:
        return QCoreApplication.translate("Jobs", "{count} min").format(count=round(whole / 60))
    hours, minutes = divmod(round(whole / 60), 60)
    if hours < 48 and (minutes == 0 or hours >= 10):
        return QCoreApplication.translate("Jobs", "{count} h").format(count=hours)
    if hours < 48:
        return QCoreApplication.translate("Jobs", "{hours} h {minutes} min").format(
            hours=hours, minutes=minutes
        )
    return QCoreApplication.translate("Jobs", "{count} days").format(count=round(whole / 86_400))


def ago(moment: float, now: float | None = None) -> str:
    """How long ago a moment is; a clock that runs ahead counts as now. Nothing for an unknown moment."""
    if not moment:
        return ""
    passed = (time.time() if now is None else now) - moment
    if passed < 10:
        return QCoreApplication.translate("Jobs", "just now")
    return QCoreApplication.translate("Jobs", "{duration} ago").format(duration=duration(passed))


def exactly(moment: float) -> str:
    """A moment in the person's own time and way of writing; empty when unknown or absurd."""
    if not 0 < moment < 1e11:
        return ""
    when = QDateTime.fromSecsSinceEpoch(int(moment))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)
