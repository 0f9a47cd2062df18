"""Identical contents of several members: which are listed, who was first, and what is left out."""

import pytest
from test_claims import PROGRAM, Repository, day


def written(*commits) -> Repository:
    """A history of (day, path, contents), each its own commit, all still at the head."""
    repository = Repository()
    for number, (at, path, blob) in enumerate(commits):
        repository.commit(f"c{number}", {path: blob}, at=at).head(path, blob, f"c{number}")
    return repository


def told(matched) -> list[tuple[str, str, int, str, str]]:
    return [
        (row.member, row.exercise, row.at.day, row.first, row.blob)
        for row in matched.similar.rows.itertuples()
    ]


def test_the_same_contents_of_two_members_are_listed_with_who_was_first(tmp_path):
    matched = written((5, "two-sum/ada.py", "b1"), (3, "two-sum/bob.py", "b1")).matched(tmp_path)
    assert told(matched) == [("bob", "two-sum", 3, "bob", "b1"), ("ada", "two-sum", 5, "bob", "b1")]


def test_different_contents_are_not(tmp_path):
    matched = written((5, "two-sum/ada.py", "b1"), (3, "two-sum/bob.py", "b2")).matched(tmp_path)
    assert told(matched) == []


def test_contents_that_were_replaced_since_are_still_listed(tmp_path):
    repository = written((1, "two-sum/bob.py", "b1"), (2, "two-sum/ada.py", "b1"))
    repository.commit("later", {"two-sum/ada.py": "b9"}, at=4)
    assert [row[:3] for row in told(repository.matched(tmp_path))] == [
        ("bob", "two-sum", 1),
        ("ada", "two-sum", 2),
    ]


def test_the_same_contents_for_another_exercise_are_similar_too(tmp_path):
    matched = written((1, "two-sum/ada.py", "b1"), (2, "anagram/bob.py", "b1")).matched(tmp_path)
    assert [row[:2] for row in told(matched)] == [("ada", "two-sum"), ("bob", "anagram")]


def test_one_member_may_hand_in_the_same_contents_twice(tmp_path):
    matched = written((1, "two-sum/ada.py", "b1"), (2, "anagram/ada.py", "b1")).matched(tmp_path)
    assert told(matched) == []


def test_two_who_were_first_at_the_same_moment_are_both_named(tmp_path):
    matched = written((1, "two-sum/bob.py", "b1"), (1, "two-sum/ada.py", "b1")).matched(tmp_path)
    assert [row[3] for row in told(matched)] == ["ada; bob", "ada; bob"]


@pytest.mark.parametrize(
    "blob",
    [
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",  # nothing
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
        "8b137891791fe96927ad78e64b0aad7bded08bdc",  # one newline
    ],
)
def test_blank_files_are_similar_to_nothing_and_counted(tmp_path, blob):
    matched = written((1, "two-sum/ada.py", blob), (2, "two-sum/bob.py", blob)).matched(tmp_path)
    assert told(matched) == []
    assert (matched.similar.blank, matched.similar.common) == (1, 0)


@pytest.mark.parametrize(("members", "common"), [(9, 1), (10, 0)])
def test_what_more_than_half_of_the_members_have_is_left_out_and_counted(tmp_path, members, common):
    roster = "id\n" + "".join(f"m{n}\n" for n in range(members))
    repository = written(*((n + 1, f"two-sum/m{n}.py", "b1") for n in range(5)))
    matched = repository.matched(tmp_path, roster=roster)
    assert (matched.similar.blank, matched.similar.common) == (0, common)
    assert len(told(matched)) == (0 if common else 5)


def test_all_of_a_small_group_is_no_template(tmp_path):
    who = ("ada", "bob", "kim")
    matched = written(*((1, f"two-sum/{name}.py", "b1") for name in who)).matched(tmp_path)
    assert (len(told(matched)), matched.similar.common) == (3, 0)


def test_contents_of_an_ignored_path_are_a_template(tmp_path):
    repository = written((1, "two-sum/ada.py", "b1"), (2, "two-sum/bob.py", "b1"))
    repository.commit("given", {"docs/start.py": "b1"}, at=9)
    assert told(repository.matched(tmp_path)) == []
    other = PROGRAM.replace(', "docs/**"', "")
    assert len(told(repository.matched(tmp_path, other))) == 2


def test_titles_without_files_are_similar_to_nothing(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"x": "b1"}, at=1)
        .commit("c2", {"y": "b1"}, at=2)
        .pull(1, ["c1"], {}, title="[ada] WEEK 1")
        .pull(2, ["c2"], {}, title="[bob] WEEK 1")
    )
    matched = repository.matched(tmp_path)
    assert len(matched.attempts) == 2
    assert told(matched) == []


def test_members_who_are_all_of_one_group_have_it_named(tmp_path):
    repository = written(
        *((1, f"two-sum/{who}.py", "b1") for who in ("ada", "bob")),
        *((2, f"anagram/{who}.py", "b2") for who in ("ada", "bob", "kim")),
        *((3, f"two-sum/{who}.c", "b3") for who in ("ada", "kim")),
    )
    for kims, expected in (("g2", ""), ("", ""), ("g1", "g1")):
        roster = f"id,group\nada,g1\nbob,g1\nkim,{kims}\n"
        rows = repository.matched(tmp_path, roster=roster).similar.rows
        groups = rows["group"].fillna("").groupby(rows["blob"]).unique()
        assert {blob: list(found) for blob, found in groups.items()} == {
            "b1": ["g1"],
            "b2": [expected],
            "b3": [expected],
        }


def test_members_without_a_group_are_of_none(tmp_path):
    rows = written((1, "two-sum/ada.py", "b1"), (2, "two-sum/bob.py", "b1")).matched(tmp_path)
    assert rows.similar.rows["group"].isna().tolist() == [True, True]


def test_the_second_file_of_a_commit_is_compared_as_well(tmp_path):
    both = {"two-sum/ada.c": "b1", "two-sum/ada.py": "b2"}
    repository = written((1, "two-sum/bob.py", "b2")).commit("both", both, at=2)
    for path, blob in both.items():
        repository.head(path, blob, "both")
    matched = repository.matched(tmp_path)
    assert [(row[0], row[4]) for row in told(matched)] == [("bob", "b2"), ("ada", "b2")]


def test_work_that_only_a_merge_dates_says_so(tmp_path):
    repository = (
        written((9, "two-sum/bob.py", "b1"))
        .commit("squash", {"two-sum/ada.py": "b1"}, at=8)
        .pull(4, ["squash"], {"two-sum/ada.py": "b1"}, merge="squash")
    )
    rows = repository.matched(tmp_path, web="https://example.org/club").similar.rows
    assert rows[["member", "at", "clock", "url"]].to_numpy().tolist() == [
        ["ada", day(8), "merge", "https://example.org/club/pull/4"],
        ["bob", day(9), "commit", "https://example.org/club/commit/c0"],
    ]
