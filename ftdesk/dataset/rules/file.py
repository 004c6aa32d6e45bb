"""What is said of a file as a whole, from a few figures about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.rules.images import IMAGE_EXAMPLES_PER_FILE

NAMED = 5
"""How many system prompts a sentence counts one by one."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """`examples` counts lines that are not blank, of which `none_readable` may be JSON objects;
    `system_prompts` the uses of each, most used first; those after the first few may be `further_prompts`.
    """

    size_bytes: int
    has_byte_order_mark: bool
    examples: int
    image_examples: int
    system_prompts: tuple[int, ...]
    without_system: int
    none_readable: bool = False
    further_prompts: int = 0


def check_file(facts: FileFacts, options: CheckOptions) -> Iterator[Finding]:
    """The findings of the whole file, which stand on line 1."""
    if facts.has_byte_order_mark:
        yield _finding("file.byte_order_mark")
    yield from _check_size(facts, options)
    yield from _check_examples(facts, options)
    if facts.image_examples > IMAGE_EXAMPLES_PER_FILE:
        yield _finding("file.too_many_images", count=facts.image_examples, limit=IMAGE_EXAMPLES_PER_FILE)
    yield from _check_system_prompts(facts)


def _check_size(facts: FileFacts, options: CheckOptions) -> Iterator[Finding]:
    limit = options.size_limit
    if limit is not None and facts.size_bytes > limit:
        yield _finding("file.too_large", size=facts.size_bytes, target=options.target, limit=limit)


def _check_examples(facts: FileFacts, options: CheckOptions) -> Iterator[Finding]:
    minimum = options.minimum_examples
    if facts.examples and facts.none_readable:
        yield _finding("file.not_jsonl")
    if not facts.examples:
        yield _finding("file.empty")
    elif minimum is not None and facts.examples < minimum:
        yield _finding("file.too_few_examples", count=facts.examples, target=options.target, minimum=minimum)


def _check_system_prompts(facts: FileFacts) -> Iterator[Finding]:
    named = facts.system_prompts[:NAMED]
    prompts = len(facts.system_prompts) + facts.further_prompts
    if prompts > 1 or (prompts and facts.without_system):
        counts = ", ".join(map(str, named)) + (" …" if prompts > NAMED else "")
        yield _finding("system.inconsistent", prompts=prompts, counts=counts, without=facts.without_system)


def _finding(code: str, **arguments: object) -> Finding:
    kept = tuple((name, str(value)) for name, value in arguments.items())
    return Finding(1, code, "", kept, whole_file=True)
