"""How many tokens tool definitions add to a conversation.

Providers turn definitions into text of their own before the model reads them. The figures are those that
OpenAI's cookbook gives ("How to count tokens with tiktoken"); nested parameters count alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

CountText = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class ToolOverhead:
    """Tokens around the names and descriptions of tools."""

    function: int
    properties: int = 3
    property: int = 3
    choices: int = -3
    choice: int = 3
    end: int = 12


def count_tools(definitions: object, count_text: CountText, overhead: ToolOverhead) -> int:
    """Tokens of a `tools` or `functions` list; 0 for anything else."""
    if not isinstance(definitions, list) or not definitions:
        return 0
    functions = [_function_of(definition) for definition in definitions]
    return overhead.end + sum(_count_function(function, count_text, overhead) for function in functions)


def _function_of(definition: object) -> Mapping[str, object]:
    fields = _mapping(definition)
    return _mapping(fields.get("function")) or fields


def _count_function(function: Mapping[str, object], count_text: CountText, overhead: ToolOverhead) -> int:
    heading = f"{_text(function, 'name')}:{_text(function, 'description').removesuffix('.')}"
    parameters = _count_properties(_mapping(function.get("parameters")), count_text, overhead)
    return overhead.function + count_text(heading) + parameters


def _count_properties(schema: Mapping[str, object], count_text: CountText, overhead: ToolOverhead) -> int:
    properties = _mapping(schema.get("properties"))
    total = overhead.properties if properties else 0
    for name, described in properties.items():
        fields = _mapping(described)
        description = _text(fields, "description").removesuffix(".")
        total += overhead.property + count_text(f"{name}:{_text(fields, 'type')}:{description}")
        total += _count_choices(fields.get("enum"), count_text, overhead)
        for inner in (fields, _mapping(fields.get("items"))):
            total += _count_properties(inner, count_text, overhead)
    return total


def _count_choices(choices: object, count_text: CountText, overhead: ToolOverhead) -> int:
    if not isinstance(choices, list):
        return 0
    return overhead.choices + sum(overhead.choice + count_text(str(choice)) for choice in choices)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""
