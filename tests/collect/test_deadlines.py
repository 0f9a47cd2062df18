"""Which deadlines a program file changed, by its own history in a real git repository."""

import os
import subprocess
from datetime import UTC, datetime

import pytest

from sgdash.collect.deadlines import DeadlineChange, deadline_changes
from sgdash.collect.earlier import Earlier, earlier_program
from sgdash.program.yaml_source import parse_source

ENDED = "2020-08-05T10:00:00+00:00"


def git(root, *words, when=ENDED, authored=None, given=None):
    person = {"NAME": "Somebody", "EMAIL": "somebody@example.org"}
    dated = {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in person.items()}
    dated |= {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": authored or when}
    done = subprocess.run(
        ["git", "-C", root, "-c", "core.hooksPath=/dev/null", *words],
        check=True,
        capture_output=True,
        env=os.environ | dated,
        input=given,
    )
    return done.stdout.decode().strip()


class Group:
    """A program's folder in a repository, written version by version."""

    def __init__(self, root, name="data/programs/club"):
        self.root, self.folder = root, root / name
        self.folder.mkdir(parents=True, exist_ok=True)
        git(root, "init", "-q", "-b", "main")

    def write(self, text, *, when, authored=None):
        """Commit a version of the program file: the commit."""
        contents = text if isinstance(text, bytes) else text.encode()
        (self.folder / "program.yaml").write_bytes(contents)
        git(self.root, "add", ".")
        git(self.root, "commit", "-q", "-m", "work", when=when, authored=authored)
        return git(self.root, "rev-parse", "HEAD")

    def due(self, *dues, when, **more):
        """Commit a version with the exercises a1, a2, … due then."""
        listed = "".join(f"- {{id: a{n}, due: {due}}}\n" for n, due in enumerate(dues, start=1))
        return self.write("exercises:\n" + listed, when=when, **more)

    @property
    def changes(self):
        return [(c.exercise, c.old, c.new, c.since.day) for c in deadline_changes(self.folder)]


@pytest.fixture
def group(tmp_path):
    return Group(tmp_path / "group")


def on(day):
    return f"2020-08-{day:02}T12:00:00+02:00"


def test_a_change_has_its_old_and_new_value_its_moment_and_its_commit(group):
    group.due("2020-08-08", "none", when=on(1))
    commit = group.due("2020-08-10 18:00", "none", when=on(5), authored=on(2))
    assert deadline_changes(group.folder) == [
        DeadlineChange(
            "a1",
            "2020-08-08",
            "2020-08-10 18:00",
            datetime(2020, 8, 5, 10, tzinfo=UTC),
            commit,
        )
    ]


def test_several_changes_come_oldest_first(group):
    group.due("2020-08-08", "none", when=on(1))
    group.due("2020-08-09", "none", when=on(2))
    group.due("2020-08-09", "next session", when=on(3))
    group.due("2020-08-08", "next session", when=on(4))
    assert group.changes == [
        ("a1", "2020-08-08", "2020-08-09", 2),
        ("a2", "none", "next session", 3),
        ("a1", "2020-08-09", "2020-08-08", 4),
    ]


def test_other_changes_are_none(group):
    group.due("2020-08-08", when=on(1))
    group.due("2020-08-08", "2020-08-20", when=on(2))
    group.write("title: X\nexercises: [{due: '2020-08-08', id: a1}]  # moved", when=on(3))
    assert group.changes == []


def test_a_deadline_that_was_left_out_is_none(group):
    group.write("exercises: [{id: a1}]", when=on(1))
    group.due("2020-08-08", when=on(2))
    assert group.changes == [("a1", "none", "2020-08-08", 2)]


def test_an_exercise_that_was_away_is_compared_with_what_it_was(group):
    group.due("2020-08-08", when=on(1))
    group.write("exercises: []", when=on(2))
    group.due("2020-08-09", when=on(3))
    assert group.changes == [("a1", "2020-08-08", "2020-08-09", 3)]


@pytest.mark.parametrize(
    "broken",
    [
        "exercises: [",
        b"\xff\xfe\x00",
        "exercises: [{id: a1, due: soon}]",
        "exercises: [{id: a1, due: [2020-08-01]}]",
        "exercises: [{id: [a1], due: 2020-08-01}]",
        "exercises: {a1: 2020-08-01}",
        "- - - a",
        "exercises: &x [*x]",
        "x: " + "[" * 5000,
        "exercises: [{id: a1, due: 2020-08-01}]\nabout: " + "x" * 300_000,
        "",
    ],
)
def test_a_version_that_is_broken_is_passed_over(group, broken):
    group.due("2020-08-08", when=on(1))
    group.write(broken, when=on(2))
    assert group.changes == []
    group.due("2020-08-09", when=on(3))
    assert group.changes == [("a1", "2020-08-08", "2020-08-09", 3)]


def test_a_file_that_was_a_link_or_gone_is_passed_over(group):
    group.due("2020-08-08", when=on(1))
    file = group.folder / "program.yaml"
    file.unlink()
    file.symlink_to("elsewhere.yaml")
    git(group.root, "add", ".")
    git(group.root, "commit", "-q", "-m", "link", when=on(2))
    git(group.root, "rm", "-q", file)
    git(group.root, "commit", "-q", "-m", "gone", when=on(3))
    group.folder.mkdir(parents=True, exist_ok=True)
    group.due("2020-08-09", when=on(4))
    assert group.changes == [("a1", "2020-08-08", "2020-08-09", 4)]


def test_a_change_on_a_branch_counts_when_it_was_merged(group):
    group.due("2020-08-08", when=on(1))
    git(group.root, "switch", "-q", "-c", "side")
    group.due("2020-08-09", when=on(2))
    group.due("2020-08-10", when=on(3))
    git(group.root, "switch", "-q", "main")
    assert group.changes == []
    git(group.root, "merge", "-q", "--no-ff", "-m", "merge", "side", when=on(6))
    assert group.changes == [("a1", "2020-08-08", "2020-08-10", 6)]


def test_what_is_not_committed_yet_is_told_as_such(group):
    group.due("2020-08-08", when=on(1))
    file = group.folder / "program.yaml"
    file.write_text("exercises: [{id: a1, due: 2020-08-09}]")
    os.utime(file, (1_600_000_000, 1_600_000_000))
    assert deadline_changes(group.folder) == [
        DeadlineChange(
            "a1", "2020-08-08", "2020-08-09", datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC), None
        )
    ]
    file.write_text("exercises: [{id: a1, due: 2020-08-08}]")
    assert group.changes == []


