"""A home with one program and a real git repository of two members' work."""

from pathlib import Path

import pytest
from committing import commit

PROGRAM = """
id: club
title: Club
zone: Europe/Berlin
exercises:
  - {id: a1, title: First, due: 2024-01-10 18:00}
  - {id: a2, title: Second, due: 2024-02-10}
submissions:
  conventions:
    - path: "{exercise}/{member}.{ext}"
  ignore: ["**/README.md"]
marks:
  resubmission: 48 hours
certificate:
  bar: {share: 50%}
"""
ROSTER = """id,login,name,aliases,role
ada,ada-l,Ada Lovelace,,member
bob,bob99,Bob,,member
eve,,Eve,,auditor
org,,Org,,organiser
"""
DECISIONS = """
- {kind: mark, at: 2024-01-11, by: org, member: ada, exercise: a1, mark: complete, reason: good}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM)
    (folder / "members.csv").write_text(ROSTER)
    (folder / "decisions.yaml").write_text(DECISIONS)
    monkeypatch.delenv("SGDASH_STORE", raising=False)
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    commit(folder, "2024-01-09T12:00:00+01:00", "README.md", "a1/ada.py", "a1/README.md")
    commit(folder, "2024-01-10T18:00:01+01:00", "a1/bob99.py")
    commit(folder, "2024-02-01T12:00:00+01:00", "a2/stranger.py")
    return folder
