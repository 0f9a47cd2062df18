"""What other programs export of a meeting, each written as its vendor documents it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdash.program.folder import read_program
from sgdash.program.hours import Sessions
from sgdash.program.reports import read_report

PROGRAM = """
id: club
title: Club
zone: Europe/Madrid
sessions:
  - {id: s1, number: 1, title: Trees, starts: 2026-03-02 18:00, ends: 2026-03-02 19:30}
  - {id: s2, number: II, title: Graphs, starts: 2026-03-09 18:00, ends: 2026-03-09 19:30}
  - {id: s3, number: 3, title: Heaps, starts: 2026-03-09 20:00, ends: 2026-03-09 21:00}
  - {id: s4, number: 4, title: Tries, starts: 2026-04-03 18:00, ends: 2026-04-03 19:30}
  - {id: s5, number: 5, title: Sets}
"""

HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"
ROWS = (
    "Ana Ruiz,ana@example.org,03/02/2026 05:58:00 PM,03/02/2026 06:40:30 PM,43,No\n"
    '"Ruiz, Ana",,03/02/2026 06:45:00 PM,03/02/2026 07:31:00 PM,46,Yes\n'
)
ANA = ("Ana Ruiz", "ana@example.org", None, None, "16:58:00", "17:40:30")
AGAIN = ("Ruiz, Ana", None, None, None, "17:45:00", "18:31:00")
ZOOM = [ANA, AGAIN]

MEETING = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
    '"812 3456 7890",Trees,03/02/2026 05:55:00 PM,03/02/2026 07:31:00 PM,h@example.org,96,2\n\n'
)

ZOOM_ES = (
    "Nombre (nombre original),E-mail del usuario,Hora para unirse,Hora para salir,"
    "Duración (minutos),Invitado\n"
    "Ana Ruiz,ana@example.org,02/03/2026 17:58:00,02/03/2026 18:40:30,43,No\n"
    '"Ruiz, Ana",,02/03/2026 18:45:00,02/03/2026 19:31:00,46,Sí\n'
)

TEAMS = (
    "1. Summary\n"
    "Meeting title\tTrees\n"
    "Attended participants\t2\n"
    "Start time\t3/2/26, 5:55:10 PM\n"
    "End time\t3/2/26, 7:31:02 PM\n"
    "Meeting duration\t1h 35m 52s\n\n"
    "2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Ana Ruiz\t3/2/26, 5:58:00 PM\t3/2/26, 7:31:00 PM\t1h 28m 30s\tana@example.org\tana@example.org"
    "\tPresenter\n\n"
)
ACTIVITIES = (
    "3. In-Meeting Activities\n"
    "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Ana Ruiz\t3/2/26, 5:58:00 PM\t3/2/26, 6:40:30 PM\t42m 30s\tana@example.org\tPresenter\n"
    "Ana Ruiz\t3/2/26, 6:45:00 PM\t3/2/26, 7:31:00 PM\t46m\tana@example.org\tPresenter\n"
)
TWICE = [ANA, ("Ana Ruiz", "ana@example.org", None, None, "17:45:00", "18:31:00")]
SUMMED = [("Ana Ruiz", "ana@example.org", None, 88, "16:58:00", "18:31:00")]

TEAMS_ES = (
    "1. Resumen\nTítulo de la reunión\tÁrboles\nHora de inicio\t2/3/26, 17:55:10\n\n"
    "2. Participantes\n"
    "Nombre\tPrimera unión\tÚltima salida\tDuración en la reunión\tCorreo electrónico\t"
    "Id. de participante (UPN)\tRol\n"
    "Ana Ruiz\t2/3/26, 17:58:00\t2/3/26, 19:31:00\t1 h 28 min 30 s\tana@example.org\t\tAsistente\n\n"
    "3. Actividades en la reunión\n"
    "Nombre\tHora de unión\tHora de salida\tDuración\tCorreo electrónico\tRol\n"
    "Ana Ruiz\t2/3/26, 17:58:00\t2/3/26, 18:40:30\t42 min 30 s\tana@example.org\tAsistente\n"
    "Ana Ruiz\t2/3/26, 18:45:00\t2/3/26, 19:31:00\t46 min\tana@example.org\tAsistente\n"
)

# a language that sgdash knows no word of: the numbered sections tell
TEAMS_OTHER = TEAMS_ES.replace("Nombre", "Jméno").replace("Hora", "Čas").replace("Primera", "První")

MEET = (
    "First name,Last name,Email,Duration,Time joined,Time exited\n"
    "Ana,Ruiz,ana@example.org,1 hr 28 min,5:58 PM,7:31 PM\n"
)
MEET_ES = (
    "Nombre,Apellido,Correo electrónico,Duración,Hora a la que se unió,Hora a la que salió\n"
    "Ana,Ruiz,ana@example.org,1 h 28 min,17:58,19:31\n"
)

LOG = (
    "Full Name\tUser Action\tTimestamp\n"
    "Ana Ruiz\tJoined\t3/2/2026, 5:58:00 PM\n"
    "Ana Ruiz\tLeft\t3/2/2026, 6:40:30 PM\n"
    "Ana Ruiz\tJoined\t3/2/2026, 6:45:00 PM\n"
    "Bo Li\tJoined before\t3/2/2026, 6:45:00 PM\n"
    "Ana Ruiz\tLeft\t3/2/2026, 7:31:00 PM\n"
)
LOG_ES = (
    "Nombre completo\tAcción del usuario\tMarca de tiempo\n"
    "Ana Ruiz\tSe unió\t2/3/2026 17:58:00\n"
    "Ana Ruiz\tSalió\t2/3/2026 18:40:30\n"
)


def read(folder: Path, data: str | bytes, name: str = "s1.csv", *, program: str = PROGRAM):
    home = folder / "club"
    home.mkdir()
    (home / "program.yaml").write_text(program)
    opened, problems = read_program(home)
    assert opened is not None, problems
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_report(file, Sessions(opened.program))


def rows(reading):
    return [
        (r.person, r.email, r.attendance, r.minutes, clock(r.joined_at), clock(r.left_at))
        for r in reading.records
    ]


def clock(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%H:%M:%S}" if moment else None


def bare(*names: str) -> list[tuple[object, ...]]:
    return [(name, None, None, None, None, None) for name in names]


CASES = {
    "Zoom, joins and leaves": (f"{HEAD}\n{ROWS}", "Zoom report", ZOOM),
    "Zoom, under the meeting's own lines": (f"{MEETING}{HEAD}\n{ROWS}", "Zoom report", ZOOM),
    "Zoom, with a mark of UTF-8": (
        b"\xef\xbb\xbf" + f"{HEAD}\n{ROWS}".encode(),
        "Zoom report",
        ZOOM,
    ),
    "Zoom, lines ended as on Windows": (
        f"{HEAD}\n{ROWS}".replace("\n", "\r\n"),
        "Zoom report",
        ZOOM,
    ),
    "Zoom, in Spanish": (ZOOM_ES, "Zoom report", ZOOM),
    "Zoom, in Spanish, parted by semicolons": (
        ZOOM_ES.replace('"Ruiz, Ana"', "Ruiz. Ana").replace(",", ";").replace("Ruiz.", "Ruiz,"),
        "Zoom report",
        ZOOM,
    ),
    "Zoom, months by name": (
        f"{HEAD}\n" + ROWS.replace("03/02/2026", "Mar 2 2026"),
        "Zoom report",
        ZOOM,
    ),
    "Zoom, months by name in Spanish": (
        ZOOM_ES.replace("02/03/2026", "2 de marzo de 2026"),
        "Zoom report",
        ZOOM,
    ),
    "Zoom, ISO dates": (
        f"{HEAD}\nAna Ruiz,ana@example.org,2026-03-02 17:58:00,2026-03-02 18:40:30,43,No\n",
        "Zoom report",
        [ANA],
    ),
    "Zoom, times with their offset": (
        f"{HEAD}\nAna Ruiz,ana@example.org,2026-03-02T16:58:00Z,2026-03-02T12:40:30-05:00,43,No\n",
        "Zoom report",
        [ANA],
    ),
    "Zoom, everybody once and summed": (
        (
            "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
            "Ana Ruiz,ana@example.org,89,No\n"
        ),
        "Zoom report",
        [("Ana Ruiz", "ana@example.org", None, 89, None, None)],
    ),
    "Zoom, summed, in Spanish": (
        (
            "Nombre (nombre original),E-mail del usuario,Duración total (minutos),Invitado\n"
            "Ana Ruiz,,89,No\n"
        ),
        "Zoom report",
        [("Ana Ruiz", None, None, 89, None, None)],
    ),
    "Zoom, the waiting room is no presence": (
        (
            f"{HEAD},Recording Consent,In Waiting Room\n"
            "Ana Ruiz,ana@example.org,03/02/2026 05:50:00 PM,03/02/2026 05:58:00 PM,8,Yes,,Yes\n"
            "Ana Ruiz,ana@example.org,03/02/2026 05:58:00 PM,03/02/2026 06:40:30 PM,43,Yes,,No\n"
        ),
        "Zoom report",
        [ANA],
    ),
    "Zoom, after midnight": (
        f"{HEAD}\nAna Ruiz,ana@example.org,03/02/2026 05:58:00 PM,03/03/2026 12:10:00 AM,372,No\n",
        "Zoom report",
        [("Ana Ruiz", "ana@example.org", None, None, "16:58:00", "23:10:00")],
    ),
    "Teams, UTF-16": ((TEAMS + ACTIVITIES).encode("utf-16"), "Microsoft Teams report", TWICE),
    "Teams, UTF-16 without a mark": (
        (TEAMS + ACTIVITIES).encode("utf-16-le"),
        "Microsoft Teams report",
        TWICE,
    ),
    "Teams, UTF-16 the other way round": (
        b"\xfe\xff" + (TEAMS + ACTIVITIES).encode("utf-16-be"),
        "Microsoft Teams report",
        TWICE,
    ),
    "Teams, saved again as UTF-8": (TEAMS + ACTIVITIES, "Microsoft Teams report", TWICE),
    "Teams, a thin blank before PM": (
        (TEAMS + ACTIVITIES).replace(" PM", "\u202fPM"),
        "Microsoft Teams report",
        TWICE,
    ),
    "Teams, participants alone": (TEAMS, "Microsoft Teams report", SUMMED),
    "Teams, activities of nobody": (
        TEAMS + "\n".join(ACTIVITIES.splitlines()[:2]),
        "Microsoft Teams report",
        SUMMED,
    ),
    "Teams, in Spanish": (TEAMS_ES.encode("utf-16"), "Microsoft Teams report", TWICE),
    "Teams, in a language not known": (
        TEAMS_OTHER.encode("utf-16"),
        "Microsoft Teams report",
        TWICE,
    ),
    "Teams, one table with a line a person": (
        (
            "Meeting Summary\nTotal Number of Participants\t1\nMeeting Start Time\t3/2/2026, 5:55:10 PM"
            "\n\nFull Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)\n"
            "Ana Ruiz\t3/2/2026, 5:58:00 PM\t3/2/2026, 6:40:30 PM\t42m 30s\tana@example.org\tX\t\n"
        ),
        "Microsoft Teams report",
        [ANA],
    ),
    "Teams, a log": (
        LOG.encode("utf-16"),
        "Microsoft Teams log",
        [
            ("Ana Ruiz", None, None, None, "16:58:00", "17:40:30"),
            ("Ana Ruiz", None, None, None, "17:45:00", "18:31:00"),
            ("Bo Li", None, None, None, "16:58:00", "18:31:00"),
        ],
    ),
    "Teams, a log in Spanish": (
        LOG_ES.encode("utf-16"),
        "Microsoft Teams log",
        [("Ana Ruiz", None, None, None, "16:58:00", "17:40:30")],
    ),
    "Teams, quotes in a name": (
        (TEAMS + ACTIVITIES).replace("Ana Ruiz", 'Ana "Anita" Ruiz'),
        "Microsoft Teams report",
        [('Ana "Anita" Ruiz', *row[1:]) for row in TWICE],
    ),
    "Meet": (MEET, "Google Meet report", SUMMED),
    "Meet, in Spanish": (MEET_ES, "Google Meet report", SUMMED),
    "Meet, all the time": (
        MEET.replace("1 hr 28 min", "1 hr 33 min"),
        "Google Meet report",
        [("Ana Ruiz", "ana@example.org", None, None, "16:58:00", "18:31:00")],
    ),
    "Meet, after midnight": (
        "First name,Last name,Email,Duration,Time joined,Time exited\nAna,Ruiz,,7 hr,5:58 PM,12:58 AM\n",
        "Google Meet report",
        [("Ana Ruiz", None, None, None, "16:58:00", "23:58:00")],
    ),
    "CSV, names alone": ("name\nAna Ruiz\nbo\n", "list of people", bare("Ana Ruiz", "bo")),
    "CSV, names in Spanish": ("Nombre\nAna Ruiz\n", "list of people", bare("Ana Ruiz")),
    "CSV, minutes": (
        "name,minutes\nAna Ruiz,80\n",
        "list of people",
        [("Ana Ruiz", None, None, 80, None, None)],
    ),
    "CSV, minutes, parted by semicolons": (
        "nombre;minutos\nAna Ruiz;80\n",
        "list of people",
        [("Ana Ruiz", None, None, 80, None, None)],
    ),
    "CSV, parted by tabs": (
        "name\tminutes\nAna Ruiz\t80\n",
        "list of people",
        [("Ana Ruiz", None, None, 80, None, None)],
    ),
    "CSV, times of day": (
        "name,joined,left\nAna Ruiz,17:58,18:40\n",
        "list of people",
        [("Ana Ruiz", None, None, None, "16:58:00", "17:40:00")],
    ),
    "CSV, words": (
        "name,attendance\nAna Ruiz,Late\nBo Li,justificado\n",
        "list of people",
        [
            ("Ana Ruiz", None, "late", None, None, None),
            ("Bo Li", None, "excused", None, None, None),
        ],
    ),
    "CSV, e-mails alone": (
        "email\nana@example.org\n",
        "list of people",
        [("e-mail 86b9260a", "ana@example.org", None, None, None, None)],
    ),
    "CSV, logins": (
        "login,minutes\nana-r,80\n",
        "list of people",
        [("ana-r", *(None,) * 2, 80, None, None)],
    ),
    "CSV, an e-mail for a name": (
        "name,minutes\nana@example.org,80\n",
        "list of people",
        [("e-mail 86b9260a", "ana@example.org", None, 80, None, None)],
    ),
    "YAML": (
        "- ana\n- {member: bo, minutes: 30}\n- {member: cy, attendance: excused}\n",
        "list",
        [
            *bare("ana"),
            ("bo", None, None, 30, None, None),
            ("cy", None, "excused", None, None, None),
        ],
    ),
    "YAML, by word": (
        "present: [ana]\nexcused: [bo]\n",
        "list",
        [("ana", None, "present", *(None,) * 3), ("bo", None, "excused", *(None,) * 3)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_report_is_read_for_what_it_is(tmp_path: Path, case: str) -> None:
    data, kind, expected = CASES[case]
    reading = read(tmp_path, data, "s1.yaml" if kind == "list" else "s1.csv")
    assert reading.problems == []
    assert reading.kind == kind
    assert rows(reading) == expected
    assert reading.sessions == ["s1"]


WIDE = "name,{},Notes\nAna Ruiz,{},x\nBo Li,{},\n"


@pytest.mark.parametrize(
    ("heads", "ana", "bo", "expected"),
    [
        ("s1,s2", "x,", ",x", [("s1", "Ana Ruiz", "present"), ("s2", "Bo Li", "present")]),
        (
            "Session 1,Session II",
            "1,0",
            "0,1",
            [
                ("s1", "Ana Ruiz", "present"),
                ("s2", "Ana Ruiz", "absent"),
                ("s1", "Bo Li", "absent"),
                ("s2", "Bo Li", "present"),
            ],
        ),
        (
            "Sesión 1,Graphs",
            "sí,",
            "no,✓",
            [("s1", "Ana Ruiz", "present"), ("s1", "Bo Li", "absent"), ("s2", "Bo Li", "present")],
        ),
        (
            "2026-03-02,04/03/2026",
            "TRUE,",
            "FALSE,E",
            [("s1", "Ana Ruiz", "present"), ("s1", "Bo Li", "absent"), ("s4", "Bo Li", "excused")],
        ),
    ],
)
def test_a_column_for_each_session(tmp_path, heads, ana, bo, expected) -> None:
    reading = read(tmp_path, WIDE.format(heads, ana, bo), "register.csv")
    assert reading.problems == []
    assert [(r.session, r.person, r.attendance) for r in reading.records] == expected


def test_numbers_in_such_columns_are_minutes_unless_they_are_all_0_or_1(tmp_path) -> None:
    reading = read(tmp_path, WIDE.format("s1,s2", "1,90", "0,45"), "register.csv")
    assert [(r.session, r.minutes) for r in reading.records] == [
        ("s1", 1),
        ("s2", 90),
        ("s1", 0),
        ("s2", 45),
    ]


@pytest.mark.parametrize(
    ("name", "data", "sessions"),
    [
        ("s2.csv", "name\nAna\n", ["s2"]),
        ("s2.zoom.csv", "name\nAna\n", ["s2"]),
        ("s2 again.csv", "name\nAna\n", ["s2"]),
        ("participants_812.csv", f"{HEAD}\n{ROWS}", ["s1"]),
        (
            "participants_812.csv",
            MEETING + HEAD.replace("Join Time,Leave Time,", "") + "\nAna,,43,No\n",
            ["s1"],
        ),
        ("Trees 2026-03-02.csv", MEET, ["s1"]),
        ("20260302_Trees.csv", MEET, ["s1"]),
        # most of both sessions of that evening in one meeting
        (
            "z.csv",
            f"{HEAD}\nAna,,03/09/2026 06:00:00 PM,03/09/2026 09:00:00 PM,180,No\n",
            ["s2", "s3"],
        ),
        # early for the second session is no report of the first
        ("z.csv", f"{HEAD}\nAna,,03/09/2026 07:20:00 PM,03/09/2026 09:00:00 PM,100,No\n", ["s3"]),
        # a third of one session, and of no other
        ("z.csv", f"{HEAD}\nAna,,03/02/2026 06:00:00 PM,03/02/2026 06:30:00 PM,30,No\n", ["s1"]),
    ],
)
def test_its_session_is_found(tmp_path, name, data, sessions) -> None:
    reading = read(tmp_path, data, name)
    assert reading.problems == []
    assert reading.sessions == sessions


def test_a_date_that_may_be_two_is_that_of_its_session(tmp_path) -> None:
    text = f"{HEAD}\nAna,,03/04/2026 06:00:00 PM,03/04/2026 07:30:00 PM,90,No\n"
    reading = read(tmp_path, text, "z.csv")
    assert reading.problems == []
    assert reading.records[0].joined_at == datetime(2026, 4, 3, 16, tzinfo=UTC)


def test_another_date_of_the_file_tells_how_it_writes_them(tmp_path) -> None:
    text = f"{HEAD}\nAna,,03/04/2026 06:00:00 PM,03/04/2026 07:30:00 PM,90,No\n"
    reading = read(tmp_path, text + text.splitlines()[1].replace("03/04", "03/14") + "\n", "s5.csv")
    assert reading.problems == []
    assert [f"{r.joined_at:%Y-%m-%d}" for r in reading.records] == ["2026-03-04", "2026-03-14"]


def test_times_are_in_the_zone_of_reports(tmp_path) -> None:
    program = PROGRAM + "attendance: {zone: America/New_York}\n"
    text = f"{HEAD}\nAna,,03/02/2026 12:00:00 PM,03/02/2026 01:00:00 PM,60,No\n"
    reading = read(tmp_path, text, "z.csv", program=program)
    assert reading.sessions == ["s1"]
    assert reading.records[0].joined_at == datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("joined", "left", "minutes", "utc"),
    [
        # clocks go from 02:59 to 02:00 that night: the minutes tell which 02:30 it was
        ("01:45", "02:30", 105, ("23:45:00", "01:30:00")),
        ("01:45", "02:30", 45, ("23:45:00", "00:30:00")),
        ("02:45", "02:15", 30, ("00:45:00", "01:15:00")),
    ],
)
def test_the_hour_that_comes_twice(tmp_path, joined, left, minutes, utc) -> None:
    text = f"{HEAD}\nAna,,2026-10-25 {joined}:00,2026-10-25 {left}:00,{minutes},No\n"
    reading = read(tmp_path, text, "s5.csv")
    assert [row[4:] for row in rows(reading)] == [utc]


ZONE = "are its times in another zone? Write it as attendance: zone: in program.yaml."
NAME_IT = "Name the session, as in session-1.zoom.csv or with --session."


@pytest.mark.parametrize(
    ("name", "data", "line", "message"),
    [
        ("s1.csv", "", 1, "holds no table of people that is known. Its columns need heads such as Name and Duration: docs/attendance.md lists them."),
        ("s1.csv", f"{HEAD}\n", 1, "has a head and nobody below it. Export it anew."),
        ("s1.csv", b"Name,Minutes\nJos\xe9,3\n", 2, "byte 17 is not UTF-8. Save the file with the encoding UTF-8."),
        ("s1.csv", b"PK\x03\x04 a workbook\0\0", 1, "is a workbook of a spreadsheet: save the sheet as CSV, and import that."),
        ("s1.csv", f'{HEAD}\n{ROWS}"Bo Li,', 4, "is not readable as CSV. Look for a quote that is opened and never closed."),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,soon,later,3,No\n", 4, '"soon" is no time. Write for example 2020-08-01 15:02.'),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,03/02/2026 25:00:00,,3,No\n", 4, '"03/02/2026 25:00:00" is a time that no clock shows. Write for example 2020-08-01 15:02.'),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,13/14/2026 05:00:00 PM,,3,No\n", 4, '"13/14/2026" is no date. Write for example 2020-08-01 15:02.'),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,03/02/2026 06:50:00 PM,03/02/2026 06:10:00 PM,3,No\n", 4, "leaves before it joins. Correct one of the times."),
        ("s1.csv", f"{HEAD}\n{ROWS},,03/02/2026 06:50:00 PM,03/02/2026 06:10:00 PM,3,No\n", 4, "names nobody. Write a name, a login or an e-mail."),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,,,many,No\n", 4, '"many" is no duration. Write minutes, such as 90, or 1h 30m.'),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,,,1441,No\n", 4, '"1441" is longer than a day. Correct it.'),
        ("s1.csv", f"{HEAD}\n{ROWS}Bo,,,,,No\n", 4, "says nothing of the person. Write when they were there, or take it out."),
        ("s5.csv", f"{HEAD}\nAna,,01/02/2026 06:00:00 PM,01/02/2026 07:30:00 PM,90,No\n", 2, '"01/02/2026" may be 2026-02-01 or 2026-01-02, and no session is on either. Name the session, or write dates as 2020-08-01.'),
        ("z.csv", MEET, 2, "has times without a date. Name the session that it is of."),
        ("z.csv", "name,minutes\nAna,3\n", 1, f"does not say when it was. {NAME_IT}"),
        ("z.csv", f"{HEAD}\nAna,,2026-05-02 18:00,2026-05-02 19:00,60,No\n", 1, f"from 2026-05-02 16:00 to 2026-05-02 17:00 UTC fits no session: {ZONE} If the session was then, {NAME_IT.lower()}"),
        ("z.csv", f"{HEAD}\nAna,,2026-03-09 19:10,2026-03-09 20:20,70,No\n", 1, f"from 2026-03-09 18:10 to 2026-03-09 19:20 UTC fits s3, s2 alike. {NAME_IT}"),
        ("s1.csv", f"{HEAD}\nAna,,2026-03-02 12:00,2026-03-02 13:00,60,No\n", 1, f"from 2026-03-02 11:00 to 2026-03-02 12:00 UTC, nobody was there during s1, which starts at 2026-03-02 17:00 UTC: {ZONE}"),
        ("s1.csv", "Full Name\tUser Action\tTimestamp\nAna\tWaved\t3/2/2026, 5:58:00 PM\n", 2, '"Waved" is neither Joined nor Left with a time. Export the log anew.'),
        ("s1.csv", "name,attendance\nAna,asleep\n", 2, 'attendance: "asleep" is not known. Write for example present or absent.'),
        ("r.csv", "name,s1,Week 12\nAna,x,x\n", 1, '"Week 12" is no session. Write its id there, or take the column out.'),
        ("r.csv", "name,s1,2026-03-09\nAna,x,x\n", 1, '"2026-03-09" may be s2 or s3. Write the id of one of them there.'),
        ("r.csv", "name,s1\nAna,perhaps\n", 2, 's1: "perhaps" is not known. Write x, absent, excused, minutes, or nothing.'),
        ("r.yaml", "- ana\n", 1, "is of which session? Name the file by its id."),
        ("s1.yaml", "- ana\n- {member: bo, minutes: long}\n", 2, 'minutes: "long" is no number of minutes up to 1440.'),
        ("r.yaml", "s1: [ana]\nWeek 12: [bo]\n", 2, "Week 12: is no session. Write the id of one."),
        ("r.yaml", "s1: {perhaps: [ana]}\n", 1, "perhaps: is no word such as present."),
    ],
)  # fmt: skip
def test_a_broken_file_says_which_line_and_why(tmp_path, name, data, line, message) -> None:
    reading = read(tmp_path, data, name)
    assert reading.records == []
    assert [(p.line, p.message) for p in reading.problems] == [(line, message)]


FRAGMENTS = [
    b"",
    b"\t",
    b",",
    b'"',
    b"\n",
    b"\0",
    b"99999999999",
    b"\xff",
    b"3. X\n",
    b"Name",
    b"+99:99",
]


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    home = tmp_path_factory.mktemp("programs") / "club"
    home.mkdir()
    (home / "program.yaml").write_text(PROGRAM)
    opened, _ = read_program(home)
    assert opened is not None
    return Sessions(opened.program)


@given(
    st.sampled_from([data for data, _, _ in CASES.values()]),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(FRAGMENTS)), max_size=5
    ),
)
@settings(deadline=None)
def test_a_damaged_report_is_read_or_told_of(tmp_path_factory, sessions, data, damage) -> None:
    raw = bytearray(data if isinstance(data, bytes) else data.encode())
    for where, length, fragment in damage:
        at = int(where * len(raw))
        raw[at : at + length] = fragment
    file = tmp_path_factory.getbasetemp() / "s1.csv"
    file.write_bytes(raw)
    reading = read_report(file, sessions)
    assert not (reading.records and reading.problems)
    assert all(problem.line >= 1 for problem in reading.problems)


def test_a_folder_may_hold_several_files_of_a_session(tmp_path) -> None:
    home = tmp_path / "club"
    (home / "attendance" / "s2").mkdir(parents=True)
    (home / "program.yaml").write_text(PROGRAM)
    (home / "attendance" / "s1.zoom.csv").write_text(f"{HEAD}\n{ROWS}")
    (home / "attendance" / "s1.csv").write_text(
        "member,joined,left\nbo,2026-03-02 18:00,2026-03-02T17:30:00Z\n"
    )
    (home / "attendance" / "s2" / "list.yaml").write_text("[ana]\n")
    (home / "attendance" / "notes.txt").write_text("no sheet")
    opened, problems = read_program(home)
    assert problems == []
    assert opened is not None
    assert [(r.session, r.person, r.source) for r in opened.records] == [
        ("s1", "bo", "attendance/s1.csv:2"),
        ("s1", "Ana Ruiz", "attendance/s1.zoom.csv:2"),
        ("s1", "Ruiz, Ana", "attendance/s1.zoom.csv:3"),
        ("s2", "ana", "attendance/s2/list.yaml:1"),
    ]
    assert [clock(opened.records[0].joined_at), clock(opened.records[0].left_at)] == [
        "17:00:00",
        "17:30:00",
    ]


def test_the_cells_of_a_sheets_times(told) -> None:
    sheet = (
        "member,joined,left\nada,2026-03-02,\nbob,soon,\n"
        "kim,2026-03-02 18:00,2026-03-02 17:00\nlee,2026-03-02T99:00:00Z,\n"
    )
    example = "Write 2020-08-08, 2020-08-08 23:59 or 2020-08-08 23:59 AoE."
    program = "id: evening\ntitle: E\nsessions: [{id: first, title: F}]\n"
    assert told(program=program, attendance=sheet) == [
        'attendance/first.csv:2: joined: "2026-03-02" has no time of day. Write 2026-03-02 15:02.',
        f'attendance/first.csv:3: joined: "soon" is not a date. {example}',
        "attendance/first.csv:4: left: is before joined. Correct one of them.",
        f'attendance/first.csv:5: joined: "2026-03-02T99:00:00Z" is a date that does not exist. {example}',
    ]
