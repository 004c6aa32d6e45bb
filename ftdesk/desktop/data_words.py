"""Words of the data files that people read. A file gains one: mark it here, and it is translated too."""

from PySide6.QtCore import QCoreApplication

from ftdesk.wording import QT_TRANSLATE_NOOP

TITLES = frozenset(
    {
        QT_TRANSLATE_NOOP("Data", "Azure"),
        QT_TRANSLATE_NOOP("Data", "Fireworks"),
        QT_TRANSLATE_NOOP("Data", "Mistral"),
        QT_TRANSLATE_NOOP("Data", "Nebius"),
        QT_TRANSLATE_NOOP("Data", "OpenAI"),
        QT_TRANSLATE_NOOP("Data", "OpenAI-compatible server"),
        QT_TRANSLATE_NOOP("Data", "This machine"),
        QT_TRANSLATE_NOOP("Data", "Together"),
    }
)
"""Titles of providers."""

SOURCES = frozenset(
    {
        QT_TRANSLATE_NOOP("Data", "An older copy of Fireworks' price page"),
        QT_TRANSLATE_NOOP("Data", "As at OpenAI for the same models"),
        QT_TRANSLATE_NOOP("Data", "Fireworks' fine-tuning documentation, 2026"),
        QT_TRANSLATE_NOOP("Data", "Fireworks' overview of managed fine-tuning"),
        QT_TRANSLATE_NOOP("Data", "Fireworks' page on supervised fine-tuning"),
        QT_TRANSLATE_NOOP(
            "Data", "Fireworks' page on supervised fine-tuning: a system message must be the first"
        ),
        QT_TRANSLATE_NOOP("Data", "Fireworks' table of supported base models"),
        QT_TRANSLATE_NOOP("Data", "Microsoft's article on fine-tuning by REST, 2025"),
        QT_TRANSLATE_NOOP("Data", "Microsoft's article on fine-tuning costs; its figures are examples"),
        QT_TRANSLATE_NOOP("Data", "Microsoft's fine-tuning articles for Foundry, October 2026"),
        QT_TRANSLATE_NOOP("Data", "Microsoft's schedule of model retirements, July 2026"),
        QT_TRANSLATE_NOOP(
            "Data", "Microsoft's schedule of model retirements, July 2026 (not before this day)"
        ),
        QT_TRANSLATE_NOOP("Data", "Microsoft's table for the same model at Azure"),
        QT_TRANSLATE_NOOP("Data", "Microsoft's table of models for fine-tuning, 2025"),
        QT_TRANSLATE_NOOP("Data", "Microsoft's table of models for fine-tuning, 2026"),
        QT_TRANSLATE_NOOP("Data", "Mistral's fine-tuning documentation (marked deprecated), 2026"),
        QT_TRANSLATE_NOOP("Data", "Mistral's page on known limitations"),
        QT_TRANSLATE_NOOP("Data", "Mistral's page on known limitations: 512 MB"),
        QT_TRANSLATE_NOOP("Data", "Mistral's page on text and vision fine-tuning"),
        QT_TRANSLATE_NOOP("Data", "Nebius Token Factory's examples of datasets"),
        QT_TRANSLATE_NOOP("Data", "Nebius Token Factory's page on datasets"),
        QT_TRANSLATE_NOOP("Data", "Nebius Token Factory's page on datasets; its versions say 5 GB and 50 GB"),
        QT_TRANSLATE_NOOP("Data", "Nebius Token Factory's post-training documentation, 2026"),
        QT_TRANSLATE_NOOP("Data", "Nebius Token Factory's reference of the job request, context_length"),
        QT_TRANSLATE_NOOP("Data", "Nebius Token Factory's reference of the job request"),
        QT_TRANSLATE_NOOP("Data", "Together's reference of the price estimate"),
        QT_TRANSLATE_NOOP("Data", "OpenAI's API specification of 2026-08-21, Files"),
        QT_TRANSLATE_NOOP("Data", "OpenAI's API specification of 2026-08-21, Uploads"),
        QT_TRANSLATE_NOOP(
            "Data", "OpenAI's API specification of 2026-08-21, without limits that are OpenAI's own"
        ),
        QT_TRANSLATE_NOOP("Data", "OpenAI's deprecations page, October 2026"),
        QT_TRANSLATE_NOOP("Data", "OpenAI's fine-tuning guides and API specification of 2026-08-21"),
        QT_TRANSLATE_NOOP("Data", "OpenAI's pricing page of November 2025"),
        QT_TRANSLATE_NOOP("Data", "OpenAI's supervised fine-tuning guide"),
        QT_TRANSLATE_NOOP("Data", "Prices of Nebius as others report them"),
        QT_TRANSLATE_NOOP("Data", "The error that Nebius answers, as users reported it"),
        QT_TRANSLATE_NOOP("Data", "Together's Python package 3.1.1"),
        QT_TRANSLATE_NOOP("Data", "Together's Python package 3.1.1; its documentation says 100 GB"),
        QT_TRANSLATE_NOOP("Data", "Together's examples of conversations and of function calling"),
        QT_TRANSLATE_NOOP("Data", "Together's fine-tuning documentation, 2026"),
        QT_TRANSLATE_NOOP("Data", "Together's page on data preparation"),
        QT_TRANSLATE_NOOP(
            "Data",
            "Together's page on data preparation: system or user first, then user and assistant in turn",
        ),
        QT_TRANSLATE_NOOP("Data", "Together's table of supported models"),
        QT_TRANSLATE_NOOP("Data", "ftdesk's own engine"),
    }
)
"""Where limits and prices are from."""

KNOWN = TITLES | SOURCES


def in_words(text: str) -> str:
    """`text` of a data file in the person's language; what a person wrote stays as it is."""
    return QCoreApplication.translate("Data", text)
