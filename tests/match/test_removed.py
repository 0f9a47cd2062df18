"""Work that a commit took out again: whose hand it was, and when."""

import pytest
from test_claims import PROGRAM, Repository, pairs, reasons

PATH = "two-sum/ada.py"


def told(matched):
    """Member, exercise, day of each attempt, and on which days it was taken out and taken back."""
    return [
        (
            row.member,
            row.exercise,
            row.at.day,
            row.taken_out_at.day if row.taken_out_at == row.taken_out_at else None,
            row.taken_back_at.day if row.taken_back_at == row.taken_back_at else None,
        )
        for row in matched.attempts.itertuples()
    ]


def pushed(**about) -> Repository:
    """Work that came straight to the default branch on day 1."""
    return Repository().commit("c1", {PATH: "b1"}, at=1, change="A", **about)


def test_what_was_pushed_and_deleted_by_somebody_else_is_an_attempt_with_its_removal(tmp_path):
    repository = pushed(author="Ada", email="ada@example.org").commit(
        "c2", {PATH: None}, at=9, author="Orla", email="orla@example.org"
    )
    matched = repository.matched(tmp_path, web="https://example.org/club")
    assert told(matched) == [("ada", "two-sum", 1, 9, None)]
    assert matched.attempts[
        ["taken_out_by", "taken_out_commit", "taken_out_url"]
    ].values.tolist() == [["Orla", "c2", "https://example.org/club/commit/c2"]]


@pytest.mark.parametrize(
    ("author", "email"), [("ADA", "other@example.org"), ("Somebody", "ADA@example.org")]
)
def test_what_the_same_name_or_address_deleted_is_taken_back(tmp_path, author, email):
    repository = pushed(author="Ada", email="ada@example.org").commit(
        "c2", {PATH: None}, at=9, author=author, email=email
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, 9, 9)]


def test_what_came_back_was_not_taken_out(tmp_path):
    repository = (
        pushed()
        .commit("c2", {PATH: None}, at=5)
        .commit("c3", {PATH: "b1"}, at=9, change="A")
        .head(PATH, "b1", "c3")
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, None, None)]


def test_what_a_merged_pull_request_brought_and_a_later_commit_deleted_tells_both(tmp_path):
    repository = (
        pushed()
        .pull(1, ["c1"], {PATH: "b1"}, merge="m1")
        .commit("c2", {PATH: None}, at=9, author="Orla", email="orla@example.org")
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, 9, None)]


def test_a_removal_by_a_pull_request_is_one_once_it_is_merged(tmp_path):
    def repository(merge):
        return (
            pushed()
            .commit("c2", {PATH: None}, at=9, author="Orla", email="orla@example.org")
            .pull(2, ["c2"], {PATH: None}, merge=merge)
        )

    assert told(repository("m2").matched(tmp_path)) == [("ada", "two-sum", 1, 9, None)]
    still_there = repository(None).head(PATH, "b1", "c1")
    assert told(still_there.matched(tmp_path)) == [("ada", "two-sum", 1, None, None)]


def test_what_came_and_went_within_a_pull_request_is_taken_back(tmp_path):
    repository = (
        pushed()
        .commit("c2", {PATH: None, "two-sum/bob.py": "b2"}, at=5, author="Other")
        .pull(1, ["c1", "c2"], {"two-sum/bob.py": "b2"})
    )
    assert told(repository.matched(tmp_path)) == [
        ("ada", "two-sum", 1, None, 5),
        ("bob", "two-sum", 5, None, None),
    ]


def test_what_a_pull_request_moved_to_another_exercise_was_handed_in_there_alone(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"anagram/ada.py": "b1"}, at=1, change="A")
        .commit("c2", {"anagram/ada.py": None, PATH: "b1"}, at=5, change="A")
        .pull(1, ["c1", "c2"], {PATH: "b1"})
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, None, None)]


def test_what_was_deleted_and_put_right_in_two_commits_was_handed_in_once(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"anagram/ada.py": "b1"}, at=1, change="A")
        .commit("c2", {"anagram/ada.py": None}, at=4)
        .commit("c3", {PATH: "b1"}, at=5, change="A")
        .head(PATH, "b1", "c3")
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 5, None, None)]


def test_what_was_pushed_and_moved_to_the_right_member_is_theirs_alone(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"two-sum/bob.py": "b1"}, at=1, change="A")
        .commit("c2", {"two-sum/bob.py": None, PATH: "b1"}, at=5, change="A")
        .head(PATH, "b1", "c2")
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 5, None, None)]


def test_a_move_to_where_it_still_counts_is_no_removal(tmp_path):
    repository = (
        pushed()
        .commit("c2", {PATH: None, "twosum/ada.py": "b1"}, at=5, change="A")
        .head("twosum/ada.py", "b1", "c2")
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, None, None)]


def test_what_is_moved_into_an_archive_is_told_and_stays_handed_in(tmp_path):
    repository = (
        pushed()
        .commit("c2", {PATH: None, "docs/2023/two-sum/ada.py": "b1"}, at=9, change="A")
        .head("docs/2023/two-sum/ada.py", "b1", "c2")
    )
    matched = repository.matched(tmp_path)
    assert (told(matched), reasons(matched)) == ([("ada", "two-sum", 1, 9, None)], [])


