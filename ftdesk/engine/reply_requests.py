"""The bodies of chat and completion requests: what the engine cannot do is refused by name."""

from dataclasses import dataclass

from ftdesk.engine.bodies import Fields
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.generation import Limits
from ftdesk.engine.messages import MessageUnusable, turns_of
from ftdesk.engine.trainers.interface import Sampling, Turn

LONGEST_PROMPT = 262_144
MOST_STOPS = 4
LARGEST_INTEGER = 2**63 - 1
DEFAULT_TEMPERATURE = 0.0
"""OpenAI's default is 1. A model that only knows whole replies, drawn byte by byte, says them right when it is cold."""

SAMPLING = (
    "model",
    "temperature",
    "top_p",
    "seed",
    "stop",
    "max_tokens",
    "stream",
    "stream_options",
    "n",
    "user",
)
# Settings of other models that change nothing here when they are left at, or set to, their neutral values.
NEUTRAL: dict[str, tuple[object, ...]] = {
    "frequency_penalty": (0,),
    "presence_penalty": (0,),
    "logit_bias": ({},),
    "logprobs": (False, 0),
    "top_logprobs": (0,),
    "best_of": (1,),
    "suffix": ("",),
    "audio": (),
    "modalities": (["text"],),
    "response_format": ({"type": "text"},),
    "web_search_options": (),
    "prediction": (),
    "moderation": (),
}
CHAT = (
    "messages",
    "max_completion_tokens",
    "tools",
    "tool_choice",
    "functions",
    "function_call",
    "parallel_tool_calls",
    "metadata",
    "store",
    "service_tier",
    "reasoning_effort",
    "verbosity",
    "safety_identifier",
    "prompt_cache_key",
    "prompt_cache_retention",
    "prompt_cache_options",
)
COMPLETION = ("prompt", "echo")


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """What to reply to, and how. `echo` stands before the reply of a completion."""

    model: str
    turns: tuple[Turn, ...]
    sampling: Sampling
    limits: Limits
    stream: bool
    include_usage: bool
    may_call_tools: bool = False
    echo: str = ""


def read_chat(fields: Fields) -> ReplyRequest:
    """A chat request. Raises RequestRefused naming the parameter."""
    fields.only((*SAMPLING, *NEUTRAL, *CHAT))
    try:
        turns = turns_of(fields.values.get("messages"))
    except MessageUnusable as error:
        raise RequestRefused(error.message, param=error.param, code="invalid_value") from error
    _check_length(turns, "messages")
    offered = bool(fields.values.get("tools") or fields.values.get("functions"))
    return _request(
        fields,
        turns,
        fields.integer("max_completion_tokens", 1, LARGEST_INTEGER)
        or fields.integer("max_tokens", 1, LARGEST_INTEGER),
        may_call_tools=offered and fields.values.get("tool_choice") != "none",
    )


def read_completion(fields: Fields) -> ReplyRequest:
    """A completion request: one prompt as text. Raises RequestRefused naming the parameter."""
    fields.only((*SAMPLING, *NEUTRAL, *COMPLETION))
    prompt = fields.values.get("prompt")
    if isinstance(prompt, list) and len(prompt) == 1:
        prompt = prompt[0]
    if not isinstance(prompt, str):
        fields.refuse("prompt", "this engine takes one prompt, as text", "unsupported_value")
    turns = (Turn("prompt", prompt),)
    _check_length(turns, "prompt")
    return _request(
        fields,
        turns,
        fields.integer("max_tokens", 1, LARGEST_INTEGER),
        echo=prompt if fields.truth("echo") else "",
    )


def _request(
    fields: Fields,
    turns: tuple[Turn, ...],
    tokens: int | None,
    *,
    may_call_tools: bool = False,
    echo: str = "",
) -> ReplyRequest:
    _refuse_unsupported(fields)
    temperature = fields.number("temperature", 0, 2)
    top_p = fields.number("top_p", 0, 1)
    options = fields.object("stream_options")
    return ReplyRequest(
        model=fields.needed_text("model"),
        turns=turns,
        sampling=Sampling(
            DEFAULT_TEMPERATURE if temperature is None else temperature,
            1.0 if top_p is None else top_p,
            fields.integer("seed", -LARGEST_INTEGER - 1, LARGEST_INTEGER),
        ),
        limits=Limits(tokens, _stop(fields)),
        stream=fields.truth("stream"),
        include_usage=options is not None and options.truth("include_usage"),
        may_call_tools=may_call_tools,
        echo=echo,
    )


def _refuse_unsupported(fields: Fields) -> None:
    if (fields.integer("n", 1, 128) or 1) != 1:
        fields.refuse("n", "this engine gives one answer at a time", "unsupported_value")
    for name, neutral in NEUTRAL.items():
        if fields.has(name) and fields.values[name] not in neutral:
            fields.refuse(name, "this model does not support it", "unsupported_parameter")


def _stop(fields: Fields) -> tuple[str, ...]:
    given = fields.values.get("stop")
    if given is None:
        return ()
    stops = given if isinstance(given, list) else [given]
    if len(stops) > MOST_STOPS or not all(isinstance(stop, str) and stop for stop in stops):
        fields.refuse("stop", f"a text or a list of up to {MOST_STOPS} texts is expected")
    return tuple(stops)


def _check_length(turns: tuple[Turn, ...], param: str) -> None:
    size = sum(len(turn.text.encode()) for turn in turns)
    if size > LONGEST_PROMPT:
        raise RequestRefused(
            f"This model's maximum context length is {LONGEST_PROMPT} tokens, but this has {size} tokens.",
            param=param,
            code="context_length_exceeded",
        )