def test_other_files_are_not_followed(group):
    group.due("2020-08-08", when=on(1))
    other = Group.__new__(Group)
    other.root, other.folder = group.root, group.root / "other"
    other.folder.mkdir()
    other.due("2020-08-01", when=on(2))
    other.due("2020-08-02", when=on(3))
    assert group.changes == []
    assert len(other.changes) == 1


@pytest.mark.parametrize("name", [".", "a b/ü—x", ":(top)*", "a*", "-n", '"q"\\'])
def test_folders_of_any_name(tmp_path, name):
    group = Group(tmp_path / "group", name)
    group.due("2020-08-08", when=on(1))
    group.due("2020-08-09", when=on(2))
    assert group.changes == [("a1", "2020-08-08", "2020-08-09", 2)]


def test_a_folder_whose_name_has_a_line_break_has_no_history(tmp_path):
    group = Group(tmp_path / "group", "a\nb")
    group.due("2020-08-08", when=on(1))
    group.due("2020-08-09", when=on(2))
    assert group.changes == []


def test_outside_of_git_nothing_changed(tmp_path):
    assert deadline_changes(tmp_path) == []
    (tmp_path / ".git").mkdir()
    assert deadline_changes(tmp_path) == []


def test_a_repository_without_a_commit_has_no_history(group):
    assert group.changes == []


def test_a_linked_worktree_has_its_own_branch(group, tmp_path):
    group.due("2020-08-08", when=on(1))
    git(group.root, "worktree", "add", "-q", tmp_path / "linked", "-b", "linked")
    group.due("2020-08-09", when=on(2))
    assert deadline_changes(tmp_path / "linked" / "data/programs/club") == []
    assert len(group.changes) == 1


def test_the_last_200_versions_are_looked_at(group):
    def version(n):
        text = f"exercises: [{{id: a1, due: 2020-01-01 {n // 60:02}:{n % 60:02}}}]"
        return (
            f"commit refs/heads/main\ncommitter S <s@example.org> {1_600_000_000 + n} +0000\n"
            f"data 1\nx\nM 100644 inline data/programs/club/program.yaml\n"
            f"data {len(text)}\n{text}\n"
        )

    git(group.root, "fast-import", "--quiet", given="".join(map(version, range(205))).encode())
    changes = deadline_changes(group.folder)
    assert len(changes) == 199
    assert (changes[0].old, changes[-1].new) == ("2020-01-01 00:05", "2020-01-01 03:24")


def usable(due, more=""):
    return f"id: club\ntitle: Club\n{more}exercises: [{{id: a1, title: One, due: {due}}}]\n"


def told(changes):
    return [(c.old, c.new, c.since.day, c.commit) for c in changes]


def test_while_an_earlier_version_holds_only_versions_that_could_be_used_changed_anything(group):
    group.write(usable("2020-08-08"), when=on(1))
    group.write(usable("2020-10-08", "zoen: UTC\n"), when=on(2))
    commit = group.write(usable("2020-08-09"), when=on(3))
    group.write(usable("2020-11-08", "zoen: UTC\n"), when=on(4))
    (group.folder / "program.yaml").write_text(usable("2020-12-08", "zoen: UTC\n"))
    holds = earlier_program(group.folder)
    assert told(deadline_changes(group.folder, holds)) == [("2020-08-08", "2020-08-09", 3, commit)]


def test_a_version_that_was_shown_before_it_was_committed_changed_what_its_commit_says(group):
    source = parse_source(group.folder / "program.yaml", usable("2020-08-09"))
    holds = Earlier(source, datetime(2020, 8, 2, tzinfo=UTC))
    group.write(usable("2020-08-08"), when=on(1))
    commit = group.write(usable("2020-08-09"), when=on(3))
    group.write(usable("2020-08-10"), when=on(4))
    assert told(deadline_changes(group.folder, holds)) == [("2020-08-08", "2020-08-09", 3, commit)]


def test_a_version_that_was_shown_and_never_committed_holds_since_it_was_written(group):
    source = parse_source(group.folder / "program.yaml", usable("2020-08-09"))
    holds = Earlier(source, datetime(2020, 8, 2, tzinfo=UTC))
    group.write(usable("2020-08-08"), when=on(1))
    group.write(usable("2020-08-10", "zoen: UTC\n"), when=on(3))
    assert told(deadline_changes(group.folder, holds)) == [("2020-08-08", "2020-08-09", 2, None)]
