"""Who is let in to the page for reception, and that nobody else can hold it up."""

import os
import re
import socket
import stat
import subprocess
import sys
import time
from contextlib import ExitStack

import httpx2
import pytest
from starlette.testclient import TestClient
from test_web import (  # noqa: F401 (fixtures)
    BASE,
    FORM,
    TODAY,
    TYPED,
    Browser,
    Page,
    browser,
    office,
    served,
)

from leaflet.web import app, connections, entrance, serve, visit
from leaflet.web.connections import Connections
from leaflet.web.entrance import Entrance, Tries, network, start_token
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office
from leaflet.web.visit import Visits

TOKEN = "t" * 43
AFAR = "http://192.0.2.7:8765"
BUILT_IN = {"leaflet": "built-in"}


class Clock:
    """A clock that a test winds on."""

    now = 0.0

    def __call__(self):
        return self.now


def bearer(word):
    return {"authorization": f"Bearer {word}"}


# ---- the start token


@pytest.fixture
def locked(office):  # noqa: F811
    """A browser on a page that asks for the start token."""
    office.entrance = Entrance(token=TOKEN)
    return Browser(office)


def test_without_the_token_nothing_is_shown_kept_or_built(locked, office):  # noqa: F811
    client = locked.client
    for path in ("/", FORM, "/leaflets/built-in/print", "/leaflets/built-in/words", "/logos/x"):
        answer = client.get(path)
        assert (answer.url.path, answer.status_code) == ("/login", 200)
        assert "set-cookie" not in answer.headers
    sent = client.post(FORM, data=TYPED, headers={"origin": BASE})
    assert (sent.status_code, Page(sent.text).told) == (403, {("stale-page", "")})
    assert office.clinics.all() == ()
    for path in ("build", "pictures", "check"):
        assert client.post(f"/api/{path}", json=BUILT_IN).status_code == 401
    assert client.get("/api/leaflets").status_code == 401


def test_the_token_in_the_address_becomes_a_cookie_and_leaves_the_address(locked):
    answer = locked.client.get(f"{FORM}?check=1&token={TOKEN}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{FORM}?check=1")
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert TOKEN not in cookie
    page = locked.get(FORM)
    assert "token" in page.fields
    assert TOKEN not in locked.client.get(FORM).text


def test_a_wrong_token_opens_nothing_and_is_repeated_nowhere(locked):
    wrong = "w" * 43
    answer = locked.client.get(f"/?token={wrong}")
    assert answer.url.path == "/login"
    assert wrong not in answer.text + str(answer.url)
    assert "The start token is not right" in answer.text
    assert "set-cookie" not in answer.history[0].headers
    missing = locked.client.get(f"/nowhere?token={TOKEN}")
    assert TOKEN not in missing.text + str(dict(missing.headers))


def test_the_token_can_be_typed_too(locked):
    page = locked.get("/login")
    answer = locked.post("/login", page, password=TOKEN)
    assert answer.url.path == "/"
    assert locked.get(FORM).title.startswith("Your clinic")
    stranger = Browser(locked.office)
    for foreign in ({}, {"origin": "http://evil.example"}):
        data = {"password": TOKEN}
        assert stranger.client.post("/login", data=data, headers=foreign).status_code == 403


def test_programs_send_the_token_as_bearer(locked):
    for given, status in ((TOKEN, 200), (TOKEN[:-1] + "é", 401), ("", 401)):
        sent = {"authorization": f"Bearer {given}".encode()}
        assert locked.client.get("/api/leaflets", headers=sent).status_code == status
    basic = {"authorization": f"Basic {TOKEN}"}
    assert locked.client.get("/api/leaflets", headers=basic).status_code == 401


def test_whether_it_lives_anybody_may_ask(locked):
    answer = locked.client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert locked.client.get("/health", headers={"host": "evil.example"}).status_code == 403


