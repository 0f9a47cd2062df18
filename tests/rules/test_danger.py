"""Who is in danger: nothing more may fail, or too much is due."""

from datetime import timedelta

import pandas as pd
import pytest
from tables_of import attempts, excuses, exercises, extensions, judged, marks, members, utc
from tables_of import requirements as decisions

from sgdash.program.model import Certificate, Marks
from sgdash.rules import danger_table, status_table

NOW = utc("2024-03-10 12:00")
WEEK = timedelta(days=7)
DUE = {
    "e1": "2024-03-01 12:00",
    "e2": "2024-03-05 12:00",
    "e3": "2024-03-17 12:00",
    "e4": "2024-03-17 12:01",
    "e5": None,
}


def danger(
    share: str, done: str, *, soon: timedelta = WEEK, rules: Marks | None = None
) -> pd.DataFrame:
    """The table for one member who completed these of five exercises."""
    handed_in = attempts(*(("ada", e, "2024-03-01 10:00") for e in done.split()))
    status = status_table(
        members("ada"),
        exercises(*DUE.items()),
        handed_in,
        marks(*(("ada", e, "complete", "2024-03-01 11:00") for e in done.split())),
        extensions(),
        excuses(),
        rules or Marks(),
        NOW,
    )
    certificate = Certificate.model_validate({"bar": {"share": share}})
    criteria, verdicts = judged(members("ada"), status, decisions(), certificate, NOW)
    return danger_table(status, criteria, verdicts, NOW, soon)


@pytest.mark.parametrize(
    ("share", "done", "expected"),
    [
        # one failed, and one may: that of next Sunday is one, no more than may fail
        ("60%", "e1", []),
        # one failed, and none more may
        ("80%", "e1", [("exercises", 0, 1, 1, "e3")]),
        # two failed, one more may
        ("40%", "", []),
        ("60%", "", [("exercises", 0, 2, 1, "e3")]),
        # none failed and none may: only what is due puts them in danger
        ("100%", "e1 e2", [("exercises", 0, 0, 1, "e3")]),
        ("100%", "e1 e2 e3", []),
        # out of reach, and eligible: neither is on course
        ("100%", "e1", []),
        ("20%", "e1", []),
    ],
)
def test_danger_is_no_room_left(
    share: str, done: str, expected: list[tuple[str, int, int, int, str]]
) -> None:
    found = danger(share, done)
    columns = ["criterion", "room", "failed", "due", "exercise"]
    assert list(found[columns].itertuples(index=False, name=None)) == expected


def test_soon_ends_to_the_second() -> None:
    # 100%: nothing failed, e3 is due exactly a week from now, e4 a minute later
    assert list(danger("100%", "e1 e2")["until"]) == [pd.Timestamp("2024-03-17 12:00", tz="UTC")]
    assert danger("100%", "e1 e2")["due"].tolist() == [1]
    assert danger("100%", "e1 e2", soon=WEEK + timedelta(minutes=1))["due"].tolist() == [2]
    assert danger("100%", "e1 e2", soon=WEEK - timedelta(seconds=1)).empty


def test_more_due_than_may_fail_is_danger() -> None:
    late = WEEK + timedelta(minutes=1)
    # two are due soon, and one may fail
    found = danger("80%", "e1 e2", soon=late)
    assert found[["room", "failed", "due"]].to_numpy().tolist() == [[1, 0, 2]]
    assert danger("80%", "e1 e2 e3", soon=late).empty


def test_nothing_and_nobody() -> None:
    nobody = danger("80%", "e1").iloc[:0]
    assert nobody.columns.tolist() == [
        "member",
        "criterion",
        "room",
        "failed",
        "due",
        "exercise",
        "until",
    ]
    status = status_table(
        members(), exercises(), attempts(), marks(), extensions(), excuses(), Marks(), NOW
    )
    criteria, verdicts = judged(members(), status, decisions(), None, NOW)
    assert danger_table(status, criteria, verdicts, NOW, WEEK).empty
