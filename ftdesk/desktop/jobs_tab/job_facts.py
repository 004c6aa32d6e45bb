"""Names and values of a job for its parameters page."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from ftdesk.desktop.jobs_tab import wording
from ftdesk.desktop.money import money
from ftdesk.desktop.past_error import error_words
from ftdesk.workspace.billing_record import Reconciled, reconcile
from ftdesk.workspace.job_records import HyperValue, Intent, JobIntent, LedgerJob, TrainingData

Pairs = list[tuple[str, str]]


def job_pairs(job: LedgerJob, intent: Intent | None) -> Pairs:
    """Everything known about a job, without what is empty."""
    translate = QCoreApplication.translate
    pairs: Pairs = [
        (translate("Jobs", "Base model"), job.model),
        (translate("Jobs", "Tuned model"), job.fine_tuned_model or ""),
        *_data_pairs(job, intent),
        (translate("Jobs", "Epochs"), _value(job.n_epochs)),
        (translate("Jobs", "Batch size"), _value(job.batch_size)),
        (translate("Jobs", "Learning rate multiplier"), _value(job.learning_rate_multiplier)),
        (translate("Jobs", "Seed"), "" if job.seed is None else str(job.seed)),
        (translate("Jobs", "Suffix"), job.suffix or ""),
        (
            translate("Jobs", "Trained tokens"),
            "" if job.trained_tokens is None else wording.number(job.trained_tokens),
        ),
        (translate("Jobs", "Prediction"), _prediction(reconcile(job, intent))),
        *(_price_pairs(intent.order) if intent else []),
        (translate("Jobs", "Created"), wording.exactly(job.created_at)),
        (translate("Jobs", "Finished"), wording.exactly(job.finished_at or 0)),
        (translate("Jobs", "Last seen"), wording.exactly(job.seen_at)),
        (translate("Jobs", "Job id"), job.id),
        (translate("Jobs", "Result files"), ", ".join(job.result_files)),
        (translate("Jobs", "Tag"), job.tag or ""),
    ]
    return [pair for pair in pairs if pair[1]]


def intent_pairs(intent: Intent) -> Pairs:
    """Everything known about a wish that is not a job."""
    translate, order = QCoreApplication.translate, intent.order
    pairs: Pairs = [
        (translate("Jobs", "Base model"), order.model),
        (translate("Jobs", "Training file"), _data(order.training)),
        (translate("Jobs", "Validation file"), _data(order.validation) if order.validation else ""),
        (translate("Jobs", "Epochs"), _value(order.n_epochs)),
        (translate("Jobs", "Batch size"), _value(order.batch_size)),
        (translate("Jobs", "Learning rate multiplier"), _value(order.learning_rate_multiplier)),
        (translate("Jobs", "Seed"), "" if order.seed is None else str(order.seed)),
        (translate("Jobs", "Suffix"), order.suffix or ""),
        *_price_pairs(order),
        (translate("Jobs", "Asked for"), wording.exactly(intent.created_at)),
        (translate("Jobs", "Tag"), intent.tag),
    ]
    return [pair for pair in pairs if pair[1]]


def _data_pairs(job: LedgerJob, intent: Intent | None) -> Pairs:
    translate = QCoreApplication.translate
    training, validation = job.training_file or "", job.validation_file or ""
    if intent is not None:
        training = f"{_data(intent.order.training)}\n{training}".strip()
        if intent.order.validation is not None:
            validation = f"{_data(intent.order.validation)}\n{validation}".strip()
    return [
        (translate("Jobs", "Training file"), training),
        (translate("Jobs", "Validation file"), validation),
    ]


def _data(data: TrainingData) -> str:
    digest = data.sha256[:12]
    return f"{data.path} ({wording.size(data.size_bytes)}, SHA-256 {digest}…)"


def _price_pairs(order: JobIntent) -> Pairs:
    translate, price = QCoreApplication.translate, order.estimate
    tokens = "" if price.tokens is None else wording.number(price.tokens)
    amount = ""
    if price.amount is not None:
        amount = f"{money(Decimal(price.amount), price.currency)} ({price.price_date})"
    return [
        (translate("Jobs", "Estimated tokens"), tokens),
        (translate("Jobs", "Estimated price"), amount),
    ]


def _prediction(known: Reconciled | None) -> str:
    """How near the prediction of a finished job was."""
    if known is None:
        return ""
    words = QCoreApplication.translate("Jobs", "predicted {predicted}, billed {billed}: {error}").format(
        predicted=wording.number(known.predicted),
        billed=wording.number(known.billed),
        error=error_words(known.error),
    )
    if known.epochs is None or known.foretold_epochs in (None, known.epochs):
        return words
    epochs = QCoreApplication.translate("Jobs", "{predicted} epochs were predicted, {epochs} trained")
    return f"{words}\n{epochs.format(predicted=known.foretold_epochs, epochs=known.epochs)}"


def _value(value: HyperValue) -> str:
    if isinstance(value, str):
        return QCoreApplication.translate("Jobs", "auto") if value == "auto" else value
    return f"{value:g}"
