from ftdesk.engine.trainers.features import SILENCE, DocumentCounts, conversation_marks, text_marks
from ftdesk.engine.trainers.interface import Turn


def marks_of(text: str) -> set[str]:
    return {mark for mark, _ in text_marks(text)}


def test_words_pairs_and_stems_ignore_case_and_width() -> None:
    assert marks_of("Ｐaying TWICE") == {"wpaying", "mpayi", "wtwice", "mtwic", "ppaying twice"}


def test_japanese_is_cut_into_neighbouring_characters() -> None:
    assert {"c犬", "c犬を", "c犬を連", "c連"} <= marks_of("犬を連れて")
    assert "cを" not in marks_of("犬を連れて")


def test_grammar_weighs_less_than_content() -> None:
    weights = dict(text_marks("航海しました"))
    assert weights["cまし"] < weights["c航海"]


def test_the_same_word_is_another_mark_in_another_place() -> None:
    now = conversation_marks([Turn("user", "tide")])
    system = conversation_marks([Turn("system", "tide")])
    earlier = conversation_marks([Turn("user", "tide"), Turn("assistant", "yes"), Turn("user", "more")])
    assert not set(now) & (set(system) | set(earlier))
    assert max(earlier.values()) == max(now.values()) > max(system.values())


def test_rare_marks_come_first_and_strengths_have_length_one() -> None:
    counts = DocumentCounts()
    for marks in ({1: 1.0, 2: 1.0}, {1: 1.0, 3: 1.0}, {1: 1.0}):
        counts.add(marks)
    strongest = counts.strongest({1: 1.0, 2: 1.0, 99: 1.0}, slots=5)
    assert [mark for mark, _ in strongest] == [2, 1]
    assert abs(sum(strength**2 for _, strength in strongest) - 1) < 1e-9


def test_nothing_known_is_silence() -> None:
    assert DocumentCounts().strongest({5: 1.0}, slots=3) == [(SILENCE, 1.0)]


def test_a_very_long_turn_is_read_from_its_end() -> None:
    marks = marks_of("first " + "filler " * 5000 + "last")
    assert {"wlast", "wfirst"} & marks == {"wlast"}
