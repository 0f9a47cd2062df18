from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from sgdash.program.folder import ProgramFolder
from sgdash.program.schedule import deadline, sessions_of

Opened = Callable[..., ProgramFolder]

FORTNIGHTLY = """\
id: evening
title: Evening group
zone: America/Mexico_City
sessions:
  - {id: one, number: 1, title: One, starts: 2020-10-20 17:00}
  - {id: extra, title: Extra, starts: 2020-10-27 17:00, optional: true}
  - {id: two, number: 2, title: Two, starts: 2020-11-03 17:00}
  - {id: three, number: III, title: Three}
  - {id: four, title: Four}
"""


@pytest.mark.parametrize(
    ("exercise", "due_at", "words"),
    [
        ("due: 2020-09-19", "2020-09-20T11:59:59", "2020-09-19, end of day AoE"),
        ("due: 2020-08-08 23:59 AoE", "2020-08-09T11:59:00", "2020-08-08 23:59 AoE"),
        (
            "due: 2020-08-08 17:00",
            "2020-08-08T22:00:00",
            "2020-08-08 17:00 America/Mexico_City",
        ),
        # summer time ended in Mexico on October 25; the optional session is not the next one
        ("session: one, due: next session", "2020-11-03T23:00:00", "start of session 2"),
        ("session: extra, due: next session", "2020-11-03T23:00:00", "start of session 2"),
        ("session: two, due: next session", None, "session III, which has no date yet"),
        ("session: three, due: next session", None, "session four, which has no date yet"),
        ("session: four, due: next session", None, "the next session, which is not planned yet"),
        ("due: none", None, "no deadline"),
        ("session: one", None, "no deadline"),
    ],
)
def test_deadlines(opened: Opened, exercise: str, due_at: str | None, words: str) -> None:
    text = f"{FORTNIGHTLY}exercises:\n  - {{id: x, title: X, {exercise}}}\n"
    program = opened(program=text).program
    moment = datetime.fromisoformat(due_at).replace(tzinfo=UTC) if due_at else None
    assert deadline(program, program.exercises[0]) == (moment, words)


FRIDAYS = """\
id: evening
title: Evening group
zone: America/Los_Angeles
sessions:
  - {id: opening, number: 1, title: Opening, starts: 2021-10-22 18:00}
recurring:
  weekday: friday
  first: 2021-10-29
  last: 2021-11-26
  starts: 11:00
  ends: 12:30
  title: Reading
  place: Room 1
  without: [2021-11-19]
exercises:
  - {id: x, title: X, session: 2021-11-05, due: next session}
"""


def test_recurring_meetings_keep_their_hour_across_daylight_saving(opened: Opened) -> None:
    program = opened(program=FRIDAYS).program
    found = [
        (s.id, s.number, s.title, s.place, s.starts.start(program.zone).isoformat())
        for s in sessions_of(program)
        if s.starts
    ]
    assert found == [
        ("opening", "1", "Opening", None, "2021-10-23T01:00:00+00:00"),
        ("2021-10-29", "2", "Reading", "Room 1", "2021-10-29T18:00:00+00:00"),
        ("2021-11-05", "3", "Reading", "Room 1", "2021-11-05T18:00:00+00:00"),
        ("2021-11-12", "4", "Reading", "Room 1", "2021-11-12T19:00:00+00:00"),
        ("2021-11-26", "5", "Reading", "Room 1", "2021-11-26T19:00:00+00:00"),
    ]


@pytest.mark.parametrize(
    ("single", "numbers", "expected"),
    [
        # a number of their own for the second and third meeting
        ("Workshop", ("null", "null"), ["1", "2", "3", "4"]),
        ("", ("null", "null"), ["1", "2", "3", "4"]),
        ("2 (extra)", ("null", "null"), ["1", "3", "4", "5"]),
        ("02", ("null", "null"), ["1", "3", "4", "5"]),
        ("20", ("2 (Part 1)", "2 (Part 2)"), ["1", "2 (Part 1)", "2 (Part 2)", "3"]),
        ("I", ("Guests", "null"), ["1", "Guests", "2", "3"]),
        ("I", ("3", "null"), ["1", "3", "2", "4"]),
    ],
)
def test_no_recurring_meeting_has_the_number_of_another_session(
    opened: Opened, single: str, numbers: tuple[str, str], expected: list[str]
) -> None:
    text = FRIDAYS.replace("number: 1,", f'number: "{single}",' if single else "")
    own = zip(("2021-11-05", "2021-11-12"), numbers, strict=True)
    changes = "".join(f"    - {{day: {day}, number: {number}}}\n" for day, number in own)
    text = text.replace("exercises:", f"  meetings:\n{changes}exercises:")
    found = sessions_of(opened(program=text.replace(", number: null", "")).program)
    assert [s.number for s in found[1:]] == expected


def test_a_recurring_meeting_is_a_session_like_any_other(opened: Opened) -> None:
    program = opened(program=FRIDAYS).program
    assert deadline(program, program.exercises[0]) == (
        datetime(2021, 11, 12, 19, tzinfo=UTC),
        "start of session 4",
    )


def test_meetings_end_on_the_last_day_itself(opened: Opened) -> None:
    text = FRIDAYS.replace("last: 2021-11-26", "last: 2021-11-25")
    assert sessions_of(opened(program=text).program)[-1].id == "2021-11-12"
