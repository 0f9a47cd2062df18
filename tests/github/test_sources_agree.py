"""The same repository by git, by GitHub, and by both: the same submissions and attempts."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hub import TOKEN, Acting, new_repository, seeded, write_repository

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


def group() -> Acting:
    """Every way in which work reaches a repository."""
    acting = new_repository("club/work", {"README.md": "# Work\n", "e0/template.py": "\n"})
    acting.push({"e0/ada.py": "print(0)\n"}, by="ada", message="straight\nto the branch\n\nbody")
    acting.push({"e0/ada.py": "print(1)\n", 'e0/"odd" \u00fc.py': "odd\n"}, by="ada")
    first = acting.open("ada", {"e1/ada.py": "print(1)\n"})
    acting.add(first, {"e1/ada.py": "print(2)\n", "e1/came.py": "and\n"})
    acting.add(first, {"e1/came.py": None})
    acting.merge(first, "org")
    second = acting.open("bob", {"e1/bob.py": "print(3)\n"})
    acting.force_push(second, {"e1/bob.py": "print(4)\n"})
    acting.open("bob", {"e2/notes.txt": "words\n"}, title="e2 of bob")
    fourth = acting.open("eve", {"e2/eve.py": "print(5)\n"})
    acting.close(fourth, "org")
    moved = acting.open("org", {"e1/ada.py": None, "e3/ada.py": "print(2)\n"}, title="Tidy")
    acting.merge(moved, "org")
    acting.push({"e0/template.py": None}, by="org", message="away with it")
    for n in range(40):  # longer than a page of its history
        acting.push({"e4/bob.py": f"print({n})\n"}, by="bob")
    return acting


@pytest.fixture
def matching(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Callable[..., object]
) -> Matching:
    """Collects a group's repository anew from the sources named, and matches it."""

    def matched(acting: Acting, *sources: str, people: list[str]) -> Matched:
        folder = tmp_path / "-".join(["home", *sources])
        program = folder / "programs" / "club"
        program.mkdir(parents=True, exist_ok=True)
        exercises = ", ".join(f"{{id: e{n}, title: Exercise {n}}}" for n in range(12))
        (program / "program.yaml").write_text(PROGRAM.format(exercises=exercises))
        roster = ["id,name,login", *(f"{name},{name} N.,{name}" for name in people)]
        (program / "members.csv").write_text("\n".join(roster))
        clone = tmp_path / "clone.git"
        if not clone.exists():
            write_repository(clone, acting.repository.refs(), acting.repository.branch)
        hub = serve(acting)
        monkeypatch.setenv("SGDASH_DATA", str(folder))
        monkeypatch.setenv("SGDASH_STORE", "")
        monkeypatch.setenv("GITHUB_API_URL", hub.api)  # type: ignore[attr-defined]
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


@pytest.mark.parametrize("sources", [("github",), ("git", "github")])
def test_every_way_of_handing_in_is_the_same_to_both(matching: Matching, sources) -> None:
    acting, people = group(), ["ada", "bob", "eve"]
    git = matching(acting, "git", people=people)
    other = matching(acting, *sources, people=people)
    about = ["member", "exercise", "attempts"]
    expected = [
        ("ada", "e0", "2"),
        ("ada", "e1", "2"),
        ("ada", "e3", "1"),
        ("bob", "e1", "1"),
        ("bob", "e4", "40"),
        ("eve", "e2", "1"),
    ]
    assert rows(git.submissions, about) == expected
    # git knows the title of a pull request only once it is merged
    assert rows(other.submissions, about) == sorted([*expected, ("bob", "e2", "1")])
    titled = other.attempts["ref"].eq("#3")
    assert rows(other.attempts[~titled], SAME) == rows(git.attempts, SAME)
    told = ["kind", "ref"]
    untitled = other.unmatched[~other.unmatched["ref"].str.startswith("#3")]
    also = git.unmatched[~git.unmatched["ref"].str.startswith("#3")]
    assert rows(untitled, told) == rows(also, told)


def test_a_whole_group_is_the_same_to_all(matching: Matching) -> None:
    acting = seeded(40, seed=11)
    people = [person.login for person in acting.repository.people.values()]
    git = matching(acting, "git", people=people)
    assert len(git.attempts) == 37
    for sources in (("github",), ("git", "github")):
        other = matching(acting, *sources, people=people)
        assert rows(other.attempts, SAME) == rows(git.attempts, SAME)
