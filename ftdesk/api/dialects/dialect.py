"""How a provider differs from the plain wire format, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from ftdesk.api.types import JobState


@dataclass(frozen=True, slots=True)
class Dialect:
    """One provider's habits; the defaults are OpenAI's (API version 2.3.0 of August 2026)."""

    name: str
    auth_header: str = "Authorization"
    auth_scheme: str = "Bearer"
    hyperparameters_in: Literal["method", "top_level", "both"] = "method"
    """Where a supervised job's hyperparameters stand; some servers know only the older top-level place."""
    answer_limit_field: str = "max_completion_tokens"
    """The chat parameter that caps the answer; `max_tokens` is its older name."""
    asks_for_usage: bool = True
    """Whether a stream is asked to end with the token counts (`stream_options.include_usage`)."""
    states: Mapping[str, JobState] = field(default_factory=lambda: OPENAI_STATES)

    def state_of(self, status: str) -> JobState:
        """What a status word means; a word that is not listed is `UNKNOWN`, never a guess."""
        return self.states.get(status.strip().lower(), JobState.UNKNOWN)


# "paused" is not in the published list of words, although pausing exists and answers carry it.
OPENAI_STATES: Mapping[str, JobState] = MappingProxyType(
    {
        "validating_files": JobState.PREPARING,
        "queued": JobState.QUEUED,
        "running": JobState.RUNNING,
        "paused": JobState.PAUSED,
        "succeeded": JobState.SUCCEEDED,
        "failed": JobState.FAILED,
        "cancelled": JobState.CANCELLED,
    }
)
