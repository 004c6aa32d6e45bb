"""Jobs, events and checkpoints out of answers, whatever a server leaves out or spells differently."""

from ftdesk.api.dialects import Dialect
from ftdesk.api.parsing import (
    JsonObject,
    as_integer,
    as_list,
    as_moment,
    as_number,
    as_object,
    as_optional_text,
    as_text,
    as_text_pairs,
)
from ftdesk.api.types import AUTO, Auto, Checkpoint, Hyperparameters, Job, JobError, JobEvent, Metrics

# Result files and events name the same measurements differently: the published events, older guides, Azure.
_TRAIN_ACCURACY = ("train_mean_token_accuracy", "train_accuracy")
_VALID_ACCURACY = ("valid_mean_token_accuracy", "validation_mean_token_accuracy", "valid_accuracy")
_FULL_VALID_ACCURACY = ("full_valid_mean_token_accuracy", "full_valid_accuracy")


def job_from(answer: JsonObject, dialect: Dialect) -> Job | None:
    """The job of an answer, None where it has no id; every other field may be missing or null."""
    if not as_text(answer.get("id")):
        return None
    status = as_text(answer.get("status"))
    return Job(
        id=as_text(answer.get("id")),
        model=as_text(answer.get("model")),
        status=status,
        state=dialect.state_of(status),
        created_at=as_moment(answer.get("created_at")),
        finished_at=as_moment(answer.get("finished_at")),
        estimated_finish=as_moment(answer.get("estimated_finish")),
        fine_tuned_model=as_optional_text(answer.get("fine_tuned_model")),
        training_file=as_text(answer.get("training_file")),
        validation_file=as_optional_text(answer.get("validation_file")),
        trained_tokens=as_integer(answer.get("trained_tokens")),
        hyperparameters=_hyperparameters(answer),
        seed=as_integer(answer.get("seed")),
        suffix=as_optional_text(answer.get("suffix")) or as_optional_text(answer.get("user_provided_suffix")),
        error=_job_error(answer.get("error")),
        result_files=tuple(filter(None, map(as_text, as_list(answer.get("result_files"))))),
        metadata=as_text_pairs(answer.get("metadata")),
    )


def _hyperparameters(answer: JsonObject) -> Hyperparameters:
    """They stand at the top level, under `method`, or at both places; then the top level counts."""
    method = as_object(answer.get("method"))
    under_method = as_object(as_object(method.get(as_text(method.get("type")))).get("hyperparameters"))
    at_top = as_object(answer.get("hyperparameters"))
    values = {**under_method, **{name: value for name, value in at_top.items() if value is not None}}
    return Hyperparameters(
        n_epochs=_whole_or_auto(values.get("n_epochs")),
        batch_size=_whole_or_auto(values.get("batch_size")),
        learning_rate_multiplier=_number_or_auto(values.get("learning_rate_multiplier")),
    )


def _number_or_auto(value: object) -> float | Auto | None:
    return AUTO if value == AUTO else as_number(value)


def _whole_or_auto(value: object) -> int | Auto | None:
    number = _number_or_auto(value)
    if number is None or number == AUTO:
        return number if number is None else AUTO
    return AUTO if number == -1 else as_integer(number)  # some servers write -1 before they have chosen


def _job_error(value: object) -> JobError | None:
    """A healthy job has null, {} or an object of nulls here, or a list of nothing."""
    if isinstance(value, str) and value.strip():
        return JobError(message=as_text(value))
    fields = as_object(value)
    message, code, param = (as_text(fields.get(name)) for name in ("message", "code", "param"))
    return JobError(message, code, param) if message or code else None


def event_from(answer: JsonObject) -> JobEvent | None:
    """One event, None where there is nothing in it; measurements may stand under `data` or `metrics`."""
    if not answer:
        return None
    created_at, message = as_moment(answer.get("created_at")), as_text(answer.get("message"))
    data = as_object(answer.get("data")) or as_object(answer.get("metrics"))
    metrics = metrics_from(data)
    return JobEvent(
        id=as_text(answer.get("id")) or f"{created_at}:{message[:200]}",
        created_at=created_at,
        level=as_text(answer.get("level"), "info"),
        message=message,
        type=as_text(answer.get("type"), "message"),
        metrics=metrics if metrics != Metrics() else None,
    )


def checkpoint_from(answer: JsonObject) -> Checkpoint | None:
    """One checkpoint with the measurements of its step; None where it has no id."""
    if not as_text(answer.get("id")):
        return None
    metrics = metrics_from(as_object(answer.get("metrics")))
    return Checkpoint(
        id=as_text(answer.get("id")),
        created_at=as_moment(answer.get("created_at")),
        fine_tuned_model_checkpoint=as_text(answer.get("fine_tuned_model_checkpoint"))
        or as_text(answer.get("fine_tuned_model_id")),
        step_number=as_integer(answer.get("step_number")) or metrics.step,
        metrics=metrics,
    )


def metrics_from(values: JsonObject) -> Metrics:
    """Measurements by any of their names."""
    return Metrics(
        step=as_integer(values.get("step")),
        total_steps=as_integer(values.get("total_steps")),
        train_loss=as_number(values.get("train_loss")),
        train_accuracy=_first_number(values, _TRAIN_ACCURACY),
        valid_loss=as_number(values.get("valid_loss")),
        valid_accuracy=_first_number(values, _VALID_ACCURACY),
        full_valid_loss=as_number(values.get("full_valid_loss")),
        full_valid_accuracy=_first_number(values, _FULL_VALID_ACCURACY),
    )


def _first_number(values: JsonObject, names: tuple[str, ...]) -> float | None:
    return next((number for name in names if (number := as_number(values.get(name))) is not None), None)
