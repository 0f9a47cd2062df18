"""`sgdash attendance import`: what it says, what it writes, and what it never does."""

import random
from functools import partial
from pathlib import Path

import pytest

PROGRAM = """
id: club
title: Club
zone: Europe/Madrid
sessions:
  - {id: s1, number: 1, title: Trees, starts: 2026-03-02 18:00, ends: 2026-03-02 19:30}
  - {id: s2, number: 2, title: Graphs, starts: 2026-03-09 18:00, ends: 2026-03-09 19:30}
"""
ROSTER = "id,login,name,aliases,role\nana,,Ana Ruiz Gómez,,organiser\nbo,,Bo Li,,\nkim,,Kim,,\n"
HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"
ROWS = [
    '"RUIZ GOMEZ, Ana",ana@example.org,03/02/2026 05:58:00 PM,03/02/2026 06:40:00 PM,42,No',
    "Ana Ruiz Gómez,,03/02/2026 06:35:00 PM,03/02/2026 07:31:00 PM,56,Yes",
    "Bo Lee,,03/02/2026 06:00:00 PM,03/02/2026 07:30:00 PM,90,Yes",
    "kim & zoe@example.org,,03/02/2026 06:00:00 PM,03/02/2026 07:30:00 PM,90,Yes",
    "=cmd|x,,03/02/2026 06:00:00 PM,03/02/2026 06:30:00 PM,30,Yes",
]
SHEET = """\
# From a Zoom report, by sgdash attendance import; times are UTC.
member,joined,left
'=cmd,2026-03-02T17:00:00Z,2026-03-02T17:30:00Z
ana,2026-03-02T16:58:00Z,2026-03-02T18:31:00Z
Bo Lee,2026-03-02T17:00:00Z,2026-03-02T18:30:00Z
e-mail 1763c758,2026-03-02T17:00:00Z,2026-03-02T18:30:00Z
kim,2026-03-02T17:00:00Z,2026-03-02T18:30:00Z
"""
NAME = "s1.zoom-2026-03-02-1658.csv"


@pytest.fixture
def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM)
    (folder / "members.csv").write_text(ROSTER)
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SGDASH_STORE", raising=False)
    return folder


@pytest.fixture
def zoom(tmp_path: Path) -> Path:
    file = tmp_path / "participants_812.csv"
    file.write_text("\n".join([HEAD, *ROWS, ""]))
    return file


@pytest.fixture
def say(run):
    return partial(run, "attendance")


def written(club: Path) -> dict[str, str]:
    folder = club / "attendance"
    return {f.name: f.read_text() for f in sorted(folder.iterdir())} if folder.exists() else {}


def test_a_dry_run_says_what_it_understood_and_writes_nothing(club, zoom, say) -> None:
    code, out, err = say("import", "club", zoom, "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        (
            "Zoom report: 5 names in 5 lines, "
            "from 2026-03-02 17:58:00 CET to 2026-03-02 19:31:00 CET."
        ),
        "Session s1 (by its times).",
        "2 sure, 1 likely, 2 unknown.",
        "  sure     ana: Ana Ruiz Gómez",
        "  sure     ana: RUIZ GOMEZ, Ana",
        "  likely   bo: Bo Lee",
        "           if so, members.csv:3: bo,,Bo Li,Bo Lee,",
        "  unknown  =cmd",
        "  unknown  e-mail 1763c758, beside kim",
        f"attendance/{NAME} is new: 7 lines.",
    ]
    assert written(club) == {}


def test_it_writes_ids_names_and_no_address(club, zoom, say) -> None:
    code, out, _ = say("import", "club", zoom, "--yes")
    assert code == 0
    assert out.endswith(f"Wrote {NAME}. Review and commit it.\n")
    assert written(club) == {NAME: SHEET}
    code, out, err = say("club", "--format", "csv")
    assert (code, err) == (0, "")
    assert [line.split(",")[1:5] for line in out.splitlines()[1:4]] == [
        ["s1", "ana", "present", "90"],
        ["s1", "bo", "unresolved", ""],
        ["s1", "kim", "present", "90"],
    ]


def test_importing_twice_changes_nothing(club, zoom, say) -> None:
    say("import", "club", zoom, "--yes")
    file = club / "attendance" / NAME
    before = file.stat().st_mtime_ns
    code, out, _ = say("import", "club", zoom, "--yes")
    assert code == 0
    assert out.endswith(f"attendance/{NAME} says the same already.\n")
    assert (file.stat().st_mtime_ns, written(club)) == (before, {NAME: SHEET})


def test_the_order_of_rows_is_irrelevant(club, zoom, say) -> None:
    for seed in range(5):
        rows = random.Random(seed).sample(ROWS, k=len(ROWS))  # noqa: S311 - an order, no secret
        zoom.write_text("\n".join([HEAD, *rows, ""]))
        say("import", "club", zoom, "--yes")
        assert written(club) == {NAME: SHEET}


