"""Decisions that decide nothing, or do not say enough, and what is said about them."""

from collections.abc import Callable

import pytest

HEAD = "id: evening\ntitle: Evening group\n"
DECIDED = "at: 2020-07-01, by: orla, reason: So agreed."


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        (
            ["kind: extension, exercise: a, member: orla, due: 2020-08-08 11:59"],
            [
                (
                    "decisions.yaml:1: due: 2020-08-08 11:59 is not after the deadline of a, "
                    "2020-08-08 12:00 UTC: it extends nothing. Write a later one, or withdraw it."
                )
            ],
        ),
        (["kind: extension, exercise: a, member: orla, due: 2020-08-08 12:01"], []),
        (  # one that was corrected is history
            [
                "kind: extension, exercise: a, member: orla, due: 2020-08-01",
                "kind: extension, exercise: a, member: orla, due: 2020-09-01",
                "kind: extension, exercise: a, due: 2020-08-01",
                "kind: withdrawn, what: extension, exercise: a",
            ],
            [],
        ),
        (  # of whom it was not is none
            [
                "kind: extension, exercise: a, due: 2020-08-01",
                "kind: withdrawn, what: extension, exercise: a, member: orla",
                "kind: withdrawn, what: excused, exercise: a, member: orla",
            ],
            [
                (
                    "decisions.yaml:1: due: 2020-08-01 is not after the deadline of a, "
                    "2020-08-08 12:00 UTC: it extends nothing. Write a later one, or withdraw it."
                )
            ],
        ),
        (
            ["kind: disqualification, member: orla"],
            ["decisions.yaml:1: evidence: is missing here. Add it."],
        ),
        (
            ["kind: withdrawn, what: waiver, member: orla"],
            [
                "decisions.yaml:1: entry 1: which waiver is withdrawn? Add `requirement:`.",
            ],
        ),
        (
            ["kind: withdrawn, what: disqualification, requirement: bar"],
            ["decisions.yaml:1: entry 1: whose disqualification is withdrawn? Add `member:`."],
        ),
        (
            ["kind: withdrawn, what: disqualification, member: orla, requirement: bar"],
            [
                (
                    "decisions.yaml:1: entry 1: disqualification is of no requirement. "
                    "Take `requirement:` out."
                )
            ],
        ),
        (
            ["kind: withdrawn, what: excused, member: orla, group: g, exercise: a"],
            [
                (
                    "decisions.yaml:1: entry 1: only an extension is of a group. "
                    "Write `member:` or `group:`."
                )
            ],
        ),
    ],
)
def test_decisions_that_decide_nothing(
    told: Callable[..., list[str]], decisions: list[str], expected: list[str]
) -> None:
    program = f"{HEAD}exercises: [{{id: a, title: A, due: 2020-08-08 12:00}}]\n"
    entries = "".join(f"- {{{entry}, {DECIDED}}}\n" for entry in decisions)
    found = told(program=program, members="id,role\norla,organiser\n", decisions=entries)
    assert found == expected
