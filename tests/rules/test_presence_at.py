"""Presence at a moment: what the records say, and what was decided or known by then."""

import pandas as pd
import pytest
from tables_of import attendance, members, sessions, utc

from sgdash import tables
from sgdash.frames import frame
from sgdash.rules.presence import presence_table

SESSION = sessions(("s1", "2024-03-01 18:00"))  # until 19:00


def judged(word, now, *, joined=None, left=None, excuses=(), attended=("present", "late")):
    table = presence_table(
        attendance(("s1", "ada", word)),
        members("ada", joined=joined, left=left),
        SESSION,
        frame(tables.SESSION_EXCUSES, [("s1", who, utc(at), why) for who, at, why in excuses]),
        pd.Timestamp(utc(now)),
        attended,
    )
    row = table.iloc[0]
    return row["attendance"], row["source"] if isinstance(row["source"], str) else None


@pytest.mark.parametrize(
    ("now", "word"),
    [("2024-03-01 17:59:59", "no record"), ("2024-03-01 18:00:00", "late")],
)
def test_a_session_to_come_has_no_record_yet(now, word):
    assert judged("late", now)[0] == word


@pytest.mark.parametrize(
    ("joined", "word"),
    [("2024-03-01 19:00:00", "absent"), ("2024-03-01 19:00:01", "excused")],
)
def test_what_was_over_before_joining_is_excused(joined, word):
    assert judged("absent", "2024-04-01 00:00", joined=joined)[0] == word


@pytest.mark.parametrize(
    ("left", "now", "word"),
    [
        ("2024-03-01 17:59:59", "2024-04-01 00:00", "excused"),
        ("2024-03-01 18:00:00", "2024-04-01 00:00", "absent"),
        # at a moment before they left nobody knew
        ("2024-03-01 17:59:59", "2024-03-01 17:59:59", "no record"),
    ],
)
def test_what_began_after_leaving_is_excused(left, now, word):
    assert judged("absent", now, left=left)[0] == word


@pytest.mark.parametrize("word", ["absent", "unresolved", "no record", "partly", "excused"])
def test_an_excuse_covers_whatever_is_not_attended(word):
    excuses = [("ada", "2024-03-02 09:00:00", "ill"), ("ada", "2024-03-03 09:00:00", "very ill")]
    before = judged(word, "2024-03-02 08:59:59", excuses=excuses)
    assert before == (word, None)
    assert judged(word, "2024-03-02 09:00:00", excuses=excuses) == ("excused", "ill")
    assert judged(word, "2024-03-03 09:00:00", excuses=excuses) == ("excused", "very ill")


@pytest.mark.parametrize("word", ["present", "late"])
def test_who_attended_needs_no_excuse(word):
    excuses = [("ada", "2024-03-02 09:00:00", "ill")]
    assert judged(word, "2024-04-01 00:00", excuses=excuses, joined="2024-03-20 00:00")[0] == word


def test_what_counts_as_attended_is_the_programs():
    excuses = [("ada", "2024-03-02 09:00:00", "ill")]
    said = judged("partly", "2024-04-01 00:00", excuses=excuses, attended=("partly",))
    assert said == ("partly", None)


def test_an_excuse_of_somebody_else_or_unknown_changes_nothing():
    excuses = [("bob", "2024-03-02 09:00:00", "ill")]
    assert judged("absent", "2024-04-01 00:00", excuses=excuses) == ("absent", None)
