"""Work that is there no longer: handed in all the same, or taken back before the deadline."""

from datetime import timedelta

import pandas as pd
import pytest
from tables_of import attempts, excuses, exercises, extensions, marks, members, utc

from sgdash.program.model import Marks
from sgdash.rules import status_receipt, status_table
from sgdash.rules.findings import findings_table

RULES = Marks(required=False, resubmission=timedelta(hours=48))
DUE = "2020-08-09 12:00"
CAME = "2020-08-08 12:00"


def one(*rows, due=DUE, as_of="2020-09-01 00:00", marked=(), extended=(), rules=RULES):
    """The status of ada; of each row when it came, left the branch, and was taken back."""
    table = attempts(*(("ada", "a1", came) for came, *_ in rows))
    for n, (_, out, back) in enumerate(rows):
        table.loc[n, "taken_out_at"] = utc(out) if out else None
        table.loc[n, "taken_back_at"] = utc(back) if back else None
        if out or back:
            table.loc[n, ["taken_out_by", "taken_out_commit", "taken_out_url"]] = [
                "Orla",
                "0123456789",
                "https://example.org/commit/0123456789",
            ]
    return status_table(
        members("ada"),
        exercises(("a1", due)),
        table,
        marks(*(("ada", "a1", mark, at) for mark, at in marked)),
        extensions(*(("ada", "a1", *extension) for extension in extended)),
        excuses(),
        rules,
        utc(as_of),
    )


def answer(*rows, **about) -> tuple[str, str]:
    row = one(*rows, **about).iloc[0]
    return row["status"], row["reason"]


def receipt(*rows, rules=RULES, **about):
    lines = status_receipt(one(*rows, rules=rules, **about).iloc[0], rules)
    return [
        (line.rule, line.result.value, line.found, line.at and f"{line.at:%m-%d %H:%M}")
        for line in lines
    ]


COUNTS = ("complete", "handed in; no mark is asked for")
BACK = ("missing", "handed in and taken back")


@pytest.mark.parametrize(
    ("out", "back", "expected"),
    [
        ("2020-08-09 11:59:59", None, COUNTS),  # somebody else took it out
        ("2020-08-09 12:00", "2020-08-09 12:00", BACK),
        ("2020-08-09 12:00:01", "2020-08-09 12:00:01", COUNTS),  # it was there at the deadline
        (None, "2020-08-09 12:00", BACK),  # within its pull request
        (None, "2020-08-09 12:00:01", COUNTS),
    ],
)
def test_only_what_its_own_author_took_out_before_the_deadline_is_taken_back(out, back, expected):
    assert answer((CAME, out, back)) == expected


def test_without_a_deadline_only_a_pull_request_is_taken_back():
    later = "2021-06-30 12:00"
    about = {"due": None, "as_of": "2021-07-01"}
    assert answer((CAME, later, later), **about) == COUNTS
    assert answer((CAME, None, later), **about) == (
        "not submitted",
        "handed in and taken back",
    )


def test_a_season_that_is_cleaned_away_takes_nothing_from_anybody():
    assert answer((CAME, "2020-08-31 12:00", "2020-08-31 12:00")) == COUNTS


def test_before_it_was_taken_back_it_counted():
    row = (CAME, "2020-08-09 10:00", "2020-08-09 10:00")
    assert answer(row, as_of="2020-08-09 09:59:59") == COUNTS
    assert answer(row, as_of="2020-08-09 10:00")[0] == "not submitted"


def test_the_deadline_is_that_of_the_member():
    row = (CAME, "2020-08-10 12:00", "2020-08-10 12:00")
    put_off = [("2020-08-12 12:00", "2020-08-01 00:00")]
    assert answer(row) == COUNTS
    assert answer(row, extended=put_off) == BACK


