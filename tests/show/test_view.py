"""What a page asks of a view."""

from datetime import date
from pathlib import Path

import pytest

from sgdash.home import Home
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.view import View

CLUB = """\
id: club
title: Club
zone: Europe/Berlin
exercises:
  - {id: e1, title: One, due: 2024-02-02}
  - {id: e2, title: Two, due: 2024-02-09}
"""


@pytest.fixture
def view(tmp_path: Path) -> View:
    folder = tmp_path / "home" / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text(CLUB)
    (folder / "members.csv").write_text("id,name\nada,Ada\nbob,Bob\ncarol,Carol\n")
    home = Home(tmp_path / "home", f"sqlite:///{tmp_path}/store.sqlite")
    opened = open_view(home, look_around(home, "club"), date(2024, 2, 20))
    assert isinstance(opened, View)
    return opened


def test_rows_of_some_members_are_found_among_any_rows_of_the_status(view: View) -> None:
    two = view.members[view.members["member"].isin(["carol", "ada"])]
    found = view.of_members(view.status, two)
    assert found["member"].tolist() == ["ada", "ada", "carol", "carol"]
    second = view.status[view.status["exercise"] == "e2"].iloc[::-1]
    assert view.of_members(second, two)["member"].tolist() == ["carol", "ada"]


def test_rows_of_everybody_and_of_nobody(view: View) -> None:
    assert view.of_members(view.status, view.members) is view.status
    assert view.of_members(view.status, view.members.head(0)).empty


def test_the_members_who_have_a_row_stand_in_the_order_of_the_roster(view: View) -> None:
    rows = view.status[view.status["member"].isin(["carol", "ada"])].iloc[::-1]
    assert view.members_of(rows)["member"].tolist() == ["ada", "carol"]
    assert view.members_of(rows.head(0)).empty
