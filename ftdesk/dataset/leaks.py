"""How many examples of a validation file a model is trained on, too, or nearly: for files of a moderate size."""

from contextlib import closing
from pathlib import Path
from typing import Any

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.likeness_search import Search, leaks
from ftdesk.dataset.near_duplicates import Likes

MOST_BYTES = 20_000_000
"""Of both files together: two seconds in one worker process."""


def count_leaks(training: Path, validation: Path) -> int:
    """How many examples of the validation file stand in the training file, or nearly; made for a worker process.

    Raises `DatasetFileError` subclasses.
    """
    with closing(Dataset.open(training)) as known, closing(Dataset.open(validation)) as asked:
        return len(found_here(leaks(asked.snapshot(), known.snapshot())).later)


def found_here(search: Search) -> Likes:
    """What a search finds when its calls are made one after the other, in this process."""
    results: list[Any] | None = None
    while True:
        try:
            called = next(search) if results is None else search.send(results)
        except StopIteration as ended:
            likes: Likes = ended.value
            return likes
        results = [called.function(*arguments) for _, arguments in called.calls]
