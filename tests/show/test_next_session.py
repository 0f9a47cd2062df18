"""What a member is told of the next session, and what stands in the schedule and the calendar."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sgdash.home import Home
from sgdash.show.load import open_view
from sgdash.show.moments import own_time
from sgdash.show.next_session import next_session_card
from sgdash.show.offers import look_around
from sgdash.show.presenting import people_table, talks_table, turns_table
from sgdash.show.sessions import schedule
from sgdash.show.subscription import calendar_address
from sgdash.show.view import View

HEAD = "id: club\ntitle: Club\nzone: Europe/Berlin\n"
ROSTER = "id,name\nada,Ada Lovelace\nbob,Bob Hope\n"

Write = Callable[..., View]


@pytest.fixture
def club(tmp_path: Path) -> Write:
    """Writes the club and opens it at the end of 20 February 2024."""

    def write(program: str) -> View:
        folder = tmp_path / "programs" / "club"
        folder.mkdir(parents=True)
        (folder / "program.yaml").write_text(HEAD + program)
        (folder / "members.csv").write_text(ROSTER)
        home = Home(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")
        opened = open_view(home, look_around(home, "club"), date(2024, 2, 20))
        assert isinstance(opened, View)
        return opened

    return write


def text_of(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


WHOLE = """\
sessions:
  - {id: a, number: 6, title: Gone, starts: 2024-02-22 18:00, cancelled: true}
  - id: b
    number: XIV (Part 1)
    title: "<b>Trees</b>"
    starts: 2024-02-23 18:00
    ends: 2024-02-23 20:00
    moved_from: 2024-02-21 18:00
    note: Ring the bell.
    place: Room 1
    optional: true
    presenters: [ada, Dr Guest]
    talks: [{by: bob, title: On balance, url: https://example.org/t}]
    links:
      - {label: Video call, url: https://example.org/c, kind: join}
      - {label: Chapter 5, url: https://example.org/r, kind: readings}
      - {label: Odd one, url: "http://example.org/plain"}
exercises:
  - {id: x, title: Two sum, due: 2024-02-23 18:00}
  - {id: y, title: Later, due: 2024-03-23}
"""


def test_everything_that_a_member_needs_to_join(club: Write) -> None:
    card = next_session_card(club(WHOLE))
    assert text_of(card) == (
        "Next session, in 2 days "
        "XIV (Part 1) · &lt;b&gt;Trees&lt;/b&gt; "
        "Moved from Wed 21 Feb 2024, 18:00 CET . "
        "This session is optional. "
        "Cancelled: Gone, Thu 22 Feb 2024, 18:00 CET . "
        "Ring the bell. "
        "When Fri 23 Feb 2024, 18:00 CET until 20:00 "
        "Place Room 1 Join Video call Presented by Ada Lovelace, Dr Guest "
        "Talks Bob Hope: On balance Prepare Chapter 5 Links Odd one "
        "Due next Two sum , Fri 23 Feb 2024, 18:00 CET"
    )
    assert 'href="https://example.org/c"' in card
    assert 'href="http://example.org/plain"' not in card


def test_where_nobody_is_named_yet_it_is_somebody_s_turn(club: Write) -> None:
    view = club("leading: {roles: [member]}\nsessions: [{id: a, title: A, starts: 2024-03-01}]\n")
    assert "Presented by Nobody yet; it would be the turn of Ada Lovelace." in text_of(
        next_session_card(view)
    )


def test_a_session_that_is_on(club: Write) -> None:
    session = "{id: a, title: A, starts: 2024-02-20 23:30, ends: 2024-02-21 01:00}"
    card = text_of(next_session_card(club(f"sessions: [{session}]\n")))
    assert card.startswith("On now A When Tue 20 Feb 2024, 23:30 CET until Wed 21 Feb 2024, 01:00")


def test_nothing_planned(club: Write) -> None:
    card = text_of(next_session_card(club("sessions: [{id: a, title: A, starts: 2024-01-01}]\n")))
    assert card == "No session is planned next."


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        ("America/New_York", "Sun 31 Mar 2024, 05:00 EDT"),
        ("Europe/Berlin", ""),
        ("Europe/Madrid", ""),  # another name for the same hour
        ("Asia/Kathmandu", "Sun 31 Mar 2024, 14:45 UTC+0545"),
        ("no such zone", ""),
        (None, ""),
    ],
)
def test_the_hour_on_the_reader_s_clock(readers: str | None, told: str) -> None:
    # eleven in Berlin, on the first day of summer time
    starts = datetime(2024, 3, 31, 9, tzinfo=UTC)
    assert own_time(starts, "Europe/Berlin", readers) == told


def test_the_schedule_says_what_is_cancelled_moved_and_optional(club: Write) -> None:
    told = text_of(schedule(club(WHOLE)))
    assert "6 Gone · cancelled Thu 22 Feb 2024" in told
    assert "to come · optional · Video call · Chapter 5 · Odd one Ring the bell." in told
    assert "18:00 CET Moved from Wed 21 Feb 2024, 18:00 CET ." in told


def test_the_schedule_names_what_each_session_assigns_with_its_deadline(club: Write) -> None:
    assigned = (
        "exercises:\n"
        "  - {id: x, title: Two sum, session: b, due: 2024-03-01 18:00}\n"
        "  - {id: y, title: <Trees>, session: b}\n"
        "  - {id: z, title: Alone}\n"
    )
    told = text_of(schedule(club(WHOLE.split("exercises:", maxsplit=1)[0] + assigned)))
    assert told.endswith("Two sum , Fri 1 Mar 2024, 18:00 CET &lt;Trees&gt; , no deadline")
    assert "Alone" not in told


@pytest.mark.parametrize(
    ("page", "deadlines", "told"),
    [
        ("https://x.example/sessions", False, "https://x.example/calendar/club.ics"),
        (
            "https://x.example/app/sessions?lang=es",
            False,
            "https://x.example/app/calendar/club.ics",
        ),
        ("https://x.example/", True, "https://x.example/calendar/club.ics?deadlines=1"),
        (None, False, "/calendar/club.ics"),
    ],
)
def test_the_address_of_the_calendar(page: str | None, deadlines: bool, told: str) -> None:  # noqa: FBT001 - a parameter
    assert calendar_address(page, "club", deadlines=deadlines) == told


LED = """\
leading: {roles: [member]}
sessions:
  - {id: a, number: I, title: A, starts: 2024-01-01, presenters: [bob, Dr Guest]}
  - id: b
    number: II
    title: B
    starts: 2024-01-08
    talks:
      - {by: bob, title: One, path: theory}
      - {by: bob, title: Two}
  - {id: c, number: III, title: C, starts: 2024-03-01, talks: [{by: ada, title: "<i>Soon</i>"}]}
"""


def test_who_has_presented_and_whose_turn_it_is(club: Write) -> None:
    view = club(LED)
    assert people_table(view)["last_at"].tolist() == ["", "Mon 8 Jan 2024", "Mon 1 Jan 2024"]
    assert people_table(view)["outside"].tolist() == [False, False, True]
    turns = text_of(turns_table(view, view.presenting.suggestions))
    assert turns.endswith(
        "1 Ada Lovelace has not led yet III 2 Bob Hope has led once, in session II"
    )


def test_talks_by_person_and_path(club: Write) -> None:
    view = club(LED)
    told = text_of(talks_table(view, view.talks))
    assert told.endswith(
        "Bob Hope theory 1 One (session II) Bob Hope 1 Two (session II) "
        "Ada Lovelace 0 &lt;i&gt;Soon&lt;/i&gt; (session III) · to come"
    )
