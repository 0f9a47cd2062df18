"""Who was there: from sheets with names as people write them."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sgdash.frames import frame
from sgdash.match import match_program
from sgdash.match.attendance import attendance_table
from sgdash.match.names import member_names
from sgdash.program.folder import read_program
from sgdash.tables import COLLECTED

PROGRAM = """
id: club
title: Club
sessions:
  - {id: s1, title: One, presenters: [ada]}
  - {id: s2, title: Two, talks: [{by: bob, title: Trees}]}
  - {id: s3, title: Three}
attendance:
  present_from: 60 minutes
"""
ROSTER = (
    "id,login,name,aliases,role\n"
    "ada,ada-l,Ada Lovelace,,organiser\nbob,,Bob,Bobby,\nkim,,김하나,,\n"
)


def opened(folder: Path, sheets: dict[str, str], decisions: str = ""):
    home = folder / "club"
    (home / "attendance").mkdir(parents=True)
    (home / "program.yaml").write_text(PROGRAM)
    (home / "members.csv").write_text(ROSTER)
    (home / "decisions.yaml").write_text(decisions)
    for session, text in sheets.items():
        (home / "attendance" / f"{session}.csv").write_text(text)
    program, problems = read_program(home)
    assert program is not None
    return program, problems


def found(folder: Path, sheets: dict[str, str], decisions: str = ""):
    program, problems = opened(folder, sheets, decisions)
    assert problems == []
    table, unmatched = attendance_table(program, member_names(program))
    words = table.pivot_table(
        index="session", columns="member", values="attendance", aggfunc="first"
    )
    return words, table, unmatched


@pytest.mark.parametrize("name", ["kim", "김하나", "KIM", " kim "])
def test_a_member_is_found_by_any_name(tmp_path, name):
    words, _, unmatched = found(tmp_path, {"s3": f"member\n{name}\n"})
    assert words.loc["s3"].to_dict() == {"ada": "absent", "bob": "absent", "kim": "present"}
    assert len(unmatched) == 0


def test_a_session_without_a_record_is_nobodys_absence(tmp_path):
    words, _, _ = found(tmp_path, {"s3": "member\nkim\n"})
    assert set(words.loc["s1"]) == set(words.loc["s2"]) == {"no record"}


@pytest.mark.parametrize(
    ("minutes", "word"), [("60", "present"), ("59", "partly"), ("0", "partly")]
)
def test_minutes_decide_between_present_and_partly(tmp_path, minutes, word):
    words, _, _ = found(tmp_path, {"s3": f"member,minutes\nkim,{minutes}\n"})
    assert words.loc["s3", "kim"] == word


def test_the_minutes_of_several_lines_are_added_up(tmp_path):
    words, table, _ = found(
        tmp_path, {"s3": "member,attendance,minutes\nkim,,30\n김하나,,31\nbob,present,\n"}
    )
    row = table[(table["session"] == "s3") & (table["member"] == "kim")].iloc[0]
    assert (row["minutes"], row["attendance"], row["source"]) == (
        61,
        "present",
        "attendance/s3.csv:2",
    )
    bob = table[(table["session"] == "s3") & (table["member"] == "bob")].iloc[0]
    assert bob["minutes"] is pd.NA
    assert words.loc["s3", "bob"] == "present"


def test_a_word_in_the_sheet_holds(tmp_path):
    sheet = "member,attendance\nada,absent\nbob,excused\nkim,presented\n"
    words, _, _ = found(tmp_path, {"s3": sheet})
    assert words.loc["s3"].to_dict() == {"ada": "absent", "bob": "excused", "kim": "presented"}


def test_presenters_of_a_session_with_a_record_presented(tmp_path):
    words, _, _ = found(tmp_path, {"s1": "member\nkim\n", "s2": "member\nkim\n"})
    assert words.loc["s1"].to_dict() == {"ada": "presented", "bob": "absent", "kim": "present"}
    assert words.loc["s2", "bob"] == "presented"


def test_who_is_written_down_as_not_there_did_not_present(tmp_path):
    sheets = {"s1": "member,attendance\nada,absent\n", "s2": "member,attendance\nbob,excused\n"}
    program, problems = opened(tmp_path, sheets)
    assert problems == []
    matched = match_program(program, {table: frame(table) for table in COLLECTED}, None)
    words = matched.attendance.set_index(["session", "member"])["attendance"]
    assert words.loc["s1"].to_dict() == {"ada": "absent", "bob": "absent", "kim": "absent"}
    assert words.loc["s2", "bob"] == "excused"
    told = matched.findings[["kind", "ref", "member", "detail"]].to_numpy().tolist()
    correct = "correct one of them"
    named = "named as a presenter of session"
    assert told == [
        [
            "presenter not there",
            "attendance/s1.csv:2",
            "ada",
            f"{named} s1 in program.yaml, and written down as absent: {correct}",
        ],
        [
            "presenter not there",
            "attendance/s2.csv:2",
            "bob",
            f"{named} s2 in program.yaml, and written down as excused: {correct}",
        ],
    ]


def test_an_unknown_name_is_listed_and_who_it_may_be_is_not_absent(tmp_path):
    words, _, unmatched = found(tmp_path, {"s3": "member\nAda Lovelase\nsomebody\n"})
    assert words.loc["s3"].to_dict() == {
        "ada": "unresolved",
        "bob": "unresolved",  # somebody may be anybody
        "kim": "unresolved",
    }
    assert unmatched[["kind", "ref", "author", "guess"]].fillna("").values.tolist() == [
        ["attendance", "attendance/s3.csv:2", "Ada Lovelase", "ada"],
        ["attendance", "attendance/s3.csv:3", "somebody", ""],
    ]


def test_a_roster_with_one_id_twice_is_a_problem_and_no_crash(tmp_path):
    program, problems = opened(tmp_path, {"s3": "member\nkim\n"})
    (program.folder / "members.csv").write_text(ROSTER + "kim,,Kim Again,,\n")
    again, problems = read_program(program.folder)
    assert len(problems) == 1
    assert again is not None
    matched = match_program(again, {table: frame(table) for table in COLLECTED}, None)
    assert len(matched.attendance) == 9


def test_a_name_that_may_be_anybodys_lets_nobody_be_absent(tmp_path):
    def words(**attendance):
        folder = tmp_path / str(len(attendance))
        (folder / "attendance").mkdir(parents=True)
        program = {"id": folder.name, "title": "Club", "attendance": attendance}
        program["sessions"] = [{"id": "s1", "title": "One"}, {"id": "s2", "title": "Two"}]
        (folder / "program.yaml").write_text(json.dumps(program))
        (folder / "members.csv").write_text("id,name\nada,Ada Lovelace\nbob,Bob Stone\n")
        (folder / "attendance" / "s1.csv").write_text("member\nada\nKJ phone 7\n")
        (folder / "attendance" / "s2.csv").write_text("member\nada\n")
        opened, problems = read_program(folder)
        assert opened is not None
        assert problems == []
        table, unmatched = attendance_table(opened, member_names(opened))
        return dict(
            zip(table["session"] + " " + table["member"], table["attendance"], strict=True)
        ), list(unmatched["author"])

    told, unknown = words()
    assert told == {
        "s1 ada": "present",
        "s1 bob": "unresolved",
        "s2 ada": "present",
        "s2 bob": "absent",
    }
    assert unknown == ["KJ phone 7"]
    told, unknown = words(guests=["kj PHONE 7"])
    assert (told["s1 bob"], unknown) == ("absent", [])