def test_a_browser_that_was_let_in_stays_in_after_a_new_start(locked, folder):
    locked.client.get(f"/?token={TOKEN}")
    again = Office(folder, folder / "kept", locked.office.address, lambda: TODAY)
    again.entrance = Entrance(token=TOKEN)
    new = Browser(again)
    new.client.cookies = locked.client.cookies
    assert new.get(FORM).title.startswith("Your clinic")
    other = Office(folder, folder / "kept", locked.office.address, lambda: TODAY)
    other.entrance = Entrance(token="u" * 43)
    stranger = Browser(other)
    stranger.client.cookies = locked.client.cookies
    stranger.client.cookies.delete("leaflet_visit_8765")
    assert stranger.client.get(FORM).url.path == "/login"


def test_what_a_browser_is_started_with_opens_the_page_once(locked):
    clock = Clock()
    locked.office.entrance = Entrance(token=TOKEN, clock=clock)
    once, late = locked.office.opening(), locked.office.opening()
    assert TOKEN not in once
    assert locked.office.url == f"{BASE}/?token={TOKEN}"
    assert locked.client.get(once).url.path == "/"
    assert Browser(locked.office).client.get(once).url.path == "/login"
    clock.now = entrance.TICKET_SECONDS + 1
    assert Browser(locked.office).client.get(late).url.path == "/login"


@pytest.mark.posix("Windows keeps a user's folders from others by itself")
def test_the_token_is_kept_for_this_user_alone(folder):
    kept = folder / "kept"
    made = start_token(kept)
    path = kept / entrance.FILE
    assert re.fullmatch(r"[\w-]{43}", made, re.ASCII)
    assert start_token(kept) == made == path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


@pytest.mark.posix("a file of Windows has the rights of its folder")
@pytest.mark.parametrize("flaw", ["readable", "a link", "words", "empty"])
def test_a_token_that_others_may_know_is_not_taken(folder, monkeypatch, flaw):
    monkeypatch.setattr(entrance, "WRITING", 0)
    path, planted = folder / entrance.FILE, folder / "planted"
    planted.write_text(TOKEN)
    planted.chmod(0o600)
    if flaw == "a link":
        path.symlink_to(planted)
    else:
        path.write_text({"words": "open sesame", "empty": ""}.get(flaw, TOKEN))
        path.chmod(0o644 if flaw == "readable" else 0o600)
    made = start_token(folder)
    assert made != TOKEN
    assert start_token(folder) == made
    assert planted.read_text() == TOKEN
    assert stat.S_IMODE(path.lstat().st_mode) == 0o600


def test_where_no_token_can_be_kept_the_page_has_one_all_the_same(folder):
    (folder / "kept").write_text("a file where the folder should be")
    assert len(start_token(folder / "kept")) == 43


def test_the_program_says_the_address_with_the_token_and_asks_for_it(folder):
    own = {"LEAFLET_DATA": str(folder / "kept"), "LEAFLET_TODAY": str(TODAY)}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "leaflet", "serve", "--no-browser", "--debug"],
        **{"env": os.environ | own, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT},
    ) as program:
        try:
            said = program.stdout.readline().decode()
            url = re.search(r"http://\S+", said)[0]
            base, token = url.split("/?token=")
            assert token == (folder / "kept" / entrance.FILE).read_text()
            with httpx2.Client(base_url=base, follow_redirects=True, timeout=60) as client:
                assert client.get("/health").status_code == 200
                assert client.get("/").url.path == "/login"
                assert client.get("/api/leaflets").status_code == 401
                assert client.get("/api/leaflets", headers=bearer(token)).status_code == 200
                assert client.get(f"/?token={token}").url.path == "/"
        finally:
            program.terminate()
        assert token.encode() not in program.stdout.read()


# ---- pages of other sites


