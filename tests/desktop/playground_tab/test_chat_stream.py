"""The worker tells how an answer ended, whatever happened to it."""

from typing import Any

import pytest

from ftdesk.api.types import ChatRequest, ChatTurn
from ftdesk.desktop.playground_tab.chat_stream import ChatStream, Outcome, Question


class FaultyConnection:
    """Breaks as only a fault of the program does."""

    def client(self) -> object:
        raise ZeroDivisionError


def test_a_fault_of_the_program_ends_the_answer_and_is_told(qapp: Any) -> None:
    stream, ended = ChatStream(FaultyConnection()), list[Outcome]()  # type: ignore[arg-type]
    stream.ended.connect(ended.append)
    question = Question(ChatRequest("m", (ChatTurn("user", "hi"),)))
    with pytest.raises(ZeroDivisionError):
        stream.answer(question)
    assert ended[0].question is question
    assert isinstance(ended[0].error, ZeroDivisionError)
