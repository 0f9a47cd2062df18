"""The calendar read back by a reader of calendars, and its clocks by another library's."""

import io
import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from sgdash.calendar_file import calendar_of, changed_at, undated
from sgdash.calendar_zones import timezone_of
from sgdash.home import CHECKOUT
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.moments import Moment

CHANGED = datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
HEAD = "id: club\ntitle: Club\nzone: Europe/Berlin\n"
SHIPPED = sorted((CHECKOUT / "data" / "programs").iterdir())


def written(tmp_path: Path, program: str) -> ProgramFolder:
    folder = tmp_path / "club"
    folder.mkdir(exist_ok=True)
    (folder / "program.yaml").write_text(HEAD + program, encoding="utf-8")
    (folder / "members.csv").write_text("id,name\nada,Ada Example\n")
    opened, problems = read_program(folder)
    assert problems == []
    assert opened
    return opened


def read(folder: ProgramFolder, *, deadlines: bool = False) -> Calendar:
    calendar = Calendar.from_ical(calendar_of(folder, CHANGED, deadlines=deadlines))
    assert isinstance(calendar, Calendar)
    calendar.validate()
    for component in calendar.walk():
        assert component.errors == []
    return calendar


def entries(folder: ProgramFolder, *, deadlines: bool = False) -> dict[str, Event]:
    return {str(event.uid): event for event in read(folder, deadlines=deadlines).events}


def only(tmp_path: Path, session: str) -> Event:
    (event,) = read(written(tmp_path, f"sessions:\n  - {session}\n")).events
    return event


# what an entry says


def test_everything_that_a_member_needs_to_come(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "sessions:\n  - id: s\n    number: XIV (Part 1)\n    title: Trees, and; more\n"
        "    starts: 2024-03-01 15:00\n    ends: 2024-03-01 17:00\n    place: Room 1\n"
        "    presenters: [ada, Dr Guest]\n    note: Ring the bell.\n    optional: true\n"
        "    talks: [{by: ada, title: On balance}]\n    links:\n"
        "      - {label: Slides, url: https://example.org/s, kind: slides}\n"
        "      - {label: Call, url: https://example.org/c, kind: join}\n"
        "exercises:\n  - {id: x, title: Two sum, due: 2024-03-01 15:00}\n",
    )
    (event,) = read(folder).events
    assert str(event.uid) == "session-s@club.sgdash"
    assert str(event.summary) == "XIV (Part 1) · Trees, and; more"
    assert event.start == datetime(2024, 3, 1, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    assert event.end == datetime(2024, 3, 1, 17, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (event["status"], event.location) == ("CONFIRMED", "Room 1")
    assert event.sequence == 126_327_845  # seconds since 2020
    assert event["url"] == "https://example.org/c"
    assert str(event.description).split("\n") == [
        "This session is optional.",
        "Ring the bell.",
        "Presented by Ada Example, Dr Guest",
        "Talk by Ada Example: On balance",
        "Call: https://example.org/c",
        "Slides: https://example.org/s",
        "Due at its start: Two sum",
    ]
    assert event.stamp == event.last_modified == CHANGED.replace(microsecond=0)


def test_a_session_without_a_place_is_where_it_is_joined(tmp_path: Path) -> None:
    link = "{label: Call, url: https://example.org/c, kind: join}"
    event = only(tmp_path, f"{{id: s, title: S, starts: 2024-03-01 15:00, links: [{link}]}}")
    assert (event.location, event["url"]) == ("https://example.org/c", "https://example.org/c")
    assert "DTEND" not in event


def test_the_group_s_language_is_that_of_its_calendar(tmp_path: Path) -> None:
    text = "language: es\nsessions: [{id: s, title: S, starts: 2024-03-01, optional: true}]\n"
    (event,) = read(written(tmp_path, text)).events
    assert str(event.description) == "Esta sesión es opcional."


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("starts: 2024-03-01", date(2024, 3, 1), None),
        ("starts: 2024-03-01, ends: 2024-03-02", date(2024, 3, 1), date(2024, 3, 3)),
        (
            "starts: 2024-03-01 22:00, ends: 2024-03-02",
            datetime(2024, 3, 1, 21, tzinfo=UTC),
            datetime(2024, 3, 1, 23, tzinfo=UTC),
        ),
        ("starts: 2024-03-01 22:00 UTC", datetime(2024, 3, 1, 22, tzinfo=UTC), None),
        ("starts: 2024-03-01 22:00 AoE", datetime(2024, 3, 2, 10, tzinfo=UTC), None),
    ],
)
def test_days_and_times(tmp_path: Path, times: str, start: date, end: date | None) -> None:
    event = only(tmp_path, f"{{id: s, title: S, {times}}}")
    assert event.start == start
    assert isinstance(event.start, datetime) == isinstance(start, datetime)
    assert (event.end if "DTEND" in event else None) == end


