"""The finding that much of what counts is older than anything that a program plans."""

from dataclasses import dataclass, replace

import pandas as pd
import pytest
from tables_of import attempts, exercises, sessions, utc

from sgdash.program.model import Program
from sgdash.rules.beginning import no_start

NOW = pd.Timestamp(utc("2024-06-01 00:00"))
WHO = ("ada", "bob", "cem", "dan", "eve")
OLD = "2024-02-01 22:59:59"  # in Berlin the last second of the day before
DETAIL = (
    "{n} submissions count although their last change is from before 2024-02-02, four weeks before "
    "the first session or deadline. If they are of an earlier season, write into program.yaml: "
    "starts: 2024-02-02 (or the day on which this one began)"
)


@dataclass(frozen=True)
class Told:
    """What a program plans, and when its five members handed in."""

    starts: str | None = None
    due: str | None = "2024-03-10 12:00"
    session: str | None = "2024-03-01 17:00"
    last: str = OLD
    now: pd.Timestamp = NOW

    @property
    def details(self) -> list[str]:
        program = Program.model_validate(
            {"id": "club", "title": "Club", "zone": "Europe/Berlin"}
            | ({"starts": self.starts} if self.starts else {})
        )
        came = attempts(
            *((who, "a1", "2023-01-01 12:00") for who in WHO),
            *((who, "a1", OLD) for who in WHO[:-1]),
            (WHO[-1], "a1", self.last),
        )
        found = no_start(
            program, came, exercises(("a1", self.due)), sessions(("s1", self.session)), self.now
        )
        return found["detail"].tolist()


def test_five_submissions_from_four_weeks_before_the_first_session_are_told_with_the_line() -> None:
    assert Told().details == [DETAIL.format(n=5)]


@pytest.mark.parametrize(
    "told",
    [
        Told(last="2024-02-01 23:00:00"),  # one was changed since, so four are left
        Told(starts="2023-01-01"),  # it says when it starts
        Told(due=None, session=None),  # nothing is planned
        Told(session="2024-02-28 17:00"),  # planned two days earlier
        Told(session=None, due="2023-01-28 12:00"),  # and one more than a year earlier
    ],
    ids=["four", "starts", "nothing planned", "early session", "early deadline"],
)
def test_fewer_or_younger_ones_are_not(told: Told) -> None:
    assert told.details == []


def test_a_deadline_before_the_first_session_is_the_first_that_is_planned() -> None:
    assert Told(session="2024-04-01 17:00", due="2024-03-01 12:00").details == [DETAIL.format(n=5)]


def test_of_an_earlier_moment_only_what_had_come_by_then_is_told() -> None:
    came = Told(last="2024-02-05 12:00")
    assert came.details == []
    assert replace(came, now=pd.Timestamp(utc("2024-02-05 11:59"))).details == [DETAIL.format(n=5)]


def test_an_exercise_with_an_opening_of_its_own_is_not_concerned() -> None:
    table = exercises(("a1", "2024-03-10 12:00"))
    table["opens_at"] = pd.Timestamp(utc("2023-01-01 00:00"))
    program = Program.model_validate({"id": "club", "title": "Club"})
    came = attempts(*((who, "a1", OLD) for who in WHO))
    assert len(no_start(program, came, table, sessions(), NOW)) == 0


def test_a_cancelled_session_plans_nothing() -> None:
    program = Program.model_validate({"id": "club", "title": "Club", "zone": "Europe/Berlin"})
    came = attempts(*((who, "a1", OLD) for who in WHO))
    held = pd.concat(
        [sessions(("s1", "2024-01-01 17:00"), cancelled=True), sessions(("s2", "2024-03-01 17:00"))]
    )
    found = no_start(program, came, exercises(("a1", None)), held, NOW)
    assert found["detail"].tolist() == [DETAIL.format(n=5)]
