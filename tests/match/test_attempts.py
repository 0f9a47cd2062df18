"""The dated states of a submission, and the clock that dates them."""

from test_claims import Repository, day

PATH = "two-sum/ada.py"


def told(matched):
    """Day of the month, clock, commit and pull request of each attempt."""
    return [
        (row.at.day, row.clock, row.commit, None if row.pull_request is None else row.pull_request)
        for row in matched.attempts.astype({"pull_request": "object"}).itertuples()
    ]


def test_each_commit_that_changed_the_work_is_an_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .commit("c2", {"other.txt": "x"}, at=2)
        .commit("c3", {PATH: "b3"}, at=3)
        .pull(1, ["c1", "c2", "c3"], {PATH: "b3"})
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1), (3, "commit", "c3", 1)]


def test_a_squash_merge_is_no_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .pull(1, ["c1"], {PATH: "b1"}, merge="squash")
        .commit("squash", {PATH: "b1"}, at=9)
        .head(PATH, "b1", "squash")
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1)]


def test_commits_rewritten_by_a_rebase_are_no_attempts(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .commit("c2", {PATH: "b2"}, at=2)
        .pull(1, ["c1", "c2"], {PATH: "b2"})
        .commit("r1", {PATH: "b1"}, at=9)
        .commit("r2", {PATH: "b2"}, at=9)
        .head(PATH, "b2", "r2")
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1), (2, "commit", "c2", 1)]


def test_work_that_only_a_merge_dates_says_so(tmp_path):
    repository = (
        Repository()
        .commit("squash", {PATH: "b1"}, at=9)
        .pull(4, ["squash"], {PATH: "b1"}, merge="squash")
        .head(PATH, "b1", "squash")
    )
    assert told(repository.matched(tmp_path)) == [(9, "merge", "squash", 4)]


def test_work_pushed_straight_to_the_branch_is_an_attempt_without_a_pull_request(tmp_path):
    repository = Repository().commit("c1", {PATH: "b1"}, at=3).head(PATH, "b1", "c1")
    matched = repository.matched(tmp_path, web="https://example.org/club")
    assert matched.attempts["pull_request"].isna().tolist() == [True]
    assert matched.attempts["url"].tolist() == ["https://example.org/club/commit/c1"]


def test_a_later_push_to_the_branch_counts_after_the_pull_request(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .pull(1, ["c1"], {PATH: "b1"}, merge="m")
        .commit("c2", {PATH: "b2"}, at=7)
        .head(PATH, "b2", "c2")
    )
    matched = repository.matched(tmp_path)
    assert [(row[0], row[2]) for row in told(matched)] == [(1, "c1"), (7, "c2")]


def test_a_commit_dated_in_the_future_is_dated_by_its_first_sight(tmp_path):
    repository = (
        Repository().commit("c1", {PATH: "b1"}, at=28, seen=5).pull(1, ["c1"], {PATH: "b1"})
    )
    assert told(repository.matched(tmp_path)) == [(5, "first seen", "c1", 1)]


def test_the_same_contents_again_are_no_new_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .commit("c2", {PATH: "b1"}, at=2)
        .commit("c3", {PATH: "b3"}, at=3)
        .commit("c4", {PATH: "b1"}, at=4)
        .pull(1, ["c1", "c2", "c3", "c4"], {PATH: "b1"})
    )
    assert [row[0] for row in told(repository.matched(tmp_path))] == [1, 3, 4]


def test_commits_that_a_force_push_replaced_are_still_attempts(tmp_path):
    repository = (
        Repository()
        .commit("old", {PATH: "b1"}, at=1)
        .commit("new", {PATH: "b2"}, at=8)
        .pull(1, ["old", "new"], {PATH: "b2"})
    )
    assert [row[0] for row in told(repository.matched(tmp_path))] == [1, 8]


def test_several_files_in_one_commit_are_one_attempt(tmp_path):
    paths = {"two-sum/ada.py": "b1", "two-sum/ada-2.py": "b2"}
    matched = Repository().commit("c1", paths).pull(1, ["c1"], paths).matched(tmp_path)
    assert len(matched.attempts) == 1
    assert matched.submissions[["member", "exercise", "attempts"]].values.tolist() == [
        ["ada", "two-sum", 1]
    ]


def test_a_submission_knows_its_first_and_last_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .commit("c2", {PATH: "b2"}, at=6)
        .pull(1, ["c1", "c2"], {PATH: "b2"})
    )
    row = repository.matched(tmp_path).submissions.iloc[0]
    assert (row["first_at"], row["last_at"], row["attempts"]) == (day(1), day(6), 2)


