"""The overview at a glance: what is due next, and what came lately, also when all is over."""

import re
from datetime import date
from pathlib import Path

import pytest

from sgdash.home import Home, find_home
from sgdash.show.load import open_view
from sgdash.show.markup import dotted, table, tag
from sgdash.show.news import _far_enough, _news
from sgdash.show.offers import look_around
from sgdash.show.tiles import tiles
from sgdash.show.view import View


def view_of(home: Home, program: str, day: date) -> View:
    opened = open_view(home, look_around(home, program), day)
    assert isinstance(opened, View)
    return opened


def text_of(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


def due_next(tmp_path: Path, *titles: str) -> str:
    """The tile of the next deadline where all of these are due at one moment."""
    folder = tmp_path / "programs" / "club"
    folder.mkdir(parents=True)
    exercises = "".join(
        f"  - {{id: a{n}, title: {title}, due: 2024-03-01 18:00}}\n"
        for n, title in enumerate(titles)
    )
    later = "  - {id: z, title: Later, due: 2024-03-08}\n"
    program = f"id: club\ntitle: Club\nzone: Europe/Berlin\nexercises:\n{exercises}{later}"
    (folder / "program.yaml").write_text(program)
    home = Home(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")
    told = map(text_of, tiles(view_of(home, "club", date(2024, 2, 20))))
    return next(tile for tile in told if tile.startswith("Next deadline"))


MOMENT = "in 9 days, Fri 1 Mar 2024, 18:00 CET"


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (["Two sum"], f"Two sum {MOMENT}"),
        (["Two sum", "Trees"], f"2 exercises {MOMENT} : Two sum and Trees"),
        (["A", "B", "C", "D"], f"4 exercises {MOMENT} : A, B, C, and D"),
        (["A", "B", "C", "D", "E"], f"5 exercises {MOMENT} : A, B, C, and 2 more"),
    ],
)
def test_all_that_is_due_at_the_next_moment_is_told(
    tmp_path: Path, titles: list[str], told: str
) -> None:
    assert due_next(tmp_path, *titles) == f"Next deadline {told}"


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2020, 10, 30), "7"),
        (date(2020, 11, 20), "30"),
        (date(2021, 1, 20), "90"),
        (date(2024, 1, 1), "all"),
        (date(2020, 1, 1), "7"),  # nothing has come yet
    ],
)
def test_what_came_lately_reaches_back_to_where_anything_came(
    tmp_path: Path, day: date, days: str
) -> None:
    shipped = Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")
    view = view_of(shipped, "dair-d2l", day)
    assert _far_enough(view) == days
    told, shown = _news(view, days)
    assert len(shown) or day == date(2020, 1, 1)
    assert ("Nothing came in the last 7 days." in told) == (days != "7")


def test_a_dot_stands_between_parts_and_none_before_the_first() -> None:
    assert text_of(dotted(["a", tag("b", "<c>")])) == "a · &lt;c&gt;"
    assert dotted([]) == ""


def test_what_stands_below_a_row_is_as_wide_as_all_of_it() -> None:
    told = table(["A", "B"], [["1", "2"], ["3", "4"]], "Numbers", below=["x", "<y>"])
    assert re.findall(r'<tr class="sg-below"><td colspan="2">(.*?)</td></tr>', told) == [
        "x",
        "&lt;y&gt;",
    ]
    assert text_of(told) == "Numbers A B 1 2 x 3 4 &lt;y&gt;"
