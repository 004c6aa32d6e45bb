"""What is said of a file as a whole."""

from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.rules.file import FileFacts, check_file


def codes(options: CheckOptions | None = None, **facts: int) -> list[str]:
    known = {"size_bytes": 10, "examples": 10, "image_examples": 0, "without_system": 0, **facts}
    of_file = FileFacts(has_byte_order_mark=False, system_prompts=(10,), **known)
    return [finding.code for finding in check_file(of_file, options or CheckOptions())]


def test_fifty_thousand_image_examples_are_the_most() -> None:
    assert codes(image_examples=50_001) == ["file.too_many_images"]
    assert codes(image_examples=50_000) == []


def test_an_empty_file_is_not_also_said_to_have_too_few_examples() -> None:
    assert codes(CheckOptions(minimum_examples=10), examples=0) == ["file.empty"]


def test_what_speaks_of_the_file_stands_on_line_1_and_says_so() -> None:
    facts = FileFacts(5, True, 0, 0, (2, 1), 3)
    assert {(f.line, f.whole_file) for f in check_file(facts, CheckOptions(size_limit=4))} == {(1, True)}
