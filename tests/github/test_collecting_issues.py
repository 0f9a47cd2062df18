"""Issues are collected where a program uses them, and only those."""

import pytest
from gathering import gather, values
from hub import Acting, Hub, new_repository

from sgdash import tables
from sgdash.program.identity import IssuesWanted, read_identity
from sgdash.store import open_store

TITLED = IssuesWanted(title="attendance")


@pytest.fixture
def store(sqlite_url):
    with open_store(sqlite_url) as opened:
        yield opened


def test_issues_come_with_their_comments_and_reactions(hub: Hub, club: Acting, store) -> None:
    issue = next(iter(club.repository.issues.values()))
    club.react(issue, "bob", "ROCKET")
    found = gather(hub, store, issues=TITLED)
    assert found.changed == 4
    about = ("number", "author", "title", "body", "state")
    assert values(store, tables.ISSUES, *about) == [
        (4, "eve", "Attendance", "React, please.", "open")
    ]
    assert (4, "bob", "here") in values(store, tables.COMMENTS, "number", "author", "body")
    rows = values(store, tables.REACTIONS, "number", "comment", "by", "content", "at")
    assert rows == [(4, None, "bob", "rocket", issue.reactions[0].at)]
    assert gather(hub, store, issues=TITLED).requests == 1


def test_a_reaction_is_noticed_though_it_is_no_update(hub: Hub, club: Acting, store) -> None:
    gather(hub, store, issues=TITLED)
    issue = club.repository.issues[4]
    club.react(issue, "ada", "THUMBS_UP")
    assert gather(hub, store, issues=TITLED).changed == 1
    assert values(store, tables.REACTIONS, "by", "content") == [("ada", "thumbs up")]
    issue.reactions.clear()
    assert gather(hub, store, issues=TITLED).changed == 1
    assert values(store, tables.REACTIONS, "by") == []


def test_what_a_program_does_not_use_is_not_collected(hub: Hub, club: Acting, store) -> None:
    gather(hub, store)
    assert values(store, tables.ISSUES, "number") == []
    gather(hub, store, issues=IssuesWanted(title="session"))
    gather(hub, store, issues=IssuesWanted(label="session"))
    assert values(store, tables.ISSUES, "number") == []
    club.label(club.repository.issues[4], "Session", "org")
    gather(hub, store, issues=IssuesWanted(label="session"))
    assert values(store, tables.ISSUES, "number") == [(4,)]
    club.unlabel(club.repository.issues[4], "Session", "org")
    gather(hub, store, issues=IssuesWanted(label="session"))
    assert values(store, tables.ISSUES, "number") == []
    assert values(store, tables.COMMENTS, "number") == [(2,)]


def test_long_conversations_are_read_to_their_end(serve, store) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    for n in range(130):
        acting.issue("eve", f"Attendance {n}")
    for n in range(130):
        acting.comment(acting.repository.issues[3], "ada", f"here {n}")
        acting.react(acting.repository.issues[3], f"member-{n}", "HEART")
    gather(serve(acting), store, issues=IssuesWanted())
    assert len(values(store, tables.ISSUES, "number")) == 130
    assert len(values(store, tables.COMMENTS, "id")) == 130
    assert len(values(store, tables.REACTIONS, "id")) == 130


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("", None),
        ("attendance: {issues: {label: session}}", IssuesWanted(label="session")),
        ("attendance: {issues: {title: 7, comment: true}}", IssuesWanted(title="7")),
        ("submissions: {links: [colab]}\nattendance: {issues: {label: x}}", IssuesWanted()),
        # a mistake in a rule does not stop a collection
        ("attendance: [odd]\nsubmissions: odd", None),
        ("attendance: {issues: odd}", None),
    ],
)
def test_the_program_file_says_which_issues_it_uses(tmp_path, written, wanted) -> None:
    folder = tmp_path / "club"
    folder.mkdir()
    (folder / "program.yaml").write_text(f"id: club\n{written}\n")
    assert read_identity(folder).issues == wanted