def test_as_long_as_other_work_is_there_nothing_was_taken_back():
    other = ("2020-08-09 09:59:59", None, None)
    assert answer((CAME, "2020-08-09 10:00", "2020-08-09 10:00"), other) == COUNTS
    found = one((CAME, "2020-08-09 10:00", "2020-08-09 10:00"), other).iloc[0]
    assert (found["attempts"], found["taken_out_by"] == found["taken_out_by"]) == (2, False)


def test_a_complete_that_was_made_by_hand_stands_without_the_work():
    row = (CAME, "2020-08-09 10:00", "2020-08-09 10:00")
    assert answer(row, marked=[("complete", "2020-08-08 18:00")]) == ("complete", "")


def test_a_receipt_tells_when_it_came_and_who_took_it_out_when():
    assert receipt((CAME, "2020-08-31 10:00", None)) == [
        ("Handed in", "pass", "1 attempt", "08-08 12:00"),
        (
            "Taken out again",
            "note",
            "by Orla with commit 0123456; it counts as handed in all the same",
            "08-31 10:00",
        ),
        ("In time", "pass", "first handed in 1 d 0 h before the deadline", "08-08 12:00"),
        ("Mark", "pass", "this program asks for no mark", None),
    ]


def test_a_receipt_tells_when_what_was_taken_back_had_come():
    assert receipt((CAME, "2020-08-09 10:00", "2020-08-09 10:00")) == [
        (
            "Work taken back",
            "note",
            "handed in, and taken back by whoever had brought it",
            "08-08 12:00",
        ),
        (
            "Taken out again",
            "note",
            "by Orla with commit 0123456; so it does not count",
            "08-09 10:00",
        ),
        ("Handed in", "fail", "nothing of it is there any more", None),
    ]


def test_a_receipt_of_an_earlier_day_does_not_know_that_it_will_be_taken_out():
    assert "Taken out again" not in str(receipt((CAME, "2020-08-31 10:00", None), as_of=DUE))


def test_what_somebody_else_took_out_before_its_deadline_is_a_finding():
    found = findings_table(one((CAME, "2020-08-09 12:00", None)))
    detail = (
        "taken out again before its deadline, 2020-08-09 12:00:00 UTC, with commit 0123456 by "
        "Orla; it counts as handed in: mark it incomplete in decisions.yaml if it was to be taken "
        "back"
    )
    assert found[["kind", "member", "ref", "detail", "url"]].values.tolist() == [
        ["taken out again", "ada", "a1", detail, "https://example.org/commit/0123456789"]
    ]


def test_of_what_is_older_than_the_season_the_missing_start_is_named_first():
    status = one((CAME, "2020-08-09 12:00", None))
    begins = pd.Timestamp(utc("2020-08-08 12:00:01"))
    detail = (
        "taken out again before its deadline, 2020-08-09 12:00:00 UTC, with commit 0123456 by "
        "Orla; it counts as handed in, although it is from before 2020-08-08, four weeks before "
        "the first session or deadline. If it is of an earlier season, write into program.yaml: "
        "starts: 2020-08-08 (or the day on which this one began); else mark it incomplete in "
        "decisions.yaml if it was to be taken back"
    )
    assert findings_table(status, begins)["detail"].tolist() == [detail]
    since = pd.Timestamp(utc(CAME))
    opens = status.assign(opens_at=pd.Timestamp(utc("2020-08-01")))
    for found in findings_table(status, since), findings_table(opens, begins):
        assert "starts:" not in found["detail"].iloc[0]


@pytest.mark.parametrize(
    "row",
    [
        (CAME, "2020-08-09 12:00:01", None),
        (CAME, "2020-08-09 10:00", "2020-08-09 10:00"),
        (CAME, None, None),
    ],
)
def test_what_was_tidied_up_afterwards_or_taken_back_is_no_finding(row):
    assert findings_table(one(row)).empty


def test_late_work_is_not_in_time_by_what_was_taken_back_before():
    late = ("2020-08-10 12:00", None, None)
    found = answer((CAME, "2020-08-09 10:00", "2020-08-09 10:00"), late)
    assert found == ("incomplete", "late: first handed in after the deadline")
