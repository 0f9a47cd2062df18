"""Pushed work that somebody else changed later."""

import pytest
from test_claims import PROGRAM, Repository

ADA = {"author": "Ada Lovelace", "email": "ada@example.org"}
BOB = {"author": "Bob", "email": "bob@example.org"}


def told(repository, tmp_path):
    """Where, whose, and what is told of work that another member changed."""
    found = repository.matched(tmp_path, web="https://example.org/club").findings
    rows = found[found["kind"].eq("changed by another member")]
    rows = rows[["ref", "member", "exercise", "detail"]].astype("object")
    return rows.where(rows.notna(), None).values.tolist()


def handed_in(*paths) -> Repository:
    """Work that Ada pushed for herself, or for others, on day 1."""
    repository = Repository().commit("c1", dict.fromkeys(paths, "b1"), at=1, change="A", **ADA)
    for path in paths:
        repository.head(path, "b1", "c1")
    return repository


def test_a_member_s_work_that_another_changed_is_told_with_who_and_when(tmp_path):
    repository = handed_in("two-sum/ada.py").commit("c2", {"two-sum/ada.py": "b2"}, at=5, **BOB)
    detail = (
        "Bob changed it with commit c2, 2024-01-05 12:00:00 UTC, so that it counts as handed in "
        "again; if that was not for ada, mark it in decisions.yaml by what they had handed in"
    )
    assert told(repository, tmp_path) == [["two-sum/ada.py", "ada", "two-sum", detail]]


@pytest.mark.parametrize(
    ("path", "by"),
    [
        ("two-sum/ada.py", ADA),
        ("two-sum/ada.py", {"author": "Somebody", "email": "x@example.org"}),
        ("two-sum/bob.py", BOB),
    ],
)
def test_one_s_own_change_and_that_of_nobody_known_are_none(tmp_path, path, by):
    assert told(handed_in(path).commit("c2", {path: "b2"}, at=5, **by), tmp_path) == []


@pytest.mark.parametrize(("group", "rows"), [("red", 0), ("blue", 1)])
def test_who_is_of_the_same_group_changes_what_is_theirs(tmp_path, group, rows):
    roster = f"id,name,group,role\nada,Ada Lovelace,red,member\nbob,Bob,{group},member\n"
    repository = handed_in("two-sum/ada.py").commit("c2", {"two-sum/ada.py": "b2"}, at=5, **BOB)
    found = repository.matched(tmp_path, PROGRAM, roster).findings
    assert found["kind"].eq("changed by another member").sum() == rows


def test_the_first_to_bring_a_member_s_work_brings_it_for_them(tmp_path):
    assert told(handed_in("two-sum/bob.py"), tmp_path) == []


@pytest.mark.parametrize(("many", "rows"), [(5, 5), (6, 1)])
def test_of_many_that_one_commit_changed_it_is_told_once_how_many(tmp_path, many, rows):
    program = PROGRAM_OF_MANY.format(
        exercises="".join(f"  - {{id: e{n}, title: Exercise {n}}}\n" for n in range(many))
    )
    paths = [f"e{n}/ada.py" for n in range(many)]
    repository = handed_in(*paths).commit("c2", dict.fromkeys(paths, "b2"), at=5, **BOB)
    found = repository.matched(tmp_path, program).findings
    found = found[found["kind"].eq("changed by another member")]
    assert len(found) == rows
    assert found["member"].isna().all() == (rows == 1)
    if rows == 1:
        assert found["ref"].tolist() == ["c2"]
        assert found["detail"].iloc[0].startswith("Bob changed 6 submissions of others with")


PROGRAM_OF_MANY = """
id: club
title: Club
exercises:
{exercises}submissions:
  conventions:
    - path: "{{exercise}}/{{member}}.{{ext}}"
"""
