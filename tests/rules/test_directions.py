"""The way to the certificate in words, sentence by sentence."""

import pytest
from tables_of import utc

from sgdash import tables
from sgdash.frames import frame
from sgdash.rules import Loss, Status, Step, Way, directions

DUE = utc("2024-03-20 17:00")
EXERCISES = ("ada", "exercises", "pending", "0 of 4", 0, 4, 3, 4, None)
NO_LAST_MOMENT = "it has no last moment"


def criterion(name: str, result: str, found: str, *numbers: int | None):
    """(done, of, required) of ada."""
    done, of, required = numbers or (None, None, None)
    return ("ada", name, result, found, done, of, required, None, None)


def told(verdict: str, way: Way, *criteria) -> list[str] | None:
    found = directions(
        verdict,
        frame(tables.CRITERIA, criteria),
        way,
        name=lambda exercise: f"<{exercise}>",
        tell=lambda moment: f"{moment:%d %b %H:%M}",
    )
    return found and [found[0], *found[1]]


@pytest.mark.parametrize(
    ("status", "until", "words"),
    [
        (Status.AWAITING_REVIEW, None, "<a1>: handed in, and waits for its mark"),
        (Status.FEEDBACK_GIVEN, DUE, "<a1>: hand in again by 20 Mar 17:00"),
        (Status.FEEDBACK_GIVEN, None, f"<a1>: hand in again, {NO_LAST_MOMENT}"),
        (Status.NOT_SUBMITTED, DUE, "<a1>: hand in by 20 Mar 17:00"),
        (Status.NOT_SUBMITTED, None, f"<a1>: hand in, {NO_LAST_MOMENT}"),
        (Status.MISSING, None, "<a1>: hand in; late work is still accepted"),
    ],
)
def test_a_step_says_what_is_left_to_do(status, until, words):
    way = Way((Step("a1", status, until),))
    assert told("on course", way, EXERCISES) == ["Shortest way to the certificate:", words]


@pytest.mark.parametrize(
    ("until", "words"),
    [(DUE, "not before, and by 20 Mar 17:00"), (None, "not before")],
)
def test_a_step_that_has_not_opened_says_from_when_on_it_counts(until, words):
    way = Way((Step("a1", Status.NOT_SUBMITTED, until, utc("2024-03-10 08:00")),))
    assert told("on course", way, EXERCISES)[1:] == [f"<a1>: hand in from 10 Mar 08:00 on, {words}"]


def test_what_can_be_done_first_is_told_first_and_what_only_waits_last():
    until = [utc("2024-03-20 17:00"), utc("2024-03-10 17:00"), None]
    steps = (
        Step("waits", Status.AWAITING_REVIEW, None),
        Step("again", Status.FEEDBACK_GIVEN, utc("2024-03-12 17:00")),
        *(Step(f"new{n}", Status.NOT_SUBMITTED, end) for n, end in enumerate(until)),
    )
    lines = told("on course", Way(steps), EXERCISES)[1:]
    named = [line.split(":")[0] for line in lines]
    assert named == ["<new1>", "<again>", "<new0>", "<new2>", "<waits>"]


