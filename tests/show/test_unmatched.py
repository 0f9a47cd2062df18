"""Thousands of files that fit nothing: looked for, and told to be too many."""

import pandas as pd
import pytest

from sgdash import tables
from sgdash.frames import frame
from sgdash.show.language import speak
from sgdash.show.reasons import unmatched_reason
from sgdash.show.rows import find
from sgdash.show.unmatched import MANY, hardly_their_doing

NO_CONVENTION = "fits no convention"


def unmatched(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """Rows of kind, ref, reason and guess."""
    told = [
        {"kind": kind, "ref": ref, "author": "Ada", "reason": reason, "guess": guess}
        for kind, ref, reason, guess in rows
    ]
    empty = frame(tables.UNMATCHED)
    return pd.concat([empty, pd.DataFrame(told)]).astype(empty.dtypes)


ROWS = unmatched(
    ("file", "notes/1.md", NO_CONVENTION, None),
    ("file", "work/a2/bbo.py", 'no member is called "bbo"', "bob"),
    ("pull request file", "#7 work/a2/bbo.py", 'no member is called "bbo"', "bob"),
    ("file", "README.md", NO_CONVENTION, None),
)


@pytest.mark.parametrize(
    ("wanted", "found"), [("", 4), (" BOB ", 2), ("readme", 1), ("ada", 4), ("(", 0), ("\\", 0)]
)
def test_a_text_is_found_anywhere_in_a_row(wanted: str, found: int) -> None:
    assert len(find(ROWS, wanted)) == found


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


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ('no member is called "bbo"', "ningún miembro se llama «bbo»"),
        (
            'no member is called "a"; no exercise is called "b"',
            "ningún miembro se llama «a»; ningún ejercicio se llama «b»",
        ),
        (NO_CONVENTION, "no sigue ninguna convención"),
        ("something that nobody translated", "something that nobody translated"),
    ],
)
def test_a_reason_is_told_in_the_language_of_the_page(reason: str, told: str) -> None:
    assert unmatched_reason(reason) == reason
    speak("es")
    try:
        assert unmatched_reason(reason) == told
    finally:
        speak("en")
