"""How old the data is: when it was collected, and how old the newest thing in it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sgdash.home import Home, find_home
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.origin import origin_line
from sgdash.show.view import View

CHECKED = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def view(tmp_path: Path) -> View:
    home = Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")
    opened = open_view(home, look_around(home, "dair-d2l"), None)
    assert isinstance(opened, View)
    return opened


def line(view: View, newest: datetime | None, as_of: datetime = CHECKED) -> str:
    collection = {
        "ended_at": CHECKED, "checked_at": CHECKED, "web": None, "repository": "/srv/club",
    }  # fmt: skip
    loaded = replace(view.loaded, collection=collection, newest=newest)
    decided = replace(view.answers.decided, as_of=as_of)
    told = replace(view, answers=replace(view.answers, loaded=loaded, decided=decided))
    return origin_line(told, CHECKED + timedelta(minutes=2))


def test_a_clone_that_is_months_old_says_so_although_it_was_collected_just_now(view: View) -> None:
    told = line(view, datetime(2026, 5, 3, 10, tzinfo=UTC))
    assert "Collected 2 minutes ago" in told
    assert "newest change in the repository: <strong>Sun 3 May 2026</strong>" in told


def test_of_a_folder_it_claims_no_repository_and_tells_no_path(view: View) -> None:
    assert view.program.repository
    told = line(view, None)
    assert "from <span>a folder on this machine</span>" in told
    assert view.program.repository not in told
    assert "club" not in told


def test_a_past_day_is_not_told_what_changed_after_it(view: View) -> None:
    newest = datetime(2026, 5, 3, 10, tzinfo=UTC)
    assert "newest change" not in line(view, newest, newest - timedelta(seconds=1))
    assert "newest change" in line(view, newest, newest)


def test_it_is_not_told_of_a_change_of_the_last_day(view: View) -> None:
    assert "newest change" not in line(view, CHECKED - timedelta(days=1))
    assert "newest change" in line(view, CHECKED - timedelta(days=1, seconds=1))


def test_of_an_empty_repository_or_a_sample_there_is_nothing_to_tell(view: View) -> None:
    assert "newest change" not in line(view, None)
    assert "newest change" not in origin_line(view, CHECKED)
