"""How old the newest thing is that was collected."""

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.match import newest_change


def commits(*moments: tuple[str, str]) -> dict[tables.Table, pd.DataFrame]:
    """(committed, first seen), in UTC."""
    rows = [
        (f"c{n}", "", "A", "a@example.org", pd.Timestamp(made, tz="UTC"), "A", "a@example.org",
         pd.Timestamp(made, tz="UTC"), "", pd.Timestamp(seen, tz="UTC"))
        for n, (made, seen) in enumerate(moments)
    ]  # fmt: skip
    return {t: frame(t) for t in tables.COLLECTED} | {tables.COMMITS: frame(tables.COMMITS, rows)}


def test_it_is_the_newest_commit_wherever_it_stands() -> None:
    seen = "2024-06-01 00:00"
    found = newest_change(commits(("2024-03-02 10:00", seen), ("2024-05-03 10:00", seen)))
    assert str(found) == "2024-05-03 10:00:00+00:00"


def test_a_commit_from_the_future_tells_nothing_of_today() -> None:
    seen = "2024-06-01 00:00"
    found = newest_change(commits(("2024-03-02 10:00", seen), ("2031-01-01 00:00", seen)))
    assert str(found) == "2024-03-02 10:00:00+00:00"


def test_a_pull_request_may_have_changed_since() -> None:
    collected = commits(("2024-03-02 10:00", "2024-06-01 00:00"))
    at = pd.Timestamp("2024-05-03 10:00", tz="UTC")
    issue = (
        7,
        70,
        None,
        None,
        "Attendance",
        "",
        "open",
        at,
        at,
        None,
        "https://example.org/7",
        None,
    )
    collected[tables.ISSUES] = frame(tables.ISSUES, [issue])
    assert newest_change(collected) == at


def test_of_nothing_there_is_none() -> None:
    assert newest_change(commits()) is None
