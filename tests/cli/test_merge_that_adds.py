"""Work that only a merge brought, on the command line."""

import csv
import io
import os
import subprocess
from pathlib import Path

import pytest
from committing import commit

WORK = "a1/ada.py"


def git(folder: Path, *arguments: str) -> None:
    person = {f"GIT_{who}": "x" for who in ("AUTHOR_NAME", "COMMITTER_NAME", "COMMITTER_EMAIL")}
    subprocess.run(["git", "-C", folder, *arguments], check=True, env=os.environ | person)


def status_of_a1(run) -> tuple[str, str]:
    _, out, _ = run("status", "club", "--member", "ada", "--format", "csv", "--as-of", "2024-02-01")
    [row] = [row for row in csv.DictReader(io.StringIO(out)) if row["exercise"] == "a1"]
    return row["status"], row["reason"]


@pytest.fixture
def merging(tmp_path: Path) -> Path:
    """A work tree in the middle of a merge of two branches, neither of which has Ada's work."""
    folder = tmp_path / "repository"
    folder.mkdir()
    commit(folder, "2024-01-08T12:00:00+01:00", "start")
    git(folder, "checkout", "-q", "-b", "side")
    commit(folder, "2024-01-08T13:00:00+01:00", "side")
    git(folder, "checkout", "-q", "main")
    commit(folder, "2024-01-08T14:00:00+01:00", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    return folder


@pytest.mark.parametrize(
    ("when", "status", "reason"),
    [
        ("2024-01-10T16:51:00+01:00", "awaiting review", ""),
        ("2024-01-10T18:00:00+01:00", "awaiting review", ""),
        ("2024-01-10T18:00:01+01:00", "incomplete", "late: first handed in after the deadline"),
    ],
)
def test_it_is_handed_in_with_the_merge_and_not_with_its_next_edit(
    home, merging, run, when, status, reason
):
    (home / "programs" / "club" / "decisions.yaml").unlink()
    commit(merging, when, WORK, by="Ada")
    (merging / WORK).write_text("a little better")
    commit(merging, "2024-01-15T12:00:00+01:00", by="Ada")
    assert run("collect", "club", "--from", merging)[0] == 0
    assert status_of_a1(run) == (status, reason)


def test_what_a_merge_deletes_by_itself_stays_handed_in(home, merging, run):
    (home / "programs" / "club" / "decisions.yaml").unlink()
    git(merging, "merge", "--abort")
    commit(merging, "2024-01-09T12:00:00+01:00", WORK, by="Ada")
    git(merging, "branch", "-q", "-f", "side")
    commit(merging, "2024-01-09T13:00:00+01:00", "later")
    git(merging, "checkout", "-q", "side")
    commit(merging, "2024-01-09T14:00:00+01:00", "beside")
    git(merging, "merge", "-q", "--no-ff", "--no-commit", "main")
    git(merging, "rm", "-q", WORK)
    commit(merging, "2024-01-20T12:00:00+01:00", by="Orla")
    assert run("collect", "club", "--from", merging)[0] == 0
    assert status_of_a1(run) == ("awaiting review", "")
    _, out, _ = run("status", "club", "--member", "ada", "--as-of", "2024-02-01")
    told = "it counts as handed in all the same, 2024-01-20 12:00:00 CET"
    [line] = [line for line in out.splitlines() if "Taken out again: by Orla with commit" in line]
    assert line.endswith(told)
