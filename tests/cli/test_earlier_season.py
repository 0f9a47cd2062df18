"""A repository that holds the work of an earlier season, on the command line."""

import csv
import io

import pytest
from committing import commit

from sgdash.frozen import edited_parts, read_frozen

TOLD = (
    "sgdash: club: 6 submissions count although their last change is from before 2023-12-13, four "
    "weeks before the first session or deadline. If they are of an earlier season, write into "
    "program.yaml: starts: 2023-12-13 (or the day on which this one began)\n"
)
SIX = ("ada", "bob", "eve")


@pytest.fixture
def collected(home, tmp_path, run):
    folder = tmp_path / "repository"
    folder.mkdir()
    for exercise in ("a1", "a2"):
        commit(folder, "2022-01-09T12:00:00+01:00", *(f"{exercise}/{who}.py" for who in SIX))
    commit(folder, "2022-01-10T12:00:00+01:00", "a1/stranger.py")
    commit(folder, "2024-01-09T12:00:00+01:00", "a1/org.py")
    roster = home / "programs" / "club" / "members.csv"
    roster.write_text(roster.read_text().replace("auditor", "member"))
    assert run("collect", "club", "--from", folder)[0] == 0
    return home


def starts(home, day: str) -> None:
    program = home / "programs" / "club" / "program.yaml"
    program.write_text(program.read_text() + f"starts: {day}\n")


def statuses(run) -> list[list[str]]:
    _, out, _ = run("status", "club", "--format", "csv", "--as-of", "2024-03-01")
    return [
        [row["member"], row["exercise"], row["status"], row["reason"]]
        for row in csv.DictReader(io.StringIO(out))
        if row["member"] in SIX
    ]


def test_it_counts_until_the_program_says_when_it_starts_and_every_answer_says_so(collected, run):
    assert statuses(run)[1] == ["ada", "a2", "awaiting review", ""]
    for command in ("status", "verdicts", "unmatched"):
        code, _, err = run(command, "club")
        assert (code, err) == (0, TOLD)
    assert run("check", "club") == (0, "1 program checked, no problems.\n", TOLD)
    _, out, _ = run("findings", "club", "--format", "csv")
    assert 'club,no start,program.yaml,,,"6 submissions count although' in out


def test_the_line_that_it_tells_leaves_that_work_out_and_silences_it(collected, run):
    starts(collected, "2023-12-13")
    late = "handed in only before it opened"
    # the mark of January is of this season
    assert statuses(run) == [
        ["ada", "a1", "complete", ""],
        ["ada", "a2", "missing", late],
        ["bob", "a1", "missing", late],
        ["bob", "a2", "missing", late],
        ["eve", "a1", "missing", late],
        ["eve", "a2", "missing", late],
    ]
    assert run("status", "club")[2] == ""
    assert run("check", "club")[2] == ""


def test_what_is_left_out_is_listed_when_asked_for_and_with_the_reason(collected, run):
    starts(collected, "2023-12-13")
    _, out, _ = run("unmatched", "club")
    told = "7 rows set aside by program.yaml: --ignored lists them."
    assert out == f"Everything was matched.\n{told}\n"
    _, out, _ = run("unmatched", "club", "--format", "csv", "--ignored")
    rows = [f"{row['ref']}: {row['reason']}" for row in csv.DictReader(io.StringIO(out))]
    opened = "from before 2023-12-13, when its exercise opened"
    assert rows == [
        *(f"{exercise}/{who}.py: {opened}" for exercise in ("a1", "a2") for who in SIX),
        f"a1/stranger.py: {opened}",
    ]


def test_of_work_that_was_cleared_for_this_season_the_start_is_named_first(
    collected, run, tmp_path
):
    folder = tmp_path / "repository"
    (folder / "a1" / "bob.py").unlink()
    commit(folder, "2023-12-20T12:00:00+01:00", by="Orla")
    assert run("collect", "club", "--from", folder)[0] == 0
    _, out, _ = run("findings", "club", "--format", "csv")
    (cleared,) = (
        row["detail"]
        for row in csv.DictReader(io.StringIO(out))
        if row["kind"] == "taken out again"
    )
    assert "although it is from before 2023-12-13" in cleared
    assert "write into program.yaml: starts: 2023-12-13 (or" in cleared
    starts(collected, "2023-12-13")
    assert "taken out again" not in run("findings", "club", "--format", "csv")[1]


def test_a_list_that_was_frozen_before_still_verifies_and_tells_what_the_start_moved(
    collected, run, tmp_path
):
    file = tmp_path / "frozen.json"
    assert run("freeze", "club", "--as-of", "2024-03-01", "--to", file)[0] == 0
    starts(collected, "2023-12-13")
    code, out, err = run("diff", "club", file, "--format", "csv")
    assert (code, err) == (0, "")
    assert edited_parts(read_frozen(file)) == []
    told = [tuple(row.values())[1:6] for row in csv.DictReader(io.StringIO(out))]
    assert ("bob", "a1", "status", "awaiting review", "missing") in told
    assert ("", "", "program file", "", "starts: 2023-12-13") in told, told


def test_whatif_tells_who_would_change(collected, run):
    code, out, _ = run("whatif", "club", "--set", "starts=2023-12-13", "--as-of", "2024-03-01")
    assert code == 0
    assert "handed in only before it opened" in out


def test_status_says_how_old_the_newest_change_is_and_only_below_a_table(collected, run):
    _, out, _ = run("status", "club")
    assert out.endswith("\n\nNewest change in the repository: 2024-01-09 12:00:00 CET\n")
    _, out, _ = run("status", "club", "--member", "ada")
    assert out.endswith("\n\nNewest change in the repository: 2024-01-09 12:00:00 CET\n")
    _, out, _ = run("status", "club", "--format", "csv")
    assert "Newest change" not in out
