"""/v1/files: training files come in, result files go out."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route

from ftdesk.engine.bodies import body_chunks, query_limit
from ftdesk.engine.context import context_of
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.uploads import receive_upload
from ftdesk.engine.wire import deleted_object, file_object, list_with_ends

PURPOSE = "fine-tune"
LARGEST_PAGE = 10_000


async def upload_file(request: Request) -> JSONResponse:
    """POST: take in one file of the purpose fine-tune."""
    store = context_of(request).store
    upload = await receive_upload(
        body_chunks(request), request.headers.get("content-type", ""), store.directory.work
    )
    purpose = upload.fields.get("purpose")
    unknown = upload.fields.keys() - {"purpose"}
    if purpose != PURPOSE or unknown:
        await run_in_threadpool(upload.path.unlink)
        param = "purpose" if purpose != PURPOSE else unknown.pop()
        problem = (
            f"this engine takes files of the purpose {PURPOSE} only" if param == "purpose" else "not known"
        )
        raise RequestRefused(f"Invalid '{param}': {problem}.", param=param, code="invalid_value")
    record = await run_in_threadpool(store.files.adopt, upload.path, upload.filename, PURPOSE)
    return JSONResponse(file_object(record))


def list_files(request: Request) -> JSONResponse:
    """GET: newest first, or oldest first with order=asc."""
    query = request.query_params
    order = query.get("order", "desc")
    if order not in ("asc", "desc"):
        raise RequestRefused("Invalid 'order': it must be asc or desc.", param="order", code="invalid_value")
    page = context_of(request).store.files.page(
        query.get("purpose"),
        query.get("after"),
        query_limit(request, LARGEST_PAGE, LARGEST_PAGE),
        ascending=order == "asc",
    )
    return JSONResponse(
        list_with_ends([file_object(file) for file in page.items], "", has_more=page.has_more)
    )


def retrieve_file(request: Request) -> JSONResponse:
    """GET: one file's record."""
    return JSONResponse(file_object(context_of(request).store.files.get(request.path_params["file_id"])))


def delete_file(request: Request) -> JSONResponse:
    """DELETE: the record and the bytes."""
    file_id = request.path_params["file_id"]
    context_of(request).store.files.delete(file_id)
    return JSONResponse(deleted_object(file_id, "file"))


def file_content(request: Request) -> FileResponse:
    """GET: the bytes as they were uploaded, or a job's table of results."""
    files = context_of(request).store.files
    record = files.get(request.path_params["file_id"])
    return FileResponse(
        files.path(record.id), media_type="application/octet-stream", filename=record.filename
    )


ROUTES = (
    Route("/v1/files", upload_file, methods=["POST"]),
    Route("/v1/files", list_files),
    Route("/v1/files/{file_id}", retrieve_file),
    Route("/v1/files/{file_id}", delete_file, methods=["DELETE"]),
    Route("/v1/files/{file_id}/content", file_content),
)
