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


def written(decisions, line: str) -> None:
    assert line.startswith(DECIDED)
    decisions.write_text(decisions.read_text() + line.removeprefix(DECIDED) + "\n")


def test_every_finding_has_a_line_and_the_line_settles_that_one(cleared, run):
    found = listed(run)
    assert set(found) == {
        ("taken out again", "bob"),
        ("taken out again", "eve"),
        ("no known attempt", "ada"),
    }
    line = found["taken out again", "bob"]
    assert line.startswith(f"{DECIDED}- {{kind: looked at, at: ")
    assert line.endswith('by: org, finding: taken out again, ref: "a1", member: bob, reason: …}')
    before = run("status", "club", "--format", "csv")[1]
    written(cleared, line)
    assert set(listed(run)) == set(found) - {("taken out again", "bob")}
    assert run("findings", "club")[1].endswith(
        "\n\n1 finding looked at: decisions.yaml says by whom and why.\n"
    )
    assert run("check", "club")[1] == "1 program checked, no problems.\n"
    assert run("status", "club", "--format", "csv")[1] == before
    for other in set(found) - {("taken out again", "bob")}:
        written(cleared, found[other])
    assert run("findings", "club")[1] == (
        "Nothing else was found.\n\n3 findings looked at: decisions.yaml says by whom and why.\n"
    )


def test_a_decision_without_a_member_is_about_all_who_have_it_there(cleared, run):
    line = listed(run)["taken out again", "bob"]
    written(cleared, line.replace(", member: bob", ""))
    assert set(listed(run)) == {("no known attempt", "ada")}


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


def test_the_line_of_a_finding_whose_place_is_hard_to_write_is_read_back(cleared, run):
    line = listed(run)["taken out again", "bob"]
    hard = line.replace('"a1"', r'"#7 a \"b\": {c}, d.py"')
    written(cleared, hard)
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
