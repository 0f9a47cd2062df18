import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sgdash import tables
from sgdash.answers import Origin
from sgdash.home import Home
from sgdash.program.yaml_source import Source
from sgdash.show import holding
from sgdash.show.load import Broken, open_view, today, told_problem
from sgdash.show.offers import NEVER, look_around, title
from sgdash.show.stamps import stamps
from sgdash.show.view import View
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
        rows: dict[tables.Table, list[tuple[object, ...]]] = {tables.FILES: [], tables.REFS: []}
        told = {"source": "git", "repository": "/r", "started_at": NOW, "ended_at": NOW}
        counts = {"new_commits": 0, "files": 0, "pull_requests": 0}
        store.save_collection(program, str(folder), rows, told | counts)


def opened(home: Home, day: date | None = None) -> View | Broken | None:
    return open_view(home, look_around(home, "club"), day)


def commit(folder: Path) -> None:
    """Commit all that is in a folder, which becomes a repository."""
    who = ["-c", "user.name=Org", "-c", "user.email=org@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Work"]):
        subprocess.run(["git", "-C", folder, *command], check=True)


def test_every_change_of_a_file_is_another_version(home: Home) -> None:
    folder = home.folders()["club"]
    seen = [stamps(folder)]
    for path, text in [
        (folder / "members.csv", "id,login,name,aliases,role,group\n"),
        (folder / "decisions.yaml", "[]\n"),
        (folder / "attendance" / "s.csv", "member\n"),
        (folder / "attendance" / "s.csv", "member\nada\n"),
    ]:
        path.write_text(text)
        seen.append(stamps(folder))
    (folder / "members.csv").unlink()
    seen.append(stamps(folder))
    assert len(set(seen)) == len(seen)
    assert stamps(folder) == seen[-1]


