"""The languages of answers, as a worker tells them."""

import json
from collections.abc import Callable

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ftdesk.dataset import languages
from ftdesk.dataset.document import Dataset
from ftdesk.dataset.language_codes import CODES, UNCLEAR
from ftdesk.dataset.languages import count_languages, detect_part, language_of, with_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Your parcel leaves our warehouse tomorrow morning.", "en"),
        ("ご注文の商品は明日の朝に発送します。", "ja"),
        ("Ihr Paket verlässt morgen früh unser Lager.", "de"),
        ("Votre colis quittera notre entrepôt demain matin.", "fr"),
        ("您的包裹明天早上发货。", "zh"),
        ('{"a": 1}', "zxx"),
        ("42", UNCLEAR),
        ("Yes", UNCLEAR),
    ],
)
def test_a_language_is_told_where_it_is_sure(text: str, code: str) -> None:
    assert language_of(text) == code


def test_every_language_that_is_asked_for_is_one_that_the_model_knows() -> None:
    known = LanguageIdentifier.from_model_file(MODEL_FILE).labels
    assert set(CODES[2:]) <= set(known)
    assert {code for code in known if len(code) == 2} <= set(CODES)
    assert len(CODES) <= np.iinfo(np.uint8).max


def test_a_part_is_told_row_by_row(make_dataset: Callable[[bytes], Dataset]) -> None:
    answers = ("Your parcel leaves tomorrow.", "ご注文の商品は明日発送します。", "", "x" * 300)
    chats = [{"messages": [{"role": "assistant", "content": answer}]} for answer in answers]
    lines = [*(json.dumps(chat, ensure_ascii=False).encode() for chat in chats), b"{", b"[]"]
    dataset = make_dataset(b"\n".join(lines))
    (part,) = dataset.snapshot().parts(100, 1 << 20)
    found = detect_part(part)
    assert found.row_ids.tolist() == list(range(6))
    assert [CODES[number] for number in found.numbers] == ["en", "ja", UNCLEAR, UNCLEAR, UNCLEAR, UNCLEAR]
    assert count_languages(found.numbers) == {"en": 1, "ja": 1, UNCLEAR: 4}
    assert np.flatnonzero(with_languages(found.numbers, frozenset({"en", "ja"}))).tolist() == [0, 1]


def test_no_more_than_the_beginning_is_looked_at() -> None:
    beginning = "Your parcel leaves our warehouse tomorrow. " * 10
    assert language_of(beginning + "ご注文の商品は明日発送します。" * 1000) == "en"
    assert len(beginning) >= languages.LOOKED_AT
