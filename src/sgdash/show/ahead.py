"""What the first reader of a server would wait for is begun before their page asks for it.

While the server starts to listen, what the pages import is loaded in a thread of its own, and then
one program after the other is opened, and what its pages show made, until somebody asks for a page.
While their browser fetches Streamlit's own files, the program of their link is opened. All of it
only fills caches: a page that comes sooner, or whose link says something else, does it itself.
"""

import asyncio
import gc
import inspect
import logging
from collections.abc import Iterator
from importlib import import_module
from queue import SimpleQueue
from threading import Event, Thread
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

LOG = logging.getLogger(__name__)

ROOMS = (
    *("overview", "matrix", "verdicts", "attendance", "queue", "inbox", "data"),
    *("member", "sessions", "presenter", "presenting"),
)
"""The modules of `sgdash.show` that pages show, with all that they need."""


class Ahead:
    """ASGI middleware around the whole server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._imported = Event()
        self._wanted: SimpleQueue[str | None] = SimpleQueue()
        # nobody waits for it where the server ends
        Thread(target=self._work, name="ahead", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open the program of a page that is asked for; let no page run before its imports."""
        if scope["type"] == "websocket" and not self._imported.is_set():
            # two threads that import the same modules from two ends wait for each other's locks
            await asyncio.to_thread(self._imported.wait)
        elif _asks_for_a_page(scope) and self._wanted.empty():
            query = parse_qs(scope["query_string"].decode("latin-1"))
            self._wanted.put(query.get("program", [None])[0])
        await self._app(scope, receive, send)

    def _work(self) -> None:
        try:
            _import_rooms()
        finally:
            self._imported.set()
        for _step in _first_work():
            if not self._wanted.empty():
                break
        gc.freeze()  # looking through all of that again would hold up everybody for 0.1 s
        while True:
            _open(self._wanted.get())


def _import_rooms() -> None:
    switched_on = gc.isenabled()
    gc.disable()  # nothing of what is imported is ever garbage, and looking for some takes a third
    try:
        for room in ROOMS:
            import_module(f"sgdash.show.{room}")
        # Streamlit looks at its caller once, for which Python looks up the file of every module
        inspect.stack()
    finally:
        if switched_on:
            gc.enable()
    gc.freeze()  # what little garbage there is by now stays


def _first_work() -> Iterator[None]:
    """Open as many programs as are kept open, then make what their pages show.

    It stops before each of it, so that it can be ended there.
    """
    most: int = import_module("sgdash.show.load").MOST_OPEN
    views = []
    for program in list(import_module("sgdash.home").find_home().folders())[:most]:
        yield
        views.append(_open(program))
    for view in views:
        yield from _make(view)


def _asks_for_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _open(program: str | None) -> object:
    """What the page is going to open; what is in the way is told there, and in the log."""
    load, offers = import_module("sgdash.show.load"), import_module("sgdash.show.offers")
    try:
        home = import_module("sgdash.home").find_home()
        return load.open_view(home, offers.look_around(home, program), None)
    except Exception:
        LOG.exception("a program could not be opened ahead: %r", program)
        return None


def _make(view: object) -> Iterator[None]:
    """What all readers of the view see alike, in its program's own language."""
    if not isinstance(view, import_module("sgdash.show.view").View):
        return
    import_module("sgdash.show.language").speak(view.program.language)
    try:
        yield from import_module("sgdash.show.once").make_ahead(view)
    except Exception:
        LOG.exception("a page could not be made ahead: %r", view.program.id)