def navigation(**more):
    return {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"} | more


FOREIGN = {
    "a link": navigation(**{"sec-fetch-dest": "document"}),
    "a hidden frame": navigation(**{"sec-fetch-dest": "iframe"}),
    "another port": navigation(**{"sec-fetch-site": "same-site"}),
    "a word not known": navigation(**{"sec-fetch-site": "new-kind"}),
    "an old browser": {"referer": "http://evil.example/page"},
    "a name that begins alike": {"referer": f"{BASE}.evil.example/"},
    "an address that means nothing": {"referer": "about:client"},
}


@pytest.mark.parametrize("way", FOREIGN)
def test_a_link_from_elsewhere_starts_nothing_and_sets_no_cookie(browser, office, way):  # noqa: F811
    office.visits._begun.put("mine", visit.Visit(key="mine"))
    for path in ("/", FORM, "/leaflets/built-in/words", "/leaflets/built-in/print"):
        answer = browser.client.get(path, headers=FOREIGN[way])
        assert (answer.status_code, answer.history) == (200, [])
        assert "set-cookie" not in answer.headers
        assert Page(answer.text).links[-1] == path
    assert len(office.visits._begun) == 1


def test_a_link_from_elsewhere_ends_no_visit(browser):  # noqa: F811
    browser.send(FORM, browser.get(FORM), action="see", name="Harbour")
    mine = dict(browser.client.cookies)
    elsewhere = TestClient(app.create(browser.office), base_url=BASE)
    for _ in range(210):
        elsewhere.get(FORM, headers=FOREIGN["a hidden frame"])
    assert dict(browser.client.cookies) == mine
    assert browser.get(FORM).fields["name"] == "Harbour"


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "none"}, {"referer": f"{BASE}/"}, {"referer": f"{BASE}{FORM}"}],
)
def test_an_address_that_is_typed_or_a_link_of_ours_begins_a_visit(browser, headers):  # noqa: F811
    assert "set-cookie" in browser.client.get("/", headers=headers).headers


def test_a_program_that_opens_the_address_with_the_token_is_no_stranger(locked):
    answer = locked.client.get(f"/?token={TOKEN}", headers=FOREIGN["a link"])
    assert "http-equiv" in answer.text
    assert TOKEN not in answer.text
    assert locked.client.get("/").url.path == "/"
    wrong = Browser(locked.office).client.get("/?token=x", headers=FOREIGN["a link"])
    assert wrong.url.path == "/login"
    assert "set-cookie" not in wrong.history[0].headers


# ---- visits


def test_a_visit_is_forgotten_by_its_age_and_not_by_the_number_of_others():
    clock = Clock()
    visits = Visits(clock)
    mine, away = visits.begin(visit.Visit()), visits.begin(visit.Visit())
    for each in (mine, away):
        assert visits.known(each.key) is each
    for _ in range(5 * visit.MOST):
        visits.begin(visit.Visit())
    clock.now = visit.AGE - 1
    assert visits.known(mine.key) is mine
    clock.now = visit.AGE + 1
    assert visits.known(mine.key) is mine
    assert visits.known(away.key) is None
    visits.begin(visit.Visit())
    assert len(visits._known) == 1
    assert len(visits._begun) <= visit.BEGUN


def again(browser, folder, **entrance):  # noqa: F811
    """The same browser after the program was started anew."""
    here = Office(folder, folder / "kept", browser.office.address, lambda: TODAY)
    here.entrance = Entrance(**{"token": TOKEN} | entrance)
    new = Browser(here)
    new.client.cookies.update(browser.client.cookies)
    return new


def test_a_visit_goes_on_after_a_new_start_for_whoever_is_let_in(locked, folder):
    locked.client.get(f"/?token={TOKEN}")
    key = locked.client.cookies["leaflet_visit_8765"]
    page = locked.get(FORM)
    new = again(locked, folder)
    assert new.get(FORM).fields["token"] == page.fields["token"]
    assert new.client.cookies["leaflet_visit_8765"] == key
    outside = again(locked, folder)
    outside.client.cookies.delete("leaflet_proof_8765")
    assert outside.client.get(FORM).url.path == "/login"
    sent = outside.post(FORM, page, action="see", **TYPED)
    assert (sent.status_code, Page(sent.text).told) == (403, {("stale-page", "")})
    assert len(outside.office.visits._begun) == 0


