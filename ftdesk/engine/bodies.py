"""JSON bodies and query strings, read field by field: every wrong one is named in `param`."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

import orjson
from starlette.requests import ClientDisconnect, Request

from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.gate import JSON_LIMIT, too_large

IDLE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of a request; `place` stands before its names in a refusal. A null counts as absent."""

    values: Mapping[str, object]
    place: str = ""

    def refuse(self, name: str, problem: str, code: str | None = "invalid_value") -> NoReturn:
        """Refuse the request because of one field."""
        param = f"{self.place}{name}"
        raise RequestRefused(f"Invalid '{param}': {problem}.", param=param, code=code)

    def only(self, known: Iterable[str]) -> None:
        """Refuse names that the route does not know."""
        for name in self.values.keys() - frozenset(known):
            param = f"{self.place}{name}"
            raise RequestRefused(f"Unknown parameter: '{param}'.", param=param, code="unknown_parameter")

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str | None:
        """A text."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            self.refuse(name, "a text is expected", "invalid_type")
        return value

    def needed_text(self, name: str) -> str:
        """A text that must be there and not be empty."""
        value = self.text(name)
        if not value:
            param = f"{self.place}{name}"
            raise RequestRefused(
                f"Missing required parameter: '{param}'.", param=param, code="missing_required_parameter"
            )
        return value

    def integer(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(name, "a whole number is expected", "invalid_type")
        if not least <= value <= most:
            self.refuse(name, f"it must be from {least} to {most}")
        return value

    def number(self, name: str, least: float, most: float) -> float | None:
        """A number within bounds."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(name, "a number is expected", "invalid_type")
        if not least <= value <= most:
            self.refuse(name, f"it must be from {least:g} to {most:g}")
        return float(value)

    def truth(self, name: str) -> bool:
        """A true or false; false when absent."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            self.refuse(name, "true or false is expected", "invalid_type")
        return bool(value)

    def object(self, name: str) -> "Fields | None":
        """An object inside this one."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(name, "an object is expected", "invalid_type")
        return Fields(value, f"{self.place}{name}.")


async def read_json(request: Request) -> Fields:
    """The JSON object of a request, at most 8 MB. Raises RequestRefused."""
    body = bytearray()
    async for chunk in body_chunks(request):
        body += chunk
        if len(body) > JSON_LIMIT:
            raise too_large(JSON_LIMIT)
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RequestRefused("The body of the request is not valid JSON.", code="invalid_json") from error
    if not isinstance(value, dict):
        raise RequestRefused("The body of the request must be a JSON object.", code="invalid_json")
    return Fields(value)


async def body_chunks(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes. Refuses a sender that pauses for half a minute or goes away."""
    chunks = aiter(request.stream())
    while True:
        try:
            chunk = await asyncio.wait_for(anext(chunks), IDLE_SECONDS)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise RequestRefused("The request did not come to an end.", status=408) from error
        except ClientDisconnect as error:
            raise RequestRefused("The client went away.", status=499) from error
        yield chunk


def query_limit(request: Request, default: int, most: int) -> int:
    """The `limit` of a list, from 1 to `most`."""
    text = request.query_params.get("limit")
    if text is None:
        return default
    if not text.isdecimal() or not 1 <= int(text[:9]) <= most:
        raise RequestRefused(
            f"Invalid 'limit': it must be from 1 to {most}.", param="limit", code="invalid_value"
        )
    return int(text)
