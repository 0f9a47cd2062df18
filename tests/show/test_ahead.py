"""What a server does before anybody's page asks for it."""

import asyncio
import re
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from sgdash.show import ahead, load
from sgdash.show.ahead import ROOMS, Ahead

PAGES = Path(__file__).parents[2] / "pages"
PAGE = {"type": "http", "method": "GET", "path": "/member", "headers": [(b"accept", b"text/html")]}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    asked: list[str | None] = []

    def open_view(_home: object, offer: load.Offer, _day: object) -> None:
        asked.append(offer.program)

    monkeypatch.setattr(load, "open_view", open_view)
    return asked


def passed(*scopes: Scope, then: Callable[[], None] = lambda: None) -> list[str]:
    """The types of what reached the application, once everything that was begun has ended."""
    reached: list[str] = []

    async def application(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope["type"])

    async def nothing(*_message: object) -> dict[str, object]:
        return {}

    async def ask() -> None:
        server = Ahead(application)
        for scope in scopes:
            await server(scope, nothing, nothing)
        then()
        await asyncio.to_thread(server._worker.shutdown)

    asyncio.run(ask())
    return reached


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
def test_the_program_of_a_page_s_link_is_opened(
    opened: list[str | None], query: bytes, program: str | None
) -> None:
    assert passed({**PAGE, "query_string": query}) == ["http"]
    assert opened[-1] == program


@pytest.mark.parametrize(
    "other",
    [
        {"type": "http", "method": "GET", "headers": [(b"accept", b"*/*")]},
        {"type": "http", "method": "HEAD", "headers": [(b"accept", b"text/html")]},
        {"type": "lifespan"},
    ],
)
def test_nothing_is_opened_for_what_is_no_page(
    opened: list[str | None], other: dict[str, object]
) -> None:
    assert passed({**other, "query_string": b"program=nobody"}) == [other["type"]]
    assert None not in opened


def test_every_program_is_opened_while_nobody_asks_for_a_page(opened: list[str | None]) -> None:
    assert passed({"type": "lifespan"}) == ["lifespan"]
    assert opened == [
        "dair-d2l",
        "jadm-d2l",
        "the-deep-learners",
        "ucm-dlg",
        "weekly-reading-group",
    ]


def test_whoever_asks_comes_before_the_programs_that_nobody_asked_for(
    opened: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()
    monkeypatch.setattr(ahead, "_import_rooms", asked.wait)
    assert passed({**PAGE, "query_string": b"program=ucm-dlg"}, then=asked.set) == ["http"]
    assert opened == ["ucm-dlg"]


def test_what_cannot_be_opened_is_left_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(load, "look_around", broken)
    assert passed({**PAGE, "query_string": b""}) == ["http"]


def test_no_page_runs_before_what_it_imports_is_there() -> None:
    async def ask() -> list[bool]:
        imported: Future[None] = Future()
        seen: list[bool] = []

        async def application(_scope: Scope, _receive: Receive, _send: Send) -> None:
            seen.append(imported.done())

        server = Ahead(application)
        server._imported = imported
        page = asyncio.create_task(server({"type": "websocket"}, None, None))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        assert seen == []
        imported.set_exception(ImportError("the page is going to tell"))
        await page
        return seen

    assert asyncio.run(ask()) == [True]