def test_a_session_without_a_date_has_no_entry_yet(tmp_path: Path) -> None:
    folder = written(tmp_path, "sessions:\n  - {id: s, title: S}\n  - {id: t, title: T}\n")
    assert entries(folder) == {}
    assert [str(zone["tzid"]) for zone in read(folder).timezones] == ["Europe/Berlin"]
    assert undated(folder.program) == 2


# what is moved


def test_a_moved_session_moves(tmp_path: Path) -> None:
    before = only(tmp_path, "{id: s, title: S, starts: 2024-03-01 15:00}")
    after = only(
        tmp_path,
        "{id: s, title: S, starts: 2024-03-08 16:00, moved_from: 2024-03-01 15:00}",
    )
    again = only(
        tmp_path,
        "{id: s, title: S, starts: 2024-03-09 16:00, "
        "moved_from: [2024-03-01 15:00, 2024-03-08 16:00]}",
    )
    assert before.uid == after.uid == again.uid
    assert after.start == datetime(2024, 3, 8, 15, tzinfo=UTC)
    assert str(after.description) == "Moved from Fri 1 Mar 2024, 15:00."
    assert {event["status"] for event in (before, after, again)} == {"CONFIRMED"}


def test_a_moved_meeting_moves_and_the_others_stay(tmp_path: Path) -> None:
    series = (
        "recurring:\n  weekday: friday\n  first: 2024-03-22\n  last: 2024-04-05\n"
        "  starts: 11:00\n  ends: 12:30\n"
    )
    before = entries(written(tmp_path, series))
    change = "  meetings: [{day: 2024-03-29, starts: 2024-04-02}]\n"
    after = entries(written(tmp_path, series + change))
    assert list(before) == list(after)
    uid = "session-2024-03-29@club.sgdash"
    assert after[uid].start == datetime(2024, 4, 2, 9, tzinfo=UTC)
    for other in set(before) - {uid}:
        assert before[other].to_ical() == after[other].to_ical()
    # at eleven on both sides of the night in which summer time began
    assert [event.start.astimezone(UTC).hour for event in before.values()] == [10, 10, 9]


def test_a_cancelled_session_is_told_as_cancelled(tmp_path: Path) -> None:
    event = only(tmp_path, "{id: s, title: S, starts: 2024-03-01 15:00, cancelled: true}")
    assert event["status"] == "CANCELLED"


def test_a_session_that_waits_for_a_new_date_is_taken_from_its_old_one(tmp_path: Path) -> None:
    event = only(tmp_path, "{id: s, title: S, moved_from: 2024-03-01 15:00}")
    assert event["status"] == "CANCELLED"
    assert event.start == datetime(2024, 3, 1, 14, tzinfo=UTC)


SERIES = "{{weekday: friday, first: 2024-03-01, last: 2024-03-01, starts: 11:00, ends: 12:00{}}}"
ONE = "sessions: [{{id: 2024-03-01, title: S, starts: 2024-03-01 11:00{}}}]"
DAY = "2024-03-01"


