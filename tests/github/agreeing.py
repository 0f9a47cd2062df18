"""Collecting a repository from the sources named, and what comes of it."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from collecting import Serve
from hub import TOKEN, Acting, write_repository

from sgdash.answers import load, open_program
from sgdash.cli.main import main
from sgdash.home import find_home
from sgdash.match import Matched

PROGRAM = """
id: club
title: Club
repository: https://github.com/club/work
exercises: [{exercises}]
submissions:
  conventions:
    - path: "{{exercise}}/{{member}}-{{any}}.py"
    - path: "{{exercise}}/{{member}}.py"
    - title: "{{exercise}} of {{member}}"
"""

# which clock dates an attempt is where the sources must differ: only GitHub has one of its own
SAME = ["member", "exercise", "ref", "commit", "blob", "pull_request"]

Matching = Callable[..., Matched]


def make_matching(base: Path, monkeypatch: pytest.MonkeyPatch, serve: Serve) -> Matching:
    """Collects a group's repository anew from the sources named, and matches it."""

    def matched(
        acting: Acting, *sources: str, people: list[str], clone: Path | None = None
    ) -> Matched:
        folder = base / "-".join(["home", *sources])
        program = folder / "programs" / "club"
        program.mkdir(parents=True, exist_ok=True)
        exercises = ", ".join(f"{{id: e{n}, title: Exercise {n}}}" for n in range(12))
        (program / "program.yaml").write_text(PROGRAM.format(exercises=exercises))
        roster = ["id,name,login", *(f"{name},{name} N.,{name}" for name in people)]
        (program / "members.csv").write_text("\n".join(roster))
        clone = clone or base / "clone.git"
        if not clone.exists():
            write_repository(clone, acting.repository.refs(), acting.repository.branch)
        hub = serve(acting)
        monkeypatch.setenv("SGDASH_DATA", str(folder))
        monkeypatch.setenv("SGDASH_STORE", "")
        monkeypatch.setenv("GITHUB_API_URL", hub.api)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        named = [str(clone) if source == "git" else source for source in sources]
        with pytest.raises(SystemExit) as ended:
            main(["collect", "club", *(word for name in named for word in ("--from", name))])
        assert not ended.value.code
        home = find_home()
        return load(home, open_program(home, "club")).matched

    return matched


def rows(df: pd.DataFrame, columns: list[str]) -> list[tuple[str, ...]]:
    return sorted(map(tuple, df[columns].astype(str).to_numpy().tolist()))
