"""Findings on the command line: each has a line that settles it, and is then only counted."""

import csv
import io

import pytest
from committing import commit

DECIDED = "decisions.yaml: "


@pytest.fixture
def cleared(home, tmp_path, run):
    """Work that somebody else took out before its deadline."""
    folder = tmp_path / "repository"
    folder.mkdir()
    commit(folder, "2024-01-08T12:00:00+01:00", "a1/bob99.py", "a1/eve.py")
    (folder / "a1" / "bob99.py").unlink()
    (folder / "a1" / "eve.py").unlink()
    commit(folder, "2024-01-09T12:00:00+01:00", by="Orla")
    assert run("collect", "club", "--from", folder)[0] == 0
    return home / "programs" / "club" / "decisions.yaml"


def listed(run) -> dict[tuple[str, str], str]:
    _, out, _ = run("findings", "club", "--format", "csv")
    rows = csv.DictReader(io.StringIO(out))
    return {(row["kind"], row["member"] or row["ref"]): row["fix"] for row in rows}


def written(decisions, line: str, reason: str = "Seen", *, first: bool = False) -> None:
    assert line.startswith(DECIDED)
    entry = line.removeprefix(DECIDED).replace("…", reason) + "\n"
    there = decisions.read_text()
    decisions.write_text(entry + there if first else there + entry)


def test_every_finding_has_a_line_and_the_line_settles_that_one(cleared, run):
    found = listed(run)
    assert set(found) == {
        ("taken out again", "bob"),
        ("taken out again", "eve"),
        ("no known attempt", "ada"),
    }
    line = found["taken out again", "bob"]
    assert line.startswith(f"{DECIDED}- {{kind: looked at, at: ")
    assert ', by: org, finding: taken out again, ref: "a1", member: "bob", exercise: "a1", ' in line
    assert 'detail: "taken out again before its deadline, 2024-01-09 11:00:00 UTC, with' in line
    assert line.endswith(', reason: "…"}')
    before = run("status", "club", "--format", "csv")[1]
    written(cleared, line)
    assert set(listed(run)) == set(found) - {("taken out again", "bob")}
    assert run("findings", "club")[1].endswith(
        "\n\n1 finding was looked at: sgdash findings club --looked-at\n"
    )
    assert run("check", "club")[1] == "1 program checked, no problems.\n"
    assert run("status", "club", "--format", "csv")[1] == before
    for other in set(found) - {("taken out again", "bob")}:
        written(cleared, found[other])
    assert run("findings", "club")[1] == (
        "Nothing else was found.\n\n3 findings were looked at: sgdash findings club --looked-at\n"
    )


def test_what_was_looked_at_is_listed_with_who_did_and_why(cleared, run):
    assert run("findings", "club", "--looked-at")[1] == (
        "No finding of now is one that decisions.yaml says was looked at.\n"
    )
    line = listed(run)["taken out again", "bob"]
    day = line.partition(" at: ")[2][:10]
    written(cleared, line.replace(day, "2024-02-01"), "Redone, we think: {it} was asked for")
    _, out, _ = run("findings", "club", "--looked-at", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    said = (row["kind"], row["member"], row["exercise"], row["at"], row["by"], row["why"])
    assert said == (
        "taken out again",
        "bob",
        "a1",
        "2024-01-31T23:00:00Z",
        "org",
        "Redone, we think: {it} was asked for",
    )


def test_what_comes_later_at_the_same_place_is_listed_again(cleared, run, tmp_path):
    written(cleared, listed(run)["taken out again", "bob"])
    assert ("taken out again", "bob") not in listed(run)
    folder = tmp_path / "repository"
    commit(folder, "2024-01-09T13:00:00+01:00", "a1/bob99.py")
    (folder / "a1" / "bob99.py").unlink()
    commit(folder, "2024-01-09T14:00:00+01:00", by="Orla")
    assert run("collect", "club", "--from", folder)[0] == 0
    again = listed(run)["taken out again", "bob"]
    assert "2024-01-09 13:00:00 UTC" in again
    assert run("findings", "club", "--looked-at")[1] == (
        "No finding of now is one that decisions.yaml says was looked at.\n"
    )
    written(cleared, again)
    assert ("taken out again", "bob") not in listed(run)


def test_a_kind_that_no_finding_has_is_a_mistake(cleared, run):
    line = listed(run)["taken out again", "bob"]
    written(cleared, line.replace("finding: taken out again", "finding: taken out"))
    code, out, err = run("check", "club")
    assert code == 1
    assert '"taken out" is no kind of finding. Copy the line of the finding.' in out + err


def test_only_an_organiser_settles_a_finding_and_from_that_day_on(cleared, run):
    line = listed(run)["taken out again", "bob"]
    written(cleared, line.replace("by: org", "by: bob"))
    found = listed(run)
    assert ("taken out again", "bob") in found
    assert ("looked at without right", "bob") in found
    cleared.write_text("")
    day = line.partition(" at: ")[2][:10]
    written(cleared, line.replace(day, "2999-01-01"))
    assert ("taken out again", "bob") in listed(run)


def test_the_line_of_a_finding_whose_words_are_hard_to_write_settles_it(home, tmp_path, run):
    folder = tmp_path / "repository"
    folder.mkdir()
    commit(folder, "2024-01-08T12:00:00+01:00", "a1/bob99.py")
    (folder / "a1" / "bob99.py").unlink()
    commit(folder, "2024-01-09T12:00:00+01:00", by='#7 "b\\": {c}, Ünal\u202e\u2028 - 🙂')
    assert run("collect", "club", "--from", folder)[0] == 0
    decisions = home / "programs" / "club" / "decisions.yaml"
    line = listed(run)["taken out again", "bob"]
    assert r"#7 \"b\\\": {c}, Ünal\u202e\u2028 - 🙂" in line
    written(decisions, line)
    assert ("taken out again", "bob") not in listed(run)
    assert run("check", "club")[1] == "1 program checked, no problems.\n"


def test_a_line_without_a_reason_settles_nothing(cleared, run):
    written(cleared, listed(run)["taken out again", "bob"], "…")
    code, out, err = run("check", "club")
    assert code == 1
    assert "reason: why? Write the reason in place of …." in out + err
    assert ("taken out again", "bob") in listed(run)


def test_a_finding_about_a_decision_is_settled_also_when_its_line_has_moved(cleared, run):
    settled = listed(run)["no known attempt", "ada"]
    written(cleared, settled)
    written(cleared, listed(run)["taken out again", "bob"], first=True)
    assert set(listed(run)) == {("taken out again", "eve")}


def test_what_was_looked_at_about_an_exercise_that_is_gone_is_no_mistake(cleared, run, home):
    written(cleared, listed(run)["taken out again", "bob"])
    gone = cleared.read_text().replace('exercise: "a1", detail', 'exercise: "a0", detail')
    cleared.write_text(gone)
    assert run("check", "club")[1] == "1 program checked, no problems.\n"


def test_a_missing_start_is_settled_by_writing_it(home, tmp_path, run):
    folder = tmp_path / "repository"
    folder.mkdir()
    roster = home / "programs" / "club" / "members.csv"
    roster.write_text(roster.read_text() + "cem,,Cem,,member\ndan,,Dan,,member\n")
    works = [f"a2/{who}.py" for who in ("ada", "bob", "eve", "cem", "dan")]
    commit(folder, "2022-01-09T12:00:00+01:00", *works)
    assert run("collect", "club", "--from", folder)[0] == 0
    assert listed(run)["no start", "program.yaml"] == "program.yaml: starts: 2023-12-13"
