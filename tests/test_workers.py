"""What somebody sends is read where it can be stopped, and the page goes on meanwhile."""

import asyncio
import os
import threading
import time
from types import SimpleNamespace
from unittest.mock import AsyncMock

import pytest
from conftest import CONTENT
from starlette.testclient import TestClient
from test_web import BASE, FORM, TODAY, TYPED, Browser, png

from leaflet import limits, system
from leaflet.errors import CODES, LeafletError
from leaflet.publish import worker
from leaflet.web import app, serve, workers
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office
from leaflet.web.workers import Workers


def spin():
    """Work for ever without letting go of the interpreter for long."""
    while True:
        pass


def fill():
    return len(bytearray(100_000_000_000))


def die():
    os._exit(3)


def number():
    return os.getpid()


def fail():
    raise ZeroDivisionError


@pytest.fixture(scope="module")
def pool():
    """Two processes for all tests: to start one takes most of a second."""
    made = Workers(2)
    yield made
    made.close()


@pytest.fixture(scope="module")
def crew(pool):
    return workers.Crew(pool, pool, pool)


def code(run):
    with pytest.raises(LeafletError) as caught:
        run()
    return caught.value.faults[0].code


# ---- processes


@pytest.mark.parametrize("task", [spin, fill, die])
def test_what_takes_too_much_is_stopped_and_told_and_others_go_on(pool, task):
    seconds = 1.0 if task is spin else 20
    start = time.monotonic()
    found = []
    held = threading.Thread(target=lambda: found.append(code(lambda: pool.run(seconds, task))))
    held.start()
    assert pool.run(20, number) != os.getpid()
    held.join()
    assert found == ["too-much-work"]
    assert found[0] in CODES
    assert time.monotonic() - start < 60
    assert pool.run(20, number) != os.getpid()


def test_a_process_that_is_stopped_is_gone(pool):
    victim = pool.run(20, number)
    assert code(lambda: pool.run(0.2, spin)) == "too-much-work"
    assert not system.is_running(victim) or pool.run(20, number) != victim


def test_the_same_process_is_used_again_so_that_it_is_warm(pool):
    assert len({pool.run(20, number) for _ in range(5)}) == 1


def test_an_error_of_a_task_is_raised_as_it_is(pool):
    with pytest.raises(ZeroDivisionError):
        pool.run(20, fail)
    assert pool.run(20, number)


