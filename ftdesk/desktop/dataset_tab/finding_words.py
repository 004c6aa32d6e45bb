"""Findings in words and in order of weight; always plain text."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.rules.finding import Finding, Severity
from ftdesk.desktop import finding_sentence
from ftdesk.desktop.dataset_tab.visible_text import one_line

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def sentence(finding: Finding) -> str:
    """What is wrong, in one plain sentence without anything invisible."""
    return finding_sentence.sentence(finding, one_line)


def severity_word(severity: Severity) -> str:
    """The severity as a word, so that shape and colour are never alone."""
    return {
        Severity.ERROR: QCoreApplication.translate("Severity", "Error"),
        Severity.WARNING: QCoreApplication.translate("Severity", "Warning"),
        Severity.INFO: QCoreApplication.translate("Severity", "Info"),
    }[severity]


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The worst severity among `findings`, None for none."""
    return min(
        (finding.severity for finding in findings), key=lambda severity: _ORDER[severity], default=None
    )


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then the rest; otherwise in the order found."""
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])
