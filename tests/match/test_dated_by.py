"""A receipt says which clock dated an attempt in words for whoever handed it in."""

from datetime import UTC, datetime

from sgdash.match import DATED_BY, Clock
from sgdash.receipts import line_text
from sgdash.rules import Line, Result


def test_every_clock_has_words_of_its_own() -> None:
    assert set(DATED_BY) == set(Clock)
    assert len(set(DATED_BY.values())) == len(Clock)


def test_a_commit_date_is_told_as_what_it_is() -> None:
    at = datetime(2020, 8, 8, 21, 59, tzinfo=UTC)
    line = Line("Handed in", Result.PASS, "1 attempt", at, clock="commit")
    assert line_text(line, "UTC") == (
        "[pass] Handed in: 1 attempt, 2020-08-08 21:59:00 UTC, "
        "by the date in its commit, which its author's computer wrote"
    )
