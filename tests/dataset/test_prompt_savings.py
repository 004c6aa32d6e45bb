"""What a shorter system prompt saves, checked to the token and the cent."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.dataset.bulk_edits import SetSystemPrompt, Where
from ftdesk.dataset.cost import load_prices
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.example import Example
from ftdesk.dataset.file_check import FileCheck
from ftdesk.dataset.line_report import CheckOptions
from ftdesk.dataset.parallel_check import check_dataset
from ftdesk.dataset.prompt_savings import saving
from ftdesk.dataset.prompt_texts import FilePrompt, count_prompts, prompt_places, read_prompts, rows_with
from ftdesk.resource_files import resource_directory

MakeDataset = Callable[[bytes], Dataset]

LONG = (
    "You are the support assistant of a shop for bicycles. Always answer in at most three sentences. Be friendly, but "
    "do not use emoji. Never promise a delivery date. When a customer asks for a refund, explain that the request is "
    "passed on to a colleague and that an answer comes within two working days. Do not mention other shops. If the "
    "question has nothing to do with bicycles, say politely that you can only help with bicycles. Close with the "
    "sentence: Your team."
)
SHORT = "Answer as bicycle shop support."
MODEL = "gpt-4.1-mini-2025-04-14"


def compared(dataset: Dataset) -> FileCheck:
    """A check with all rows compared."""
    check = check_dataset(dataset, CheckOptions())
    check.take_compared(check.begin_comparing().work_out())
    return check


def test_the_claim_of_nine_tenths_is_reproduced(vocabularies: Path) -> None:
    """A prompt of 100 tokens that a tuned model no longer needs, but for a few words: "up to 90 %", to the cent."""
    price = load_prices(resource_directory() / "prices").find(MODEL, "openai")
    now, then, none = count_prompts([LONG, SHORT, ""], "o200k_base", vocabularies)
    assert (now, then, none) == (100, 10, 0)
    saved = saving(now, then, 449, price)
    assert (saved.tokens, saved.saved, saved.share) == (10, 90, Decimal("0.9"))
    assert price is not None
    assert (price.input, price.cached_input) == (Decimal("0.80"), Decimal("0.20"))
    assert saved.per_call == Decimal("0.000072")
    assert saved.per_call * 1000 == Decimal("0.072")
    assert saved.per_call_cached == Decimal("0.000018")
    assert saved.training == 90 * 449 == 40_410
    assert saving(now, none, 1, price).share == 1


def test_an_unknown_price_is_unknown_and_a_longer_prompt_costs_more() -> None:
    assert (saving(10, 4, 2, None).per_call, saving(10, 4, 2, None).per_call_cached) == (None, None)
    price = load_prices(resource_directory() / "prices").find(MODEL, "openai")
    longer = saving(10, 12, 3, price)
    assert (longer.saved, longer.training, longer.per_call) == (-2, -6, Decimal("-0.0000016"))
    assert saving(0, 0, 1, price).share == 0


def test_the_prompts_of_a_file_are_listed_by_use(make_dataset: MakeDataset) -> None:
    def line(prompt: str | None, number: int) -> bytes:
        head = [] if prompt is None else [{"role": "system", "content": prompt}]
        turns = [{"role": "user", "content": f"{number}"}, {"role": "assistant", "content": "Yes."}]
        return json.dumps({"messages": [*head, *turns]}).encode() + b"\n"

    prompts = ["rare", "often", None, "often", "parts", "often"]
    dataset = make_dataset(b"".join(line(prompt, number) for number, prompt in enumerate(prompts)))
    check = compared(dataset)
    found = read_prompts(prompt_places(check, most=2), dataset.line, Cancellation())
    assert [(prompt.text, prompt.examples) for prompt in found] == [("often", 3), (found[1].text, 1)]
    assert rows_with(check, found[0].system).tolist() == [1, 3, 5]


def test_preference_and_reinforcement_examples_have_prompts_too(make_dataset: MakeDataset) -> None:
    head, ask = {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hm?"}
    yes, no = ([{"role": "assistant", "content": text}] for text in ("Yes.", "No."))
    preference = {"input": {"messages": [head, ask]}, "preferred_output": yes, "non_preferred_output": no}
    reinforcement = {"messages": [head, ask], "answer": "Yes.", "input": "Hm"}
    dataset = make_dataset(
        b"".join(json.dumps(line).encode() + b"\n" for line in (preference, reinforcement))
    )
    check = compared(dataset)
    (prompt,) = read_prompts(prompt_places(check), dataset.line, Cancellation())
    assert (prompt.text, prompt.examples) == ("Be brief.", 2)
    edit = SetSystemPrompt("Brief.", Where.PRESENT)
    for row in rows_with(check, prompt.system).tolist():
        edited = edit.edited(Example(dataset.line(row).decode()))
        assert edited is not None
        assert b"Brief." in edited.to_line()


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"messages": 3}', b'{"messages": [1, {"role": "user"}]}'])
def test_a_row_that_is_another_by_now_has_no_prompt(make_dataset: MakeDataset, line: bytes) -> None:
    chat = b'{"messages": [{"role": "system", "content": "a"}, {"role": "assistant", "content": "b"}]}\n'
    dataset = make_dataset(chat)
    places = prompt_places(compared(dataset))
    assert read_prompts(places, lambda _row: chat, Cancellation()) == [FilePrompt(places.systems[0], 1, "a")]
    assert read_prompts(places, lambda _row: line, Cancellation()) == []
