"""/v1/fine_tuning/jobs: created once, watched, cancelled."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ftdesk.engine.bodies import query_limit, read_json
from ftdesk.engine.context import Context, context_of
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.job_requests import name_stem, read_order
from ftdesk.engine.store.records import JobOrder, JobRecord
from ftdesk.engine.wire import checkpoint_object, event_object, job_object, list_object, list_with_ends

JOBS = "/v1/fine_tuning/jobs"
LONGEST_PAGE = 1000
KEY_LIMIT = 255


async def create_job(request: Request) -> JSONResponse:
    """POST: a new job, or the one that the same Idempotency-Key or tag already made."""
    key = request.headers.get("idempotency-key")
    if key is not None and not 1 <= len(key) <= KEY_LIMIT:
        raise RequestRefused(
            f"The Idempotency-Key must have from 1 to {KEY_LIMIT} characters.", code="invalid_value"
        )
    order = read_order(await read_json(request), key)
    job = await run_in_threadpool(_create, context_of(request), order)
    return JSONResponse(job_object(job))


def _create(context: Context, order: JobOrder) -> JobRecord:
    base_model = context.models.get(order.model).base_model
    for param, file_id in (
        ("training_file", order.training_file),
        ("validation_file", order.validation_file),
    ):
        if file_id is not None and context.store.files.find(file_id) is None:
            raise RequestRefused(
                f"Invalid '{param}': there is no file {file_id}.", param=param, code="file_not_found"
            )
    job, is_new = context.store.jobs.create(order, name_stem(base_model, order.suffix))
    if is_new:
        context.store.log.say(job.id, f"Created fine-tuning job: {job.id}")
        context.store.log.say(job.id, f"Checking training file: {order.training_file}")
        context.queue.look()
    return job


def list_jobs(request: Request) -> JSONResponse:
    """GET: newest first; `metadata[name]=value` picks, `metadata=null` picks jobs without any."""
    query = request.query_params
    wanted = {
        name.removeprefix("metadata[").removesuffix("]"): value
        for name, value in query.items()
        if name.startswith("metadata[") and name.endswith("]")
    }
    metadata = {} if query.get("metadata") == "null" else wanted or None
    page = context_of(request).store.jobs.page(
        query.get("after"), query_limit(request, 20, LONGEST_PAGE), metadata
    )
    return JSONResponse(list_object([job_object(job) for job in page.items], has_more=page.has_more))


def retrieve_job(request: Request) -> JSONResponse:
    """GET: the job as it stands."""
    return JSONResponse(job_object(_job(request)))


def cancel_job(request: Request) -> JSONResponse:
    """POST: cancelled at once; its worker process is ended within a second."""
    context = context_of(request)
    job = _job(request)
    if not context.store.jobs.cancelled(job.id):
        status = context.store.jobs.get(job.id).status
        raise RequestRefused(
            f"Job {job.id} cannot be cancelled: it has already {_ENDED.get(status, status)}.",
            code="job_already_finished",
        )
    context.store.log.say(job.id, "The job was cancelled")
    context.queue.look()
    return JSONResponse(job_object(context.store.jobs.get(job.id)))


_ENDED = {"succeeded": "succeeded", "failed": "failed", "cancelled": "been cancelled"}


def list_events(request: Request) -> JSONResponse:
    """GET: what the job tells, newest first."""
    page = context_of(request).store.log.events(
        _job(request).id, request.query_params.get("after"), query_limit(request, 20, LONGEST_PAGE)
    )
    return JSONResponse(list_object([event_object(event) for event in page.items], has_more=page.has_more))


def list_checkpoints(request: Request) -> JSONResponse:
    """GET: the models saved so far, newest first."""
    page = context_of(request).store.log.checkpoints(
        _job(request).id, request.query_params.get("after"), query_limit(request, 10, LONGEST_PAGE)
    )
    items = [checkpoint_object(checkpoint) for checkpoint in page.items]
    return JSONResponse(list_with_ends(items, None, has_more=page.has_more))


def _job(request: Request) -> JobRecord:
    return context_of(request).store.jobs.get(request.path_params["job_id"])


ROUTES = (
    Route(JOBS, create_job, methods=["POST"]),
    Route(JOBS, list_jobs),
    Route(f"{JOBS}/{{job_id}}", retrieve_job),
    Route(f"{JOBS}/{{job_id}}/cancel", cancel_job, methods=["POST"]),
    Route(f"{JOBS}/{{job_id}}/events", list_events),
    Route(f"{JOBS}/{{job_id}}/checkpoints", list_checkpoints),
)
