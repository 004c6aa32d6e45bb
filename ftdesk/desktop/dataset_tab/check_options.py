"""What the file is checked against, from the model it is meant for."""

from pathlib import Path

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.targets import Target


def options_for(target: Target | None, vocabulary_directory: Path) -> CheckOptions:
    """The limits of a target; without one only the structure is checked."""
    if target is None:
        return CheckOptions()
    return CheckOptions(
        target=target.name,
        minimum_examples=target.minimum_examples,
        size_limit=target.maximum_bytes,
        token_limit=target.train_token_limit,
        encoding=target.encoding,
        vocabulary_directory=vocabulary_directory,
    )
