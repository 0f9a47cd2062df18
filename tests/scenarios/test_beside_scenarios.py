"""What no program folder can say, so that no scenario can tell it."""

from datetime import UTC, datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.model import Certificate
from sgdash.rules import criteria_table
from sgdash.rules.decided import undecided

NOW = datetime(2020, 8, 9, tzinfo=UTC)


def test_nothing_is_decided_of_what_nobody_has_looked_at():
    nothing = undecided(NOW)
    assert nothing.as_of == NOW
    for name in ("status", "criteria", "verdicts", "findings"):
        table = getattr(tables, name.upper())
        pd.testing.assert_frame_equal(getattr(nothing, name), frame(table))


def test_attendance_at_unknown_sessions_and_of_strangers_counts_for_nobody():
    share = Certificate.model_validate({"bar": {"share": "0%"}, "attendance": {"share": "50%"}})
    member = ("ada", None, "Ada", "member", None, None, None)
    session = (1, "s1", "1", "S", NOW, NOW, None, None, "", False, False, None, None)
    table = criteria_table(
        frame(tables.MEMBERS, [member]),
        frame(tables.STATUS),
        frame(
            tables.ATTENDANCE,
            [
                ("s1", "ada", "absent", None, None),
                ("s9", "ada", "present", None, None),
                ("s1", "eve", "present", None, None),
            ],
        ),
        frame(tables.SESSIONS, [session]),
        frame(tables.TALKS),
        frame(tables.REQUIREMENTS),
        share,
        pd.Timestamp(NOW),
    )
    attendance = table.set_index("criterion").loc["attendance"]
    assert (attendance["done"], attendance["of"], attendance["result"]) == (0, 1, "fail")
