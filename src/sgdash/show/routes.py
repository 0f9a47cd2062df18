"""Addresses of the server that are no pages."""

from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def calendar(request: Request) -> Response:
    """The calendar of a program; what makes it is loaded at the first request, not at the start."""
    answer: Response = import_module("sgdash.show.subscribe").send_calendar(request)
    return answer


ROUTES = [Route("/calendar/{program}.ics", calendar, methods=["GET"])]
