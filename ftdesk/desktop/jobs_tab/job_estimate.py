"""What a job will read and cost, before it is started: tokens × epochs × a dated price, or "unknown"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.jobs_tab.data_check import FileSummary
from ftdesk.desktop.money import money
from ftdesk.desktop.token_words import in_sentences, nearly
from ftdesk.workspace.job_records import HyperValue, PriceEstimate

if TYPE_CHECKING:
    from ftdesk.dataset.cost import Prices
    from ftdesk.workspace.settings import Profile


@dataclass(frozen=True, slots=True)
class JobEstimate:
    """`epochs` is a guess where the server decides (`epochs_guessed`)."""

    epochs: int
    epochs_guessed: bool
    price: PriceEstimate


def estimate_job(
    training: FileSummary,
    n_epochs: HyperValue,
    model: str,
    provider: str,
    prices: Prices,
    default_epochs: int | None = None,
) -> JobEstimate:
    """The estimate for a checked file; `provider` is the profile's kind, `default_epochs` of the target's data."""
    from ftdesk.dataset.cost import estimate
    from ftdesk.dataset.epochs import epochs_for

    guessed = isinstance(n_epochs, str)
    epochs = (
        epochs_for(training.examples, provider, default_epochs)
        if isinstance(n_epochs, str)
        else int(n_epochs)
    )
    tokens = _billed_tokens(training, provider)
    if tokens is None:
        return JobEstimate(epochs, guessed, PriceEstimate(epochs=epochs))
    found = estimate(tokens, epochs, model, prices, provider=provider)
    price = PriceEstimate(
        tokens=tokens * epochs,
        amount=None if found.amount is None else str(found.amount),
        currency=found.currency,
        price_date=found.price_date.isoformat() if found.price_date else "",
        source=found.source,
        epoch_tokens=tokens,
        epochs=epochs,
    )
    return JobEstimate(epochs, guessed, price)


def _billed_tokens(training: FileSummary, provider: str) -> int | None:
    """What a provider counts for one epoch: all that is read; the engine on this machine counts what is learnt."""
    if provider == "local" and training.trained is not None:
        return training.trained
    return training.tokens


def tokens_words(training: FileSummary, found: JobEstimate) -> str:
    """Tokens of one epoch, epochs, and the product."""
    epochs = wording.number(found.epochs)
    if found.epochs_guessed:
        epochs = QCoreApplication.translate("Jobs", "about {count}").format(count=epochs)
    if found.price.epoch_tokens is None or found.price.tokens is None:
        return QCoreApplication.translate("Jobs", "Tokens unknown; {epochs} epochs").format(epochs=epochs)
    if found.epochs == 1 and not found.epochs_guessed:
        words = QCoreApplication.translate("Jobs", "{tokens} tokens, one epoch")
        return _with_reasons(words.format(tokens=wording.number(found.price.epoch_tokens)), training)
    words = QCoreApplication.translate("Jobs", "{tokens} tokens × {epochs} epochs = {total} tokens").format(
        tokens=wording.number(found.price.epoch_tokens),
        epochs=epochs,
        total=wording.number(found.price.tokens),
    )
    return _with_reasons(words, training)


def _with_reasons(words: str, training: FileSummary) -> str:
    """With "≈" and the reasons below, where the tokens are not certain."""
    return "\n".join(filter(None, (nearly(words, training.doubts), in_sentences(training.doubts))))


def price_words(price: PriceEstimate, profile: Profile) -> str:
    """The price with its date, "free", or that it is unknown; unknown is never nothing."""
    if profile.kind == "local":
        return QCoreApplication.translate("Jobs", "Free: it runs on this machine")
    from ftdesk.dataset.cost import is_old

    if price.amount is None:
        return QCoreApplication.translate("Jobs", "Unknown: no price is known for this model here")
    words = (
        QCoreApplication.translate("Jobs", "About {amount} (price list of {date}, more than half a year old)")
        if is_old(date.fromisoformat(price.price_date), datetime.now(UTC).date())
        else QCoreApplication.translate("Jobs", "About {amount} (price list of {date})")
    )
    return words.format(amount=money(Decimal(price.amount), price.currency), date=price.price_date)


def destination_words(files: list[FileSummary], profile: Profile) -> str:
    """Where the data goes."""
    count = wording.number(sum(file.examples for file in files))
    size = wording.size(sum(file.size_bytes for file in files))
    if profile.kind == "local":
        return QCoreApplication.translate("Jobs", "{count} examples ({size}) stay on this machine").format(
            count=count, size=size
        )
    host = urlsplit(profile.base_url).hostname or profile.base_url
    return QCoreApplication.translate("Jobs", "{count} examples ({size}) are sent to {host}").format(
        count=count, size=size, host=host
    )
