"""Accounts on GitHub and the members behind them, when logins change and accounts go."""

import pandas as pd
import pytest
from test_claims import PROGRAM, ROSTER, Repository, day, pairs

from sgdash import tables

AUTHORED = PROGRAM.replace("{exercise}/{member}.{ext}", "{exercise}.{ext}")


def opened(number, login, account, *, at=1, title="Work", path="two-sum.py", git_author=None):
    """A pull request as GitHub tells it, with one commit that brings one file."""
    repository = Repository()
    for table in (tables.GITHUB_PULL_REQUESTS, tables.REVIEWS, tables.EVENTS, tables.ISSUES):
        repository.rows.setdefault(table, [])
    return again(repository, number, login, account, at, title, path, git_author)


def again(repository, number, login, account, at, title="Work", path="two-sum.py", git=None):
    name = f"c{number}"
    repository.commit(name, {path: f"b{number}"}, at=at, author=git or "Somebody")
    repository.pull(number, [name], {path: f"b{number}"})
    row = repository.rows[tables.PULL_REQUESTS].pop()
    repository.rows[tables.PULL_REQUESTS].append((number, None, git, None, *row[4:]))
    repository.rows[tables.GITHUB_PULL_REQUESTS].append(
        (
            *(number, number, login, account, title, "", "open", False, "main", "work", name),
            *(day(at), day(at), None, None, None, None, 1, 1, False, f"https://x/{number}", None),
        )
    )
    return repository


@pytest.mark.parametrize("login", ["Ada-L", "ada-l", "ADA-L"])
def test_a_login_is_compared_without_regard_to_case(tmp_path, login):
    assert pairs(opened(1, login, 11).matched(tmp_path, AUTHORED)) == [("ada", "two-sum")]


def test_a_member_who_changed_their_login_is_the_same_member(tmp_path):
    repository = opened(1, "Ada-L", 11, path="two-sum.py")
    again(repository, 2, "ada-new", 11, at=5, path="anagram.py")
    matched = repository.matched(tmp_path, AUTHORED)
    assert pairs(matched) == [("ada", "anagram"), ("ada", "two-sum")]
    assert len(matched.findings) == 0


def test_another_account_under_a_members_former_login_is_not_the_member(tmp_path):
    repository = opened(1, "Ada-L", 11)
    again(repository, 2, "Ada-L", 99, at=5, path="anagram.py")
    matched = repository.matched(tmp_path, AUTHORED)
    assert pairs(matched) == [("ada", "two-sum")]
    told = "the login ada-l now belongs to another account, number 99; if it is ada's, "
    fix = "write the number under account in members.csv"
    assert matched.findings[["kind", "ref", "member", "detail"]].values.tolist() == [
        ["login changed hands", "#2", "ada", told + fix]
    ]


def test_the_roster_may_give_the_number_of_the_account(tmp_path):
    roster = "id,login,account\nada,ada-l,99\n"
    repository = opened(1, "Ada-L", 11)
    again(repository, 2, "somebody-else", 99, at=5, path="anagram.py")
    matched = repository.matched(tmp_path, AUTHORED, roster)
    assert pairs(matched) == [("ada", "anagram")]
    assert matched.findings["kind"].tolist() == ["login changed hands"]


def test_the_work_of_a_deleted_account_is_found_by_the_commits_name(tmp_path):
    repository = opened(1, None, None, git_author="Ada Lovelace")
    assert pairs(repository.matched(tmp_path, AUTHORED)) == [("ada", "two-sum")]


def test_a_known_name_in_a_commit_says_nothing_beside_an_unknown_login(tmp_path):
    repository = opened(1, "mallory", 66, git_author="Ada Lovelace")
    matched = repository.matched(tmp_path, AUTHORED)
    assert pairs(matched) == []
    assert matched.unmatched[["ref", "reason", "fix"]].values.tolist() == [
        [
            "#1 two-sum.py",
            "names no member, and its author is not a known one",
            "members.csv: mallory,mallory,Ada Lovelace,,member",
        ]
    ]


def test_the_line_to_add_has_the_columns_of_the_groups_own_roster(tmp_path):
    roster = "role,account,name,id\nmember,,Ada,ada\n"
    repository = opened(1, "mallory", 66, git_author='Mallory, "M"')
    matched = repository.matched(tmp_path, AUTHORED, roster)
    assert matched.unmatched["fix"].tolist() == ['members.csv: member,66,"Mallory, ""M""",mallory']


def test_what_a_member_may_do_is_told_by_no_alias_and_no_id(tmp_path):
    program = AUTHORED + "  by: [ada]\n  github: {complete: {labels: [complete]}}\n"
    for login, marks in (("Ada-L", 1), ("ada", 0), ("countess", 0), ("Ada Lovelace", 0)):
        repository = opened(1, "bob99", 12)
        event = ("e1", 1, "labeled", login, 77, day(2), "complete", None, None, None, None)
        repository.rows[tables.EVENTS].append(event)
        matched = repository.matched(tmp_path, program)
        assert len(matched.marks) == marks, login
        assert matched.findings["kind"].tolist() == ["mark without right"] * (1 - marks)


def test_git_alone_leaves_every_table_as_it_was(tmp_path):
    """The bounds and the fixes that GitHub brings are empty where it was not asked."""
    repository = Repository().commit("c1", {"two-sum/ada.py": "b1"})
    matched = repository.pull(1, ["c1"], {"two-sum/ada.py": "b1"}).matched(
        tmp_path, PROGRAM, ROSTER
    )
    bounds = matched.attempts[["not_before", "not_after"]]
    assert bounds.isna().all(axis=None)
    assert matched.attempts["clock"].tolist() == ["commit"]
    assert matched.unmatched["fix"].isna().all()
    pd.testing.assert_series_equal(
        matched.attempts["at"], matched.attempts["committed_at"], check_names=False
    )
