"""Addresses that the server answers before Streamlit does."""

from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sgdash.show.document import document

PAGES = (
    *("", "matrix", "verdicts", "attendance", "queue", "inbox", "data", "member", "sessions"),
    *("presenter", "presenters"),
)
"""The addresses of the pages, as the router has them."""


def calendar(request: Request) -> Response:
    """The calendar of a program; what makes it is loaded at the first request, not at the start."""
    answer: Response = import_module("sgdash.show.subscribe").send_calendar(request)
    return answer


_DOCUMENT = document()
ROUTES = [
    Route("/calendar/{program}.ics", calendar, methods=["GET"]),
    *(Route(f"/{page}", _DOCUMENT, methods=["GET"]) for page in PAGES if _DOCUMENT),
]
