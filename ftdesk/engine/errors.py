"""Failures of the engine.

FtdeskError
├── EngineUnusable      the engine cannot start: a sentence for standard error
│   └── FolderInUse     because another engine works in its folder
├── RequestRefused      a request that is answered with an error in OpenAI's envelope
├── TrainingRefused     a job's file cannot be trained; carries OpenAI's code, shown in the job
└── ModelFileUnusable   a model file is damaged or of another kind
"""

from ftdesk.errors import FtdeskError


class EngineUnusable(FtdeskError):
    """The engine cannot start with these arguments on this machine."""


class FolderInUse(EngineUnusable):
    """Another engine holds the data folder."""


class RequestRefused(FtdeskError):
    """A request answered with `status` and `{"error": {message, type, param, code}}`."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        param: str | None = None,
        code: str | None = None,
        kind: str = "invalid_request_error",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.param = param
        self.code = code
        self.kind = kind


class TrainingRefused(FtdeskError):
    """The job's files or model do not suit; `code` and `param` go into the job's error."""

    def __init__(
        self, message: str, code: str = "invalid_training_file", param: str | None = "training_file"
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param


class ModelFileUnusable(FtdeskError):
    """A model file is missing, damaged or written by another trainer."""