@pytest.mark.parametrize("planted", ["k" * 43, f"{'k' * 43}.{'0' * 64}", ".", ""])
def test_no_browser_takes_a_visit_that_somebody_else_has_made_up(locked, planted):
    locked.client.cookies.set("leaflet_visit_8765", planted)
    answer = locked.client.get(f"/?token={TOKEN}", follow_redirects=False)
    (given,) = (c for c in answer.headers.get_list("set-cookie") if "leaflet_visit" in c)
    made = given.partition("=")[2].partition(";")[0]
    assert made != planted
    assert locked.office.entrance.visit_key(made) == made
    assert locked.office.entrance.visit_key(f"é{made}") not in (made, f"é{made}")
    assert Entrance(token="u" * 43).visit_key(made) != made


def test_who_logs_in_once_more_after_a_new_password_sends_what_was_typed(guarded, paused, folder):
    log_in(guarded, "correct horse")
    page = Page(guarded.client.get(FORM).text)
    new = again(guarded, folder, password="battery staple")
    new.client.base_url, new.client.headers["host"] = AFAR, "192.0.2.7:8765"
    typed = page.fields | TYPED | {"action": "see"}
    typed.pop("logo")
    sent = new.client.post(FORM, data=typed, headers={"origin": AFAR})
    assert (sent.status_code, Page(sent.text).told) == (403, {("stale-page", "")})
    assert log_in(new, "battery staple").url.path == "/"
    sent = new.client.post(FORM, data=typed, headers={"origin": AFAR})
    assert Page(sent.text).fields["name"] == TYPED["name"]


def test_tabs_that_a_browser_opens_at_once_share_one_visit(locked, folder):
    locked.client.get(f"/?token={TOKEN}")
    opened_again = again(locked, folder).office
    tabs = [again(locked, folder) for _ in range(3)]
    for tab in tabs:  # each asks before any of them was answered
        tab.office, tab.client = opened_again, TestClient(app.create(opened_again), base_url=BASE)
        tab.client.cookies.update(locked.client.cookies)
    assert len({tab.get(FORM).fields["token"] for tab in tabs}) == 1


def test_on_this_computer_a_visit_outlives_the_browser_and_elsewhere_it_does_not(
    locked, guarded, paused
):
    opened = locked.client.get(f"/?token={TOKEN}", follow_redirects=False)
    kept = opened.headers.get_list("set-cookie")
    assert ["Max-Age" in cookie for cookie in kept] == [True, True]
    data = {"password": "correct horse"}
    how = {"data": data, "headers": {"origin": AFAR}, "follow_redirects": False}
    gone = guarded.client.post("/login", **how).headers.get_list("set-cookie")
    assert ["Max-Age" in cookie for cookie in gone] == [False, False]


# ---- the password


@pytest.fixture
def guarded(folder):
    here = Office(folder, folder / "kept", ServerAddress("192.0.2.7", 8765), lambda: TODAY)
    here.entrance = Entrance(password="correct horse", token=TOKEN)
    visitor = Browser(here)
    visitor.client.base_url = AFAR
    visitor.client.headers["host"] = "192.0.2.7:8765"
    return visitor


@pytest.fixture
def paused(monkeypatch):
    """The seconds for which passwords waited."""
    found = []

    async def sleep(seconds):
        found.append(seconds)

    monkeypatch.setattr("leaflet.web.door.asyncio.sleep", sleep)
    return found


def log_in(guarded, password):
    return guarded.client.post("/login", data={"password": password}, headers={"origin": AFAR})


