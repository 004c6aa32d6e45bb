"""Walking a list page by page, safe against servers that repeat a page or never end."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from ftdesk.api.errors import AnswerUnusable, UnusableReason
from ftdesk.api.parsing import JsonObject, as_list, as_object
from ftdesk.api.refusals import raise_error_inside
from ftdesk.api.types import Page

T = TypeVar("T")

MAX_ITEMS = 100_000


def page_from(answer: JsonObject, item_from: Callable[[JsonObject], T | None]) -> Page[T]:
    """The page of an answer `{"data": […], "has_more": …}`; AnswerUnusable where there is no list.

    Rows that `item_from` makes nothing of (None) are left out.
    """
    if not isinstance(answer.get("data"), list):
        raise_error_inside(answer)
        raise AnswerUnusable(UnusableReason.SHAPE, 200, detail="no list under data")
    items = (item_from(as_object(row)) for row in as_list(answer["data"]))
    return Page(tuple(item for item in items if item is not None), answer.get("has_more") is True)


def walk_pages(fetch: Callable[[str | None], Page[T]], id_of: Callable[[T], str]) -> Iterator[T]:
    """All items of all pages, each id once; ends at a page that brings nothing new, or after MAX_ITEMS."""
    seen: set[str] = set()
    after: str | None = None
    while len(seen) < MAX_ITEMS:
        page = fetch(after)
        fresh = [item for item in page.items if id_of(item) not in seen]
        for item in fresh:
            seen.add(id_of(item))
            yield item
        if not page.has_more or not fresh:
            return
        after = id_of(page.items[-1])