def test_two_pull_requests_with_the_same_work_are_one_submission(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1)
        .pull(1, ["c1"], {PATH: "b1"})
        .pull(2, ["c1"], {PATH: "b1"})
    )
    matched = repository.matched(tmp_path)
    assert len(matched.submissions) == 1
    assert len(matched.attempts) == 1


def test_an_earlier_push_to_the_branch_is_not_erased_by_a_later_pull_request(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=2)
        .head(PATH, "b1", "c1")
        .commit("copy", {PATH: "b1"}, at=20)
        .pull(7, ["copy"], {PATH: "b1"})
    )
    assert [(row[0], row[2]) for row in told(repository.matched(tmp_path))] == [(2, "c1")]


def test_work_that_somebody_moved_keeps_its_dates(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada.py": "b1"}, at=2)
        .commit("tidy", {"old/ada.py": None, PATH: "b1", "old/bob.py": None}, at=20, change="A")
        .head(PATH, "b1", "tidy")
    )
    matched = repository.matched(tmp_path)
    assert [(row[0], row[2]) for row in told(matched)] == [(2, "c1")]
    assert matched.attempts["ref"].tolist() == [PATH]


def test_work_that_was_copied_and_not_moved_is_dated_by_the_copy(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada.py": "b1"}, at=2)
        .commit("copy", {PATH: "b1"}, at=20, change="A")
        .head(PATH, "b1", "copy")
    )
    assert [(row[0], row[2]) for row in told(repository.matched(tmp_path))] == [(20, "copy")]


def test_a_move_inside_a_pull_request_is_no_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada.py": "b1"}, at=1, change="A")
        .commit("c2", {"old/ada.py": None, PATH: "b1"}, at=9, change="A")
        .pull(1, ["c1", "c2"], {PATH: "b1"})
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1)]


def test_a_move_by_a_later_pull_request_is_no_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada": "b1"}, at=1, change="A")
        .pull(1, ["c1"], {"old/ada": "b1"}, merge="m1")
        .commit("c2", {"old/ada": None, PATH: "b1"}, at=9, change="A")
        .pull(2, ["c2"], {PATH: "b1"}, merge="m2")
        .head(PATH, "b1", "c2")
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1)]


def test_work_that_a_pull_request_brought_and_the_branch_moved_keeps_its_dates(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada": "b1"}, at=1, change="A")
        .pull(1, ["c1"], {"old/ada": "b1"}, merge="m1")
        .commit("tidy", {"old/ada": None, "new/ada": "b1"}, at=9, change="A")
        .commit("again", {"new/ada": None, PATH: "b1"}, at=20, change="A")
        .head(PATH, "b1", "again")
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1)]


def test_what_was_changed_and_moved_at_once_is_an_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada.py": "b1"}, at=1, change="A")
        .commit("c2", {"old/ada.py": None, PATH: "b2"}, at=9, change="A")
        .pull(1, ["c1", "c2"], {PATH: "b2"})
    )
    assert told(repository.matched(tmp_path)) == [(9, "commit", "c2", 1)]


def test_what_was_changed_after_its_move_is_a_second_attempt(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"old/ada.py": "b1"}, at=1, change="A")
        .commit("c2", {"old/ada.py": None, PATH: "b1"}, at=9, change="A")
        .commit("c3", {PATH: "b3"}, at=12)
        .pull(1, ["c1", "c2", "c3"], {PATH: "b3"})
    )
    assert told(repository.matched(tmp_path)) == [(1, "commit", "c1", 1), (12, "commit", "c3", 1)]


def test_a_file_that_was_moved_there_and_back_keeps_its_dates(tmp_path):
    repository = (
        Repository()
        .commit("c1", {PATH: "b1"}, at=1, change="A")
        .commit("c2", {PATH: None, "old/ada.py": "b1"}, at=5, change="A")
        .commit("c3", {"old/ada.py": None, PATH: "b1"}, at=9, change="A")
        .head(PATH, "b1", "c3")
    )
    assert [(row[0], row[2]) for row in told(repository.matched(tmp_path))] == [(1, "c1")]


def test_what_was_moved_from_another_members_folder_is_dated_by_the_move(tmp_path):
    repository = (
        Repository()
        .commit("c1", {"two-sum/bob.py": "b1"}, at=1, change="A")
        .pull(1, ["c1"], {"two-sum/bob.py": "b1"}, merge="m1")
        .commit("c2", {"two-sum/bob.py": None, PATH: "b1"}, at=9, change="A")
        .pull(2, ["c2"], {PATH: "b1"})
    )
    attempts = repository.matched(tmp_path).attempts
    ada = attempts[attempts["member"] == "ada"]
    assert [(row.at.day, row.commit) for row in ada.itertuples()] == [(9, "c2")]