def test_only_a_programs_own_files_are_looked_at(home: Home) -> None:
    folder = home.folders()["club"]
    before = stamps(folder)
    for path in ("weeks/1/big.ipynb", "attendance/notes.txt", "sample/README.md"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("something")
    assert stamps(folder) == before


def test_a_collection_is_another_version_and_is_shown(home: Home) -> None:
    folder = home.folders()["club"]
    assert look_around(home, "club").collected == NEVER
    view = opened(home)
    assert isinstance(view, View)
    assert view.loaded.origin is Origin.NOTHING
    collect(home, "club", folder)
    first = look_around(home, "club").collected
    view = opened(home)
    assert isinstance(view, View)
    assert view.loaded.origin is Origin.COLLECTED
    with open_store(home.store) as store:
        store.save_check("club", NOW + timedelta(hours=1))
    assert look_around(home, "club").collected not in {NEVER, first}


def test_the_same_minute_is_shared_and_a_day_is_asked_about_at_its_end(home: Home) -> None:
    first = opened(home, date(2024, 7, 1))
    assert isinstance(first, View)
    assert first.as_of == datetime(2024, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert opened(home, date(2024, 7, 1)) is first
    present = opened(home)
    assert isinstance(present, View)
    assert (present.as_of.second, present.as_of.microsecond) == (0, 0)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_today_is_the_programs_and_is_not_over(home: Home, zone: str) -> None:
    file = home.folders()["club"] / "program.yaml"
    file.write_text(f"id: club\ntitle: Club\nzone: {zone}\n")
    for day in (today(zone), today(zone) + timedelta(days=1)):
        view = opened(home, day)
        assert isinstance(view, View)
        assert timedelta(0) <= datetime.now(UTC) - view.as_of < timedelta(minutes=2)
    yesterday = opened(home, today(zone) - timedelta(days=1))
    assert isinstance(yesterday, View)
    assert yesterday.as_of < datetime.now(UTC)


def test_a_broken_program_is_its_problems_without_where_it_lies(home: Home) -> None:
    file = home.folders()["club"] / "program.yaml"
    file.write_text("id: club\nzoen: UTC\n")
    broken = opened(home)
    assert isinstance(broken, Broken)
    assert all(problem.startswith("program.yaml:") for problem in broken.problems)
    file.write_text("id: club\ntitle: Mended\n")
    assert isinstance(opened(home), View)


def test_a_mistake_leaves_the_program_file_that_was_usable_before(home: Home) -> None:
    file = home.folders()["club"] / "program.yaml"
    file.write_text("id: club\ntitle: Club\nexercises:\n- {id: e1, title: One, due: 2026-03-08}\n")
    first = opened(home)
    assert isinstance(first, View)
    assert first.earlier is None
    written = datetime.fromtimestamp(file.stat().st_mtime_ns // 10**9, UTC)
    file.write_text("id: club\ntitle: Club\nexercises:\n- {id: e1, title: One, dew: 2026-03-08}\n")
    view = opened(home)
    assert isinstance(view, View)
    assert view.earlier is not None
    assert (view.earlier.at, view.earlier.commit) == (written, None)
    # the deadline that the typing error would have lost
    assert view.exercises["due"].tolist() == ["2026-03-08, end of day AoE"]
    assert [str(problem.message) for problem in view.loaded.problems] == [
        "dew: is not a key here. Did you mean `due`?"
    ]
    file.write_text("id: club\ntitle: Club\n")
    mended = opened(home)
    assert isinstance(mended, View)
    assert mended.earlier is None
    assert mended.exercises.empty


def told(view: View) -> list[str]:
    folder = view.loaded.folder.folder
    return [str(told_problem(problem, folder)) for problem in view.loaded.problems]


def test_what_only_the_file_of_today_knows_is_told_while_an_earlier_one_holds(home: Home) -> None:
    folder = home.folders()["club"]
    e1, e3 = "{id: e1, title: One}", "{id: e3, title: Three}"
    (folder / "members.csv").write_text("id,role\nada,member\norg,organiser\n")
    (folder / "program.yaml").write_text(f"id: club\ntitle: Club\nexercises: [{e1}]\n")
    assert isinstance(opened(home), View)
    mark = "{kind: mark, mark: complete, member: ada, by: org, at: 2024-02-01, reason: R, %s}"
    (folder / "decisions.yaml").write_text(
        "".join(f"- {mark % f'exercise: {e}'}\n" for e in ("e1", "e3", "e9"))
    )
    (folder / "program.yaml").write_text(
        f"id: club\ntitle: Club\nexercises: [{e1}, {e3}]\nzoen: UTC\n"
    )
    view = opened(home)
    assert isinstance(view, View)
    until = "decisions.yaml:2: until program.yaml is mended, by its earlier version"
    assert told(view) == [
        f'{until}: exercise: "e3" is not in program.yaml. Add it there or correct it.',
        'decisions.yaml:3: exercise: "e9" is not in program.yaml. Add it there or correct it.',
        "program.yaml:4: zoen: is not a key here. Did you mean `zone`?",
    ]
    (folder / "program.yaml").write_text("title: [\n")
    view = opened(home)
    assert isinstance(view, View)
    assert [line.partition(" ")[0] for line in told(view)] == [
        "decisions.yaml:2:",
        "decisions.yaml:3:",
        "program.yaml:2:",
    ]


def test_a_program_is_offered_by_its_title_as_it_is_now(home: Home, tmp_path: Path) -> None:
    folder = home.folders()["club"]
    assert title(folder) == "Club"
    (folder / "program.yaml").write_text("id: club\ntitle: A longer name\u202e\n")
    assert title(folder) == r"A longer name\u202e"
    for text in ("title: [", "- 3", "id: club"):
        (folder / "program.yaml").write_text(text)
        assert title(folder) == ""
    assert title(tmp_path / "gone") == ""


def test_what_was_collected_from_elsewhere_is_offered_while_it_is_there(
    home: Home, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "program.yaml").write_text("id: other\ntitle: Other\n")
    collect(home, "other", other)
    collect(home, "gone", tmp_path / "gone")
    collect(home, "club", other)
    offer = look_around(home, "other")
    assert offer.programs == {"club": home.programs / "club", "other": other}
    assert (offer.program, offer.folder) == ("other", other)
    assert look_around(home, None).program == "club"
    assert look_around(home, "gone").program is None
    assert open_view(home, look_around(home, "gone"), None) is None


def test_views_of_one_program_file_share_the_changes_of_its_deadlines(home: Home) -> None:
    file = home.folders()["club"] / "program.yaml"
    written = "id: club\ntitle: Club\nexercises: [{{id: a1, title: One, due: {}}}]\n"
    file.write_text(written.format("2024-01-10"))
    commit(file.parent)
    first, second = (opened(home, date(2024, 3, day)) for day in (1, 2))
    assert isinstance(first, View)
    assert isinstance(second, View)
    assert first is not second
    assert first.deadline_changes == ()
    assert first.deadline_changes is second.deadline_changes
    file.write_text(written.format("2024-01-12"))
    third = opened(home, date(2024, 3, 1))
    assert isinstance(third, View)
    assert [(change.old, change.new) for change in third.deadline_changes] == [
        ("2024-01-10", "2024-01-12")
    ]


@pytest.mark.parametrize("seen_before", [True, False])
@pytest.mark.parametrize("committed", [True, False])
def test_a_program_file_that_does_not_hold_has_changed_no_deadline(
    home: Home, *, seen_before: bool, committed: bool
) -> None:
    file = home.folders()["club"] / "program.yaml"
    written = "id: club\ntitle: Club\nexercises: [{{id: e1, title: One, due: {}}}]\n"
    for due in ("2024-01-26", "2024-02-02"):
        file.write_text(written.format(due))
        commit(file.parent)
    if seen_before:
        assert isinstance(opened(home), View)
    file.write_text(written.format("2024-03-02") + "zoen: UTC\n")
    if committed:
        commit(file.parent)
    view = opened(home)
    assert isinstance(view, View)
    assert view.earlier is not None
    assert view.exercises["due"].tolist() == ["2024-02-02, end of day AoE"]
    assert [(c.exercise, c.old, c.new) for c in view.deadline_changes] == [
        ("e1", "2024-01-26", "2024-02-02")
    ]
    assert view.deadline_changes[0].commit is not None


def test_a_file_that_goes_while_it_is_read_is_shown_as_it_was_read(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home.folders()["club"] / "program.yaml"
    read_source = holding.read_source

    def read_and_lose(path: Path) -> Source:
        source = read_source(path)
        path.unlink()
        return source

    offer = look_around(home, "club")
    monkeypatch.setattr(holding, "read_source", read_and_lose)
    view = open_view(home, offer, None)
    assert isinstance(view, View)
    assert (view.program.title, view.earlier) == ("Club", None)
    monkeypatch.undo()
    assert not file.exists()
    gone = open_view(home, offer, None)
    assert isinstance(gone, View)
    assert gone.earlier is not None
    assert gone.deadline_changes == ()
