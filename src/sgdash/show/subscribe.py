"""The address at which calendars are subscribed to: `/calendar/<program>.ics`."""

from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sgdash.calendar_file import calendar_of
from sgdash.errors import SgdashError
from sgdash.home import find_home
from sgdash.show.holding import open_or_hold
from sgdash.show.offers import look_around
from sgdash.show.stamps import Stamps, stamps

CALENDAR = "text/calendar; charset=utf-8"
FILES = ("program.yaml", "members.csv")
"""What a calendar is made of."""

FRESH = {"Cache-Control": "public, max-age=900"}


def send_calendar(request: Request) -> Response:
    """The calendar of a program, with its deadlines where the address ends in `?deadlines=1`.

    What cannot be read just now is answered with an error: who has subscribed keeps what they have.
    """
    program = request.path_params["program"]
    try:
        offer = look_around(find_home(), program)
    except SgdashError:
        return _sentence("The calendar cannot be read at the moment.", 503)
    if offer.folder is None:
        return _sentence("There is no such study group here.", 404)
    written = calendar_bytes(offer.folder, deadlines=request.query_params.get("deadlines") == "1")
    if written is None:
        return _sentence("The calendar cannot be read until its program file is mended.", 503)
    tag = f'"{sha256(written).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag, **FRESH})
    named = f'inline; filename="{program}.ics"'
    headers = {"ETag": tag, "Content-Disposition": named, **FRESH}
    return Response(written, media_type=CALENDAR, headers=headers)


def calendar_bytes(folder: Path, *, deadlines: bool) -> bytes | None:
    """The calendar by the program file that pages show; None while no usable one is known."""
    made_of = tuple(stamp for stamp in stamps(folder) if Path(stamp[0]).name in FILES)
    return _calendar(folder, made_of, deadlines) if made_of else None


@lru_cache(maxsize=64)
def _calendar(folder: Path, made_of: Stamps, deadlines: bool) -> bytes | None:  # noqa: FBT001 - part of the key
    held = open_or_hold(folder)
    if held.folder is None:
        return None
    changed = datetime.fromtimestamp(max(at for _, at, _ in made_of) // 10**9, UTC)
    return calendar_of(held.folder, changed, deadlines=deadlines)


def _sentence(text: str, status: int) -> Response:
    return PlainTextResponse(text + "\n", status)
