"""The presenter's screen draws itself again, and names members only where a group asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from serving import Dashboard, Open

from sgdash.show.presenter import REFRESH

MEMBERS = "id,name,role\n" + "".join(f"m{n},Member {n},member\n" for n in range(6))
PROGRAM = """\
id: club
title: Club
exercises: [{id: a1, title: First, number: 1}]
submissions: {conventions: [{path: "{exercise}/{member}.py"}]}
sample: {note: Invented., as_of: 2024-03-01}
sessions: [{id: s1, number: "1", title: TITLE, starts: "2024-03-02 10:00"}]
"""
WORKS = [(f"{n}" * 40, f"a1/m{n}.py", f"2024-02-0{n + 1}T10:00:00Z") for n in (1, 2)]
"""Commit and contents, path and moment of what two members handed in."""

SAMPLE = {
    "commits": (
        (
            "commit,parents,author_name,author_email,authored_at,committer_name,committer_email,"
            "committed_at,subject,first_seen_at"
        ),
        [f"{work},,M,m@example.org,{at},M,m@example.org,{at},Work,{at}" for work, _, at in WORKS],
    ),
    "commit_files": (
        "commit,path,change,blob",
        [f"{work},{path},A,{work}" for work, path, _ in WORKS],
    ),
    "files": (
        "path,blob,mode,first_commit,first_at,last_commit,last_at",
        [f"{path},{work},100644,{work},{at},{work},{at}" for work, path, at in WORKS],
    ),
}


@pytest.fixture
def club(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "programs" / "club"
    (folder / "sample").mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM.replace("TITLE", "Before"))
    (folder / "members.csv").write_text(MEMBERS)
    for table, (head, rows) in SAMPLE.items():
        (folder / "sample" / f"{table}.csv").write_text("\n".join([head, *rows, ""]))
    return folder


@pytest.fixture
def serving(browser: Browser, tmp_path: Path, club: Path) -> Iterator[Dashboard]:
    with Dashboard(tmp_path, tmp_path / "data") as running:
        yield running


def test_it_draws_itself_again(serving: Dashboard, visit: Open, club: Path) -> None:
    window = visit(1280, 720)
    window.page.clock.install()
    window.open(serving.address + "/presenter?program=club")
    expect(window.page.locator("h1")).to_have_text("Session 1: Before")
    (club / "program.yaml").write_text(PROGRAM.replace("TITLE", "Afterwards"))
    window.page.clock.fast_forward(REFRESH.total_seconds() * 1000)
    expect(window.page.locator("h1")).to_have_text("Session 1: Afterwards")
    window.assert_well()


def test_members_are_named_where_the_program_file_asks_for_it(
    serving: Dashboard, visit: Open, club: Path
) -> None:
    window = visit(1280, 720)
    window.open(serving.address + "/presenter?program=club")
    expect(window.page.locator(".sg-screen-numbers")).to_contain_text("2 of 6")
    expect(window.page.locator(".stMain")).not_to_contain_text("Member 1")
    asked = PROGRAM + "screen: {names: true}\n"
    (club / "program.yaml").write_text(asked.replace("TITLE", "Before"))
    window.open(serving.address + "/presenter?program=club")
    expect(window.page.locator(".stMain")).to_contain_text("Have handed in: Member 1, Member 2")
