"""Fine-tuning jobs: created exactly once, found again by their tag, watched by their events."""

from collections.abc import Container

from ftdesk.api.addresses import path_segment
from ftdesk.api.client import ApiClient
from ftdesk.api.dialects import Dialect
from ftdesk.api.errors import AnswerUnusable, UnusableReason
from ftdesk.api.job_records import checkpoint_from, event_from, job_from
from ftdesk.api.limits import CREATE
from ftdesk.api.paging import page_from, walk_pages
from ftdesk.api.parsing import JsonObject
from ftdesk.api.refusals import raise_error_inside
from ftdesk.api.types import AUTO, Checkpoint, Hyperparameters, Job, JobEvent, JobRequest, Page
from ftdesk.cancellation import Cancellation

TAG = "ftdesk_tag"
"""The metadata name under which a job carries the tag of its intent."""

_JOBS = "fine_tuning/jobs"
_CLOCK_SLACK_SECONDS = 86_400  # how far a server's clock may be from ours when jobs are compared by time


def create_job(
    client: ApiClient, request: JobRequest, *, tag: str, cancellation: Cancellation | None = None
) -> Job:
    """Ask for a job with exactly one POST, never repeated.

    An ApiError with `is_definite_no` means that no job exists. Every other error, and Cancelled, leaves it
    open: look with `find_job_by_tag` before asking again, since a second POST may be a second paid job.
    """
    answer = client.post_json(
        _JOBS,
        job_body(request, client.dialect, tag),
        headers={"Idempotency-Key": tag},
        limits=CREATE,
        cancellation=cancellation,
    )
    return _job(answer, client.dialect)


def job_body(request: JobRequest, dialect: Dialect, tag: str) -> JsonObject:
    """The JSON of a job creation; what is left to the provider ("auto", None) is left out."""
    body: JsonObject = {"model": request.model, "training_file": request.training_file}
    optional: JsonObject = {
        "validation_file": request.validation_file,
        "suffix": request.suffix or None,
        "seed": request.seed,
    }
    body.update({name: value for name, value in optional.items() if value is not None})
    body["metadata"] = {**dict(request.metadata), TAG: tag}
    chosen = _chosen(request.hyperparameters)
    if request.method != "supervised" or (chosen and dialect.hyperparameters_in != "top_level"):
        body["method"] = {"type": request.method, request.method: {"hyperparameters": chosen}}
    if request.method == "supervised" and chosen and dialect.hyperparameters_in != "method":
        body["hyperparameters"] = chosen
    return body


def _chosen(hyperparameters: Hyperparameters) -> JsonObject:
    values: JsonObject = {
        "n_epochs": hyperparameters.n_epochs,
        "batch_size": hyperparameters.batch_size,
        "learning_rate_multiplier": hyperparameters.learning_rate_multiplier,
    }
    return {name: value for name, value in values.items() if value is not None and value != AUTO}


def list_jobs(
    client: ApiClient, after: str | None = None, limit: int = 100, *, cancellation: Cancellation | None = None
) -> Page[Job]:
    """One page of jobs, newest first where the server sorts."""
    answer = client.get_json(_JOBS, query=_page_query(after, limit), cancellation=cancellation)
    return page_from(answer, lambda row: job_from(row, client.dialect))


def all_jobs(client: ApiClient, *, cancellation: Cancellation | None = None) -> tuple[Job, ...]:
    """Every job of every page."""
    return tuple(
        walk_pages(lambda after: list_jobs(client, after, cancellation=cancellation), lambda job: job.id)
    )


def find_job_by_tag(
    client: ApiClient,
    tag: str,
    training_file: str,
    since: int,
    *,
    known: Container[str] = (),
    cancellation: Cancellation | None = None,
) -> Job | None:
    """The job that an earlier `create_job` may have made, or None while the list does not show it.

    A job with our tag is it. A server that drops metadata is met by the training file, which was uploaded
    for this one job: then the oldest untagged job with that file that is not older than `since` (seconds
    since 1970, compared with a day of slack) is it. All pages are read, since lists are not always sorted.
    A server that keeps equal files once gives two jobs the same file: those that are `known` to be others' by
    their ids are passed over.
    """
    same_file: list[Job] = []
    for job in walk_pages(
        lambda after: list_jobs(client, after, cancellation=cancellation), lambda job: job.id
    ):
        sent_tag = dict(job.metadata).get(TAG)
        if sent_tag == tag:
            return job
        is_recent = job.created_at is None or job.created_at >= since - _CLOCK_SLACK_SECONDS
        is_same = job.training_file == training_file and job.id not in known
        if sent_tag is None and is_same and is_recent:
            same_file.append(job)
    return min(same_file, key=lambda job: job.created_at or since, default=None)


def retrieve_job(client: ApiClient, job_id: str, *, cancellation: Cancellation | None = None) -> Job:
    """A job as it is now; NotFound where the server does not know it."""
    return _job(client.get_json(_path(job_id), cancellation=cancellation), client.dialect)


def cancel_job(client: ApiClient, job_id: str, *, cancellation: Cancellation | None = None) -> Job:
    """Ask the server to stop a job; the answer tells what it is now, which need not be cancelled."""
    return _job(client.post_json(_path(job_id, "cancel"), {}, cancellation=cancellation), client.dialect)


def list_events(
    client: ApiClient,
    job_id: str,
    after: str | None = None,
    limit: int = 100,
    *,
    cancellation: Cancellation | None = None,
) -> Page[JobEvent]:
    """One page of a job's events, newest first where the server sorts."""
    answer = client.get_json(
        _path(job_id, "events"), query=_page_query(after, limit), cancellation=cancellation
    )
    return page_from(answer, event_from)


def new_events(
    client: ApiClient, job_id: str, known: Container[str] = (), *, cancellation: Cancellation | None = None
) -> tuple[JobEvent, ...]:
    """The events whose ids are not `known`, oldest first; reads on until a page holds nothing new."""

    def fetch(after: str | None) -> Page[JobEvent]:
        page = list_events(client, job_id, after, cancellation=cancellation)
        is_news = any(event.id not in known for event in page.items)
        return Page(page.items, page.has_more and is_news)

    found = [event for event in walk_pages(fetch, lambda event: event.id) if event.id not in known]
    if found and (found[0].created_at or 0) >= (found[-1].created_at or 0):
        found.reverse()  # lists are newest first in practice; events of one second keep their order
    return tuple(sorted(found, key=lambda event: event.created_at or 0))


def list_checkpoints(
    client: ApiClient, job_id: str, *, cancellation: Cancellation | None = None
) -> tuple[Checkpoint, ...]:
    """All checkpoints of a job by step."""

    def fetch(after: str | None) -> Page[Checkpoint]:
        query = _page_query(after, 100)
        return page_from(
            client.get_json(_path(job_id, "checkpoints"), query=query, cancellation=cancellation),
            checkpoint_from,
        )

    found = walk_pages(fetch, lambda checkpoint: checkpoint.id)
    return tuple(sorted(found, key=lambda checkpoint: checkpoint.step_number or 0))


def _job(answer: JsonObject, dialect: Dialect) -> Job:
    job = job_from(answer, dialect)
    if job is None:
        raise_error_inside(answer)
        raise AnswerUnusable(UnusableReason.SHAPE, 200, detail="no job id")
    return job


def _path(job_id: str, *more: str) -> str:
    return "/".join((_JOBS, path_segment(job_id), *more))


def _page_query(after: str | None, limit: int) -> dict[str, str]:
    return {"limit": str(limit)} | ({"after": after} if after else {})
