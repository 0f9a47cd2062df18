"""What a folder says, as tables: whole rows, in columns as `sgdash.tables` declares them."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from sgdash.program import written
from sgdash.program.folder import ProgramFolder, may_mark

Opened = Callable[..., ProgramFolder]

PROGRAM = """\
id: evening
title: Evening group
zone: Europe/Berlin
sessions:
  - id: first
    number: 1
    title: First steps
    starts: 2020-08-01 15:00
    ends: 2020-08-01 17:00
    path: theory
    place: Room 1
    presenters: [orla, A guest]
    talks:
      - {by: ada, title: On trees, path: practice, url: https://example.org/trees}
      - {by: A guest, title: On graphs}
  - {id: second, title: Second steps, optional: true}
exercises:
  - {id: trees, title: Trees, number: 07, session: first, due: 2020-08-08}
  - {id: graphs, title: Graphs, counted: false, url: https://example.org/graphs}
marks: {by: [organiser, ada]}
"""
MEMBERS = """\
# a remark
id,login,name,aliases,role,group
ada,@ada-l,Ada L.,the countess;  A. L. ,,one
bob,,,,member,one
"cem, the elder",cem,"Cem, Sr.",,auditor,
orla,orla-o,Orla,,organiser,
"""
END = "at: 2020-09-01, by: orla, reason: So agreed."


def rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows of a table: None for what is empty, times as text."""
    plain = table.astype("object").where(table.notna(), None)
    return [
        tuple(cell.isoformat() if isinstance(cell, pd.Timestamp) else cell for cell in row)
        for row in plain.itertuples(index=False, name=None)
    ]


def test_sessions_talks_and_exercises(opened: Opened) -> None:
    program = opened(program=PROGRAM, members=MEMBERS).program
    assert rows(written.sessions_table(program)) == [
        (
            1,
            "first",
            "1",
            "First steps",
            "2020-08-01T13:00:00+00:00",
            "2020-08-01T15:00:00+00:00",
            "theory",
            "Room 1",
            "orla; A guest",
            False,
            False,
            None,
            None,
        ),
        (2, "second", "", "Second steps", *([None] * 4), "", True, False, None, None),
    ]
    assert rows(written.talks_table(program)) == [
        ("first", "ada", "On trees", "practice", "https://example.org/trees"),
        ("first", "A guest", "On graphs", None, None),
    ]
    assert rows(written.exercises_table(program)) == [
        (
            1,
            "trees",
            "Trees",
            "first",
            "07",
            "2020-08-09T11:59:59+00:00",
            "2020-08-08, end of day AoE",
            True,
            None,
            None,
        ),
        (
            2,
            "graphs",
            "Graphs",
            None,
            None,
            None,
            "no deadline",
            False,
            "https://example.org/graphs",
            None,
        ),
    ]


@pytest.mark.parametrize(
    ("starts", "opens", "expected"),
    [
        (None, None, None),
        ("2020-08-01", None, "2020-07-31T22:00:00+00:00"),
        ("2020-08-01 18:30", None, "2020-08-01T16:30:00+00:00"),
        ("2020-08-01", "2020-08-03 12:00 AoE", "2020-08-04T00:00:00+00:00"),
        (None, "2020-07-01", "2020-06-30T22:00:00+00:00"),
        ("2020-08-01", "2020-07-01", "2020-06-30T22:00:00+00:00"),
    ],
)
def test_an_exercise_opens_as_it_says_or_else_when_the_program_starts(
    opened: Opened, starts: str | None, opens: str | None, expected: str | None
) -> None:
    program = "id: evening\ntitle: Evening\nzone: Europe/Berlin\n"
    program += f"starts: {starts}\n" if starts else ""
    program += "exercises:\n  - id: a1\n    title: One\n"
    program += f"    opens: {opens}\n" if opens else ""
    table = rows(written.exercises_table(opened(program=program).program))
    assert [row[-1] for row in table] == [expected]


def test_members(opened: Opened) -> None:
    folder = opened(program=PROGRAM, members=MEMBERS)
    assert rows(written.members_table(folder)) == [
        ("ada", "ada-l", "Ada L.", "member", "one", None, None),
        ("bob", None, "bob", "member", "one", None, None),
        ("cem, the elder", "cem", "Cem, Sr.", "auditor", None, None, None),
        ("orla", "orla-o", "Orla", "organiser", None, None, None),
    ]
    assert folder.members[0].aliases == ("the countess", "A. L.")
    assert [member.line for member in folder.members] == [3, 4, 5, 6]
    assert may_mark(folder) == {"ada", "orla"}


def test_attendance_records(opened: Opened) -> None:
    sheet = (
        "# a remark\nmember,minutes,attendance\nada,90,\nsomebody new,,Absent\n\nada,5,present\n"
    )
    folder = opened(program=PROGRAM, members=MEMBERS, attendance=sheet)
    assert rows(written.attendance_records_table(folder)) == [
        ("first", "ada", None, None, 90, None, None, "attendance/first.csv:3"),
        ("first", "somebody new", None, "absent", None, None, None, "attendance/first.csv:4"),
        ("first", "ada", None, "present", 5, None, None, "attendance/first.csv:6"),
    ]


def test_marks(opened: Opened) -> None:
    decisions = (
        "- {kind: mark, member: ada, exercise: trees, mark: incomplete, "
        "at: 2020-08-10 10:00, by: orla, reason: No tests.}\n"
        "- {kind: mark, member: ada, exercise: trees, mark: complete, "
        f"evidence: https://example.org/1, {END}}}\n"
    )
    folder = opened(program=PROGRAM, members=MEMBERS, decisions=decisions)
    assert rows(written.decided_marks_table(folder)) == [
        (
            "ada",
            "trees",
            "incomplete",
            "orla",
            "2020-08-10T08:00:00+00:00",
            "No tests.",
            "decisions.yaml:1",
            "2020-08-10T08:00:00+00:00",
            None,
            None,
            None,
            None,
        ),
        (
            "ada",
            "trees",
            "complete",
            "orla",
            "2020-08-31T22:00:00+00:00",
            "So agreed.",
            "decisions.yaml:2",
            "2020-09-01T21:59:59+00:00",  # dated by a day only: it judges all work of that day
            None,
            None,
            "https://example.org/1",
            None,
        ),
    ]


@pytest.mark.parametrize(
    ("whose", "members", "told"),
    [
        ("member: bob, ", ["bob"], ""),
        ("group: one, ", ["ada", "bob"], "for group one, "),
        ("", ["ada", "bob", "cem, the elder", "orla"], "for everybody, "),
    ],
)
def test_extensions(opened: Opened, whose: str, members: list[str], told: str) -> None:
    decisions = f"- {{kind: extension, {whose}exercise: trees, due: 2020-09-03, {END}}}\n"
    folder = opened(program=PROGRAM, members=MEMBERS, decisions=decisions)
    assert rows(written.extensions_table(folder)) == [
        (
            member,
            "trees",
            "2020-09-04T11:59:59+00:00",
            "2020-08-31T22:00:00+00:00",
            f"So agreed. (orla, {told}decisions.yaml:1)",
        )
        for member in members
    ]


def test_excuses(opened: Opened) -> None:
    decisions = (
        f"- {{kind: excused, member: bob, exercise: trees, {END}}}\n"
        f"- {{kind: excused from session, member: bob, session: first, {END}}}\n"
    )
    folder = opened(program=PROGRAM, members=MEMBERS, decisions=decisions)
    assert rows(written.excuses_table(folder)) == [
        (
            "bob",
            "trees",
            "2020-08-31T22:00:00+00:00",
            "So agreed. (orla, decisions.yaml:1)",
        )
    ]
    assert rows(written.session_excuses_table(folder)) == [
        ("first", "bob", "2020-08-31T22:00:00+00:00", "So agreed. (orla, decisions.yaml:2)")
    ]


def test_requirements(opened: Opened) -> None:
    decisions = (
        f"- {{kind: waiver, member: bob, requirement: bar, {END}}}\n"
        f"- {{kind: project, group: one, members: [orla, ada], complete: yes, {END}}}\n"
        f"- {{kind: project, members: [bob], complete: true, presented: false, {END}}}\n"
        f"- {{kind: disqualification, member: ada, evidence: https://example.org/e, {END}}}\n"
    )
    folder = opened(program=PROGRAM, members=MEMBERS, decisions=decisions)
    at = "2020-08-31T22:00:00+00:00"
    assert rows(written.requirements_table(folder)) == [
        ("bob", "bar waived", at, "So agreed. (orla, decisions.yaml:1)"),
        ("ada", "project complete", at, "So agreed. (orla, decisions.yaml:2)"),
        ("bob", "project complete", at, "So agreed. (orla, decisions.yaml:2)"),
        ("orla", "project complete", at, "So agreed. (orla, decisions.yaml:2)"),
        ("bob", "project complete", at, "So agreed. (orla, decisions.yaml:3)"),
        ("bob", "project not presented", at, "So agreed. (orla, decisions.yaml:3)"),
        ("ada", "disqualified", at, "So agreed. (orla, decisions.yaml:4, https://example.org/e)"),
    ]


def test_a_group_with_nothing_but_a_title_has_empty_tables(opened: Opened) -> None:
    folder = opened()
    for table in (
        written.sessions_table(folder.program),
        written.talks_table(folder.program),
        written.exercises_table(folder.program),
        written.members_table(folder),
        written.attendance_records_table(folder),
        written.decided_marks_table(folder),
        written.extensions_table(folder),
        written.excuses_table(folder),
        written.session_excuses_table(folder),
        written.requirements_table(folder),
    ):
        assert rows(table) == []
