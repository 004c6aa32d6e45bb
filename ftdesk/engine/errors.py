"""Failures of the engine below HTTP.

FtdeskError
├── EngineUnusable      the engine cannot start: a sentence for standard error
├── TrainingRefused     a job's file cannot be trained; carries OpenAI's code, shown in the job
└── ModelFileUnusable   a model file is damaged or of another kind
"""

from ftdesk.errors import FtdeskError


class EngineUnusable(FtdeskError):
    """The engine cannot start with these arguments on this machine."""


class TrainingRefused(FtdeskError):
    """The job's files or model do not suit; `code` and `param` go into the job's error."""

    def __init__(
        self, message: str, code: str = "invalid_training_file", param: str | None = "training_file"
    ) -> None:
        super().__init__(message)
        self.code = code
        self.param = param


class ModelFileUnusable(FtdeskError):
    """A model file is missing, damaged or written by another trainer."""
