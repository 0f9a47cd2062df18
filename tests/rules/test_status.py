"""Each sentence of the rules of status, on both sides of each boundary.

The exercise is due 2020-08-09 11:59 UTC (23:59 the day before, Anywhere on Earth); work marked
incomplete may be handed in again for 48 hours, until 2020-08-11 11:59.
"""

from datetime import timedelta

import pytest
from tables_of import attempts, excuses, exercises, extensions, marks, members, utc

from sgdash.program.model import Marks
from sgdash.rules import status_table

RULES = Marks(resubmission=timedelta(hours=48))
DUE = "2020-08-09 11:59"
NOBODY = extensions()
NONE = excuses()


def decided(attempted, marked, as_of, rules=RULES, due=DUE, extended=NOBODY, excused=NONE):
    """The one row of one member and one exercise."""
    table = status_table(
        members("ada"),
        exercises(("a1", due)),
        attempts(*(("ada", "a1", at) for at in attempted)),
        marks(*(("ada", "a1", mark, at) for mark, at in marked)),
        extended,
        excused,
        rules,
        utc(as_of),
    )
    assert len(table) == 1
    return table.iloc[0]


LATE = "late: first handed in after the deadline"


@pytest.mark.parametrize(
    ("attempted", "marked", "as_of", "status", "reason"),
    [
        # nothing handed in
        ([], [], "2020-08-09 11:59:00", "not submitted", ""),
        ([], [], "2020-08-09 11:59:01", "missing", ""),
        # handed in, in time to the second
        (["2020-08-09 11:59:00"], [], "2020-08-09 12:00", "awaiting review", ""),
        (["2020-08-09 11:59:01"], [], "2020-08-09 12:00", "incomplete", LATE),
        # a late first attempt stays late, whatever it is marked
        (
            ["2020-08-09 11:59:01"],
            [("complete", "2020-08-09 13:00")],
            "2020-08-10 00:00",
            "incomplete",
            LATE,
        ),
        # an attempt that is still to come does not exist yet
        (["2020-08-09 10:00"], [], "2020-08-09 09:59:59", "not submitted", ""),
        (["2020-08-09 10:00"], [], "2020-08-09 10:00:00", "awaiting review", ""),
        # marked
        (
            ["2020-08-08 10:00"],
            [("complete", "2020-08-08 11:00")],
            "2020-08-08 11:00",
            "complete",
            "",
        ),
        (
            ["2020-08-08 10:00"],
            [("complete", "2020-08-08 11:00")],
            "2020-08-08 10:59:59",
            "awaiting review",
            "",
        ),
        # a mark in the same second as the attempt judges it; one before does not
        (
            ["2020-08-08 10:00"],
            [("complete", "2020-08-08 10:00")],
            "2020-08-09 00:00",
            "complete",
            "",
        ),
        (
            ["2020-08-08 10:00"],
            [("complete", "2020-08-08 09:59:59")],
            "2020-08-09 00:00",
            "awaiting review",
            "",
        ),
        # feedback, with the window open to the second
        (
            ["2020-08-08 10:00"],
            [("incomplete", "2020-08-09 20:00")],
            "2020-08-11 11:59:00",
            "feedback given",
            "marked incomplete: because",
        ),
        (
            ["2020-08-08 10:00"],
            [("incomplete", "2020-08-09 20:00")],
            "2020-08-11 11:59:01",
            "incomplete",
            "not resubmitted in time",
        ),
        # resubmitted in the window, to the second
        (
            ["2020-08-08 10:00", "2020-08-11 11:59:00"],
            [("incomplete", "2020-08-09 20:00")],
            "2020-08-12 00:00",
            "awaiting review",
            "",
        ),
        (
            ["2020-08-08 10:00", "2020-08-11 11:59:01"],
            [("incomplete", "2020-08-09 20:00")],
            "2020-08-12 00:00",
            "incomplete",
            "not resubmitted in time",
        ),
        (
            ["2020-08-08 10:00", "2020-08-10 10:00"],
            [("incomplete", "2020-08-09 20:00"), ("complete", "2020-08-12 09:00")],
            "2020-08-13 00:00",
            "complete",
            "",
        ),
        (
            ["2020-08-08 10:00", "2020-08-10 10:00"],
            [("incomplete", "2020-08-09 20:00"), ("incomplete", "2020-08-12 09:00")],
            "2020-08-13 00:00",
            "incomplete",
            "resubmitted and still incomplete",
        ),
        # a complete mark does not cover what is pushed after it
        (
            ["2020-08-08 10:00", "2020-08-08 12:00"],
            [("complete", "2020-08-08 11:00")],
            "2020-08-09 00:00",
            "awaiting review",
            "",
        ),
        # work after the window changes nothing any more
        (
            ["2020-08-08 10:00", "2020-08-12 00:00"],
            [("complete", "2020-08-08 11:00")],
            "2020-08-13 00:00",
            "complete",
            "",
        ),
        # two marks: the later one holds
        (
            ["2020-08-08 10:00"],
            [("complete", "2020-08-08 11:00"), ("incomplete", "2020-08-08 12:00")],
            "2020-08-08 13:00",
            "feedback given",
            "marked incomplete: because",
        ),
        # marked by hand where no attempt is known
        ([], [("complete", "2020-08-10 11:00")], "2020-08-13 00:00", "complete", ""),
        (
            [],
            [("incomplete", "2020-08-10 11:00")],
            "2020-08-13 00:00",
            "incomplete",
            "marked incomplete: because",
        ),
    ],
)
def test_status_and_reason(attempted, marked, as_of, status, reason):
    row = decided(attempted, marked, as_of)
    assert (row["status"], row["reason"]) == (status, reason)


