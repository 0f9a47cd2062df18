"""`sgdash similar` on a real repository."""

import csv
import io
import subprocess

import pytest
from committing import commit

HEAD = "program,exercise,member,at,clock,first,blob,ref,url,group\n"


@pytest.fixture
def copied(home, repository, run):
    commit(repository, "2024-02-05T12:00:00+01:00", "a2/ada.py")
    (repository / "a2" / "bob.py").write_text("a2/ada.py")
    commit(repository, "2024-02-06T12:00:00+01:00")
    assert run("collect", "club", "--from", repository)[0] == 0
    return repository


def test_identical_contents_are_listed_oldest_first(copied, run):
    code, out, err = run("similar", "club", "--format", "csv")
    blob = subprocess.run(
        ["git", "-C", copied, "rev-parse", "HEAD:a2/ada.py"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert (code, err) == (0, "")
    assert out == (
        HEAD + f"club,a2,ada,2024-02-05T11:00:00Z,commit,ada,{blob},a2/ada.py,,\n"
        f"club,a2,bob,2024-02-06T11:00:00Z,commit,ada,{blob},a2/bob.py,,\n"
    )


def test_the_table_says_that_it_is_no_verdict(copied, run):
    _, out, _ = run("similar", "club")
    assert out.splitlines()[-1] == "This list decides nothing: it is for a person to look at."


def test_it_has_no_effect_on_any_verdict(copied, run):
    rows = list(csv.DictReader(io.StringIO(run("verdicts", "club", "--format", "csv")[1])))
    assert [row["verdict"] for row in rows[:2]] == ["eligible", "on course"]


def test_where_nothing_is_identical_it_says_so(home, repository, run):
    run("collect", "club", "--from", repository)
    assert run("similar", "club") == (0, "No two members handed in identical contents.\n", "")
    assert run("similar", "club", "--format", "csv") == (0, HEAD, "")


def test_blank_files_are_left_out_and_counted(copied, run):
    for member in ("ada", "bob"):
        (copied / "a1" / f"{member}.py").write_text("\n")
    commit(copied, "2024-02-07T12:00:00+01:00")
    assert run("collect", "club", "--from", copied)[0] == 0
    _, out, _ = run("similar", "club")
    assert out.splitlines()[-1] == "1 identical content is left out because it is blank."