def test_who_moves_their_work_to_where_it_is_not_read_takes_nothing_back(tmp_path):
    repository = (
        pushed()
        .commit("c2", {PATH: None, "work/two-sum/ada.py": "b1"}, at=9, change="A")
        .head("work/two-sum/ada.py", "b1", "c2")
    )
    matched = repository.matched(tmp_path)
    assert told(matched) == [("ada", "two-sum", 1, 9, None)]
    assert reasons(matched) == [
        ("file", "work/two-sum/ada.py", "fits no convention", "two-sum, ada")
    ]


def test_a_commit_that_leaves_one_of_its_files_there_was_not_taken_out(tmp_path):
    other = "two-sum/ada-1.py"
    repository = (
        Repository()
        .commit("c1", {PATH: "b1", other: "b2"}, at=1, change="A")
        .commit("c2", {PATH: None}, at=9)
        .head(other, "b2", "c1")
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, None, None)]


@pytest.mark.parametrize(
    ("count", "expected"), [("files", [("ada", "two-sum")]), ("pull requests", [])]
)
def test_what_left_the_branch_counts_where_files_do(tmp_path, count, expected):
    program = PROGRAM.replace("submissions:\n", f"submissions:\n  count: [{count}]\n")
    repository = pushed().commit("c2", {PATH: None}, at=9)
    assert pairs(repository.matched(tmp_path, program)) == expected


def test_what_is_ignored_or_nobodys_is_not_looked_for_where_it_was(tmp_path):
    paths = {"two-sum/README.md": "b1", "two-sum/carl.py": "b2", "notes.txt": "b3"}
    repository = (
        Repository().commit("c1", paths, at=1, change="A").commit("c2", dict.fromkeys(paths), at=9)
    )
    matched = repository.matched(tmp_path)
    assert (told(matched), reasons(matched)) == ([], [])


def test_a_copy_that_was_deleted_again_is_still_told(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1, change="A", author="Ada", email="ada@example.org")
        .head(PATH, "b1", "c1")
        .commit("c2", {"two-sum/bob.py": "b1"}, at=2, change="A", author="Bob")
        .commit("c3", {"two-sum/bob.py": None}, at=3, author="Bob")
    )
    assert list(repository.matched(tmp_path).similar.rows["member"]) == ["ada", "bob"]


def test_what_is_in_an_open_pull_request_is_there_whatever_was_taken_back_before(tmp_path):
    repository = (
        pushed()
        .commit("c2", {PATH: None}, at=2)
        .commit("c3", {PATH: "b1"}, at=3, change="A")
        .pull(1, ["c3"], {PATH: "b1"})
    )
    assert told(repository.matched(tmp_path)) == [
        ("ada", "two-sum", 1, 2, 2),
        ("ada", "two-sum", 3, None, None),
    ]


def test_what_somebody_else_deletes_in_a_members_pull_request_stays_handed_in(tmp_path):
    repository = (
        pushed(author="Ada", email="ada@example.org")
        .commit("c2", {PATH: None}, at=5, author="Orla", email="orla@example.org")
        .pull(1, ["c1", "c2"], {})
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, 5, None)]


def test_nobody_is_known_by_an_empty_address(tmp_path):
    repository = pushed(author="Ada", email="").commit(
        "c2", {PATH: None}, at=9, author="Bob", email=""
    )
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, 9, None)]


def test_who_pushes_for_another_member_and_deletes_it_takes_nothing_back(tmp_path):
    bob = {"author": "Bob", "email": "bob@example.org"}
    repository = pushed(**bob).commit("c2", {PATH: None}, at=9, **bob)
    assert told(repository.matched(tmp_path)) == [("ada", "two-sum", 1, 9, None)]


@pytest.mark.parametrize(
    ("ada", "bob"),
    [
        (("ubuntu", "ada@example.org"), ("ubuntu", "bob@example.org")),
        (("", "ada@example.org"), ("", "bob@example.org")),
        (("one", ""), ("two", "")),
    ],
)
def test_who_is_known_by_one_of_name_and_address_shares_nothing_by_the_other(tmp_path, ada, bob):
    adas, bobs = (dict(zip(("author", "email"), who, strict=True)) for who in (ada, bob))
    repository = (
        pushed(**adas)
        .commit("c2", {PATH: None}, at=9, **adas)
        .commit("c3", {"two-sum/bob.py": "b2"}, at=20, change="A", **bobs)
        .head("two-sum/bob.py", "b2", "c3")
    )
    assert told(repository.matched(tmp_path))[0] == ("ada", "two-sum", 1, 9, 9)


@pytest.mark.parametrize(
    ("others", "back"), [({}, 9), ({"two-sum/bob.py": "b2"}, None), ({"anagram/ada.py": "b2"}, 9)]
)
def test_a_name_that_several_share_and_that_is_no_members_takes_nothing_back(
    tmp_path, others, back
):
    lab = {"author": "student", "email": "lab@example.org"}
    repository = pushed(**lab).commit("c2", others, at=2, change="A", **lab)
    for path, blob in others.items():
        repository.head(path, blob, "c2")
    matched = repository.commit("c3", {PATH: None}, at=9, **lab).matched(tmp_path)
    assert told(matched)[0] == ("ada", "two-sum", 1, 9, back)