def test_other_machines_need_the_password(guarded, paused):
    client = guarded.client
    assert client.get(FORM).url.path == "/login"
    assert client.get(f"/?token={TOKEN}").url.path == "/login"
    assert dict(client.cookies) == {}
    wrong = log_in(guarded, "x")
    assert "The password is not right" in wrong.text
    assert Page(wrong.text).title.startswith("Error: ")
    assert log_in(guarded, TOKEN).url.path == "/login"
    assert log_in(guarded, "correct horse").url.path == "/"
    assert client.get(FORM).url.path == FORM
    api = client.post("/api/build", json=BUILT_IN)
    assert api.status_code == 401
    assert client.get("/api/leaflets", headers=bearer("correct horse")).status_code == 200


def test_who_logs_out_is_out(guarded, paused):
    log_in(guarded, "correct horse")
    token = Page(guarded.client.get(FORM).text).fields["token"]
    gone = guarded.client.post("/logout", data={"token": token}, headers={"origin": AFAR})
    assert gone.url.path == "/login"
    assert guarded.client.get(FORM).url.path == "/login"


def test_from_another_machine_the_page_says_where_what_is_typed_goes(guarded):
    page = Page(guarded.client.get("/login").text)
    assert "leaves this computer" not in page.said
    assert "stays on your clinic’s own computer" in page.said


def test_wrong_passwords_make_their_own_address_wait_at_the_page_and_the_api(guarded, paused):
    for number in range(4):
        if number % 2:
            answer = guarded.client.post("/api/build", json=BUILT_IN, headers=bearer("guess"))
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        else:
            log_in(guarded, "guess")
    assert paused == [0.25, 0.5, 1.0]
    other = TestClient(app.create(guarded.office), base_url=AFAR, client=("198.51.100.9", 1))
    answer = other.post("/login", data={"password": "correct horse"}, headers={"origin": AFAR})
    assert answer.url.path == "/"
    assert len(paused) == 3


def test_a_guessed_token_makes_nobody_wait(locked, paused):
    for _ in range(5):
        locked.client.get("/api/leaflets", headers=bearer("guess"))
    assert paused == []


def test_a_pause_is_bounded_and_forgiven_and_so_is_the_memory_of_it():
    clock = Clock()
    tries = Tries(clock)
    for _ in range(2_000):
        tries.note("192.0.2.1")
    assert tries.pause("192.0.2.1") == entrance.LONGEST_PAUSE <= 2
    assert tries.pause("192.0.2.2") == 0
    clock.now = entrance.FORGIVEN + 1
    assert tries.pause("192.0.2.1") == 0
    for number in range(3 * entrance.ADDRESSES):
        tries.note(f"address {number}")
    assert len(tries._wrong) == entrance.ADDRESSES


