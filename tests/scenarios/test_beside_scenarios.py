"""What no program folder can say, so that no scenario can tell it."""

from datetime import UTC, datetime

import pandas as pd

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.folder import read_program
from sgdash.program.model import Certificate
from sgdash.rules import criteria_table
from sgdash.rules.decided import undecided

NOW = datetime(2020, 8, 9, tzinfo=UTC)


def test_nothing_but_who_was_there_is_decided_of_what_nobody_has_looked_at(tmp_path):
    home = tmp_path / "club"
    home.mkdir()
    session = "{id: s1, title: One, starts: 2020-08-01 15:00}"
    (home / "program.yaml").write_text(f"id: club\ntitle: Club\nsessions: [{session}]\n")
    (home / "members.csv").write_text("id,joined\nada,2020-08-02\nbob,\n")
    folder, _ = read_program(home)
    assert folder is not None
    present = [(s, m, "absent", None, None, None, None) for s, m in (("s1", "ada"), ("s1", "bob"))]
    nothing = undecided(folder, frame(tables.ATTENDANCE, present), NOW)
    assert nothing.attendance["attendance"].tolist() == ["excused", "absent"]
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
        frame(tables.EXERCISES),
        frame(
            tables.ATTENDANCE,
            [
                ("s1", "ada", "absent", None, None, None, None),
                ("s9", "ada", "present", None, None, None, None),
                ("s1", "eve", "present", None, None, None, None),
            ],
        ),
        frame(tables.SESSIONS, [session]),
        frame(tables.TALKS),
        frame(tables.REQUIREMENTS),
        share,
        pd.Timestamp(NOW) + pd.Timedelta(seconds=1),
    )
    attendance = table.set_index("criterion").loc["attendance"]
    assert (attendance["done"], attendance["of"], attendance["result"]) == (0, 1, "fail")
