"""What differs between two answers, row by row."""

import pandas as pd

from sgdash.what_if import changes_table, reasons_table


def answer(verdicts, statuses=()):
    return (
        pd.DataFrame(verdicts, columns=["member", "verdict", "reason"]),
        pd.DataFrame(statuses, columns=["member", "exercise", "status", "reason"]),
    )


def rows(changes: pd.DataFrame) -> list[list[object]]:
    return (
        changes[["what", "member", "exercise", "before", "after", "reason"]]
        .fillna("")
        .to_numpy()
        .tolist()
    )


BEFORE = answer(
    [
        ("ada", "on course", "8 of 11 exercises, 9 needed, 3 still open"),
        ("bob", "on course", "8 of 11 exercises, 9 needed, 3 still open"),
        ("cy", "on course", "8 of 11 exercises, 9 needed, 1 still open"),
    ],
    [("ada", "a1", "incomplete", "not resubmitted in time"), ("bob", "a1", "complete", "")],
)
AFTER = answer(
    [
        ("ada", "on course", "9 of 12 exercises, 10 needed, 3 still open"),
        ("bob", "on course", "8 of 11 exercises, 9 needed, 3 still open"),
        ("cy", "eligible", "9 of 11 exercises, 9 needed"),
        ("dan", "on course", "0 of 11 exercises, 9 needed, 11 still open"),
    ],
    [
        ("ada", "a1", "incomplete", "resubmitted and still incomplete"),
        ("bob", "a1", "complete", ""),
    ],
)


def test_of_words_only_those_that_changed_are_listed():
    assert rows(changes_table(BEFORE, AFTER)) == [
        ["verdict", "cy", "", "on course", "eligible", "9 of 11 exercises, 9 needed"],
        ["verdict", "dan", "", "", "on course", "0 of 11 exercises, 9 needed, 11 still open"],
    ]


def test_numbers_that_changed_below_the_same_word_are_listed_with_both():
    assert rows(reasons_table(BEFORE, AFTER)) == [
        [
            *("verdict reason", "ada", ""),
            "8 of 11 exercises, 9 needed, 3 still open",
            "9 of 12 exercises, 10 needed, 3 still open",
            "still on course",
        ],
        [
            *("status reason", "ada", "a1"),
            *("not resubmitted in time", "resubmitted and still incomplete", "still incomplete"),
        ],
    ]


def test_between_equal_answers_no_reason_changed():
    assert rows(reasons_table(BEFORE, BEFORE)) == []
    assert rows(reasons_table(answer([]), answer([]))) == []
