"""The models of a server."""

import pytest

from ftdesk.api.errors import AnswerUnusable
from ftdesk.api.models import list_models
from ftdesk.api.types import Model


def test_models_come_in_the_servers_order_with_their_end(server, client):
    rows = [
        {"id": "b", "owned_by": "system", "created": 1_700_000_000, "shutdown_date": "2027-01-14"},
        {"id": "a", "shutdown_date": None},
        {"object": "model"},
        None,
    ]
    server.answers({"object": "list", "data": rows})
    assert list_models(client) == (Model("b", "system", 1_700_000_000, "2027-01-14"), Model("a"))


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": {}}])
def test_an_answer_without_a_list_is_unusable(server, client, answer):
    server.answers(answer)
    with pytest.raises(AnswerUnusable):
        list_models(client)
