"""What a server does before anybody's page asks for it."""

import asyncio
import gc
import logging
import re
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from patience import until
from starlette.types import Receive, Scope, Send

from sgdash.home import Home
from sgdash.show import ahead, load, once
from sgdash.show.ahead import ROOMS, Ahead
from sgdash.show.offers import Offer
from sgdash.show.view import View

PAGES = Path(__file__).parents[2] / "pages"
PAGE = {"type": "http", "method": "GET", "path": "/member", "headers": [(b"accept", b"text/html")]}
SHIPPED = ["dair-d2l", "jadm-d2l", "the-deep-learners", "ucm-dlg", "weekly-reading-group"]


class Server:
    """A server behind `Ahead`, with what reached it, what was opened, and when imports end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached: list[str] = []
        self.opened: list[str | None] = []
        self.imported = threading.Event()
        for room in ROOMS:
            import_module(f"sgdash.show.{room}")
        monkeypatch.setattr(ahead, "_import_rooms", self.imported.wait)
        self.views: list[View] = []
        self._open = load.open_view
        monkeypatch.setattr(load, "open_view", self._open_mine)
        self._others = set(threading.enumerate())  # with servers of other tests, still at work
        self._ahead = Ahead(self._application)

    def _open_mine(self, home: Home, offer: Offer, day: date | None) -> View | None:
        if threading.current_thread() in self._others:
            return None
        return self.open_view(home, offer, day)

    def open_view(self, home: Home, offer: Offer, day: date | None) -> View | None:
        self.opened.append(offer.program)
        if offer.program != "dair-d2l":
            return None
        view = self._open(home, offer, day)
        assert isinstance(view, View)
        self.views.append(replace(view))  # nothing is made of it yet, and by no other server
        return self.views[-1]

    async def ask(self, scope: Scope) -> None:
        async def nothing(*_message: object) -> dict[str, object]:
            return {}

        await self._ahead(scope, nothing, nothing)

    async def _application(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        self.reached.append(scope["type"])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def in_a_thread(asked: Coroutine[object, object, None]) -> None:
    """Run to its end, in a thread of its own: a browser's loop stays in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asked).result()


def asks(query: bytes) -> Scope:
    return {**PAGE, "query_string": query}


def test_every_page_that_there_is_is_imported() -> None:
    shown = {
        name
        for page in PAGES.glob("*/*.py")
        for name in re.findall(r"^from sgdash\.show import (\w+)$", page.read_text(), re.MULTILINE)
    }
    assert shown == set(ROOMS)


@pytest.mark.parametrize(
    ("query", "program"),
    [
        (b"program=jadm-d2l&member=hector", "jadm-d2l"),
        (b"", "dair-d2l"),
        (b"program=nobody", None),
        (b"program=..%2F..&lang=%ff", None),
    ],
)
def test_the_program_of_a_page_s_link_is_opened_before_those_that_nobody_asked_for(
    server: Server, query: bytes, program: str | None
) -> None:
    in_a_thread(server.ask(asks(query)))
    server.imported.set()
    until(lambda: server.opened == [program])
    in_a_thread(server.ask(asks(b"program=ucm-dlg")))
    until(lambda: server.opened == [program, "ucm-dlg"])
    assert server.reached == ["http", "http"]


@pytest.mark.parametrize(
    "other",
    [
        {"type": "http", "method": "GET", "headers": [(b"accept", b"*/*")]},
        {"type": "http", "method": "HEAD", "headers": [(b"accept", b"text/html")]},
        {"type": "lifespan"},
    ],
)
def test_every_program_is_opened_while_nobody_asks_for_a_page(
    server: Server, other: dict[str, object]
) -> None:
    in_a_thread(server.ask({**other, "query_string": b"program=nobody"}))
    server.imported.set()
    until(lambda: server.opened == SHIPPED)
    assert server.reached == [other["type"]]


def test_what_pages_show_is_made_in_the_program_s_language_while_nobody_asks(
    server: Server,
) -> None:
    server.imported.set()
    until(lambda: server.opened == SHIPPED and server.views[0].made)
    assert {key[1] for key in server.views[0].made} == {"en"}


def test_nothing_is_made_once_somebody_asks(server: Server) -> None:
    in_a_thread(server.ask(asks(b"program=dair-d2l")))
    server.imported.set()
    until(lambda: server.opened == ["dair-d2l"])
    in_a_thread(server.ask(asks(b"program=ucm-dlg")))
    until(lambda: server.opened == ["dair-d2l", "ucm-dlg"])
    assert server.views[0].made == {}


def test_what_cannot_be_made_is_logged_and_stops_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_view: View) -> Iterator[None]:
        yield
        raise OSError("the disk is gone")

    monkeypatch.setattr(once, "make_ahead", broken)
    with caplog.at_level(logging.ERROR):
        server.imported.set()
        until(lambda: "a page could not be made ahead: 'dair-d2l'" in caplog.text)
    in_a_thread(server.ask(asks(b"program=ucm-dlg")))
    until(lambda: server.opened == [*SHIPPED, "ucm-dlg"])


def test_what_cannot_be_opened_is_logged_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(server: Server, home: object, offer: Offer, day: object) -> None:
        if offer.program == "dair-d2l":
            raise OSError("the disk is gone")
        server.opened.append(offer.program)

    monkeypatch.setattr(Server, "open_view", broken)
    with caplog.at_level(logging.ERROR):
        server = Server(monkeypatch)
        server.imported.set()
        until(lambda: server.opened == SHIPPED[1:])
    assert "a program could not be opened ahead: 'dair-d2l'" in caplog.text


def test_no_page_runs_before_what_it_imports_is_there(server: Server) -> None:
    async def ask() -> None:
        page = asyncio.create_task(server.ask({"type": "websocket"}))
        await asyncio.sleep(0.05)
        assert server.reached == []
        server.imported.set()
        await page

    in_a_thread(ask())
    assert server.reached == ["websocket"]


def test_importing_switches_no_collection_of_garbage_on_or_off() -> None:
    before = gc.isenabled()
    ahead._import_rooms()
    assert gc.isenabled() == before
    gc.unfreeze()
