"""Thousands of files that fit nothing: grouped, looked for, and told to be too many."""

import pandas as pd
import pytest

from sgdash import tables
from sgdash.frames import frame
from sgdash.show.unmatched import (
    MANY,
    find,
    group_counts,
    group_keys,
    hardly_their_doing,
    most_likely_first,
)

NO_CONVENTION = "fits no convention"


def unmatched(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """Rows of kind, ref, reason and guess."""
    return frame(
        tables.UNMATCHED,
        [
            (kind, ref, "Ada", reason, guess, None, None, None, None)
            for kind, ref, reason, guess in rows
        ],
    )


ROWS = unmatched(
    ("file", "notes/1.md", NO_CONVENTION, None),
    ("file", "notes/deep/2.md", NO_CONVENTION, None),
    ("file", "work/a1/x.py", 'no member is called "x"', None),
    ("file", "work/a2/bbo.py", 'no member is called "bbo"', "bob"),
    ("pull request file", "#7 work/a2/bbo.py", 'no member is called "bbo"', "bob"),
    ("pull request", "#9", "brings no file that could be a submission", None),
    ("file", "README.md", NO_CONVENTION, None),
    ("attendance", "attendance/s1.csv:3", '"Al" means several members: alan, alma', None),
)


def test_groups_are_reason_kind_and_first_folder_the_likeliest_first() -> None:
    groups = group_counts(group_keys(ROWS), ROWS)
    assert [tuple(row) for row in groups.itertuples(index=False)] == [
        ('no member is called "…"', "file", "work/", 2, 1),
        ('no member is called "…"', "pull request file", "work/", 1, 1),
        (NO_CONVENTION, "file", "notes/", 2, 0),
        ("brings no file that could be a submission", "pull request", "", 1, 0),
        (NO_CONVENTION, "file", "", 1, 0),
        ('"…" means several members', "attendance", "attendance/", 1, 0),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"), [("", 8), (" BOB ", 2), ("readme", 1), ("ada", 8), ("(", 0), ("\\", 0)]
)
def test_a_text_is_found_anywhere_in_a_row(wanted: str, found: int) -> None:
    assert len(find(ROWS, wanted)) == found


def test_what_has_a_guess_comes_first_and_the_rest_keeps_its_order() -> None:
    assert list(most_likely_first(ROWS)["ref"])[:4] == [
        "work/a2/bbo.py",
        "#7 work/a2/bbo.py",
        "notes/1.md",
        "notes/deep/2.md",
    ]
    assert most_likely_first(ROWS.head(0)).empty


def test_far_more_unmatched_than_matched_is_hardly_the_members_doing() -> None:
    many = unmatched(*(("file", f"f{n}", NO_CONVENTION, None) for n in range(1574)))
    told = hardly_their_doing(many, 18)
    assert told.startswith("1,574 of 1,592 files and pull requests fit no convention: are the")
    assert hardly_their_doing(many, 1000) == ""
    assert hardly_their_doing(many.head(MANY - 1), 0) == ""
    names = unmatched(*(("file", f"f{n}", f'no member is called "{n}"', None) for n in range(30)))
    assert "the names in members.csv right?" in hardly_their_doing(names, 0)
    sheets = unmatched(*(("attendance", f"s:{n}", "no member", None) for n in range(100)))
    assert hardly_their_doing(sheets, 0) == ""