def test_exercises_that_are_not_listed_yet_are_told_after_the_steps():
    steps = (Step("a1", Status.AWAITING_REVIEW, None),)
    for unlisted, words in (
        (1, "1 more exercise that is not listed yet"),
        (2, "2 more exercises that are not listed yet"),
    ):
        assert told("on course", Way(steps, unlisted=unlisted), EXERCISES)[2:] == [words]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (criterion("attendance", "pending", "1 of 3", 1, 3, 2), "The attendance: 1 more session"),
        (criterion("attendance", "pending", "1 of 4", 1, 4, 3), "The attendance: 2 more sessions"),
        (criterion("talks", "pending", "0 of 3", 0, 3, 1), "The talks: 1 more talk"),
        (criterion("talks", "pending", "0 of 3", 0, 3, 2), "The talks: 2 more talks"),
    ],
)
def test_other_bars_say_how_many_more(row, words):
    assert told("on course", Way(), row) == ["Shortest way to the certificate:", f"{words} needed"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            criterion("attendance", "pending", "0 of 0", 0, 0, 1),
            "The attendance: nothing counts yet",
        ),
        (criterion("talks", "pending", "0 of 0", 0, 0, 1), "The talks: nothing counts yet"),
        (
            criterion("project", "pending", "not yet complete"),
            "The final project: not yet complete",
        ),
    ],
)
def test_what_has_no_numbers_yet_says_so(row, words):
    assert told("on course", Way(), row)[1:] == [words]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (criterion("exercises", "fail", "1 of 3", 1, 3, 2), "because of the exercises: 1 of 3, 2"),
        (
            criterion("attendance", "fail", "1 of 3", 1, 3, 2),
            "because of the attendance: 1 of 3, 2",
        ),
        (criterion("talks", "fail", "0 of 3", 0, 3, 4), "because of the talks: 0, 4"),
    ],
)
def test_a_bar_that_is_lost_says_its_numbers(row, words):
    assert told("out of reach", Way(), row) == ["Out of reach", f"{words} needed"]


def test_a_project_that_failed_says_what_was_recorded():
    row = criterion("project", "fail", "complete, not presented")
    assert told("out of reach", Way(), row) == [
        "Out of reach",
        "because of the project: complete, not presented",
    ]


def test_the_exercise_that_was_one_too_many_is_named_with_its_moment():
    lost = criterion("exercises", "fail", "1 of 3", 1, 3, 2)
    assert told("out of reach", Way(lost=Loss(DUE, "a2")), lost)[1:] == [
        "since 20 Mar 17:00, because of <a2> (1 of 3, 2 needed)"
    ]
    assert told("out of reach", Way(lost=Loss(because="a2")), lost)[1:] == [
        "because of <a2> (1 of 3, 2 needed)"
    ]


def test_what_closed_with_it_is_counted():
    lost = criterion("exercises", "fail", "1 of 3", 1, 3, 2)
    way = Way(lost=Loss(DUE, "a2"), lost_with=("a1",))
    assert told("out of reach", way, lost)[1:] == [
        "since 20 Mar 17:00, because of <a2> and 1 other that closed with it (1 of 3, 2 needed)"
    ]
    way = Way(lost=Loss(DUE, "a2"), lost_with=("a1", "a3"))
    assert "<a2> and 2 others that closed with it" in told("out of reach", way, lost)[1]


def test_a_decision_that_lost_it_is_named():
    lost = criterion("exercises", "fail", "1 of 3", 1, 3, 2)
    for loss, words in (
        (Loss(DUE, "a2", "ill (orla)"), "since 20 Mar 17:00, because of <a2>: ill (orla)"),
        (Loss(DUE, None, "ill (orla)"), "since 20 Mar 17:00, because of ill (orla)"),
    ):
        told_of = told("out of reach", Way(lost=loss), lost)
        assert told_of[1:] == [f"{words} (1 of 3, 2 needed)"]


def test_only_what_failed_makes_it_lost_and_only_what_is_pending_is_left():
    rows = [
        criterion("exercises", "fail", "1 of 3", 1, 3, 2),
        criterion("attendance", "pending", "1 of 3", 1, 3, 2),
        criterion("talks", "pass", "1 of 3", 1, 3, 1),
    ]
    assert told("out of reach", Way(), *rows)[1:] == ["because of the exercises: 1 of 3, 2 needed"]
    assert told("on course", Way(), *rows)[1:] == ["The attendance: 1 more session needed"]


@pytest.mark.parametrize("verdict", ["eligible", "disqualified", "not a candidate"])
def test_who_has_arrived_or_is_not_judged_is_told_nothing(verdict):
    way = Way((Step("a1", Status.AWAITING_REVIEW, None),), unlisted=1)
    assert told(verdict, way, EXERCISES) is None
    assert told("on course", Way(), EXERCISES) is None
