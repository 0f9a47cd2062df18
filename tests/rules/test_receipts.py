"""Receipts say every rule that was asked, with the numbers that decided."""

from datetime import timedelta

import pytest
from tables_of import (
    attempts,
    excuses,
    exercises,
    extensions,
    judged,
    marks,
    members,
    requirements,
    utc,
)

from sgdash.program.model import Bar, Certificate, Marks, Project
from sgdash.rules import status_receipt, status_table, verdict_receipt

RULES = Marks(resubmission=timedelta(hours=48))
CERTIFICATE = Certificate(bar=Bar.model_validate({"share": "80%"}), project=Project())


def status(attempted=(), marked=(), as_of="2020-09-01", extended=(), excused=(), rules=RULES):
    return status_table(
        members("ada"),
        exercises(("a1", "2020-08-09 11:59")),
        attempts(*(("ada", "a1", at) for at in attempted)),
        marks(*(("ada", "a1", mark, at) for mark, at in marked)),
        extensions(*(("ada", "a1", *extension) for extension in extended)),
        excuses(*(("ada", "a1", at) for at in excused)),
        rules,
        utc(as_of),
    )


def receipt(*args, rules=RULES, **kwargs) -> list[tuple[str, str, str]]:
    lines = status_receipt(status(*args, rules=rules, **kwargs).iloc[0], rules)
    return [(line.rule, line.result.value, line.found) for line in lines]


def test_complete_work():
    assert receipt(["2020-08-08 09:59"], [("complete", "2020-08-10 12:00")]) == [
        ("Handed in", "pass", "1 attempt"),
        ("In time", "pass", "first handed in 1 d 2 h before the deadline"),
        ("Mark", "pass", "complete by org: because (here)"),
    ]


def test_late_work_says_by_how_much():
    assert receipt(["2020-08-09 11:59:05"]) == [
        ("Handed in", "pass", "1 attempt"),
        ("In time", "fail", "first handed in 0 min 5 s after the deadline"),
        ("Mark", "fail", "late work is incomplete without being marked"),
    ]


def test_resubmitted_work_says_which_attempt_counts_and_until_when():
    table = status(
        ["2020-08-08", "2020-08-10", "2020-08-15"],
        [("incomplete", "2020-08-09"), ("incomplete", "2020-08-12")],
    )
    lines = status_receipt(table.iloc[0], RULES)
    assert [
        (line.rule, line.result.value, line.found, line.at, line.cut_off) for line in lines
    ] == [
        ("Handed in", "pass", "3 attempts", utc("2020-08-08"), None),
        (
            "In time",
            "pass",
            "first handed in 1 d 11 h before the deadline",
            utc("2020-08-08"),
            utc("2020-08-09 11:59"),
        ),
        (
            "Attempt that counts",
            "pass",
            "the last one inside the window counts",
            utc("2020-08-10"),
            utc("2020-08-11 11:59"),
        ),
        (
            "Earlier mark",
            "note",
            "incomplete by org: because; it came before the attempt that counts",
            None,
            None,
        ),
        (
            "Mark",
            "fail",
            "incomplete by org: because (here); resubmitted and still incomplete",
            utc("2020-08-12"),
            None,
        ),
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-08-01", ("Handed in", "pending", "nothing that counts was found yet")),
        (
            "2020-09-01",
            ("Handed in", "fail", "nothing that counts was found, and the deadline has gone"),
        ),
    ],
)
def test_nothing_handed_in(as_of, expected):
    assert receipt(as_of=as_of) == [expected]


def test_an_open_window_says_until_when_work_may_be_handed_in_again():
    table = status(["2020-08-08"], [("incomplete", "2020-08-09")], as_of="2020-08-10")
    mark = status_receipt(table.iloc[0], RULES)[-1]
    assert (mark.result.value, mark.found, mark.cut_off) == (
        "pending",
        "incomplete by org: because (here); may be handed in again",
        utc("2020-08-11 11:59"),
    )


def test_an_extension_and_an_excuse_name_who_decided():
    found = "ill (org); the deadline was 2020-08-09 11:59"
    assert receipt(extended=[("2020-09-09", "2020-08-01")])[0] == ("Extension", "pass", found)
    assert receipt(excused=["2020-08-01"]) == [("Excused", "pass", "away (org)")]


def test_a_program_that_asks_for_no_mark_says_so():
    lines = receipt(["2020-08-08"], rules=Marks(required=False))
    assert lines[-1] == ("Mark", "pass", "this program asks for no mark")


def verdict_lines(table, *decided, role="member"):
    now = utc("2020-09-01")
    who = members("ada", role=role)
    criteria, verdicts = judged(who, table, requirements(*decided), CERTIFICATE, now)
    lines = verdict_receipt(verdicts.iloc[0], criteria, CERTIFICATE)
    return [(line.rule, line.result.value, line.found) for line in lines]


def test_a_verdict_says_the_share_and_what_is_needed():
    table = status(["2020-08-08"], [("complete", "2020-08-09")])
    assert verdict_lines(table, ("ada", "project complete", "2020-08-20")) == [
        ("Candidate", "pass", "enrolled for the certificate"),
        ("Exercises", "pass", "1 of 1 exercises (100.0%); 1 needed for at least 80%; 0 still open"),
        ("Final project", "pending", "complete, not yet presented: decided"),
        ("Own work", "pass", "not in question"),
    ]


def test_a_bar_without_exercises_is_pending():
    assert verdict_lines(status().iloc[:0])[1] == (
        "Exercises",
        "pending",
        "none counts yet; the bar is at least 80%",
    )


def test_a_waived_bar_says_so():
    lines = verdict_lines(status(), ("ada", "bar waived", "2020-08-20"))
    assert lines[1] == (
        "Exercises",
        "pass",
        "0 of 1 exercises (0.0%); 1 needed for at least 80%; 0 still open; waived: decided",
    )


def test_a_disqualification_shows_the_decision_and_an_auditor_is_not_judged():
    table = status(["2020-08-08"], [("complete", "2020-08-09")])
    assert verdict_lines(table, ("ada", "disqualified", "2020-08-20"))[1] == (
        "Plagiarism",
        "fail",
        "decided",
    )
    assert verdict_lines(table, role="auditor") == [
        ("Candidate", "fail", "takes part as auditor; candidates are the members")
    ]
