"""Distributions in words: titles, what a bar stands for, what is read out of it."""

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.distributions import AMOUNTS, Bar, Distribution, Measure
from ftdesk.dataset.rules.catalogue import CATALOGUE
from ftdesk.dataset.rules.finding import Severity
from ftdesk.desktop.dataset_tab.language_words import language_name
from ftdesk.desktop.dataset_tab.query_words import role_name

translate = QCoreApplication.translate


def title_of(measure: Measure) -> str:
    """What the examples are told apart by."""
    return {
        Measure.TOKENS: translate("Distribution", "Tokens"),
        Measure.TURNS: translate("Distribution", "Turns"),
        Measure.ANSWER: translate("Distribution", "Characters of the answers"),
        Measure.ROLES: translate("Distribution", "Roles"),
        Measure.LANGUAGES: translate("Distribution", "Languages of the answers"),
        Measure.SEVERITIES: translate("Distribution", "Examples with findings"),
        Measure.CODES: translate("Distribution", "Findings"),
    }[measure]


def bar_words(measure: Measure, bar: Bar) -> str:
    """What a bar stands for: a range of numbers, or a name."""
    if measure in AMOUNTS:
        if bar.most is None:
            return f"≥ {bar.least:,}"
        return f"{bar.least:,}" if bar.most == bar.least else f"{bar.least:,}–{bar.most:,}"
    if measure is Measure.LANGUAGES:
        return language_name(bar.name)
    if measure is Measure.SEVERITIES:
        return {
            "error": translate("Distribution", "with errors"),
            "warning": translate("Distribution", "with warnings"),
            "info": translate("Distribution", "with notes"),
        }[bar.name]
    return role_name(bar.name) if measure is Measure.ROLES else bar.name


def severity_of(measure: Measure, bar: Bar) -> Severity | None:
    """How bad the findings are that a bar stands for; None where it stands for something else."""
    if measure is Measure.CODES:
        return CATALOGUE[bar.name].severity
    return Severity(bar.name) if measure is Measure.SEVERITIES else None


def share_words(bar: Bar, distribution: Distribution) -> str:
    """The share of the examples that a bar has."""
    if not distribution.examples:
        return "–"
    share = bar.count / distribution.examples
    return "< 0.1 %" if 0 < share < 0.001 else f"{100 * share:.1f} %"


def read_out(distribution: Distribution, bar: Bar) -> str:
    """A bar with its count: "50–99: 220 examples (22.0 %)"."""
    one, many = (
        translate("Distribution", "{range}: 1 example ({share})"),
        translate("Distribution", "{range}: {count} examples ({share})"),
    )
    words = bar_words(distribution.measure, bar)
    share = share_words(bar, distribution)
    return (one if bar.count == 1 else many).format(range=words, count=f"{bar.count:,}", share=share)


def brief_read_out(distribution: Distribution, bar: Bar) -> str:
    """The same in a narrow place: "50–99: 220"."""
    return f"{bar_words(distribution.measure, bar)}: {bar.count:,}"


def figures_of(distribution: Distribution) -> str:
    """Median, 95 % and the largest amount; empty for names."""
    if distribution.median is None or distribution.p95 is None or distribution.largest is None:
        return ""
    return translate("Distribution", "median {median} · 95 % up to {p95} · largest {largest}").format(
        median=f"{distribution.median:,}", p95=f"{distribution.p95:,}", largest=f"{distribution.largest:,}"
    )
