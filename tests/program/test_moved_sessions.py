"""Sessions that move, that do not take place, and that come again: and what is due when."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Program
from sgdash.program.moments import Moment
from sgdash.program.schedule import deadline, meeting_days, next_session, sessions_of
from sgdash.program.session import Recurring, Session
from sgdash.program.written import (
    exercises_table,
    leaders_table,
    session_links_table,
    sessions_table,
)

Opened = Callable[..., ProgramFolder]
Told = Callable[..., list[str]]

HEAD = "id: evening\ntitle: Evening group\nzone: Europe/Berlin\n"
FRIDAYS = (
    "recurring:\n  weekday: friday\n  first: 2021-10-15\n  last: 2021-11-12\n"
    "  starts: 11:00\n  ends: 12:30\n  place: Room 1\n"
    "  links: [{label: Call, url: https://example.org/call, kind: join}]\n"
)


def meetings(opened: Opened, changes: str) -> dict[str, Session]:
    program = opened(program=f"{HEAD}{FRIDAYS}  meetings:\n{changes}").program
    return {session.id: session for session in sessions_of(program)}


def test_a_meeting_that_is_moved_keeps_its_id_its_number_and_its_length(opened: Opened) -> None:
    found = meetings(opened, "    - {day: 2021-10-29, starts: 2021-11-01 23:30, place: Room 2}\n")
    moved = found["2021-10-29"]
    assert list(found) == ["2021-10-15", "2021-10-22", "2021-10-29", "2021-11-05", "2021-11-12"]
    assert (moved.number, moved.place) == ("3", "Room 2")
    assert (str(moved.starts), str(moved.ends)) == ("2021-11-01 23:30", "2021-11-02 01:00")
    assert [str(moment) for moment in moved.moved_from] == ["2021-10-29 11:00"]
    assert found["2021-11-05"].moved_from == ()


def test_a_meeting_on_another_day_without_a_time_is_at_the_usual_hour(opened: Opened) -> None:
    moved = meetings(opened, "    - {day: 2021-10-29, starts: 2021-10-30}\n")["2021-10-29"]
    assert (str(moved.starts), str(moved.ends)) == ("2021-10-30 11:00", "2021-10-30 12:30")


def test_a_meeting_that_is_moved_to_its_own_hour_has_not_moved(opened: Opened) -> None:
    same = meetings(opened, "    - {day: 2021-10-29, starts: 2021-10-29 11:00}\n")["2021-10-29"]
    assert same.moved_from == ()


def test_a_meeting_moved_twice_knows_both(opened: Opened) -> None:
    change = "{day: 2021-10-29, starts: 2021-11-02, moved_from: 2021-10-30 11:00}"
    moved = meetings(opened, f"    - {change}\n")["2021-10-29"]
    assert [str(m) for m in moved.moved_from] == ["2021-10-29 11:00", "2021-10-30 11:00"]


def test_one_meeting_has_a_topic_links_and_presenters_of_its_own(opened: Opened) -> None:
    found = meetings(
        opened,
        "    - day: 2021-10-22\n      title: Graphs\n      presenters: [Dr Guest]\n"
        "      links: [{label: Paper, url: https://example.org/p, kind: readings}]\n"
        "    - {day: 2021-10-29, cancelled: true, note: Holiday}\n",
    )
    assert found["2021-10-22"].title == "Graphs"
    assert [link.label for link in found["2021-10-22"].links] == ["Call", "Paper"]
    assert found["2021-10-22"].presenters == ("Dr Guest",)
    assert (found["2021-10-29"].cancelled, found["2021-10-29"].note) == (True, "Holiday")
    assert (found["2021-11-05"].title, found["2021-11-05"].number) == ("Meeting", "4")


def test_every_other_week(opened: Opened) -> None:
    program = opened(program=f"{HEAD}{FRIDAYS}  every: 2 weeks\n").program
    assert [session.id for session in sessions_of(program)] == [
        "2021-10-15",
        "2021-10-29",
        "2021-11-12",
    ]


@given(
    first=st.dates(date(1971, 1, 1), date(2190, 1, 1)),
    weeks=st.integers(1, 9),
    length=st.integers(0, 400),
    left_out=st.sets(st.integers(0, 20)),
)
def test_meetings_are_whole_steps_apart_and_those_left_out_are_not_there(
    first: date, weeks: int, length: int, left_out: set[int]
) -> None:
    step = timedelta(weeks=weeks)
    last = first + timedelta(days=length)
    without = [first + n * step for n in left_out]
    recurring = Recurring.model_construct(
        first=Moment(first), last=Moment(last), every=step, without=[Moment(d) for d in without]
    )
    found = list(meeting_days(recurring))
    assert set(found) | {d for d in without if d <= last} == {
        first + n * step for n in range(length // (7 * weeks) + 1)
    }
    assert not set(found) & set(without)
    assert found == sorted(found)


# where it says that something is due

COURSE = """\
sessions:
  - {id: one, number: I, title: One, starts: 2021-03-01 18:00}
  - {id: two, number: II, title: Two, starts: 2021-03-08 18:00%s}
  - {id: three, number: III, title: Three, starts: 2021-03-15 18:00}
