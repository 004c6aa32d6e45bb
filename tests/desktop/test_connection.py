import pytest
from pytestqt.qtbot import QtBot

from ftdesk.desktop.connection import Connection, ConnectionStatus, NotReady
from ftdesk.desktop.services import Services
from ftdesk.workspace.preferences import LOCAL_PROFILE, OPENAI_PROFILE, Profile


def wait_for(qtbot: QtBot, connection: Connection, status: ConnectionStatus) -> None:
    qtbot.waitUntil(lambda: connection.state.status is status, timeout=60_000)


def with_server(services: Services, address: str) -> Profile:
    profile = Profile("mine", "My server", "compatible", address)
    services.settings.update(profiles=(LOCAL_PROFILE, OPENAI_PROFILE, profile))
    return profile


def test_nothing_is_reached_before_it_is_asked_for(services: Services) -> None:
    assert services.connection.local
    assert not services.connection.engine.running
    with pytest.raises(NotReady):
        services.connection.client()


def test_the_local_engine_is_started_and_answers(services: Services, qtbot: QtBot) -> None:
    services.connection.open()
    assert services.connection.state.status is ConnectionStatus.STARTING
    wait_for(qtbot, services.connection, ConnectionStatus.READY)
    assert services.connection.client().get_json("models")["object"] == "list"


def test_a_crashed_engine_is_started_again_once(services: Services, qtbot: QtBot) -> None:
    connection = services.connection
    connection.open()
    wait_for(qtbot, connection, ConnectionStatus.READY)
    first = connection.engine.process_id
    connection.engine._process.kill()
    qtbot.waitUntil(lambda: connection.engine.process_id not in {0, first})
    wait_for(qtbot, connection, ConnectionStatus.READY)
    connection.engine._process.kill()
    wait_for(qtbot, connection, ConnectionStatus.FAILED)


def test_openai_without_a_key_says_so(services: Services, qtbot: QtBot) -> None:
    services.connection.select("openai")
    wait_for(qtbot, services.connection, ConnectionStatus.NEEDS_KEY)
    assert services.connection.state.sentence == "OpenAI needs a key"
    with pytest.raises(NotReady, match="needs a key"):
        services.connection.client()


def test_a_server_without_a_key_is_ready_without_being_contacted(services: Services, qtbot: QtBot) -> None:
    with_server(services, "http://127.0.0.1:9/v1")
    services.connection.select("mine")
    wait_for(qtbot, services.connection, ConnectionStatus.READY)
    assert services.connection.client() is services.connection.client()


def test_the_chosen_profile_is_remembered(services: Services, qtbot: QtBot) -> None:
    services.connection.select("openai")
    assert services.settings.load().active_profile == "openai"
    wait_for(qtbot, services.connection, ConnectionStatus.NEEDS_KEY)


def test_the_key_travels_with_organization_and_project(services: Services) -> None:
    profile = Profile("p", "P", "compatible", "https://host/v1", "org-1", "proj-1")
    endpoint = services.connection.endpoint_for(profile, "sk-abc")
    assert (endpoint.organization, endpoint.project) == ("org-1", "proj-1")
    assert endpoint.key is not None
    assert "sk-abc" not in repr(endpoint)


def test_a_late_key_of_another_profile_is_ignored(services: Services, qtbot: QtBot) -> None:
    with_server(services, "http://127.0.0.1:9/v1")
    services.connection.select("openai")
    services.connection.select("mine")
    wait_for(qtbot, services.connection, ConnectionStatus.READY)
    qtbot.wait(100)
    assert services.connection.profile.id == "mine"
