from collections.abc import Iterator

import pytest

from ftdesk.workspace.conversations import ChatParameters, Conversations, KeptToolCall, Turn
from ftdesk.workspace.database import Database
from ftdesk.workspace.errors import RecordMissing


@pytest.fixture
def conversations(database: Database) -> Conversations:
    ticks: Iterator[int] = iter(range(1, 1000))
    return Conversations(database, clock=lambda: float(next(ticks)))


def test_the_last_used_conversation_comes_first(conversations: Conversations) -> None:
    first, second = conversations.create("one"), conversations.create("two")
    assert [kept.title for kept in conversations.list()] == ["two", "one"]
    conversations.append(first.id, Turn("user", "hello"))
    assert [kept.id for kept in conversations.list()] == [first.id, second.id]


def test_a_turn_keeps_how_it_came_about(conversations: Conversations) -> None:
    talk = conversations.create()
    turn = Turn(
        "assistant",
        "返事です。",
        tool_calls=(KeptToolCall("c1", "look", '{"a": 1}'),),
        model="m",
        parameters=ChatParameters(0.5, stop=("\n",)),
        prompt_tokens=3,
        completion_tokens=5,
        first_token_seconds=0.2,
        duration_seconds=1.5,
        price="0.001 USD",
        finish_reason="stop",
        created_at=9.0,
    )
    kept = conversations.append(talk.id, turn)
    assert conversations.turns(talk.id) == (kept,)
    assert kept.id is not None
    assert {name: getattr(kept, name) for name in Turn.__slots__ if name != "id"} == {
        name: getattr(turn, name) for name in Turn.__slots__ if name != "id"
    }


def test_an_edited_turn_stays_in_its_place(conversations: Conversations) -> None:
    talk = conversations.create()
    first = conversations.append(talk.id, Turn("user", "a"))
    conversations.append(talk.id, Turn("assistant", "b"))
    conversations.replace(Turn("user", "edited", id=first.id))
    assert [turn.content for turn in conversations.turns(talk.id)] == ["edited", "b"]


def test_asking_again_removes_the_turn_and_all_after_it(conversations: Conversations) -> None:
    talk, other = conversations.create(), conversations.create()
    turns = [conversations.append(talk.id, Turn("user", text)) for text in "abc"]
    conversations.append(other.id, Turn("user", "stays"))
    conversations.delete_from(talk.id, turns[1].id or 0)
    assert [turn.content for turn in conversations.turns(talk.id)] == ["a"]
    assert len(conversations.turns(other.id)) == 1


def test_settings_of_a_conversation_can_be_changed_without_a_network(conversations: Conversations) -> None:
    talk = conversations.create("t", model="a")
    conversations.set_up(
        talk.id, model="b", system_prompt="Be brief.", parameters=ChatParameters(seed=3), tools="[]"
    )
    kept = conversations.get(talk.id)
    assert (kept.model, kept.system_prompt, kept.parameters, kept.tools) == (
        "b",
        "Be brief.",
        ChatParameters(seed=3),
        "[]",
    )


def test_a_renamed_conversation_keeps_its_place(conversations: Conversations) -> None:
    first = conversations.create("one")
    conversations.create("two")
    conversations.rename(first.id, "改名")
    assert [kept.title for kept in conversations.list()] == ["two", "改名"]


def test_a_deleted_conversation_takes_its_turns_along(conversations: Conversations) -> None:
    talk = conversations.create()
    conversations.append(talk.id, Turn("user", "a"))
    conversations.delete(talk.id)
    assert conversations.list() == ()
    assert conversations.turns(talk.id) == ()
    with pytest.raises(RecordMissing, match="deleted"):
        conversations.append(talk.id, Turn("user", "late"))


def test_half_a_character_from_a_model_does_not_lose_the_turn(conversations: Conversations) -> None:
    talk = conversations.create("\ud83d")
    assert conversations.append(talk.id, Turn("assistant", "ok \ud83d")).content == "ok ?"
