"""`sgdash calendar`: where it is written, and what is said about what is not in it."""

from pathlib import Path

import pytest
from icalendar import Calendar

from sgdash.cli.main import main

PROGRAM = (
    "id: club\ntitle: Club\nsessions:\n"
    "  - {id: s, title: S, starts: 2024-03-01 15:00}\n  - {id: t, title: T}\n"
    "exercises: [{id: x, title: X, due: 2024-03-08}]\n"
)


@pytest.fixture
def club(tmp_path: Path) -> Path:
    folder = tmp_path / "club"
    folder.mkdir()
    (folder / "program.yaml").write_text(PROGRAM)
    return folder


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_to_standard_output(club: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("calendar", club) == 0
    told = capfdbinary.readouterr()
    (event,) = Calendar.from_ical(told.out).events
    assert str(event.uid) == "session-s@club.sgdash"
    assert told.err == b"sgdash: 1 session has no date yet, and so no entry\n"


def test_to_a_file_with_deadlines(club: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = club.parent / "club.ics"
    assert run("calendar", club, "--deadlines", "--output", file) == 0
    assert capfd.readouterr().out == ""
    uids = [str(event.uid) for event in Calendar.from_ical(file.read_bytes()).events]
    assert uids == ["session-s@club.sgdash", "exercise-x@club.sgdash"]
    assert sorted(path.name for path in club.parent.iterdir()) == ["club", "club.ics"]


def test_the_same_files_make_the_same_calendar(club: Path) -> None:
    first, second = club.parent / "1.ics", club.parent / "2.ics"
    for file in (first, second):
        assert run("calendar", club, "--output", file) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_file_that_cannot_be_written(club: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = club.parent / "no such folder" / "club.ics"
    assert run("calendar", club, "--output", file) == 2
    assert capfd.readouterr().err == (
        f"sgdash: {file} cannot be written: No such file or directory. "
        "Name another file with --output\n"
    )


def test_problems_of_the_files_are_told_beside_it(
    club: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (club / "members.csv").write_text("id,role\nada,boss\n")
    assert run("calendar", club) == 1
    told = capfd.readouterr()
    assert told.out.startswith("BEGIN:VCALENDAR")
    assert f'{club / "members.csv"}:2: role: "boss" is not a role.' in told.err


def test_a_broken_program_file_makes_no_calendar(
    club: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (club / "program.yaml").write_text("id: club\n")
    assert run("calendar", club) == 1
    told = capfd.readouterr()
    assert told.out == ""
    assert "title: is missing here. Add it." in told.err