def test_a_sheet_that_was_written_reads_as_it_was(club, zoom, say, tmp_path) -> None:
    say("import", "club", zoom, "--yes")
    again = tmp_path / "again.csv"
    again.write_text(SHEET)
    assert say("import", "club", again, "--yes")[0] == 0
    body = written(club)["s1.list-2026-03-02-1658.csv"].splitlines()[1:]
    assert body == SHEET.splitlines()[1:]


def test_a_name_that_is_made_an_alias_changes_the_sheet(club, zoom, say) -> None:
    say("import", "club", zoom, "--yes")
    (club / "members.csv").write_text(ROSTER.replace("Bo Li,,", "Bo Li,Bo Lee,"))
    code, out, _ = say("import", "club", zoom, "--yes")
    assert code == 0
    assert f"attendance/{NAME} changes: 7 lines.\n" in out
    assert "bo,2026-03-02T17:00:00Z" in written(club)[NAME]


def test_it_asks_first(club, zoom, say, monkeypatch) -> None:
    monkeypatch.setattr("click.confirm", lambda _: False)
    code, out, _ = say("import", "club", zoom)
    assert code == 0
    assert out.endswith("Nothing was written.\n")
    monkeypatch.setattr("click.confirm", lambda _: True)
    assert say("import", "club", zoom)[0] == 0
    assert written(club) == {NAME: SHEET}


def test_a_broken_file_imports_nothing_and_says_which_line_and_why(club, zoom, say) -> None:
    zoom.write_text(zoom.read_text() + "Zed,,soon,later,3,No\n")
    code, out, err = say("import", "club", zoom, "--yes")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f'{zoom}:7: "soon" is no time. Write for example 2020-08-01 15:02.',
        f"sgdash: nothing was imported from {zoom}.",
    ]
    assert written(club) == {}