@pytest.mark.parametrize(
    "versions",
    [
        [ONE.format(""), ONE.format(", cancelled: true"), ONE.format("")],
        [
            "recurring: " + SERIES.format(change)
            for change in ("", f", meetings: [{{day: {DAY}, starts: 2024-03-04 11:00}}]", "")
        ],
        [
            ONE.format(f", moved_from: {before}").replace("starts: 2024-03-01", f"starts: {now}")
            for before, now in ((DAY, "2024-03-04"), (DAY, "2024-03-05"), ("2024-03-05", DAY))
        ],
    ],
    ids=["cancelled and restored", "moved and moved back", "moved on, as if it were once"],
)
def test_each_later_version_of_an_entry_is_newer(tmp_path: Path, versions: list[str]) -> None:
    found = []
    for seconds, version in enumerate(versions):
        folder = written(tmp_path, f"{version}\nexercises: [{{id: x, title: X, due: {DAY}}}]\n")
        for file in folder.folder.iterdir():
            os.utime(file, (1_704_164_645 + seconds,) * 2)  # as if one second apart
        changed = changed_at(folder.folder)
        calendar = Calendar.from_ical(calendar_of(folder, changed, deadlines=True))
        found.append({str(event.uid): event.sequence for event in calendar.events})
    uids = {"session-2024-03-01@club.sgdash", "exercise-x@club.sgdash"}
    assert [set(entry) for entry in found] == [uids] * 3
    # 2024-01-02 03:04:05 is so many seconds after the beginning of 2020
    assert [list(entry.values()) for entry in found] == [[n] * 2 for n in FOLLOWING]


FOLLOWING = [126_327_845, 126_327_846, 126_327_847]


def test_the_last_second_that_a_sequence_can_count_is_far_away(tmp_path: Path) -> None:
    folder = written(tmp_path, ONE.format("") + "\n")
    (event,) = Calendar.from_ical(calendar_of(folder, datetime(2087, 1, 1, tzinfo=UTC))).events
    assert event.sequence < 2**31
    (event,) = Calendar.from_ical(calendar_of(folder, datetime(2019, 1, 1, tzinfo=UTC))).events
    assert event.sequence == 0


# deadlines


def test_deadlines_only_where_they_are_asked_for(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "sessions:\n  - {id: s, title: S, starts: 2024-03-01 15:00}\n"
        "  - {id: t, title: T, starts: 2024-03-08 15:00, cancelled: true}\n"
        "exercises:\n"
        "  - {id: x, title: X, due: 2024-03-08, url: https://example.org/x}\n"
        "  - {id: y, title: Y}\n"
        "  - {id: z, title: Z, session: t, due: 2024-03-20}\n",
    )
    assert list(entries(folder)) == ["session-s@club.sgdash", "session-t@club.sgdash"]
    found = entries(folder, deadlines=True)
    assert list(found)[2:] == ["exercise-x@club.sgdash"]
    due = found["exercise-x@club.sgdash"]
    assert (str(due.summary), due["transp"], due["url"]) == (
        "Due: X",
        "TRANSPARENT",
        "https://example.org/x",
    )
    assert due.start == due.end == datetime(2024, 3, 9, 11, 59, 59, tzinfo=UTC)
    assert str(due.description) == "2024-03-08, end of day AoE"


# strangers


@pytest.mark.parametrize(
    "text",
    [
        r"Trees\nEND:VEVENT\nBEGIN:VEVENT",
        "Trees\\r\\nATTACH:https://evil.example",
        "a,b;c:d\\\\n",
        '\\"quoted\\" \\u202egnp.exe \\u0007 bell',
        "見本" * 200,
        "é" * 300,
    ],
)
def test_text_of_strangers_stays_the_text_of_its_entry(tmp_path: Path, text: str) -> None:
    quoted = f'"{text}"'
    folder = written(
        tmp_path,
        f"sessions:\n  - id: s\n    title: {quoted}\n    starts: 2024-03-01\n    place: {quoted}\n"
        f"    note: {quoted}\n    presenters: [{quoted}]\n"
        f"    links: [{{label: {quoted}, url: https://example.org}}]\n",
    )
    raw = calendar_of(folder, CHANGED)
    assert raw.count(b"\r\nBEGIN:VEVENT\r\n") == raw.count(b"\r\nEND:VEVENT\r\n") == 1
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f]|(?<!\r)\n", raw)
    (event,) = read(folder).events
    assert set(event) <= {
        *("SUMMARY", "DTSTART", "DTSTAMP", "UID", "SEQUENCE", "DESCRIPTION", "LAST-MODIFIED"),
        *("LOCATION", "STATUS", "URL"),
    }
    assert str(event.summary) == str(event.location)
    assert "\u202e" not in str(event.summary)


