"""What the presenter's screen counts: members, not pieces of work, and no small groups."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sgdash import tables
from sgdash.frames import frame
from sgdash.home import Home
from sgdash.show import presenter
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.presenter import due_together, headline, named, numbers, owed
from sgdash.show.view import View

TOGETHER = [{"id": f"b{n}", "title": f"B {n}", "due": "2024-03-10"} for n in range(3)]
MEMBERS = ("ada", "bob", "cem", "dov", "eve", "gus", "flo")

Write = Callable[..., View]


@pytest.fixture
def club(tmp_path: Path) -> Write:
    """Writes a club of six who handed in some paths, and opens it; `excused` are of b0."""

    def write(
        exercises: list[dict[str, str]], paths: list[str], excused: tuple[str, ...] = ()
    ) -> View:
        folder = tmp_path / "programs" / "club"
        (folder / "sample").mkdir(parents=True)
        written = {
            "id": "club",
            "title": "Club",
            "zone": "Europe/Berlin",
            "exercises": exercises,
            "submissions": {"conventions": [{"path": "{exercise}/{member}.py"}]},
            "sample": {"note": "Invented.", "as_of": "2024-03-01"},
            "screen": {"names": True},
        }
        decisions = [
            {"kind": "excused", "member": member, "exercise": "b0", "at": "2024-02-01", "by": "flo",
             "reason": "Ill."}
            for member in excused
        ]  # fmt: skip
        (folder / "program.yaml").write_text(json.dumps(written))
        (folder / "decisions.yaml").write_text(json.dumps(decisions))
        rows = "".join(f"{member},{member.title()},member\n" for member in MEMBERS)
        (folder / "members.csv").write_text(
            "id,name,role\n" + rows.replace("flo,Flo,member", "flo,Flo,organiser")
        )
        for table, told in _sample(paths).items():
            frame(table, told).to_csv(folder / "sample" / f"{table.name}.csv", index=False)
        home = Home(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")
        opened = open_view(home, look_around(home, "club"), None)
        assert isinstance(opened, View)
        return opened

    return write


def _sample(paths: list[str]) -> dict[tables.Table, list[tuple[object, ...]]]:
    """Every path with a commit of its own, by somebody who is not known."""
    at, person = pd.Timestamp("2024-02-10", tz="UTC"), ("Somebody", "somebody@sample.example")
    names = [f"{n:040x}" for n in range(len(paths))]
    own = list(zip(paths, names, strict=True))
    return {
        tables.COMMITS: [(n, "", *person, at, *person, at, "Work", at) for n in names],
        tables.COMMIT_FILES: [(n, path, "A", n) for path, n in own],
        tables.FILES: [(path, n, "100644", n, at, n, at) for path, n in own],
    }


def screen(view: View) -> tuple[str, str]:
    """The numbers, and who is named."""
    due = due_together(view)
    owing = owed(view.asked_status, due)
    told = (numbers(view, due, owing), named(view, owing))
    texts = [" ".join(re.sub("<[^>]+>", " ", str(markup)).split()) for markup in told]
    return texts[0], texts[1]


def test_of_one_exercise_it_counts_the_members_who_handed_it_in(club: Write) -> None:
    view = club(TOGETHER[:1], ["b0/ada.py", "b0/cem.py"])
    counted, names = screen(view)
    assert counted.startswith("2 of 6 members have handed in 0 of 6 members have completed it")
    assert names == "Have handed in: Ada, Cem"


def test_of_several_due_together_it_counts_and_names_who_handed_in_all_of_them(club: Write) -> None:
    all_of_ada = [f"b{n}/ada.py" for n in range(3)]
    view = club(TOGETHER, [*all_of_ada, "b0/bob.py", "b0/cem.py", "b1/cem.py"])
    counted, names = screen(view)
    assert counted.startswith("1 of 6 members have handed in all 0 of 6 members have completed all")
    assert "3 exercises: B 0, B 1, B 2" in counted
    assert names == "Have handed in all of them: Ada"


def test_who_is_excused_from_one_of_them_owes_the_others(club: Write) -> None:
    view = club(TOGETHER, ["b1/ada.py", "b2/ada.py", "b1/bob.py"], excused=("ada", "bob"))
    assert screen(view)[1] == "Have handed in all of them: Ada"


def test_who_is_excused_from_the_only_one_is_not_counted(club: Write) -> None:
    view = club(TOGETHER[:1], ["b0/bob.py"], excused=("ada", "cem"))
    assert screen(view)[0].startswith("1 of 4 members have handed in")


@pytest.mark.parametrize(
    ("excused", "told"),
    [
        (("ada", "bob"), "Fewer than 5 members: what each has done is not shown here."),
        (("ada",), "1 of 5 members have handed in"),
    ],
)
def test_what_fewer_than_five_owe_is_not_counted(
    club: Write, monkeypatch: pytest.MonkeyPatch, excused: tuple[str, ...], told: str
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(presenter, "draw", lambda *parts: drawn.extend(parts))
    presenter.draw_exercises(club(TOGETHER[:1], ["b0/cem.py"], excused))
    assert " ".join(re.sub("<[^>]+>", " ", str(drawn[0])).split()).startswith(told)
    assert ("Cem" in "".join(map(str, drawn))) == told.startswith("1 of 5")


def test_the_headline_tells_a_deadline_in_the_zone_that_it_was_written_in(club: Write) -> None:
    assert headline(club(TOGETHER, []), None) == "Next deadline: Sun 10 Mar 2024, 23:59 AoE"
