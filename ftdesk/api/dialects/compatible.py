"""Any other server of this shape: the older, wider understood spellings, and the status words seen there."""

from types import MappingProxyType

from ftdesk.api.dialects.dialect import OPENAI_STATES, Dialect
from ftdesk.api.types import JobState

COMPATIBLE = Dialect(
    name="compatible",
    hyperparameters_in="top_level",
    answer_limit_field="max_tokens",
    states=MappingProxyType({**OPENAI_STATES, "pending": JobState.PREPARING, "canceled": JobState.CANCELLED}),
)
