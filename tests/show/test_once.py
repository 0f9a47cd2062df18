"""What is made once of a view, and may be made before anybody comes."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from sgdash.home import Home, find_home
from sgdash.show.ahead import ROOMS
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.once import make_ahead, once, once_of_data
from sgdash.show.view import View

HEAD = "id: club\ntitle: Club\nzone: Europe/Berlin\n"
EXERCISES = "exercises:\n  - {id: e1, title: One, due: 2024-02-02}\n"
SESSIONS = "sessions:\n  - {id: s1, title: One, starts: 2024-02-02 18:00}\n"
CERTIFICATE = "certificate:\n  bar: {share: 80%}\n"


@pytest.fixture(autouse=True)
def _every_page() -> None:
    for room in ROOMS:
        import_module(f"sgdash.show.{room}")


def view_of(home: Home, program: str) -> View:
    opened = open_view(home, look_around(home, program), date(2024, 2, 20))
    assert isinstance(opened, View)
    return opened


def test_it_is_made_once_for_each_view_and_argument(tmp_path: Path) -> None:
    asked: list[int] = []

    @once
    def twice(_view: View, number: int) -> int:
        asked.append(number)
        return 2 * number

    view = view_of(_club(tmp_path, HEAD), "club")
    assert [twice(view, 1), twice(view, 2), twice(view, 1)] == [2, 4, 2]
    assert asked == [1, 2]


def test_what_is_so_at_every_moment_is_made_once_for_all_of_them(tmp_path: Path) -> None:
    asked: list[date] = []

    @once_of_data
    def counted(view: View, number: int) -> int:
        asked.append(view.as_of.date())
        return number

    home = _club(tmp_path, HEAD)
    days = [date(2024, 2, 20), date(2024, 2, 21)]
    views = [open_view(home, look_around(home, "club"), day) for day in days]
    assert all(isinstance(view, View) and counted(view, 7) == 7 for view in views)
    assert asked == [date(2024, 2, 20)]


@pytest.mark.parametrize("roster", ["id,name\n", "id,name\nada,Ada\n"])
@pytest.mark.parametrize(
    "file",
    [
        HEAD,
        HEAD + SESSIONS,
        HEAD + EXERCISES,
        HEAD + EXERCISES + CERTIFICATE,
        HEAD + EXERCISES + SESSIONS + CERTIFICATE,
    ],
)
def test_there_is_an_answer_for_a_group_that_has_little_yet(
    tmp_path: Path, file: str, roster: str
) -> None:
    view = view_of(_club(tmp_path, file, roster), "club")
    assert len(list(make_ahead(view))) == len(view.made) + len(view.loaded.made) > 5


@pytest.mark.parametrize("program", list(find_home().folders()))
def test_there_is_an_answer_for_every_program_that_ships(program: str) -> None:
    shared = view_of(find_home(), program)
    loaded = replace(shared.loaded)  # nothing is made of it yet, nor of the view
    view = replace(shared, answers=replace(shared.answers, loaded=loaded))
    assert len(list(make_ahead(view))) == len(view.made) + len(loaded.made) > 5


def _club(place: Path, file: str, roster: str = "id,name\n") -> Home:
    folder = place / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(file)
    (folder / "members.csv").write_text(roster)
    return Home(place / "home", f"sqlite:///{place / 'store.sqlite'}")
