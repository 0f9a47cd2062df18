"""What is older than its exercise or the program: out of the inbox, and kept with its reason."""

from pathlib import Path

from test_claims import PROGRAM, Repository, day

from sgdash import tables

OPEN_ON_THE_TENTH = PROGRAM.replace("title: Club\n", "title: Club\nstarts: 2024-01-10 12:00\n", 1)
EARLY = "from before 2024-01-10, when its exercise opened"
STARTED = "from before 2024-01-10, when the program started"


def head(repository: Repository, path: str, last: int) -> None:
    """A file that was changed last on a day of January, at noon."""
    name = f"{path}-{last}"
    repository.commit(name, {path: path}, at=last).head(path, path, name)
    row = repository.rows[tables.FILES].pop()
    repository.rows[tables.FILES].append((*row[:-1], day(last)))


def test_a_file_that_nobody_could_match_and_nobody_touched_since_is_left_out(
    tmp_path: Path,
) -> None:
    repository = Repository()
    head(repository, "two-sum/stranger.py", 9)
    head(repository, "two-sum/guest.py", 10)
    head(repository, "notes.txt", 9)
    matched = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH)
    assert matched.unmatched["ref"].tolist() == ["two-sum/guest.py"]
    assert matched.ignored[["kind", "ref", "reason"]].values.tolist() == [
        ["file", "two-sum/stranger.py", EARLY],
        ["file", "notes.txt", STARTED],
    ]


def test_a_file_that_was_only_moved_since_is_as_old_as_its_contents(tmp_path: Path) -> None:
    old, new = "old/stranger.py", "two-sum/stranger.py"
    repository = (
        Repository()
        .commit("c1", {old: "b1"}, at=3, change="A")
        .commit("c2", {old: None, new: "b1"}, at=20, change="A")
        .head(new, "b1", "c2")
    )
    repository.rows[tables.FILES][0] = (*repository.rows[tables.FILES][0][:-1], day(20))
    matched = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH)
    assert matched.unmatched["ref"].tolist() == []
    assert matched.ignored[["ref", "reason"]].values.tolist() == [[new, EARLY]]


def test_a_file_that_a_pull_request_moved_and_changed_since_is_new(tmp_path: Path) -> None:
    files = {"kept": "b1", "changed": "b2"}
    repository = Repository().commit(
        "c1", {f"old/{name}.py": blob for name, blob in files.items()}, at=3, change="A"
    )
    moved = {f"old/{name}.py": None for name in files}
    moved |= {f"two-sum/{name}.py": blob for name, blob in files.items()}
    repository.commit("c2", moved, at=20, change="A")
    repository.commit("c3", {"two-sum/changed.py": "b3"}, at=21)
    files["changed"] = "b3"
    brought = {f"two-sum/{name}.py": blob for name, blob in files.items()}
    repository.pull(1, ["c2", "c3"], brought, merge="m1")
    for (path, blob), last in zip(brought.items(), (20, 21), strict=True):
        repository.head(path, blob, "c2")
        row = repository.rows[tables.FILES].pop()
        repository.rows[tables.FILES].append((*row[:-1], day(last)))
    matched = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH)
    assert matched.unmatched["ref"].tolist() == ["two-sum/changed.py"]
    assert matched.ignored["ref"].tolist() == ["two-sum/kept.py"]


def test_a_file_of_which_nobody_knows_the_commits_is_as_old_as_it_was_last_touched(
    tmp_path: Path,
) -> None:
    repository = Repository().head("two-sum/stranger.py", "b1", None)
    repository.rows[tables.FILES][0] = (*repository.rows[tables.FILES][0][:-1], day(20))
    matched = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH)
    assert matched.unmatched["ref"].tolist() == ["two-sum/stranger.py"]


def test_a_pull_request_is_as_old_as_its_newest_commit(tmp_path: Path) -> None:
    repository = Repository()
    repository.commit("old", {"two-sum/eve.py": "b1"}, at=8)
    repository.commit("new", {"two-sum/kit.py": "b2"}, at=10)
    repository.pull(1, ["old"], {"two-sum/eve.py": "b1"})
    repository.pull(2, ["old", "new"], {"two-sum/eve.py": "b1", "two-sum/kit.py": "b2"})
    matched = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH)
    assert matched.unmatched["ref"].tolist() == ["#2 two-sum/kit.py"]
    assert matched.ignored["ref"].tolist() == ["#1 two-sum/eve.py"]


def test_matched_work_is_listed_where_every_attempt_is_too_old(tmp_path: Path) -> None:
    repository = Repository()
    for path, days in (("two-sum/ada.py", (3, 9)), ("two-sum/bob.py", (3, 10))):
        for at in days:
            repository.commit(f"{path}-{at}", {path: f"{path}-{at}"}, at=at)
        repository.head(path, f"{path}-{days[-1]}", f"{path}-{days[-1]}")
    matched = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH)
    listed = matched.ignored[["kind", "ref", "reason", "guess", "member", "exercise"]]
    assert listed.values.tolist() == [
        ["file", "two-sum/ada.py", EARLY, "two-sum, ada", "ada", "two-sum"]
    ]
    assert len(matched.unmatched) == 0


def test_contradictions_of_what_is_too_old_are_none_of_this_season_s(tmp_path: Path) -> None:
    repository = Repository()
    for number, at in ((1, 9), (2, 10)):
        path = f"two-sum/{('ada', 'kim')[number - 1]}.py"
        repository.commit(f"c{number}", {path: f"b{number}"}, at=at)
        repository.pull(number, [f"c{number}"], {path: f"b{number}"}, author="bob99")
    assert len(repository.matched(tmp_path).findings) == 2
    found = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH).findings
    assert found[["kind", "ref"]].values.tolist() == [["author differs", "#2 two-sum/kim.py"]]


def test_an_exercise_s_own_opening_leaves_its_work_out_and_nothing_else(tmp_path: Path) -> None:
    program = PROGRAM.replace("number: 7}", "number: 7, opens: 2024-01-10 12:00}", 1)
    repository = Repository()
    for path in ("two-sum/eve.py", "anagram/eve.py", "attic/notes.txt"):
        head(repository, path, 9)
    matched = repository.matched(tmp_path, program=program)
    assert matched.ignored["ref"].tolist() == ["anagram/eve.py"]
    assert matched.unmatched["ref"].tolist() == ["two-sum/eve.py", "attic/notes.txt"]


def test_without_an_opening_nothing_is_left_out(tmp_path: Path) -> None:
    repository = Repository()
    head(repository, "two-sum/eve.py", 1)
    matched = repository.matched(tmp_path)
    assert (len(matched.unmatched), len(matched.ignored)) == (1, 0)


def test_identical_work_is_told_where_somebody_handed_it_in_since_with_who_had_it_before(
    tmp_path: Path,
) -> None:
    repository = Repository()
    handed_in = (
        ("two-sum/ada.py", "same", 3),
        ("two-sum/kim.py", "same", 12),
        ("anagram/ada.py", "old", 3),
        ("anagram/kim.py", "old", 4),
    )
    for path, blob, at in handed_in:
        repository.commit(f"{path} {at}", {path: blob}, at=at).head(path, blob, f"{path} {at}")
    found = repository.matched(tmp_path, program=OPEN_ON_THE_TENTH).similar.rows
    assert found[["member", "exercise", "first"]].values.tolist() == [
        ["ada", "two-sum", "ada"],
        ["kim", "two-sum", "ada"],
    ]
    assert len(repository.matched(tmp_path).similar.rows) == 4