def test_who_finds_no_process_free_is_sent_away(monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE", 0.05)
    none = Workers(1)
    none._room.acquire()
    with pytest.raises(workers.Refusal) as caught:
        none.run(1, number)
    assert (caught.value.status, caught.value.code) == (503, "busy")


def test_a_process_ends_by_itself_when_nobody_is_left_to_kill_it(monkeypatch):
    one = workers._worker()
    one._line.send((-worker.GRACE + 0.2, spin, ()))
    one._process.join(20)
    assert one._process.exitcode == 1
    one.kill()


def test_closed_workers_leave_no_process_behind():
    some = Workers(1)
    victim = some.run(20, number)
    some.close()
    assert not system.is_running(victim)


# ---- the page


class Impatient(workers.Inline):
    """Has no time at all for what is given no second."""

    def run(self, seconds, task, *given):
        if not seconds:
            raise workers.too_much()
        return super().run(seconds, task, *given)


@pytest.fixture
def browser(folder, crew):
    """A browser on a page that has everything made in processes."""
    address = ServerAddress("127.0.0.1", 8765)
    return Browser(Office(folder, folder / "kept", address, lambda: TODAY, crew))


def test_a_leaflet_with_a_logo_is_made_shown_checked_and_packed_in_processes(browser, folder):
    (folder / "pic.png").write_bytes(png())
    page = browser.get(FORM)
    ready = browser.send(FORM, page, {"logo": ("l", png())}, action="next", **TYPED)
    assert ready.title.startswith("Print")
    assert browser.pdf().content.startswith(b"%PDF-")
    shown = browser.get(FORM)
    drawn = [each["src"] for each in shown.images if each["src"].startswith("/pages/")]
    assert browser.client.get(drawn[0]).content.startswith(b"\x89PNG")
    assert "What the check says" in shown.said
    pack = next(link for link in ready.links if link and "pack" in link)
    assert browser.client.get(pack).content.startswith(b"PK")
    sent = {"leaflet": "built-in", "clinic": TYPED}
    assert browser.client.post("/api/build", json=sent).content.startswith(b"%PDF-")
    assert browser.client.post("/api/pictures", json=sent | {"dpi": 36}).status_code == 200
    assert browser.client.post("/api/check", json=sent).status_code == 200
    sent["clinic"] = sent["clinic"] | {"phone": "ring"}
    assert browser.client.post("/api/build", json=sent).status_code == 422
    words = browser.get("/leaflets/built-in/words")
    seen = browser.post("/leaflets/built-in/words/preview", words, words=CONTENT)
    assert "/pages/" in seen.text


def test_a_fault_of_a_file_comes_back_with_its_place(browser):
    sent = {"content": CONTENT.replace("- paragraph", "- paragraf")}
    (found,) = browser.client.post("/api/build", json=sent).json()["problems"]
    assert (found["code"], found["place"]["line"]) == ("unknown-block", 7)


@pytest.fixture
def hurried(folder):
    """A browser on a page where a limit of nothing is reached at once."""
    hand = Impatient()
    address, hands = ServerAddress("127.0.0.1", 8765), workers.Crew(hand, hand, hand)
    return Browser(Office(folder, folder / "kept", address, lambda: TODAY, hands))


@pytest.mark.parametrize(
    "limit", ["PICTURE_SECONDS", "LEAFLET_SECONDS"], ids=["a picture", "a leaflet"]
)
def test_what_takes_too_long_is_a_problem_with_a_code_and_the_page_goes_on(
    hurried, monkeypatch, limit
):
    page = hurried.get(FORM)
    with monkeypatch.context() as patch:
        patch.setattr(limits, limit, 0.0)
        if limit == "PICTURE_SECONDS":
            answer = hurried.post(FORM, page, {"logo": ("l", png(colour=(9, 8, 7)))}, **TYPED)
            assert 'data-code="too-much-work"' in hurried.client.get(FORM).text, answer
        else:
            answer = hurried.post(FORM, page, action="next", **TYPED | {"name": "Slow Clinic"})
            assert 'data-code="too-much-work"' in answer.text
        sent = {"content": CONTENT + "# anew\n"}
        (found,) = hurried.client.post("/api/build", json=sent).json()["problems"]
        assert found["code"] == "too-much-work"
    assert TestClient(app.create(hurried.office), base_url=BASE).get("/health").status_code == 200
    assert hurried.send(FORM, page, action="next", **TYPED).title.startswith("Print")


def test_a_leaflet_that_took_too_long_is_tried_again_in_a_while(hurried, folder, monkeypatch):
    (folder / "content.yaml").write_text(CONTENT)
    shelf = hurried.office.shelf
    with monkeypatch.context() as patch:
        patch.setattr(limits, "PICTURE_SECONDS", 0.0)
        (own,) = [each for each in hurried.office.entries() if each.own]
        assert [fault.code for fault in own.read.faults] == ["too-much-work"]
    assert shelf.get(own.id).read.document is None
    monkeypatch.setattr("leaflet.web.shelf.monotonic", lambda: time.monotonic() + 61)
    assert shelf.get(own.id).read.document


def test_who_still_waits_when_the_program_is_ended_is_refused_at_once():
    """A thread that waits for its turn cannot be ended: it has to be told."""
    crew = workers.Workers(1)
    crew.close()
    with pytest.raises(workers.Refusal, match="being ended"):
        crew.run(10, abs, -1)
    assert not crew._busy


def test_a_server_ends_what_its_requests_wait_for():
    ended = []
    made = serve.server(lambda scope: None, lambda: ended.append("crew"))
    made.servers, made.lifespan = [], SimpleNamespace(shutdown=AsyncMock())
    asyncio.run(made.shutdown())
    assert ended == ["crew"]
