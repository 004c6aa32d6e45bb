import json
import random
import re

import pytest

from ftdesk.dataset.json_text import JsonText, JsonTextError, Style, read_json_text

VALID = (
    r' { "a" : [1.0,  -0, 1e40,12345678901234567890123 ] ,'
    r'"b\u00e9\/":{"x":null,"y":"\ud83d\ude00\""}, "c":[ ]} '
)


def test_an_edit_leaves_every_other_character_alone() -> None:
    text = JsonText(VALID)
    assert text.replace(("a", 1), "7") == VALID.replace("-0", "7")
    assert text.replace(("bé/", "x"), "true") == VALID.replace("null", "true")


@pytest.mark.parametrize(
    ("before", "pointer", "after"),
    [
        ("[1,  2, 3]", (0,), "[2, 3]"),
        ("[1,  2, 3]", (1,), "[1, 3]"),
        ("[1,  2, 3]", (2,), "[1,  2]"),
        ("[ 1 ]", (0,), "[]"),
        ('{"a": 1, "b": {}}', ("a",), '{"b": {}}'),
        ('{"a": 1, "b": {}}', ("b",), '{"a": 1}'),
        ('{"a": {"b": ","}}', ("a", "b"), '{"a": {}}'),
    ],
)
def test_a_member_goes_with_one_separator(before: str, pointer: tuple[str | int, ...], after: str) -> None:
    assert JsonText(before).remove(pointer) == after


@pytest.mark.parametrize(
    ("before", "place", "after"),
    [("[1,2]", 0, "[9,1,2]"), ("[1, 2]", 1, "[1, 9, 2]"), ("[1,2]", 2, "[1,2,9]"), ("[ ]", 0, "[9]")],
)
def test_an_item_comes_with_the_separator_of_the_text(before: str, place: int, after: str) -> None:
    assert JsonText(before).insert((), place, "9") == after


def test_a_new_key_comes_after_the_named_one_in_the_spacing_of_the_text() -> None:
    text = JsonText('{"role":"user","name":"x"}')
    assert text.set_key((), "content", "1", after="role") == '{"role":"user","content":1,"name":"x"}'
    assert text.set_key((), "z", "1") == '{"role":"user","name":"x","z":1}'


@pytest.mark.parametrize(("to", "after"), [(0, "[3,1,2]"), (1, "[1,3,2]"), (2, "[1,2,3]")])
def test_an_item_moves(to: int, after: str) -> None:
    assert JsonText("[1,2,3]").move((2,), to) == after


def test_two_items_change_places_in_the_spacing_of_the_text() -> None:
    assert JsonText('{"a":[{"x":1},{"y":2}]}').move(("a", 0), 1) == '{"a":[{"y":2},{"x":1}]}'


@pytest.mark.parametrize("pointer", [("a", 9), ("a", -1), ("a", "0"), ("c", 0), ("z",), (0,)])
def test_a_place_that_does_not_exist_is_a_key_error(pointer: tuple[str | int, ...]) -> None:
    with pytest.raises(KeyError):
        JsonText(VALID).replace(pointer, "1")


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ('{"a": 1, "b": 2}', Style(", ", ": ")),
        ('{"a":1,"b":2}', Style(",", ":")),
        ('{"a": [1,2]}', Style(",", ": ")),
        (r'{"a": "\u3042"}', Style(", ", ": ", escapes_letters=True)),
        (r'{"a": "\u0007 C:\\u3042"}', Style()),
        (r'{"a": "\u3042 あ"}', Style()),
        (r'{"a": "http:\/\/x"}', Style(escapes_slashes=True)),
        ("{}", Style()),
    ],
)
def test_the_style_of_a_text_is_recognised(text: str, style: Style) -> None:
    assert JsonText(text).style == style


def test_texts_are_spelled_in_the_style() -> None:
    assert Style().spell('é"\n\u2028') == '"é\\"\\n\u2028"'
    assert Style(escapes_letters=True).spell("あ😀") == '"\\u3042\\ud83d\\ude00"'
    assert Style(escapes_slashes=True).spell("a/b") == '"a\\/b"'
    assert Style().spell("\ud800x") == '"\\ud800x"'


def test_numbers_keep_their_spelling_in_the_readable_form_and_back() -> None:
    pretty = JsonText(VALID).pretty(())
    assert "12345678901234567890123" in pretty
    assert pretty.startswith('{\n  "a": [\n    1.0,\n    -0,\n    1e40,')
    assert '"bé/": {' in pretty
    assert read_json_text(pretty).compact(("a",), Style(",", ":")) == "[1.0,-0,1e40,12345678901234567890123]"


def test_empty_lists_and_objects_stay_on_one_line() -> None:
    assert JsonText('{"a": [ ], "b": {}}').pretty(()) == '{\n  "a": [],\n  "b": {}\n}'


@pytest.mark.parametrize(
    ("text", "offset"), [('{"a": }', 6), ("[1,\n 2,\n]", 8), ('{"a": 1, "a": 2}', 9), ("", 0)]
)
def test_a_typed_text_that_is_no_json_says_where_it_breaks(text: str, offset: int) -> None:
    with pytest.raises(JsonTextError) as caught:
        read_json_text(text)
    assert caught.value.offset == offset
    assert str(caught.value)


def random_value(dice: random.Random, depth: int = 0) -> object:
    kind = dice.randrange(6 if depth < 4 else 4)
    if kind == 4:
        return [random_value(dice, depth + 1) for _ in range(dice.randrange(4))]
    if kind == 5:
        return {random_text(dice): random_value(dice, depth + 1) for _ in range(dice.randrange(4))}
    return [None, dice.randrange(-9, 9), dice.random(), random_text(dice)][kind]


def random_text(dice: random.Random) -> str:
    return "".join(dice.choices('ab"\\/é😀{}[],: \n\u2028', k=dice.randrange(6)))


def places(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    return [here] + [place for step, inner in steps for place in places(inner, (*here, step))]


@pytest.mark.parametrize("seed", range(300))
def test_random_edits_mean_what_they_say(seed: int) -> None:
    dice = random.Random(seed)
    value = {"top": random_value(dice), "list": [random_value(dice), random_value(dice)]}
    spelled = json.dumps(value, ensure_ascii=dice.random() < 0.5, indent=dice.choice([None, 1]))
    text = JsonText(re.sub(r"\n *", " ", spelled))
    pointer = dice.choice(places(value)[1:])
    holder: dict[str | int, object] = value  # type: ignore[assignment]
    for step in pointer[:-1]:
        holder = holder[step]  # type: ignore[assignment]
    removed = json.loads(text.remove(pointer))
    replaced = json.loads(text.replace(pointer, '"new"'))
    holder[pointer[-1]] = "new"
    assert replaced == value
    del holder[pointer[-1]]
    assert removed == value
    assert (
        json.loads(text.pretty(())) == json.loads(text.text) == json.loads(text.compact((), Style(",", ":")))
    )
