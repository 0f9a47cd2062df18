"""A session without a date has taken place for a verdict when it has for its presenters."""

import pandas as pd
import pytest
from tables_of import attendance, members, requirements, sessions, statuses, talks, utc

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.model import Certificate
from sgdash.rules import criteria_table
from sgdash.rules.agenda import held

CERTIFICATE = Certificate.model_validate(
    {"bar": {"share": "0%"}, "attendance": {"share": "50%"}, "talks": {"count": 1}}
)
NOW = pd.Timestamp(utc("2024-03-01 12:00"))
PLAN = sessions(("a", "2024-02-01 10:00"), ("u", None), ("z", "2024-02-08 10:00"))
MOVED = PLAN.assign(moved_from_at=PLAN["moved_from_at"].mask(PLAN["session"] == "u", NOW))


@pytest.mark.parametrize(
    ("plan", "words", "took_place", "counted", "talks_open"),
    [
        (PLAN, {"a": "present"}, False, (1, 2, 1), 1),  # still to come
        (PLAN, {"a": "present", "z": "absent"}, True, (1, 2, 0), 0),  # over, without a record
        (MOVED, {"a": "present", "z": "absent"}, False, (1, 3, 1), 1),  # waits for its new date
        (MOVED, {"a": "present", "u": "present", "z": "absent"}, True, (2, 3, 0), 0),
    ],
)
def test_verdicts_and_presenters_agree(
    plan: pd.DataFrame,
    words: dict[str, str],
    took_place: bool,  # noqa: FBT001 - a row of the table
    counted: tuple[int, int, int],
    talks_open: int,
) -> None:
    record = attendance(*((s, "ada", words.get(s, "no record")) for s in ("a", "u", "z")))
    assert held(plan, record, NOW).tolist() == [True, took_place, True]
    found = criteria_table(
        members("ada"),
        statuses(),
        frame(tables.EXERCISES),
        record,
        plan,
        talks(),
        requirements(),
        CERTIFICATE,
        NOW,
    ).set_index("criterion")
    row = found.loc["attendance", ["done", "of", "open"]]
    assert tuple(int(number) for number in row) == counted
    assert found.loc["talks", "open"] == talks_open
