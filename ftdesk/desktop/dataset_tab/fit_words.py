"""Verdicts in words: the outcome with its icon, a reason as a sentence, and where its figure is from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.fit import Outcome, Reason, Verdict
from ftdesk.dataset.fit_sentences import SENTENCES
from ftdesk.dataset.formats import TITLES, Format
from ftdesk.dataset.target import Target
from ftdesk.desktop.data_words import in_words
from ftdesk.wording import bytes_in_words

translate = QCoreApplication.translate

ICONS = {
    Outcome.FITS: ("check-circle", "success"),
    Outcome.REMARKS: ("warning", "warning"),
    Outcome.REFUSED: ("error", "error"),
}
"""The icon of each outcome and its colour; the word always stands beside it."""


def outcome_word(outcome: Outcome, *, is_approximate: bool = False) -> str:
    """What it comes to, with "≈" where tokens were counted with another vocabulary."""
    word = {
        Outcome.FITS: translate("Fit", "Fits"),
        Outcome.REMARKS: translate("Fit", "Fits with remarks"),
        Outcome.REFUSED: translate("Fit", "Refused"),
    }[outcome]
    return f"≈ {word}" if is_approximate else word


def reason_word(reason: Reason) -> str:
    """How heavy a single reason is."""
    return translate("Fit", "Refused") if reason.outcome is Outcome.REFUSED else translate("Fit", "Remark")


def sentence(reason: Reason) -> str:
    """The reason as a sentence."""
    words = translate("Fit", SENTENCES[reason.kind])
    told = words.format(**{name: _shown(name, value) for name, value in reason.arguments.items()})
    return f"≈ {told}" if reason.approximate else told


def source_words(target: Target, reason: Reason) -> str:
    """Where the figure of a reason is from, and whether that is confirmed; empty for a fault of the file itself."""
    if not reason.figure:
        return ""
    notes = [
        translate("Fit", "Source: {source} ({date})").format(
            source=in_words(target.source_of(reason.figure)), date=target.as_of.isoformat()
        )
    ]
    if reason.figure in target.unconfirmed:
        notes.append(translate("Fit", "Not confirmed"))
    if reason.approximate:
        notes.append(translate("Fit", "Tokens were counted with another model's vocabulary"))
    return " · ".join(notes)


def summary_words(verdicts: list[Verdict]) -> str:
    """How many models of a provider take the file."""
    taken = sum(verdict.outcome is not Outcome.REFUSED for verdict in verdicts)
    return translate("Fit", "{count} of {total} take it").format(count=taken, total=len(verdicts))


def target_name(target: Target) -> str:
    """The model's name; a provider whose models are not known stands for any of them."""
    return translate("Fit", "Any model") if target.name == target.provider else target.name


def unlimited_words(target: Target) -> str:
    """Which limits the data does not have, since none is named or could be found; empty where all are there."""
    limits = {
        translate("Fit", "tokens of an example"): target.train_token_limit or target.raised_token_limit,
        translate("Fit", "size of the file"): target.maximum_bytes,
    }
    missing = [words for words, limit in limits.items() if limit is None]
    if not missing:
        return ""
    return translate("Fit", "No limit is known for: {what}.").format(what="; ".join(missing))


def _shown(name: str, value: object) -> str:
    if isinstance(value, Format):
        return translate("Format", TITLES[value])
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return bytes_in_words(value) if name.endswith("bytes") else f"{value:,}"
    return str(value)
