"""Every code a finding can have: how bad it is, what it says, and whether a safe fix is known.

Codes are stable names. The sentences are English sources; the window translates them in the context
"Finding".
"""

from dataclasses import dataclass
from enum import StrEnum

from ftdesk.wording import QT_TRANSLATE_NOOP


class Severity(StrEnum):
    """error: refused, or trains the wrong thing; warning: it probably hurts; info: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """What all findings of one code share; `fix` names an action of `rules.fixes` where one is safe."""

    severity: Severity
    template: str
    fix: str | None = None


def _error(template: str, fix: str | None = None) -> Rule:
    return Rule(Severity.ERROR, template, fix)


def _warning(template: str, fix: str | None = None) -> Rule:
    return Rule(Severity.WARNING, template, fix)


def _info(template: str, fix: str | None = None) -> Rule:
    return Rule(Severity.INFO, template, fix)


_FILE = {
    "file.empty": _error(QT_TRANSLATE_NOOP("Finding", "The file has no example.")),
    "file.not_jsonl": _error(
        QT_TRANSLATE_NOOP(
            "Finding",
            "No line of the file is a JSON object: a JSON array, JSON spread over several lines or a table "
            "has to be converted to JSONL first, with one example on each line.",
        )
    ),
    "file.too_few_examples": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "The file has too few examples: {count}, but {target} needs at least {minimum}."
        )
    ),
    "file.mixed_formats": _error(
        QT_TRANSLATE_NOOP("Finding", "This line has the format {format}, most of the file has {majority}.")
    ),
    "file.too_large": _error(
        QT_TRANSLATE_NOOP("Finding", "The file has {size} bytes, but {target} takes at most {limit}.")
    ),
    "file.too_many_images": _error(
        QT_TRANSLATE_NOOP("Finding", "The file has {count} examples with images; the limit is {limit}.")
    ),
    "file.byte_order_mark": _info(
        QT_TRANSLATE_NOOP("Finding", "The file starts with a byte order mark, which is kept as it is.")
    ),
    "line.blank": _warning(QT_TRANSLATE_NOOP("Finding", "The line is blank."), "delete_line"),
    "line.not_utf8": _error(
        QT_TRANSLATE_NOOP("Finding", "The line is not UTF-8: unexpected byte {bytes} at offset {offset}.")
    ),
    "line.very_long": _info(
        QT_TRANSLATE_NOOP(
            "Finding", "The line is very long: {size} bytes. It is edited in parts; nothing is cut."
        )
    ),
    "json.invalid": _error(
        QT_TRANSLATE_NOOP("Finding", "Not JSON: at column {column}, expected {expected} but found {found}."),
        "strip_line",
    ),
    "json.not_object": _error(
        QT_TRANSLATE_NOOP("Finding", "The line holds {found} where an example, a JSON object, is needed.")
    ),
    "json.duplicate_key": _error(
        QT_TRANSLATE_NOOP("Finding", "The key “{key}” stands twice in one object (again at column {column}).")
    ),
    "json.non_finite_number": _error(
        QT_TRANSLATE_NOOP("Finding", "{number} at column {column} is not a number that JSON has.")
    ),
    "json.lone_surrogate": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "Half of a surrogate pair, {escape}, at column {column} is not a character."
        )
    ),
    "format.unknown": _error(
        QT_TRANSLATE_NOOP("Finding", "The example is of no known format. Its keys are: {keys}.")
    ),
    "format.foreign": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "This is the {format} format of other tools; convert it before training."
        )
    ),
    "example.unknown_key": _error(
        QT_TRANSLATE_NOOP("Finding", "The format {format} has no key “{key}” at the top of an example."),
        "drop_example_keys",
    ),
    "example.duplicate": _warning(
        QT_TRANSLATE_NOOP("Finding", "The same example as on line {line}."), "delete_copy"
    ),
    "example.near_duplicate": _info(
        QT_TRANSLATE_NOOP("Finding", "Near duplicate of the example on line {line}: {percent} % similar.")
    ),
    "example.leak": _warning(
        QT_TRANSLATE_NOOP(
            "Finding", "Near duplicate of line {other_line} of the validation file: {percent} % similar."
        )
    ),
}

_MESSAGE = {
    "messages.missing": _error(QT_TRANSLATE_NOOP("Finding", "The example has no “messages”.")),
    "messages.type": _error(QT_TRANSLATE_NOOP("Finding", "“messages” must be a list, but is {found}.")),
    "messages.empty": _error(QT_TRANSLATE_NOOP("Finding", "“messages” is an empty list.")),
    "message.type": _error(
        QT_TRANSLATE_NOOP("Finding", "A message must be an object, but this one is {found}.")
    ),
    "message.unknown_key": _error(
        QT_TRANSLATE_NOOP("Finding", "A message has no key “{key}”."), "drop_message_keys"
    ),
    "role.missing": _error(QT_TRANSLATE_NOOP("Finding", "The message has no role.")),
    "role.type": _error(QT_TRANSLATE_NOOP("Finding", "The role must be text, but is {found}.")),
    "role.unknown": _error(QT_TRANSLATE_NOOP("Finding", "The role “{role}” is not known.")),
    "weight.invalid": _error(
        QT_TRANSLATE_NOOP("Finding", "The weight must be 0 or 1, but is {found}."), "write_weight_as_number"
    ),
    "weight.not_assistant": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "Only assistant messages have a weight, but this one is of the role {role}."
        ),
        "drop_weight",
    ),
    "name.invalid": _warning(
        QT_TRANSLATE_NOOP("Finding", "The name “{name}” should be up to 64 characters without spaces.")
    ),
    "assistant.missing": _error(
        QT_TRANSLATE_NOOP("Finding", "The example has no assistant message to learn from.")
    ),
    "assistant.not_last": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "The example must end with the assistant, but ends with the role {role}."
        )
    ),
    "assistant.nothing_to_learn": _error(
        QT_TRANSLATE_NOOP("Finding", "Every assistant message has weight 0, so there is nothing to learn.")
    ),
    "user.missing": _warning(QT_TRANSLATE_NOOP("Finding", "The example has no user message.")),
    "system.not_first": _warning(
        QT_TRANSLATE_NOOP("Finding", "The {role} message stands after other messages instead of first.")
    ),
    "turns.repeated_role": _warning(
        QT_TRANSLATE_NOOP("Finding", "Two messages of the role {role} follow each other.")
    ),
    "system.inconsistent": _info(
        QT_TRANSLATE_NOOP(
            "Finding",
            "System prompts differ: {prompts} of them in {counts} examples; examples without one: {without}.",
        )
    ),
}

_CONTENT = {
    "content.missing": _error(QT_TRANSLATE_NOOP("Finding", "The message has no content.")),
    "content.type": _error(
        QT_TRANSLATE_NOOP("Finding", "Content must be text or a list of content parts, but this is {found}.")
    ),
    "content.empty": _warning(QT_TRANSLATE_NOOP("Finding", "The text is empty or only white space.")),
    "content.part_unknown": _error(
        QT_TRANSLATE_NOOP("Finding", "A content part of type {type} is not known.")
    ),
    "content.control_character": _warning(
        QT_TRANSLATE_NOOP("Finding", "The text has control characters: {characters} ({count} in all)."),
        "remove_hidden_characters",
    ),
    "content.bidi_control": _warning(
        QT_TRANSLATE_NOOP(
            "Finding", "The text has marks that turn the writing direction: {characters} ({count} in all)."
        ),
        "remove_hidden_characters",
    ),
    "content.invisible": _warning(
        QT_TRANSLATE_NOOP("Finding", "The text has invisible characters: {characters} ({count} in all)."),
        "remove_hidden_characters",
    ),
    "content.replacement_character": _warning(
        QT_TRANSLATE_NOOP(
            "Finding", "The text has {count} replacement characters (U+FFFD) of a broken conversion."
        )
    ),
    "image.in_assistant": _error(QT_TRANSLATE_NOOP("Finding", "An assistant message cannot hold an image.")),
    "image.too_many": _error(
        QT_TRANSLATE_NOOP("Finding", "The example has {count} images; the limit is {limit}.")
    ),
    "image.too_large": _error(
        QT_TRANSLATE_NOOP("Finding", "The image has {size} bytes; the limit is {limit}.")
    ),
    "image.format": _error(
        QT_TRANSLATE_NOOP("Finding", "The image is {found}; only JPEG, PNG and WEBP can be trained on.")
    ),
    "image.url": _error(
        QT_TRANSLATE_NOOP("Finding", "An image needs an http, https or data address, but has {found}.")
    ),
}

_TOOLS = {
    "tool_call.invalid": _error(
        QT_TRANSLATE_NOOP("Finding", "The tool call is not complete: {key} is {found}.")
    ),
    "tool_call.arguments_not_text": _error(
        QT_TRANSLATE_NOOP("Finding", "The arguments must be a text that holds JSON, but are {found}."),
        "encode_arguments",
    ),
    "tool_call.arguments_not_json": _error(
        QT_TRANSLATE_NOOP("Finding", "The arguments are not JSON: {arguments}")
    ),
    "tool_call.arguments_not_object": _error(
        QT_TRANSLATE_NOOP("Finding", "The arguments must hold a JSON object, but hold {found}."),
        "decode_arguments",
    ),
    "tool_call.unknown_tool": _error(
        QT_TRANSLATE_NOOP("Finding", "The function “{name}” is not among the tools of this example.")
    ),
    "tool_call.arguments_schema": _warning(
        QT_TRANSLATE_NOOP("Finding", "The arguments of “{name}” do not fit its parameters: {reason}")
    ),
    "tool_call.unanswered": _error(
        QT_TRANSLATE_NOOP("Finding", "No tool message answers the call “{id}”, and the example goes on.")
    ),
    "tool_result.orphan": _error(
        QT_TRANSLATE_NOOP("Finding", "The tool message answers no earlier call: its tool_call_id is {id}.")
    ),
    "tools.invalid": _error(
        QT_TRANSLATE_NOOP("Finding", "The tool definition is not valid: {key} is {found}.")
    ),
    "functions.with_tools": _error(
        QT_TRANSLATE_NOOP("Finding", "The example has both “functions” and “tools”."), "convert_functions"
    ),
    "functions.deprecated": _info(
        QT_TRANSLATE_NOOP("Finding", "“{key}” is the older form of tools; it can be converted."),
        "convert_functions",
    ),
}

_TOKENS = {
    "tokens.over_limit": _error(
        QT_TRANSLATE_NOOP("Finding", "{tokens} tokens are {over} more than {target} trains on: {fate}.")
    ),
    "tokens.answer_tiny": _info(
        QT_TRANSLATE_NOOP("Finding", "Only {trained} of {tokens} tokens are trained on, under 1 %.")
    ),
}

_COMPLETION = {
    "prompt.missing": _error(QT_TRANSLATE_NOOP("Finding", "The example has no “prompt”.")),
    "prompt.type": _error(QT_TRANSLATE_NOOP("Finding", "The prompt must be text, but is {found}.")),
    "completion.missing": _error(QT_TRANSLATE_NOOP("Finding", "The example has no “completion”.")),
    "completion.type": _error(QT_TRANSLATE_NOOP("Finding", "The completion must be text, but is {found}.")),
    "completion.empty": _error(QT_TRANSLATE_NOOP("Finding", "The completion is empty or only white space.")),
    "completion.no_leading_space": _warning(
        QT_TRANSLATE_NOOP("Finding", "The completion should start with a space."), "add_leading_space"
    ),
    "completion.no_stop": _warning(
        QT_TRANSLATE_NOOP(
            "Finding", "The completion lacks an ending common to all, which tells the model to stop."
        ),
        "add_stop",
    ),
    "prompt.no_separator": _warning(
        QT_TRANSLATE_NOOP(
            "Finding", "The prompt lacks an ending common to all, which sets it off from the completion."
        ),
        "add_separator",
    ),
    "completion.common_prefix": _warning(
        QT_TRANSLATE_NOOP("Finding", "All completions start with the same text: “{prefix}”."),
        "drop_completion_prefix",
    ),
    "prompt.common_prefix": _warning(
        QT_TRANSLATE_NOOP("Finding", "All prompts start with the same text: “{prefix}”."),
        "drop_prompt_prefix",
    ),
}

_PREFERENCE = {
    "input.missing": _error(QT_TRANSLATE_NOOP("Finding", "The example has no “input”.")),
    "input.type": _error(QT_TRANSLATE_NOOP("Finding", "“input” must be an object, but is {found}.")),
    "input.last_not_user": _error(
        QT_TRANSLATE_NOOP("Finding", "The input must end with the user, but ends with the role {role}.")
    ),
    "preferred.missing": _error(QT_TRANSLATE_NOOP("Finding", "The example has no “preferred_output”.")),
    "preferred.count": _error(
        QT_TRANSLATE_NOOP("Finding", "“preferred_output” must be a list of one message, but is {found}.")
    ),
    "preferred.role": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "The preferred output must be of the assistant, but has the role {role}."
        )
    ),
    "non_preferred.missing": _error(
        QT_TRANSLATE_NOOP("Finding", "The example has no “non_preferred_output”.")
    ),
    "non_preferred.count": _error(
        QT_TRANSLATE_NOOP("Finding", "“non_preferred_output” must be a list of one message, but is {found}.")
    ),
    "non_preferred.role": _error(
        QT_TRANSLATE_NOOP(
            "Finding", "The non-preferred output must be of the assistant, but has the role {role}."
        )
    ),
    "preference.identical": _error(
        QT_TRANSLATE_NOOP("Finding", "The preferred and the non-preferred output are the same.")
    ),
    "preference.only_length_differs": _info(
        QT_TRANSLATE_NOOP(
            "Finding", "One output is the beginning of the other: the model learns length alone."
        )
    ),
}

_REINFORCEMENT = {
    "messages.last_not_user": _error(
        QT_TRANSLATE_NOOP("Finding", "The messages must end with the user, but end with the role {role}.")
    ),
    "item.missing": _warning(
        QT_TRANSLATE_NOOP("Finding", "The grader reads “{key}”, which this line lacks.")
    ),
}

_PRIVATE = {
    "secret.api_key": _warning(
        QT_TRANSLATE_NOOP(
            "Finding", "This looks like an API key ({kind}): {shown}. A model may repeat it to anyone."
        )
    ),
    "secret.private_key": _warning(
        QT_TRANSLATE_NOOP("Finding", "This holds a private key ({kind}). A model may repeat it to anyone.")
    ),
    "personal.email": _warning(QT_TRANSLATE_NOOP("Finding", "This holds an e-mail address: {shown}.")),
    "personal.card_number": _warning(QT_TRANSLATE_NOOP("Finding", "This holds a card number: {shown}.")),
    "personal.phone": _warning(QT_TRANSLATE_NOOP("Finding", "This holds a telephone number: {shown}.")),
}

CATALOGUE: dict[str, Rule] = {
    **_FILE,
    **_MESSAGE,
    **_CONTENT,
    **_TOOLS,
    **_TOKENS,
    **_COMPLETION,
    **_PREFERENCE,
    **_REINFORCEMENT,
    **_PRIVATE,
}
