from pathlib import Path

import pytest

from ftdesk.start_options import StartOptions, UsageError, parse_options


def test_files_and_options_in_any_order() -> None:
    options = parse_options(["a.jsonl", "--workspace", "w", "b.jsonl"])
    assert options == StartOptions((Path("a.jsonl"), Path("b.jsonl")), Path("w"))


def test_the_tour_may_keep_pictures() -> None:
    options = parse_options(["--tour", "--screenshots=shots"])
    assert (options.tour, options.screenshots) == (True, Path("shots"))


def test_testers_may_have_what_is_durable_written_down() -> None:
    assert parse_options(["--acknowledge", "log", "a.jsonl"]).acknowledge == Path("log")


def test_after_two_dashes_everything_is_a_file() -> None:
    assert parse_options(["--", "--tour"]).files == (Path("--tour"),)


@pytest.mark.parametrize("given", [["--nonsense"], ["--workspace"], ["--screenshots", "x"]])
def test_what_makes_no_sense_is_refused(given: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_options(given)
