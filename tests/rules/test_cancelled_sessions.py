"""A cancelled session counts for nothing: neither as attended nor as missed, nor for a talk."""

import pandas as pd
from tables_of import members, requirements, sessions, utc

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.model import Certificate
from sgdash.rules import criteria_table

CERTIFICATE = Certificate.model_validate(
    {"bar": {"share": "0%"}, "attendance": {"share": "50%"}, "talks": {"count": 1}}
)
NOW = utc("2024-03-01 12:00")


def counts(second: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    """`done, of, open` of attendance and talks: present at s1, absent from s2, a talk in s2."""
    table = criteria_table(
        members("ada"),
        frame(tables.STATUS),
        frame(tables.EXERCISES),
        frame(
            tables.ATTENDANCE,
            [
                (session, "ada", word, None, None, None, None)
                for session, word in (("s1", "present"), ("s2", "absent"))
            ],
        ),
        pd.concat([sessions(("s1", "2024-01-01 10:00")), second], ignore_index=True),
        frame(tables.TALKS, [("s2", "ada", "On trees", None, None)]),
        requirements(),
        CERTIFICATE,
        pd.Timestamp(NOW),
    ).set_index("criterion")
    return {
        name: tuple(int(table.loc[name, column]) for column in ("done", "of", "open"))
        for name in ("attendance", "talks")
    }


def test_a_session_that_took_place_counts() -> None:
    found = counts(sessions(("s2", "2024-02-01 10:00")))
    assert found == {"attendance": (1, 2, 0), "talks": (1, 1, 0)}


def test_a_cancelled_session_is_no_absence_and_no_talk() -> None:
    found = counts(sessions(("s2", "2024-02-01 10:00"), cancelled=True))
    assert found == {"attendance": (1, 1, 0), "talks": (0, 0, 0)}


def test_a_cancelled_session_to_come_has_no_room_for_anything() -> None:
    held = counts(sessions(("s2", "2024-04-01 10:00")))
    assert held == {"attendance": (1, 2, 1), "talks": (0, 1, 1)}
    cancelled = counts(sessions(("s2", "2024-04-01 10:00"), cancelled=True))
    assert cancelled == {"attendance": (1, 1, 0), "talks": (0, 0, 0)}
    undated = counts(sessions(("s2", None), cancelled=True))
    assert undated == {"attendance": (1, 1, 0), "talks": (0, 0, 0)}
