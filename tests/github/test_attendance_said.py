"""Attendance by comment and reaction, from GitHub to `sgdash attendance`."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from collecting import NOW
from hub import TOKEN, Hub, new_repository

PROGRAM = """
id: club
title: Club
repository: https://github.com/club/work
sessions:
  - {{id: s1, number: 1, title: Trees, starts: "{starts:%Y-%m-%d %H:%M}"}}
  - {{id: s2, number: 2, title: Graphs, starts: "{after:%Y-%m-%d %H:%M}"}}
attendance: {{issues: {{title: roll call, comment: here, reaction: rocket}}}}
"""
ROSTER = "id,name,login\nada,Ada,ada\nbob,Bob,bob\nkim,Kim,kim\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    starts = NOW - timedelta(days=8)
    (folder / "program.yaml").write_text(
        PROGRAM.format(starts=starts, after=starts + timedelta(days=7))
    )
    (folder / "members.csv").write_text(ROSTER)
    for name in ("SGDASH_STORE", "GITHUB_SERVER_URL", "GITHUB_APP_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    return folder


def test_who_said_so_on_the_issue_was_there(
    home: Path,
    serve: Callable[..., Hub],
    monkeypatch: pytest.MonkeyPatch,
    run: Callable[..., tuple[int, str, str]],
) -> None:
    acting = new_repository("club/work", {"README.md": "# Work\n"})
    roll = acting.issue("eve", "Roll call of session 1", "Say here, or react.")
    acting.comment(roll, "ada", "I am HERE")
    acting.comment(roll, "kim", "Sorry, not today")
    # a reaction to somebody's comment is no reaction to the issue
    acting.react(acting.comment(roll, "zed", "here"), "kim", "ROCKET")
    acting.react(roll, "bob", "ROCKET")
    other = acting.issue("eve", "Session 2: questions", "")
    acting.comment(other, "kim", "here is one")
    monkeypatch.setenv("GITHUB_API_URL", serve(acting).api)

    code, _, err = run("collect", "club", "--from", "github")
    assert (code, err) == (0, "")
    _, out, err = run("attendance", "club", "--format", "csv")
    assert err == ""
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["session"], row["member"], row["attendance"]) for row in rows] == [
        ("s1", "ada", "present"),
        ("s1", "bob", "present"),
        ("s1", "kim", "unresolved"),  # a stranger commented, who may be kim
        ("s2", "ada", "no record"),
        ("s2", "bob", "no record"),
        ("s2", "kim", "no record"),
    ]
    said, reacted = (row["source"].partition("/club/")[2] for row in rows[:2])
    assert said.startswith("work/issues/1#issuecomment-")
    assert reacted == "work/issues/1"
