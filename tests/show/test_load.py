from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sgdash import tables
from sgdash.answers import Origin
from sgdash.home import Home
from sgdash.show.load import Broken, View, offered, open_view, version
from sgdash.store import open_store

NOW = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "home" / "programs" / "club"
    (folder / "attendance").mkdir(parents=True)
    (folder / "program.yaml").write_text("id: club\ntitle: Club\nzone: Europe/Berlin\n")
    return Home(tmp_path / "home", f"sqlite:///{tmp_path / 'store.sqlite'}")


def collect(home: Home, program: str, folder: Path) -> None:
    """Save a collection in which nothing was found."""
    with open_store(home.store) as store:
        rows: dict[tables.Table, list[tuple[object, ...]]] = {
            table: [] for table in (*tables.COLLECTED, tables.REFS)
        }
        told = {"source": "git", "repository": "/r", "started_at": NOW, "ended_at": NOW}
        counts = {"new_commits": 0, "files": 0, "pull_requests": 0}
        store.save_collection(program, str(folder), rows, told | counts)


def test_every_change_of_a_file_is_another_version(home: Home) -> None:
    folder = home.folders()["club"]
    seen = [version(home, "club", folder)]
    for path, text in [
        (folder / "members.csv", "id,login,name,aliases,role,group\n"),
        (folder / "attendance" / "s.csv", "member\n"),
        (folder / "attendance" / "s.csv", "member\nada\n"),
    ]:
        path.write_text(text)
        seen.append(version(home, "club", folder))
    (folder / "members.csv").unlink()
    seen.append(version(home, "club", folder))
    assert len(set(seen)) == len(seen)
    assert version(home, "club", folder) == seen[-1]


def test_a_collection_is_another_version_and_is_shown(home: Home) -> None:
    folder = home.folders()["club"]
    before = version(home, "club", folder)
    opened = open_view(home, "club", folder, None)
    assert isinstance(opened, View)
    assert opened.loaded.origin is Origin.NOTHING
    collect(home, "club", folder)
    assert version(home, "club", folder) != before
    opened = open_view(home, "club", folder, None)
    assert isinstance(opened, View)
    assert opened.loaded.origin is Origin.COLLECTED


def test_the_same_minute_is_shared_and_a_day_is_asked_about_at_its_end(home: Home) -> None:
    folder = home.folders()["club"]
    first = open_view(home, "club", folder, date(2024, 7, 1))
    assert isinstance(first, View)
    assert first.as_of == datetime(2024, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert open_view(home, "club", folder, date(2024, 7, 1)) is first
    present = open_view(home, "club", folder, None)
    assert isinstance(present, View)
    assert (present.as_of.second, present.as_of.microsecond) == (0, 0)


def test_a_broken_program_is_its_problems_without_where_it_lies(home: Home) -> None:
    folder = home.folders()["club"]
    (folder / "program.yaml").write_text("id: club\nzoen: UTC\n")
    opened = open_view(home, "club", folder, None)
    assert isinstance(opened, Broken)
    assert all(problem.startswith("program.yaml:") for problem in opened.problems)
    (folder / "program.yaml").write_text("id: club\ntitle: Mended\n")
    assert isinstance(open_view(home, "club", folder, None), View)


def test_what_was_collected_from_elsewhere_is_offered_while_it_is_there(
    home: Home, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "program.yaml").write_text("id: other\ntitle: Other\n")
    collect(home, "other", other)
    collect(home, "gone", tmp_path / "gone")
    collect(home, "club", other)
    assert offered(home) == {"club": home.programs / "club", "other": other}