def test_the_last_attempt_inside_the_window_is_the_one_that_counts():
    row = decided(["2020-08-08 10:00", "2020-08-10 10:00", "2020-08-12 10:00"], [], "2020-08-20")
    assert row["submitted_at"] == utc("2020-08-10 10:00")
    assert row["first_at"] == utc("2020-08-08 10:00")
    assert row["attempts"] == 3
    assert row["window_ends_at"] == utc("2020-08-11 11:59")


def test_of_late_work_the_first_attempt_is_shown():
    row = decided(["2020-08-12 10:00", "2020-08-13 10:00"], [], "2020-08-20")
    assert row["submitted_at"] == utc("2020-08-12 10:00")


@pytest.mark.parametrize(
    ("as_of", "status", "due_at"),
    [
        ("2020-08-08 08:59:59", "not submitted", "2020-08-09 11:59"),
        ("2020-08-10 00:00", "not submitted", "2020-08-15 00:00"),
        ("2020-08-15 00:00:01", "missing", "2020-08-15 00:00"),
    ],
)
def test_an_extension_holds_from_its_date_on(as_of, status, due_at):
    extended = extensions(("ada", "a1", "2020-08-15 00:00", "2020-08-08 09:00"))
    row = decided([], [], as_of, extended=extended)
    assert (row["status"], row["due_at"]) == (status, utc(due_at))


def test_the_window_of_extended_work_follows_the_extension():
    extended = extensions(("ada", "a1", "2020-08-15 00:00", "2020-08-08 09:00"))
    row = decided(
        ["2020-08-14 10:00"],
        [("incomplete", "2020-08-14 20:00")],
        "2020-08-17 00:00",
        extended=extended,
    )
    assert row["status"] == "feedback given"
    assert row["window_ends_at"] == utc("2020-08-17 00:00")


def test_an_extension_never_brings_a_deadline_forward():
    extended = extensions(("ada", "a1", "2020-08-01 00:00", "2020-07-01 09:00"))
    row = decided([], [], "2020-08-05", extended=extended)
    assert (row["status"], row["due_at"]) == ("not submitted", utc(DUE))


def test_of_several_extensions_the_latest_deadline_holds():
    extended = extensions(
        ("ada", "a1", "2020-08-20 00:00", "2020-08-01"),
        ("ada", "a1", "2020-08-15 00:00", "2020-08-02"),
    )
    assert decided([], [], "2020-08-16", extended=extended)["due_at"] == utc("2020-08-20")


def test_an_excused_exercise_leaves_the_count():
    excused = excuses(("ada", "a1", "2020-08-08 00:00"))
    before = decided([], [], "2020-08-07 23:59:59", excused=excused)
    after = decided([], [], "2020-08-08 00:00:00", excused=excused)
    assert (before["status"], before["counted"]) == ("not submitted", True)
    assert (after["status"], after["counted"]) == ("excused", False)
    assert after["reason"] == "away (org)"


def test_without_a_deadline_nothing_is_ever_late_or_missing():
    assert decided([], [], "2030-01-01", due=None)["status"] == "not submitted"
    row = decided(["2029-01-01"], [("incomplete", "2029-06-01")], "2030-01-01", due=None)
    assert row["status"] == "feedback given"