@pytest.mark.parametrize(
    ("host", "counts_as"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_address_counts_as_the_network_that_one_machine_may_have(host, counts_as):
    assert network(host) == counts_as


def test_the_right_password_waits_for_no_queue_of_wrong_ones(guarded):
    listener = serve.listen("127.0.0.1", 0)
    with running(guarded.office, listener) as url:
        guarded.office.address = ServerAddress("0.0.0.0", listener.getsockname()[1])
        wrong = [opened(listener) for _ in range(60)]
        for each in wrong:
            each.sendall(asked(url, "/api/leaflets", "authorization: Bearer guess"))
        start = time.monotonic()
        answer = httpx2.get(f"{url}/api/leaflets", headers=bearer("correct horse"))
        assert answer.status_code == 200
        assert time.monotonic() - start < entrance.LONGEST_PAUSE + 2
        for each in wrong:
            each.close()


# ---- connections that say nothing


def running(office, listener):  # noqa: F811
    """A server on a port of its own; the address that it has."""
    import threading
    from contextlib import contextmanager

    @contextmanager
    def serving():
        port = listener.getsockname()[1]
        office.address = ServerAddress("0.0.0.0", port)
        server = serve.server(app.create(office))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(10)
            listener.close()

    return serving()


def opened(listener):
    return socket.create_connection(("127.0.0.1", listener.getsockname()[1]), timeout=5)


def asked(url, path, *headers):
    head = (f"GET {path} HTTP/1.1", f"Host: {url.removeprefix('http://')}", *headers, "", "")
    return "\r\n".join(head).encode()


def test_who_does_not_say_what_it_wants_is_cut_off_and_others_are_answered(
    served,  # noqa: F811
    monkeypatch,
):
    monkeypatch.setattr(serve, "HEAD_SECONDS", 0.3)
    port = served.address.port
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
    for number, each in enumerate(slow):
        each.settimeout(5)
        each.sendall(b"" if number % 2 else b"GET / HTTP/1.1\r\nHost: 127")
    assert httpx2.get(served.address.url).status_code == 200
    assert [each.recv(100) for each in slow] == [b""] * 30
    for each in slow:
        each.close()


@pytest.mark.parametrize("kind", ["silent", "half a head", "half a body", "takes nothing"])
def test_however_many_connections_say_nothing_others_are_answered(served, kind):  # noqa: F811
    url = served.address.url.rstrip("/")
    host = url.removeprefix("http://")
    said = {
        "silent": b"",
        "half a head": b"GET / HTTP/1.1\r\nHost: 127",
        "half a body": f"POST /api/build HTTP/1.1\r\nHost: {host}\r\ncontent-length: 9\r\n"
        "content-type: application/json\r\n\r\n{".encode(),
        "takes nothing": asked(url, "/assets/regular.ttf") * 8,
    }[kind]
    with ExitStack() as stack:
        for _ in range(420):
            each = socket.socket()
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            each.connect(("127.0.0.1", served.address.port))
            stack.enter_context(each)
            try:
                each.sendall(said)
            except OSError:
                assert kind == "takes nothing"
        start = time.monotonic()
        assert [asked_again(f"{url}/health", start + 10) for _ in range(5)] == [200] * 5


def asked_again(url, until):
    """The status of an answer; a connection that is cut is tried again, as browsers do."""
    while True:
        try:
            return httpx2.get(url).status_code
        except httpx2.TransportError:
            if time.monotonic() > until:
                raise


class Line:
    def __init__(self, busy=False):
        self.busy, self.cuts = busy, 0

    def waits(self):
        return not self.busy

    def cut(self):
        self.cuts += 1


def test_the_one_that_has_waited_longest_is_closed_and_never_one_that_is_answered():
    here = Connections()
    lines = [Line(busy=number == 0) for number in range(connections.EACH + 2)]
    for line in lines:
        here.add(line, "192.0.2.1")
    assert [line.cuts for line in lines[:4]] == [0, 1, 1, 0]
    here.drop(lines[1], "192.0.2.1")
    here.add(Line(), "192.0.2.1")
    assert [line.cuts for line in lines[:4]] == [0, 1, 1, 1]


def test_one_address_shuts_out_no_other_and_nothing_is_remembered_of_it():
    here = Connections()
    crowd = [Line() for _ in range(connections.EACH)]
    others = [Line() for _ in range(connections.MOST)]
    for line in crowd:
        here.add(line, "2001:db8::1")
    for number, line in enumerate(others):
        here.add(line, f"192.0.2.{number}")
    assert sum(line.cuts for line in crowd) > 0
    assert sum(line.cuts for line in others) == 0
    for number, line in enumerate(others):
        here.drop(line, f"192.0.2.{number}")
    for line in crowd:
        here.drop(line, "2001:db8::1")
    assert here._open == {}


def test_the_openapi_file_says_what_has_to_be_sent(locked):
    file = locked.client.get("/api/openapi.json").json()
    (scheme,) = file["components"]["securitySchemes"].items()
    assert scheme == ("token", {"type": "http", "scheme": "bearer"})
    assert file["security"] == [{"token": []}]
    said = {path: next(iter(item.values())) for path, item in file["paths"].items()}
    needless = [path for path in said if said[path].get("security") == []]
    assert needless == ["/api/openapi.json"]
