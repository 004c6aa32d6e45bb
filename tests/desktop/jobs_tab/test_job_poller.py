"""The poller in a thread of its own, against a real server on loopback."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from ftdesk.api.client import ApiClient
from ftdesk.desktop.background import Background
from ftdesk.desktop.connection import NotReady
from ftdesk.desktop.jobs_tab.job_news import JobList, JobNews, LinkState
from ftdesk.desktop.jobs_tab.job_poller import JobPoller, Source
from ftdesk.workspace.errors import DatabaseError
from ftdesk.workspace.job_ledger import JobLedger
from ftdesk.workspace.job_records import IntentState, JobIntent, TrainingData

HTML = (200, b"<!doctype html><html><body>Welcome</body></html>", {"Content-Type": "text/html"})
REFUSED = {"error": {"message": "slow down", "type": "x", "param": None, "code": None}}


def step(number: int) -> dict[str, Any]:
    data = {"step": number, "total_steps": 10, "train_loss": 2 / number}
    return {
        "id": f"e{number}",
        "created_at": 1_800_000_000 + number,
        "level": "info",
        "message": f"Step {number}",
        "type": "metrics",
        "data": data,
    }


class Listener(QObject):
    """Collects what the poller says, in the GUI thread, as the tab does."""

    follow = Signal(object)
    refresh = Signal()
    look_at = Signal(object)

    def __init__(self, poller: JobPoller, client: ApiClient) -> None:
        super().__init__()
        self.source = Source("own", 0.05, lambda: client)
        self.lists: list[JobList] = []
        self.news: list[JobNews] = []
        self.links: list[LinkState] = []
        self.found: list[object] = []
        self.threads: set[bool] = set()
        self.follow.connect(poller.follow)
        self.refresh.connect(poller.refresh)
        self.look_at.connect(poller.look_at)
        poller.list_changed.connect(self.take_list)
        poller.job_changed.connect(self.take_news)
        poller.link_changed.connect(self.take_link)
        poller.found.connect(self.take_found)

    def take_list(self, news: JobList) -> None:
        self.lists.append(news)

    def take_news(self, news: JobNews) -> None:
        self.threads.add(QThread.currentThread() is self.thread())
        self.news.append(news)

    def take_link(self, link: LinkState) -> None:
        self.links.append(link)

    def take_found(self, intent: object) -> None:
        self.found.append(intent)

    def states(self) -> list[str]:
        return [news.job.state for news in self.news]


@pytest.fixture
def desk(background: Background, ledger: JobLedger, client: ApiClient, qtbot: QtBot) -> Iterator[Listener]:
    poller = JobPoller(ledger)
    listener = Listener(poller, client)
    background.start(poller, "jobs")
    yield listener
    began = time.monotonic()
    assert background.shutdown()
    assert time.monotonic() - began < 2


def follow(desk: Listener) -> None:
    desk.follow.emit(desk.source)


def test_a_job_is_followed_until_it_succeeded(
    desk: Listener, server: Any, qtbot: QtBot, ledger: JobLedger
) -> None:
    job = server.add_job()
    follow(desk)
    for number in (1, 2):
        server.events[job["id"]].append(step(number))
        qtbot.waitUntil(lambda n=number: sum(len(news.events) for news in desk.news) == n)
    server.checkpoints[job["id"]] = [{"id": "c1", "fine_tuned_model_checkpoint": "m:ckpt", "step_number": 2}]
    job |= {"status": "succeeded", "fine_tuned_model": "ft:base:x"}
    qtbot.waitUntil(lambda: "succeeded" in desk.states())
    assert [kept.model for kept in ledger.checkpoints("own", job["id"])] == ["m:ckpt"]
    assert [event.id for event in ledger.events("own", job["id"])] == ["e1", "e2"]
    assert ledger.jobs("own")[0].fine_tuned_model == "ft:base:x"
    assert desk.threads == {True}


def test_a_finished_job_is_left_in_peace(desk: Listener, server: Any, qtbot: QtBot) -> None:
    job = server.add_job()
    follow(desk)
    qtbot.waitUntil(lambda: len(desk.news) > 1)
    job["status"] = "succeeded"
    qtbot.waitUntil(lambda: desk.states().count("succeeded") == 2)
    asked = server.counts()["GET job"]
    qtbot.wait(200)
    assert server.counts()["GET job"] == asked


def test_the_last_events_are_fetched_even_if_they_come_after_the_last_status(
    desk: Listener, server: Any, qtbot: QtBot, ledger: JobLedger
) -> None:
    job = server.add_job()
    follow(desk)
    qtbot.waitUntil(lambda: bool(desk.news))
    job["status"] = "succeeded"
    qtbot.waitUntil(lambda: "succeeded" in desk.states())
    server.events[job["id"]].append(step(1))
    qtbot.waitUntil(lambda: [event.id for event in ledger.events("own", job["id"])] == ["e1"])


def test_an_unknown_status_is_kept_as_it_came_and_watched_on(
    desk: Listener, server: Any, qtbot: QtBot
) -> None:
    server.add_job(status="defragmenting")
    follow(desk)
    qtbot.waitUntil(lambda: len(desk.news) > 2)
    assert (desk.news[-1].job.status, desk.news[-1].job.state) == ("defragmenting", "unknown")


@pytest.mark.parametrize("fault", [HTML, (200, b"[1, 2]"), (500, REFUSED), (200, b"")])
def test_a_server_out_of_its_mind_does_not_end_the_watching(
    desk: Listener, server: Any, qtbot: QtBot, fault: object
) -> None:
    server.add_job()
    server.always = {"GET job": fault, "GET jobs": fault}
    follow(desk)
    qtbot.waitUntil(lambda: any(link.error is not None for link in desk.links), timeout=20_000)
    server.always = {}
    qtbot.waitUntil(lambda: bool(desk.news) and desk.links[-1].error is None, timeout=20_000)


def test_a_failing_server_is_asked_far_more_seldom_than_usual(
    desk: Listener, server: Any, qtbot: QtBot
) -> None:
    server.always = {"GET jobs": HTML}
    follow(desk)
    qtbot.waitUntil(lambda: len(desk.links) >= 3, timeout=20_000)
    assert min(link.next_try_seconds for link in desk.links) >= 10 * desk.source.interval


def test_retry_after_is_obeyed(desk: Listener, server: Any, qtbot: QtBot) -> None:
    server.always = {"GET jobs": (429, REFUSED, {"Retry-After": "700"})}
    follow(desk)
    qtbot.waitUntil(lambda: bool(desk.links), timeout=20_000)
    assert desk.links[0].next_try_seconds == 700


def test_one_broken_job_does_not_hide_the_others(desk: Listener, server: Any, qtbot: QtBot) -> None:
    broken, sound = server.add_job(), server.add_job()
    follow(desk)
    qtbot.waitUntil(lambda: bool(desk.news))
    server.jobs[broken["id"]] = {"object": "nothing of use"}
    seen = len(desk.news)
    qtbot.waitUntil(lambda: any(news.job.id == sound["id"] for news in desk.news[seen + 1 :]), timeout=10_000)


def test_a_job_that_the_server_forgot_is_marked_and_asked_for_no_more(
    desk: Listener, server: Any, qtbot: QtBot, ledger: JobLedger
) -> None:
    job = server.add_job()
    follow(desk)
    qtbot.waitUntil(lambda: bool(desk.news))
    del server.jobs[job["id"]]
    qtbot.waitUntil(lambda: desk.news[-1].job.missing)
    assert ledger.jobs("own")[0].missing
    asked = server.counts()["GET job"]
    qtbot.wait(200)
    assert server.counts()["GET job"] == asked


def test_a_server_without_events_and_checkpoints_is_followed_all_the_same(
    desk: Listener, server: Any, qtbot: QtBot
) -> None:
    server.add_job(status="succeeded")
    job = server.add_job()
    server.always = {"GET events": (404, REFUSED), "GET checkpoints": (404, REFUSED)}
    follow(desk)
    qtbot.waitUntil(lambda: bool(desk.news))
    job["status"] = "succeeded"
    qtbot.waitUntil(lambda: "succeeded" in desk.states())
    assert desk.links[-1].error is None


def test_no_client_yet_is_a_link_that_is_down(desk: Listener, qtbot: QtBot) -> None:
    def none() -> ApiClient:
        raise NotReady("starting")

    desk.follow.emit(Source("own", 0.05, none))
    qtbot.waitUntil(lambda: bool(desk.links))
    assert isinstance(desk.links[0].error, NotReady)


def test_rounds_never_run_side_by_side(desk: Listener, server: Any, qtbot: QtBot) -> None:
    for _ in range(3):
        server.add_job()
    follow(desk)
    for number in range(20):
        (desk.refresh.emit if number % 2 else lambda: follow(desk))()
    qtbot.waitUntil(lambda: len(desk.news) > 10)
    assert server.most_at_once == 1


def test_an_unconfirmed_job_is_looked_for_until_the_list_shows_it(
    desk: Listener, server: Any, qtbot: QtBot, ledger: JobLedger
) -> None:
    intent = ledger.begin_intent("own", JobIntent("base", TrainingData(Path("f"), "00", 1)))
    for state in (IntentState.UPLOADING, IntentState.UPLOADED, IntentState.SENDING, IntentState.UNCONFIRMED):
        ledger.move(intent.id, state, training_file_id="file-9")
    follow(desk)
    qtbot.waitUntil(lambda: server.counts()["GET jobs"] >= 2)
    assert ledger.intent(intent.id).state is IntentState.UNCONFIRMED
    job = server.add_job(metadata={"ftdesk_tag": intent.tag})
    qtbot.waitUntil(lambda: bool(desk.found), timeout=10_000)
    assert ledger.intent(intent.id).job_id == job["id"]
    qtbot.waitUntil(lambda: any(news.job.id == job["id"] for news in desk.news), timeout=10_000)


def test_quitting_during_a_request_takes_no_time(
    background: Background, server: Any, ledger: JobLedger, client: ApiClient, qtbot: QtBot
) -> None:
    held, reached = threading.Event(), threading.Event()
    server.before_list = lambda: (reached.set(), held.wait(20))
    poller = JobPoller(ledger)
    listener = Listener(poller, client)
    background.start(poller, "jobs")
    follow(listener)
    qtbot.waitUntil(reached.is_set)
    began = time.monotonic()
    assert background.shutdown()
    assert time.monotonic() - began < 2
    held.set()


def test_what_could_not_be_written_is_shown_and_written_later(
    desk: Listener, server: Any, qtbot: QtBot, ledger: JobLedger
) -> None:
    job = server.add_job()
    follow(desk)
    qtbot.waitUntil(lambda: bool(desk.news))
    with ledger._database.writing() as connection:
        connection.execute("ALTER TABLE events RENAME TO elsewhere")
    server.events[job["id"]].append(step(1))
    qtbot.waitUntil(lambda: isinstance(desk.links[-1].error, DatabaseError))
    assert any(news.events for news in desk.news)
    with ledger._database.writing() as connection:
        connection.execute("ALTER TABLE elsewhere RENAME TO events")
    qtbot.waitUntil(lambda: [event.id for event in ledger.events("own", job["id"])] == ["e1"], timeout=10_000)
