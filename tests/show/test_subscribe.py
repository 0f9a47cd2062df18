"""The address of a calendar, asked over HTTP as calendar programs do."""

import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from icalendar import Calendar
from starlette.applications import Starlette

from sgdash.show.routes import ROUTES

Ask = Callable[..., tuple[HTTPResponse, bytes]]

PROGRAM = (
    "id: club\ntitle: Club\nsessions: [{id: s, title: S, starts: 2024-03-01 15:00%s}]\n"
    "exercises: [{id: x, title: X, due: 2024-03-08}]\n"
)


@pytest.fixture
def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "programs" / "club" / "program.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(PROGRAM % "")
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path))
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path}/none.sqlite")
    return file


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where a server listens that has this address and no other."""
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=ROUTES), port=0, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.fixture
def ask(club: Path, port: int) -> Ask:
    """The answer to an address and what came with it; asked as it stands, with nothing resolved."""

    def get(address: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", f"/calendar/{address}", headers=told)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    return get


def test_the_calendar_with_deadlines_if_asked(ask: Ask) -> None:
    answer, written = ask("club.ics")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["content-disposition"] == 'inline; filename="club.ics"'
    assert len(Calendar.from_ical(written).events) == 1
    _, with_deadlines = ask("club.ics?deadlines=1")
    assert len(Calendar.from_ical(with_deadlines).events) == 2


def test_what_has_not_changed_is_not_sent_again(ask: Ask, club: Path) -> None:
    tag = ask("club.ics")[0].headers["etag"]
    again, nothing = ask("club.ics", If_None_Match=tag)
    assert (again.status, nothing, again.headers["etag"]) == (304, b"", tag)
    club.write_text(PROGRAM % ", cancelled: true")
    changed, written = ask("club.ics", If_None_Match=tag)
    assert changed.status == 200
    assert Calendar.from_ical(written).events[0]["status"] == "CANCELLED"


@pytest.mark.parametrize("name", ["nobody", "..", "club/../club", "%2e%2e%2fclub", "CLUB"])
def test_no_such_group(ask: Ask, name: str) -> None:
    assert ask(f"{name}.ics")[0].status == 404


def test_while_a_program_file_is_broken_subscribers_keep_what_they_have(
    ask: Ask, club: Path
) -> None:
    club.write_text("id: club\n")
    answer, told = ask("club.ics")
    assert (answer.status, told) == (
        503,
        b"The calendar cannot be read until its program file is mended.\n",
    )


def test_while_an_earlier_program_file_holds_the_calendar_is_by_that_one(
    ask: Ask, club: Path
) -> None:
    assert ask("club.ics")[0].status == 200
    today = (PROGRAM % ", cancelled: true").replace("2024-03-08", "2024-03-18")
    club.write_text(today + "zoen: UTC\n")
    held, written = ask("club.ics?deadlines=1")
    assert held.status == 200
    session, exercise = Calendar.from_ical(written).events
    assert session["status"] == "CONFIRMED"
    assert exercise["dtstart"].to_ical() == b"20240309T115959Z"
    club.write_text(PROGRAM % ", cancelled: true")
    mended, written = ask("club.ics")
    assert mended.status == 200
    assert Calendar.from_ical(written).events[0]["status"] == "CANCELLED"


def test_a_store_that_cannot_be_read_is_no_empty_calendar(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SGDASH_STORE", "mysql://user:secret@127.0.0.1/nowhere")
    answer, told = ask("club.ics")
    assert (answer.status, b"secret" in told) == (503, False)