def test_a_list_without_times_needs_its_session(club, say, tmp_path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name\nkim\nana\nkim\n")
    code, _, err = say("import", "club", file, "--yes")
    assert code == 1
    assert "does not say when it was. Name the session" in err
    code, out, _ = say("import", "club", file, "--session", "s2", "--yes")
    assert code == 0
    assert "Session s2 (as asked)." in out
    ((name, text),) = written(club).items()
    assert name.startswith("s2.list-")
    assert text.splitlines()[1:] == ["member", "ana", "kim"]


def test_a_column_for_each_session_becomes_a_sheet_for_each(club, say, tmp_path) -> None:
    file = tmp_path / "register.csv"
    file.write_text("name,Session 1,Session 2\nana,x,\nbo,excused,45\n")
    code, out, _ = say("import", "club", file, "--yes")
    assert code == 0
    assert "Session s1, s2 (by its columns)." in out
    assert [text.splitlines()[1:] for text in written(club).values()] == [
        ["member,attendance", "ana,present", "bo,excused"],
        ["member,minutes", "bo,45"],
    ]


UNIQUE = "Name (original name),Email,Total duration (minutes),Guest\n"


@pytest.fixture
def summed(club, say, tmp_path) -> tuple[Path, Path]:
    """Two exports of minutes without times that share Ana; the first is imported."""
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(f"{UNIQUE}Ana Ruiz Gómez,,40,No\n")
    two.write_text(f"{UNIQUE}Ana Ruiz Gómez,,40,No\nKim,,70,No\n")
    assert say("import", "club", one, "--session", "s1", "--yes")[0] == 0
    return one, two


def test_minutes_without_times_are_not_added_up_unasked(club, summed, say) -> None:
    one, two = summed
    before = written(club)
    (name,) = before
    for options in ([], ["--yes"], ["--dry-run"]):
        code, _, err = say("import", "club", two, "--session", "s1", *options)
        assert code == 1
        told = f"attendance/{name} has minutes of ana too, and no times: they would be added up. "
        assert err.splitlines() == [
            told
            + "If this is the same meeting exported anew, add --replace; if another one, --beside.",
            f"sgdash: nothing was imported from {two}.",
        ]
        assert written(club) == before
    # the same file again, and another session, are no question
    assert say("import", "club", one, "--session", "s1", "--yes")[0] == 0
    assert say("import", "club", two, "--session", "s2", "--yes")[0] == 0


@pytest.mark.parametrize(
    ("option", "sheets", "ana"),
    [
        ("--replace", [["ana,40", "kim,70"]], "40"),
        ("--beside", [["ana,40", "kim,70"], ["ana,40"]], "80"),
    ],
)
def test_a_person_says_whether_it_is_the_same_meeting(
    club, summed, say, option, sheets, ana
) -> None:
    _, two = summed
    code, out, err = say("import", "club", two, "--session", "s1", "--yes", option)
    assert (code, err) == (0, "")
    assert (" is replaced.\n" in out) == (option == "--replace")
    found = [text.splitlines()[2:] for text in written(club).values()]
    assert sorted(found, key=len, reverse=True) == sheets
    assert say("import", "club", two, "--session", "s1", "--yes")[1].endswith("already.\n")
    _, out, _ = say("club", "--format", "csv")
    assert out.splitlines()[1].split(",")[4] == ana


def test_what_a_terminal_would_obey_is_shown(club, zoom, say) -> None:
    zoom.write_text(zoom.read_text().replace("Bo Lee", "\x1b[31mBo\u202e Lee"))
    _, out, _ = say("import", "club", zoom, "--yes")
    assert "\\u001b[31mBo\\u202e Lee" in out
    assert "\x1b" not in written(club)[NAME]


EDGES = """\
sessions:
  - {id: s1, title: Trees, starts: 2026-03-02 18:00, ends: 2026-03-02 19:00}
  - {id: s2, title: Graphs, starts: 2026-03-02 19:00, ends: 2026-03-02 20:00}
  - {id: s3, title: Talks, starts: 2026-03-09 18:00, ends: 2026-03-09 19:30}
  - {id: s4, title: Beside, starts: 2026-03-09 18:30, ends: 2026-03-09 19:30}
"""


@pytest.fixture
def edges(club: Path) -> Path:
    (club / "program.yaml").write_text(PROGRAM.partition("sessions:")[0] + EDGES)
    return club


def test_whoever_is_outside_the_hours_is_named_and_the_lines_add_up(edges, zoom, say) -> None:
    zoom.write_text(
        f"{HEAD},In Waiting Room\n"
        "Ana Ruiz Gómez,,03/02/2026 06:00:00 PM,03/02/2026 08:00:00 PM,120,No,No\n"
        "Bo Li,,03/02/2026 05:50:00 PM,03/02/2026 06:00:00 PM,10,No,Yes\n"
        "Bo Li,,03/02/2026 06:00:00 PM,03/02/2026 07:00:00 PM,60,No,No\n"
        "Kim,,03/02/2026 08:00:00 AM,03/02/2026 08:30:00 AM,30,No,No\n"
    )
    code, out, _ = say("import", "club", zoom, "--yes")
    assert code == 0
    assert out.splitlines()[:4] == [
        (
            "Zoom report: 3 names in 4 lines, "
            "from 2026-03-02 08:00:00 CET to 2026-03-02 20:00:00 CET."
        ),
        "Session s1, s2 (by its times).",
        "Lines that count: 2; outside the hours: 1; of the waiting room: 1.",
        "  outside the hours: Kim, 08:00-08:30 Europe/Madrid",
    ]
    assert [text.splitlines()[2:] for text in written(edges).values()] == [
        [
            "ana,2026-03-02T17:00:00Z,2026-03-02T19:00:00Z",
            "bo,2026-03-02T17:00:00Z,2026-03-02T18:00:00Z",
        ],
        ["ana,2026-03-02T17:00:00Z,2026-03-02T19:00:00Z"],
    ]
    assert (
        "outside the hours: Kim" in say("import", "club", zoom, "--session", "s1", "--dry-run")[1]
    )


def test_sessions_at_the_same_time_are_asked_for(edges, zoom, say) -> None:
    zoom.write_text(f"{HEAD}\nKim,,03/09/2026 06:00:00 PM,03/09/2026 07:30:00 PM,90,No\n")
    code, _, err = say("import", "club", zoom, "--yes")
    assert code == 1
    assert "fits s3 and s4, which are at the same time. Name the session" in err
    assert say("import", "club", zoom, "--session", "s4", "--yes")[0] == 0
    assert [name[:3] for name in written(edges)] == ["s4."]


@pytest.mark.parametrize("asked", [["--session", "s1"], []])
def test_a_report_with_nobody_in_the_hours_is_refused(club, zoom, say, asked) -> None:
    """Some before and some after: that the session lies between says nothing of anybody."""
    zoom.write_text(
        f"{HEAD}\n"
        "Bo Li,,03/02/2026 08:00:00 AM,03/02/2026 06:00:00 PM,600,No\n"
        "Kim,,03/02/2026 07:30:00 PM,03/02/2026 08:30:00 PM,60,No\n"
    )
    code, out, err = say("import", "club", zoom, *asked, "--yes")
    assert (code, out, written(club)) == (1, "", {})
    assert ("nobody was there during s1" if asked else "fits no session") in err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--session", "s9"], '--session: there is no session "s9" in club.'),
        (["--nonsense"], "No such option '--nonsense'."),
    ],
)
def test_a_wrong_command(club, zoom, say, args, message) -> None:
    code, _, err = say("import", "club", zoom, *args)
    assert code == 2
    assert err.startswith(f"sgdash: {message}")


def test_a_file_that_is_there_already_is_not_imported(club, zoom, say) -> None:
    (club / "attendance").mkdir()
    inside = club / "attendance" / "s1.zoom.csv"
    inside.write_text(zoom.read_text())
    code, _, err = say("import", "club", inside, "--yes")
    assert code == 2
    assert "is in attendance/ already, where it is read as it is." in err


def test_a_file_that_there_is_not(club, say, tmp_path) -> None:
    code, _, err = say("import", "club", tmp_path / "none.csv")
    assert code == 1
    assert "none.csv:1: cannot be read: No such file or directory." in err


def test_help_tells_of_the_import(club, say) -> None:
    code, out, _ = say("--help")
    assert code == 0
    assert "import" in out
