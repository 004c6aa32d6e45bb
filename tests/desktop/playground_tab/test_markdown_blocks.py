"""Growing Markdown is cut where nothing can change any more, and risky text stays plain."""

import pytest

from ftdesk.desktop.playground_tab.markdown_blocks import MarkdownBlocks, is_safe


def cut(text: str, size: int) -> list[str]:
    blocks = MarkdownBlocks()
    finished = [b.source for at in range(0, len(text), size) for b in blocks.feed(text[at : at + size])]
    return [*finished, blocks.open_block.source]


TEXT = "# Title\n\nFirst words.\n\n```python\na = 1\n\nb = 2\n```\n\n- one\n\n- two\n\nLast.\n"


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_the_blocks_are_the_text_at_every_chunk_size(size: int) -> None:
    assert "".join(cut(TEXT, size)) == TEXT


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_code_fence_and_a_loose_list_are_not_torn_apart(size: int) -> None:
    blocks = cut(TEXT, size)
    assert any("a = 1\n\nb = 2" in block for block in blocks)
    assert any("- one\n\n- two" in block for block in blocks)


def test_an_endless_paragraph_is_cut_by_length() -> None:
    assert len(cut("word " * 20_000, 500)) > 3


@pytest.mark.parametrize("text", ["> " * 60 + "x", "- " * 60 + "x", "[" * 900, "*a_" * 3, "x" * 30_000])
def test_text_that_hangs_a_renderer_is_not_given_to_it(text: str) -> None:
    assert is_safe(text) == (text == "*a_" * 3)


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_what_follows_a_code_fence_is_a_block_of_its_own(size: int) -> None:
    blocks = cut("```\na = 1\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n", size)
    assert blocks[0].rstrip() == "```\na = 1\n```"


def test_a_block_of_endless_lines_is_given_away_and_stays_plain() -> None:
    blocks = MarkdownBlocks()
    finished = blocks.feed("| a | b |\n" * 2_000)
    assert [block.plain for block in finished] == [True, True]
    assert blocks.open_block.source.count("\n") < 1_200


def test_many_small_blocks_are_no_endless_one() -> None:
    assert not any(block.plain for block in MarkdownBlocks().feed("Some words.\n\n" * 2_000))
