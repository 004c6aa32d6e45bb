"""/v1/moderations: OpenAI's shape around the word list."""

import secrets

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from ftdesk.engine.bodies import Fields, read_json
from ftdesk.engine.context import context_of
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.moderation import CATEGORIES, WordList


async def create_moderation(request: Request) -> JSONResponse:
    """POST: one result per text. The score is 1 where a phrase was found and 0 elsewhere."""
    fields = await read_json(request)
    fields.only(("input", "model"))
    words = context_of(request).words
    if fields.text("model") not in (None, words.model):
        raise RequestRefused(
            f"This engine has no moderation model but the word list '{words.model}'.",
            status=404,
            param="model",
            code="model_not_found",
        )
    texts = _texts(fields)
    results = await run_in_threadpool(lambda: [_result(words, text) for text in texts])
    return JSONResponse({"id": f"modr-{secrets.token_hex(12)}", "model": words.model, "results": results})


def _texts(fields: Fields) -> list[str]:
    """The texts to look at; a list of parts is one text, as OpenAI has it."""
    given = fields.values.get("input")
    parts: list[object] = given if isinstance(given, list) else [given]
    texts = [part for part in parts if isinstance(part, str)]
    if parts and len(texts) == len(parts):
        return texts
    texts = [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
    if not parts or len(texts) != len(parts):
        fields.refuse("input", "a text, a list of texts or a list of text parts is expected")
    return ["\n".join(texts)]


def _result(words: WordList, text: str) -> dict[str, object]:
    found = words.found(text)
    return {
        "flagged": bool(found),
        "categories": {name: name in found for name in CATEGORIES},
        "category_scores": {name: float(name in found) for name in CATEGORIES},
        "category_applied_input_types": {name: ["text"] for name in CATEGORIES},
    }


ROUTES = (Route("/v1/moderations", create_moderation, methods=["POST"]),)
