"""Attendance by comment: whom GitHub says to have said so, and when."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sgdash import tables
from sgdash.frames import frame
from sgdash.match import match_program
from sgdash.program.folder import read_program

PROGRAM = """
id: club
title: Club
sessions:
  - {{id: s1, number: 1, title: Trees, starts: 2026-03-02 18:00, ends: 2026-03-02 19:30}}
  - {{id: s2, number: 2, title: Graphs, starts: 2026-03-09 18:00, ends: 2026-03-09 19:30}}
attendance: {{issues: {{{issues}}}}}
"""
ROSTER = "id,login,name\nada,ada-l,Ada\nbob,bob-l,Bob\n"
WEB = "https://github.example/club/notes"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def issue(number: int, title: str) -> tuple[object, ...]:
    made = at("03-01 09:00")
    url = f"{WEB}/issues/{number}"
    return (number, number, "ada-l", 1, title, "", "open", made, made, None, url, None)


def comment(number: int, who: str | None, body: str, when: str, *, account: int | None = None):
    made = at(when)
    key = int(made.timestamp())
    return (key, number, who, account, body, made, None, f"{WEB}/issues/{number}#{key}", None)


def reaction(number: int, who: str, content: str, *, comment: int | None = None):
    return (
        hash((number, who, content)) % 2**31,
        number,
        comment,
        who,
        None,
        content,
        at("03-02 18:05"),
    )


def found(folder: Path, issues: str, *, said=(), reacted=(), opened=None, labels=((7, "session"),)):
    home = folder / "club"
    home.mkdir()
    (home / "program.yaml").write_text(PROGRAM.format(issues=issues))
    (home / "members.csv").write_text(ROSTER)
    program, problems = read_program(home)
    assert problems == []
    assert program is not None
    collected = {table: frame(table) for table in tables.COLLECTED}
    collected[tables.ISSUES] = frame(tables.ISSUES, opened or [issue(7, "Session 1: Trees")])
    collected[tables.LABELS] = frame(tables.LABELS, labels)
    collected[tables.COMMENTS] = frame(tables.COMMENTS, said)
    collected[tables.REACTIONS] = frame(tables.REACTIONS, reacted)
    matched = match_program(program, collected, None)
    table = matched.attendance.set_index(["session", "member"])["attendance"]
    rows = matched.unmatched
    told = rows.loc[rows["kind"] == "attendance", ["ref", "author", "reason"]].fillna("")
    return {f"{s} {m}": word for (s, m), word in table.items()}, told.to_numpy().tolist()


ADA = comment(7, "ada-l", "here!", "03-02 18:02")


def test_a_comment_on_the_sessions_issue_is_presence(tmp_path: Path) -> None:
    words, told = found(tmp_path, "label: session", said=[ADA])
    assert words == {
        "s1 ada": "present",
        "s1 bob": "absent",
        "s2 ada": "no record",
        "s2 bob": "no record",
    }
    assert told == []


@pytest.mark.parametrize(
    ("issues", "labels", "word"),
    [
        ("label: Session", [(7, "session")], "present"),
        ("label: session", [(7, "bug")], "no record"),
        ("title: attendance", [], "present"),
        ("title: ATTENDANCE, label: session", [(7, "session")], "present"),
        ("title: attendance, label: session", [], "no record"),
        ("title: anything else", [(7, "session")], "no record"),
    ],
)
def test_the_program_file_says_which_issues_are_sessions(tmp_path, issues, labels, word) -> None:
    words, _ = found(
        tmp_path, issues, said=[ADA], labels=labels, opened=[issue(7, "Attendance of session 1")]
    )
    assert words["s1 ada"] == word


@pytest.mark.parametrize(
    ("title", "session"),
    [
        ("Who is there? 2026-03-09", "s2"),
        ("Semana 2", "s2"),
        ("[S2] roll call", "s2"),
        ("Roll call: Graphs (after Session 12)", "s2"),
    ],
)
def test_the_title_names_the_session(tmp_path, title, session) -> None:
    words, told = found(tmp_path, "label: session", said=[ADA], opened=[issue(7, title)])
    assert words[f"{session} ada"] == "present"
    assert told == []


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Roll call", "its title names no session, such as Session 7 or 2026-03-02"),
        ("Session 1 or session 2?", "its title may mean several sessions: s1, s2"),
    ],
)
def test_an_issue_of_no_one_session_is_listed(tmp_path, title, reason) -> None:
    words, told = found(tmp_path, "label: session", said=[ADA], opened=[issue(7, title)])
    assert set(words.values()) == {"no record"}
    assert told == [["#7", "ada-l", reason]]


def test_a_comment_may_have_to_say_a_word(tmp_path: Path) -> None:
    bob = comment(7, "bob-l", "Sorry, cannot come", "03-02 18:03")
    ada = comment(7, "ada-l", "PRESENTÉ, and late", "03-02 18:02")
    words, _ = found(tmp_path, "label: session, comment: presente", said=[ada, bob])
    assert (words["s1 ada"], words["s1 bob"]) == ("present", "absent")


def test_a_reaction_may_be_presence_and_comments_then_are_none(tmp_path: Path) -> None:
    reacted = [
        reaction(7, "bob-l", "thumbs up"),
        reaction(7, "ada-l", "heart"),
        reaction(7, "ada-l", "thumbs up", comment=5),
    ]
    words, _ = found(tmp_path, "label: session, reaction: thumbs up", said=[ADA], reacted=reacted)
    assert (words["s1 ada"], words["s1 bob"]) == ("absent", "present")


def test_both_count_if_so_asked(tmp_path: Path) -> None:
    reacted = [reaction(7, "bob-l", "thumbs up")]
    issues = "label: session, comment: true, reaction: thumbs up"
    words, _ = found(tmp_path, issues, said=[ADA], reacted=reacted)
    assert (words["s1 ada"], words["s1 bob"]) == ("present", "present")


@pytest.mark.parametrize(
    ("when", "word"),
    [
        ("03-02 17:29:59", "absent"),
        ("03-02 17:30:00", "present"),
        ("03-03 19:30:00", "present"),
        ("03-03 19:30:01", "absent"),
    ],
)
def test_only_what_is_said_in_time_counts(tmp_path, when, word) -> None:
    said = [comment(7, "bob-l", "here", "03-02 18:00"), comment(7, "ada-l", "here", when)]
    issues = "label: session, opens: 30 minutes, closes: 1 day"
    words, told = found(tmp_path, issues, said=said)
    assert words["s1 ada"] == word
    assert [author for _, author, _ in told] == (["ada"] if word == "absent" else [])


def test_strangers_are_listed_and_programs_are_nobody(tmp_path: Path) -> None:
    said = [
        comment(7, "zed", "here", "03-02 18:01"),
        comment(7, None, "here", "03-02 18:02"),
        comment(7, "reminder[bot]", "Who is there?", "03-02 18:03"),
        comment(8, "ada-l", "no session's issue", "03-02 18:04"),
    ]
    words, told = found(tmp_path, "label: session", said=said)
    assert set(words.values()) == {"unresolved", "no record"}  # zed may be anybody
    assert [(author, reason) for _, author, reason in told] == [
        ("zed", 'no member is called "zed"'),
        ("an account that is gone", 'no member is called "an account that is gone"'),
    ]
    assert told[0][0].startswith(f"{WEB}/issues/7#")


def test_an_account_stays_a_members_when_its_login_changes(tmp_path: Path) -> None:
    before = comment(7, "ada-l", "here", "03-02 18:01", account=41)
    after = comment(9, "countess", "here", "03-09 18:01", account=41)
    taken = comment(9, "ada-l", "here", "03-09 18:02", account=99)
    words, told = found(
        tmp_path,
        "label: session",
        said=[before, after, taken],
        labels=[(7, "session"), (9, "session")],
        opened=[
            (*issue(7, "Session 1")[:3], 41, *issue(7, "Session 1")[4:]),
            (*issue(9, "Session 2")[:2], "bob-l", 2, *issue(9, "Session 2")[4:]),
        ],
    )
    assert (words["s1 ada"], words["s2 ada"]) == ("present", "present")
    assert [author for _, author, _ in told] == ["another account called ada-l"]