exercises:
  - {id: x, title: X, session: %s, due: %s}
"""


def due(opened: Opened, text: str) -> tuple[str | None, str]:
    program = opened(program=HEAD + text).program
    at, words = deadline(program, program.exercises[0])
    return (at.strftime("%m-%d %H:%M") if at else None), words


@pytest.mark.parametrize(
    ("two", "session", "when", "answer"),
    [
        ("", "one", "next session", ("03-08 17:00", "start of session II")),
        (", cancelled: true", "one", "next session", ("03-15 17:00", "start of session III")),
        (", optional: true", "one", "next session", ("03-15 17:00", "start of session III")),
        (
            ", cancelled: true",
            "two",
            "next session",
            (None, "not assigned: session II is cancelled"),
        ),
        (", cancelled: true", "two", "2021-03-20", (None, "not assigned: session II is cancelled")),
        (", cancelled: true", "two", "none", (None, "not assigned: session II is cancelled")),
        ("", "three", "next session", (None, "the next session, which is not planned yet")),
        (
            ", moved_from: 2021-03-05 18:00",
            "one",
            "next session",
            ("03-08 17:00", "start of session II (moved from 2021-03-05 18:00)"),
        ),
    ],
)
def test_due_at_the_next_session_that_takes_place(
    opened: Opened, two: str, session: str, when: str, answer: tuple[str | None, str]
) -> None:
    assert due(opened, COURSE % (two, session, when)) == answer


def test_dates_say_which_session_is_next_not_the_order_in_the_file(opened: Opened) -> None:
    course = COURSE % ("", "two", "next session")
    moved = course.replace("2021-03-08 18:00", "2021-03-20 18:00, moved_from: 2021-03-08 18:00")
    assert due(opened, moved) == (None, "the next session, which is not planned yet")
    first = moved.replace("session: two", "session: one")
    assert due(opened, first) == ("03-15 17:00", "start of session III")


def test_a_second_session_on_the_same_day_is_not_the_next_one(opened: Opened) -> None:
    same_hour = COURSE.replace("2021-03-08 18:00", "2021-03-01 18:00")
    later = COURSE.replace("2021-03-08 18:00", "2021-03-01 23:59")
    midnight = COURSE.replace("2021-03-08 18:00", "2021-03-02 00:00")
    asked = ("", "one", "next session")
    assert due(opened, same_hour % asked)[0] == "03-15 17:00"
    assert due(opened, later % asked)[0] == "03-15 17:00"
    assert due(opened, midnight % asked)[0] == "03-01 23:00"


def test_a_session_without_a_date_counts_where_it_is_written(opened: Opened) -> None:
    undated = COURSE.replace(", starts: 2021-03-08 18:00", "")
    asked = ("", "one", "next session")
    assert due(opened, undated % asked) == (None, "session II, which has no date yet")
    cancelled = (", cancelled: true", "one", "next session")
    assert due(opened, undated % cancelled) == ("03-15 17:00", "start of session III")


def test_the_hour_stays_when_summer_time_begins_and_ends(opened: Opened) -> None:
    spring = COURSE.replace("2021-03-08", "2021-03-29").replace("2021-03-15", "2021-11-01")
    assert due(opened, spring % ("", "one", "next session"))[0] == "03-29 16:00"
    assert due(opened, spring % ("", "two", "next session"))[0] == "11-01 17:00"


starts = st.integers(0, 60).map(lambda n: Moment.parse(f"2021-03-01 {n % 24:02}:00")) | st.dates(
    date(2021, 1, 1), date(2021, 12, 31)
).map(lambda day: Moment(day, datetime.min.time()))


@given(moments=st.lists(starts, min_size=1, max_size=6, unique=True), data=st.data())
def test_the_order_in_the_file_is_irrelevant_where_all_have_dates(
    moments: list[Moment], data: st.DataObject
) -> None:
    sessions = tuple(
        Session(
            id=f"s{n}",
            title="S",
            starts=moment,
            optional=data.draw(st.booleans()),
            cancelled=data.draw(st.booleans()),
        )
        for n, moment in enumerate(moments)
    )
    shuffled = tuple(data.draw(st.permutations(sessions)))
    here = sessions[0]
    found = next_session(sessions, here, "UTC")
    assert found == next_session(shuffled, here, "UTC")
    assert here.starts
    candidates = [s for s in sessions if s.starts and not s.optional and not s.cancelled]
    later = [s.starts.start("UTC") for s in candidates if s.starts.day > here.starts.day]
    assert (found.starts.start("UTC") if found and found.starts else None) == min(
        later, default=None
    )


def test_what_a_cancelled_session_would_have_assigned_does_not_count(opened: Opened) -> None:
    program = opened(program=HEAD + COURSE % (", cancelled: true", "two", "2021-03-20")).program
    assert exercises_table(program)["counted"].tolist() == [False]
    assert exercises_table(program)["due_at"].isna().tolist() == [True]
    kept = opened(program=HEAD + COURSE % (", cancelled: true", "one", "2021-03-20")).program
    assert exercises_table(kept)["counted"].tolist() == [True]


# as tables


def test_the_tables_of_sessions_their_leaders_and_their_links(opened: Opened) -> None:
    folder = opened(
        program=HEAD + "sessions:\n"
        "  - id: a\n    title: A\n    starts: 2021-03-01\n    cancelled: true\n    note: Snow\n"
        "    moved_from: [2021-02-01 10:00, 2021-02-15 10:00]\n    presenters: [ada, Dr Guest]\n"
        "    links: [{label: Call, url: https://example.org/c, kind: join},\n"
        "      {label: Blog, url: https://example.org/b}]\n",
        members="id\nada\n",
    )
    row = sessions_table(folder.program).iloc[0]
    assert (row["cancelled"], row["note"]) == (True, "Snow")
    assert row["starts_at"].to_pydatetime() == datetime(2021, 2, 28, 23, tzinfo=UTC)
    assert row["moved_from_at"].to_pydatetime() == datetime(2021, 2, 15, 9, tzinfo=UTC)
    assert leaders_table(folder).astype("object").to_numpy().tolist() == [
        ["a", "ada", "ada"],
        ["a", "Dr Guest", pytest.approx(float("nan"), nan_ok=True)],
    ]
    assert session_links_table(folder.program)["kind"].tolist()[0] == "join"
    assert session_links_table(folder.program)["kind"].isna().tolist() == [False, True]


def test_a_session_that_waits_for_a_new_date_is_one_without_a_date(opened: Opened) -> None:
    text = "sessions: [{id: a, title: A, moved_from: 2021-02-01 10:00}]\n"
    row = sessions_table(opened(program=HEAD + text).program).iloc[0]
    assert str(row["starts_at"]) == "NaT"
    assert str(row["moved_from_at"]) == "2021-02-01 09:00:00+00:00"


# mistakes


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            f"{FRIDAYS}  meetings: [{{day: 2021-10-30, cancelled: true}}]",
            [
                "12: day: there is no meeting on 2021-10-30. Did you mean 2021-10-29?",
            ],
        ),
        (
            f"{FRIDAYS}  without: [2021-10-29]\n  meetings: [{{day: 2021-10-29, title: X}}]",
            ["13: day: there is no meeting on 2021-10-29. Did you mean 2021-10-22?"],
        ),
        (
            (
                f"{FRIDAYS}  meetings:\n    - {{day: 2021-10-22, title: X}}\n"
                "    - {day: 2021-10-22, cancelled: true}"
            ),
            ["14: day: 2021-10-22 is already changed on line 13. Keep one."],
        ),
        (
            f"{FRIDAYS}  meetings:\n    - {{day: 2021-10-22, ends: 2021-10-22 10:00}}",
            [
                (
                    "13: ends: 2021-10-22 10:00 is not after 2021-10-22 11:00, when the meeting "
                    "starts. Correct one."
                )
            ],
        ),
        (
            f"{FRIDAYS}  every: 2 weeks\n  without: [2021-10-22]",
            [
                (
                    "13: without: on 2021-10-22 there is no meeting that could be left out. "
                    "Correct it."
                )
            ],
        ),
        (
            f"{FRIDAYS}  every: 10 days",
            ['12: every: "10 days" is not a number of weeks. Write for example 2 weeks.'],
        ),
        (
            f"{FRIDAYS}  every: 0 weeks",
            ['12: every: "0 weeks" is not a number of weeks. Write for example 2 weeks.'],
        ),
        (
            f"{FRIDAYS}  meetings: [{{title: X}}]",
            ["12: day: is missing here. Add it."],
        ),
        (
            (
                "sessions: [{id: a, title: A, starts: 2021-03-01 10:00, "
                "moved_from: 2021-03-01 10:00 Europe/Berlin}]"
            ),
            [
                (
                    "4: moved_from: 2021-03-01 10:00 Europe/Berlin is when it starts now, so it "
                    "has not moved. Correct one."
                )
            ],
        ),
        (
            "sessions: [{id: a, title: A, moved_from: Monday}]",
            [
                (
                    '4: moved_from, entry 1: "Monday" is not a date. Write 2020-08-08, '
                    "2020-08-08 23:59 or 2020-08-08 23:59 AoE."
                )
            ],
        ),
        (
            "sessions: [{id: a, title: A, cancelled: perhaps}]",
            ['4: cancelled: "perhaps" is neither true nor false. Write one of them.'],
        ),
        (
            "sessions: [{id: a, title: A, links: [{label: L, url: https://e.org, kind: video}]}]",
            [
                (
                    "4: kind: \"video\" is not known here. Write one of 'join', 'readings', "
                    "'slides', 'notebook' or 'recording'."
                )
            ],
        ),
        (
            (
                "recurring: {weekday: sunday, first: 2021-03-21, last: 2021-04-04, "
                "starts: 02:30, ends: 04:00}"
            ),
            [
                (
                    "4: starts: 2021-03-28 02:30 does not exist in Europe/Berlin: the clock is put "
                    "forward over it. Give the meeting of that day another hour under `meetings:`."
                )
            ],
        ),
        (
            f"{FRIDAYS}  meetings: [{{day: 2021-10-29, starts: 2021-03-28 02:30}}]",
            [
                (
                    "12: starts: 2021-03-28 02:30 does not exist in Europe/Berlin: the clock is "
                    "put forward over it. Write the time after the change."
                )
            ],
        ),
        ("leading: {roles: []}", ["4: roles: is an empty list. Write at least one entry."]),
    ],
)
def test_mistakes_in_sessions(told: Told, text: str, problems: list[str]) -> None:
    assert told(program=f"{HEAD}{text}\n") == [f"program.yaml:{problem}" for problem in problems]


def test_a_member_who_is_taken_for_a_guest(told: Told) -> None:
    program = (
        f"{HEAD}sessions:\n  - id: a\n    title: A\n    presenters: [Ada Example, Guest]\n"
        f"    talks:\n      - {{by: ada-sampel, title: T}}\n{FRIDAYS}"
        "  meetings: [{day: 2021-10-29, presenters: [ADA-L]}]\n"
    )
    members = "id,login,name\nada-sample,ada-l,Ada Example\ngrace,,Grace\n"
    told_of = [
        (7, "presenters", "Ada Example"),
        (9, "by", "ada-sampel"),
        (18, "presenters", "ADA-L"),
    ]
    assert told(program=program, members=members) == [
        f'program.yaml:{line}: {key}: "{person}" is taken for somebody from outside. '
        "Write ada-sample, the id, if the member is meant."
        for line, key, person in told_of
    ]


def test_a_program_is_read_with_every_session_it_names() -> None:
    program = Program.model_validate({"id": "x", "title": "X", "leading": {"roles": ["member"]}})
    assert program.leading is not None
    assert [role.value for role in program.leading.roles] == ["member"]
