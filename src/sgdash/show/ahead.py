"""What the first reader of a server would wait for is begun before their page asks for it.

While the server starts to listen, what the pages import is loaded in a thread of its own, and then
one program after the other is opened until somebody asks for a page. While their browser fetches
Streamlit's own files, the program of their link is opened. All of it only fills caches: a page that
comes sooner, or whose link says something else, opens its program itself.
"""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from sgdash.home import Home

ROOMS = (
    *("overview", "matrix", "verdicts", "attendance", "queue", "inbox", "data"),
    *("member", "sessions", "presenter", "presenting"),
)
"""The modules of `sgdash.show` that pages show, with all that they need."""


MOST_PROGRAMS = 8
"""So many are opened before anybody asks: as many as are kept open."""


class Ahead:
    """ASGI middleware around the whole server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead")
        self._imported = self._worker.submit(_import_rooms)
        self._asked = False
        self._opened = self._worker.submit(self._open_some)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open the program of a page that is asked for; let no page run before its imports."""
        if scope["type"] == "websocket":
            # two threads that import the same modules from two ends wait for each other's locks
            await asyncio.gather(asyncio.wrap_future(self._imported), return_exceptions=True)
        elif _asks_for_a_page(scope) and (self._opened.done() or not self._asked):
            self._asked = True
            program = parse_qs(scope["query_string"].decode("latin-1")).get("program", [None])[0]
            self._opened = self._worker.submit(_open, program)
        await self._app(scope, receive, send)

    def _open_some(self) -> None:
        """The first programs, until somebody asks for a page: then theirs comes first."""
        for program in list(_home().folders())[:MOST_PROGRAMS]:
            if self._asked:
                return
            _open(program)


def _import_rooms() -> None:
    gc.disable()  # nothing of what is imported is ever garbage, and looking for some takes a third
    try:
        for room in ROOMS:
            import_module(f"sgdash.show.{room}")
    finally:
        gc.enable()
    gc.freeze()


def _asks_for_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _open(program: str | None) -> None:
    """As the page is going to; what is in the way is told there."""
    load = import_module("sgdash.show.load")
    home = _home()
    load.open_view(home, load.look_around(home, program), None)


def _home() -> "Home":
    home: Home = import_module("sgdash.home").find_home()
    return home