def test_a_program_that_asks_for_no_marks_takes_handed_in_work_as_complete():
    rules = Marks(required=False)
    row = decided(["2020-08-08"], [], "2020-08-10", rules=rules)
    assert (row["status"], row["reason"]) == ("complete", "handed in; no mark is asked for")
    late = decided(["2020-08-10"], [], "2020-08-11", rules=rules)
    assert (late["status"], late["reason"]) == ("incomplete", LATE)


def test_a_program_may_accept_late_work():
    rules = Marks(late_work="accepted", resubmission=timedelta(hours=48))
    row = decided(
        ["2020-08-20", "2020-08-25"], [("complete", "2020-08-26")], "2020-08-27", rules=rules
    )
    assert (row["status"], row["submitted_at"]) == ("complete", utc("2020-08-25"))


def test_without_a_window_work_may_be_handed_in_again_until_the_deadline():
    rules = Marks()
    feedback = decided(
        ["2020-08-08"], [("incomplete", "2020-08-08 12:00")], "2020-08-09 11:59:00", rules=rules
    )
    over = decided(
        ["2020-08-08"], [("incomplete", "2020-08-08 12:00")], "2020-08-09 11:59:01", rules=rules
    )
    assert (feedback["status"], over["status"]) == ("feedback given", "incomplete")


def test_a_program_may_let_a_mark_cover_later_attempts():
    rules = Marks(cover_later_attempts=True, resubmission=timedelta(hours=48))
    row = decided(
        ["2020-08-08 10:00", "2020-08-08 12:00"],
        [("complete", "2020-08-08 11:00")],
        "2020-08-09",
        rules=rules,
    )
    assert row["status"] == "complete"


@pytest.mark.parametrize(
    ("at", "status", "reason"),
    [
        ("2020-08-09 11:59:00", "awaiting review", ""),
        (
            "2020-08-20 00:00:00",
            "awaiting review",
            "only its merge is dated, and that came after the deadline",
        ),
    ],
)
def test_work_that_only_its_merge_dates_is_never_called_late(at, status, reason):
    table = status_table(
        members("ada"),
        exercises(("a1", DUE)),
        attempts(("ada", "a1", at), clock="merge"),
        marks(),
        NOBODY,
        NONE,
        RULES,
        utc("2020-08-21"),
    )
    assert list(table[["status", "reason"]].iloc[0]) == [status, reason]


def test_every_member_gets_a_row_for_every_exercise_and_strangers_get_none():
    table = status_table(
        members("ada", "bob"),
        exercises(("a1", DUE), ("a2", None)),
        attempts(
            ("bob", "a2", "2020-08-01"), ("eve", "a1", "2020-08-01"), ("ada", "a9", "2020-08-01")
        ),
        marks(("eve", "a1", "complete", "2020-08-02")),
        NOBODY,
        NONE,
        RULES,
        utc("2020-08-05"),
    )
    assert table[["member", "exercise", "status"]].values.tolist() == [
        ["ada", "a1", "not submitted"],
        ["ada", "a2", "not submitted"],
        ["bob", "a1", "not submitted"],
        ["bob", "a2", "awaiting review"],
    ]


@pytest.mark.parametrize(("who", "what"), [((), ("a1",)), (("ada",), ()), ((), ())])
def test_nobody_or_nothing_gives_no_rows(who, what):
    table = status_table(
        members(*who),
        exercises(*((name, DUE) for name in what)),
        attempts(("ada", "a1", "2020-08-01")),
        marks(),
        NOBODY,
        NONE,
        RULES,
        utc("2020-08-05"),
    )
    assert len(table) == 0


def test_a_mark_dated_by_a_day_judges_all_work_of_that_day():
    table = marks(("ada", "a1", "complete", "2020-08-08")).assign(until=utc("2020-08-08 21:59:59"))
    for at, status in (("21:59:59", "complete"), ("22:00:00", "awaiting review")):
        row = status_table(
            members("ada"),
            exercises(("a1", DUE)),
            attempts(("ada", "a1", f"2020-08-08 {at}")),
            table,
            NOBODY,
            NONE,
            RULES,
            utc("2020-08-09"),
        ).iloc[0]
        assert row["status"] == status


def test_the_latest_deadline_holds_in_whatever_order_extensions_were_decided():
    extended = extensions(
        ("ada", "a1", "2020-08-15 00:00", "2020-08-02"),
        ("ada", "a1", "2020-08-20 00:00", "2020-08-01"),
    )
    assert decided([], [], "2020-08-16", extended=extended)["due_at"] == utc("2020-08-20")
