"""Work that a commit moved from one member's path to another's."""

import pytest
from test_claims import Repository

ADA = {"author": "Ada", "email": "ada@example.org"}
BOB = {"author": "Bob", "email": "bob@example.org"}
DETAIL = (
    "was ada's at two-sum/ada.py until Bob moved it here with commit c2, 2024-01-05 12:00:00 UTC; "
    "it counts for whose name it has now: if it is not theirs, move it back, or mark both in "
    "decisions.yaml"
)


def moved(by, tmp_path, *, to="two-sum/bob.py", blob="b1"):
    """What is told of Ada's work that somebody put to another path on day 5."""
    repository = (
        Repository()
        .commit("c1", {"two-sum/ada.py": "b1"}, at=1, change="A", **ADA)
        .commit("c2", {"two-sum/ada.py": None, to: blob}, at=5, change="A", **by)
        .head(to, blob, "c2")
    )
    found = repository.matched(tmp_path, web="https://example.org/club").findings
    rows = found[found["kind"].eq("moved to another member")]
    return rows[["ref", "member", "exercise", "detail", "url"]].values.tolist()


def test_who_moves_another_s_work_to_their_own_name_is_told(tmp_path):
    assert moved(BOB, tmp_path) == [
        [
            "two-sum/bob.py",
            "bob",
            "two-sum",
            DETAIL,
            "https://example.org/club/commit/c2",
        ]
    ]


@pytest.mark.parametrize(
    "by",
    [ADA, {"author": "ADA", "email": "other@x"}, {"author": "A.", "email": "Ada@Example.org"}],
)
def test_who_wrote_it_puts_it_right(tmp_path, by):
    assert moved(by, tmp_path) == []


@pytest.mark.parametrize(
    ("to", "blob"), [("anagram/ada.py", "b1"), ("old/ada.py", "b1"), ("two-sum/bob.py", "b2")]
)
def test_a_move_within_a_member_s_own_and_work_made_anew_are_none(tmp_path, to, blob):
    assert moved(BOB, tmp_path, to=to, blob=blob) == []


def test_who_is_known_by_no_name_and_no_address_is_told(tmp_path):
    assert len(moved({"author": "", "email": ""}, tmp_path)) == 1