# as a whole


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_the_calendars_of_the_groups_that_ship(folder: Path) -> None:
    opened, _ = read_program(folder)
    assert opened
    calendar = read(opened, deadlines=True)
    assert str(calendar.calendar_name) == opened.program.title
    uids = [str(event.uid) for event in calendar.events]
    assert len(set(uids)) == len(uids)
    assert calendar_of(opened, CHANGED) == calendar_of(opened, CHANGED)


def test_the_clock_of_every_zone_that_is_used_is_told(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "sessions:\n  - {id: s, title: S, starts: 2024-03-01 15:00}\n"
        "  - {id: t, title: T, starts: 2024-07-01 15:00 America/New_York}\n"
        "  - {id: u, title: U, starts: 2024-07-01 15:00 UTC}\n",
    )
    zones = {str(zone["tzid"]) for zone in read(folder).timezones}
    assert zones == {"Europe/Berlin", "America/New_York"}


ZONES = [
    *("Europe/Berlin", "Europe/Dublin", "America/Los_Angeles", "America/Mexico_City"),
    *("Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/GMT+12"),
]
MOMENTS = st.integers(0, 35 * 366 * 24 * 60).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(
    zone=st.sampled_from(ZONES),
    first=MOMENTS,
    after=st.timedeltas(timedelta(0), timedelta(days=500)),
)
def test_another_reader_tells_the_same_time_by_the_clock_that_is_told(
    zone: str, first: datetime, after: timedelta
) -> None:
    here = ZoneInfo(zone)
    calendar = Calendar()
    calendar.add_component(timezone_of(here, first, first + timedelta(days=510)))
    text = calendar.to_ical().decode().replace("\r\n", "\n")
    told = tz.tzical(io.StringIO(text)).get()
    wall = (first + after).astimezone(here).replace(tzinfo=None, second=0, microsecond=0)
    once = wall.replace(tzinfo=here).utcoffset() == wall.replace(tzinfo=here, fold=1).utcoffset()
    if once:  # of an hour that comes twice, that library takes another than the first
        assert wall.replace(tzinfo=told).utcoffset() == wall.replace(tzinfo=here).utcoffset()


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("Europe/Berlin", ["20240331T020000+0100+0200", "20241027T030000+0200+0100"]),
        ("America/New_York", ["20240310T020000-0500-0400", "20241103T020000-0400-0500"]),
        ("Australia/Lord_Howe", ["20240407T020000+1100+1030", "20241006T020000+1030+1100"]),
        ("Asia/Tokyo", []),
    ],
)
def test_a_change_is_dated_by_the_clock_that_it_ends(zone: str, changes: list[str]) -> None:
    day = datetime(2024, 1, 1, tzinfo=UTC)
    told = timezone_of(ZoneInfo(zone), day, day + timedelta(days=365))
    found = [
        part["DTSTART"].to_ical().decode()
        + part["TZOFFSETFROM"].to_ical()
        + part["TZOFFSETTO"].to_ical()
        for part in told.subcomponents
    ]
    assert found[1:] == changes


@given(
    moments=st.lists(MOMENTS, min_size=1, max_size=4),
    zone=st.sampled_from(ZONES),
)
def test_every_entry_begins_when_its_session_does(
    tmp_path_factory: pytest.TempPathFactory, moments: list[datetime], zone: str
) -> None:
    here = ZoneInfo(zone)
    walls = [m.astimezone(here).strftime("%Y-%m-%d %H:%M") for m in moments]
    sessions = "".join(
        f"  - {{id: s{n}, title: S, starts: {wall} {zone}}}\n" for n, wall in enumerate(walls)
    )
    folder = written(tmp_path_factory.mktemp("any"), f"sessions:\n{sessions}")
    starts = [event.start.astimezone(UTC) for event in read(folder).events]
    assert starts == [Moment.parse(f"{wall} {zone}").start("UTC") for wall in walls]
