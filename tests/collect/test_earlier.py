"""The last version of a program file that could be used, from the git history of its folder."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sgdash.collect.earlier import earlier_program

ROLES = ("AUTHOR", "COMMITTER")

GOOD = "id: club\ntitle: Club\n"


def write(folder: Path, text: str, day: int) -> str:
    """Commit a version of the program file: the commit."""
    (folder / "program.yaml").write_text(text)
    who = {f"GIT_{role}_{what}": "somebody" for role in ROLES for what in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": f"2026-03-{day:02}T12:00:00+00:00" for role in ROLES}
    for words in (["add", "."], ["commit", "-q", "-m", "work"]):
        subprocess.run(["git", "-C", folder, *words], check=True, env=os.environ | who | when)
    told = subprocess.run(
        ["git", "-C", folder, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    club = tmp_path / "club"
    club.mkdir()
    subprocess.run(["git", "-C", tmp_path, "init", "-q"], check=True)
    return club


def test_the_newest_version_that_can_be_used_is_taken(folder: Path) -> None:
    write(folder, GOOD + "zone: Asia/Seoul\n", 1)
    last = write(folder, GOOD + "zone: Europe/Berlin\n", 2)
    write(folder, GOOD + "zon: Europe/Berlin\n", 3)
    write(folder, "title: [\n", 4)
    found = earlier_program(folder)
    assert found is not None
    assert (found.at, found.commit) == (datetime(2026, 3, 2, 12, tzinfo=UTC), last)
    assert found.source.data == {"id": "club", "title": "Club", "zone": "Europe/Berlin"}


def test_a_mistake_that_is_not_committed_leaves_the_last_commit(folder: Path) -> None:
    commit = write(folder, GOOD, 1)
    (folder / "program.yaml").write_text("title: [\n")
    found = earlier_program(folder)
    assert found is not None
    assert found.commit == commit


def test_where_no_version_can_be_used_there_is_none(folder: Path, tmp_path: Path) -> None:
    write(folder, GOOD + "zon: UTC\n", 1)
    assert earlier_program(folder) is None
    outside = tmp_path / "club-2"
    outside.mkdir()
    (outside / "program.yaml").write_text(GOOD)
    assert earlier_program(outside) is None
