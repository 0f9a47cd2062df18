"""The bar, the project, plagiarism and candidates, on both sides of each boundary."""

from fractions import Fraction

import pandas as pd
import pytest
from tables_of import judged, members, requirements, statuses, utc

from sgdash.program.model import Bar, Certificate, Project, Role
from sgdash.rules import required_for

NOW = utc("2021-03-01")
DONE = (
    ("ada", "project complete", "2021-02-20"),
    ("ada", "project presented", "2021-02-20"),
)


def bar(share: str, comparison: str = "at least") -> Bar:
    return Bar.model_validate({"share": share, "comparison": comparison})


def verdict(
    completed: int,
    still_open: int,
    failed: int,
    *decided: tuple[str, str, str],
    share: str = "80%",
    comparison: str = "at least",
    project: Project | None = None,
    role: str = "member",
) -> pd.Series:
    """The verdict of one member with so many exercises complete, still open and failed."""
    told = ["complete"] * completed + ["not submitted"] * still_open + ["missing"] * failed
    certificate = Certificate(bar=bar(share, comparison), project=project)
    _, table = judged(
        members("ada", role=role),
        statuses(*(("ada", f"a{n}", status) for n, status in enumerate(told))),
        requirements(*decided),
        certificate,
        NOW,
    )
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize(
    ("share", "comparison", "assigned", "required"),
    [
        ("80%", "at least", 5, 4),
        ("80%", "more than", 5, 5),
        ("80%", "at least", 4, 4),
        ("80%", "at least", 10, 8),
        ("80%", "more than", 10, 9),
        ("80%", "at least", 11, 9),
        ("80%", "more than", 11, 9),
        ("80%", "at least", 1, 1),
        ("80%", "at least", 0, 0),
        ("80%", "more than", 0, 1),
        ("79.9%", "at least", 1000, 799),
        ("80.1%", "at least", 1000, 801),
        ("79.9%", "at least", 10, 8),
        ("80.1%", "at least", 10, 9),
        # where binary floating point is wrong: 0.07 * 100 = 7.000000000000001
        ("7%", "at least", 100, 7),
        ("0.07", "at least", 100, 7),
        ("0.29", "at least", 100, 29),
        ("0.57", "at least", 100, 57),
        ("1/3", "at least", 3, 1),
        ("1/3", "more than", 3, 2),
        ("2/3", "at least", 3, 2),
        ("100%", "at least", 7, 7),
        ("0%", "at least", 7, 0),
        ("0%", "more than", 7, 1),
    ],
)
def test_how_many_exercises_the_bar_needs(share, comparison, assigned, required):
    assert required_for(bar(share, comparison), assigned) == required


def test_the_bar_is_exact_for_every_share_and_number():
    for percent in range(101):
        for assigned in range(1, 60):
            needed = required_for(bar(f"{percent}%"), assigned)
            assert Fraction(needed, assigned) >= Fraction(percent, 100)
            assert needed == 0 or Fraction(needed - 1, assigned) < Fraction(percent, 100)


@pytest.mark.parametrize(
    ("completed", "still_open", "failed", "expected"),
    [
        (4, 0, 1, "eligible"),
        (4, 1, 0, "eligible"),
        (3, 1, 1, "on course"),
        (3, 0, 2, "out of reach"),
        (3, 2, 0, "on course"),
        (0, 4, 1, "on course"),
        (0, 3, 2, "out of reach"),
        (1, 0, 0, "eligible"),
        (0, 1, 0, "on course"),
        (0, 0, 1, "out of reach"),
        (0, 0, 0, "on course"),
    ],
)
def test_the_bar_alone(completed, still_open, failed, expected):
    assert verdict(completed, still_open, failed)["verdict"] == expected


@pytest.mark.parametrize(
    ("comparison", "expected"), [("at least", "eligible"), ("more than", "out of reach")]
)
def test_four_of_five_meets_at_least_eighty_percent_and_not_more_than(comparison, expected):
    row = verdict(4, 0, 1, comparison=comparison)
    assert (row["verdict"], row["share"]) == (expected, 0.8)


@pytest.mark.parametrize("status", ["awaiting review", "feedback given"])
def test_what_waits_is_pending_and_never_a_failure(status):
    _, table = judged(
        members("ada"),
        statuses(("ada", "a1", status)),
        requirements(),
        Certificate(bar=bar("100%")),
        NOW,
    )
    assert table["verdict"].tolist() == ["on course"]


@pytest.mark.parametrize(
    ("decided", "expected", "words"),
    [
        ((), "on course", "not yet complete, not yet presented"),
        (DONE, "eligible", "complete, presented"),
        (DONE[:1], "on course", "complete, not yet presented"),
        (
            (DONE[0], ("ada", "project not presented", "2021-02-20")),
            "out of reach",
            "complete, not presented",
        ),
        (
            (("ada", "project not complete", "2021-02-01"), *DONE),
            "eligible",
            "complete, presented",
        ),
        ((("ada", "project waived", "2021-02-20"),), "eligible", "waived"),
        (
            (("bob", "project waived", "2021-02-20"),),
            "on course",
            "not yet complete, not yet presented",
        ),
        (
            (("ada", "project waived", "2021-03-02"),),
            "on course",
            "not yet complete, not yet presented",
        ),
    ],
)
def test_the_project_must_be_complete_and_presented(decided, expected, words):
    row = verdict(4, 0, 1, *decided, project=Project())
    assert (row["verdict"], row["project"]) == (expected, words)


def test_a_program_may_ask_for_the_presentation_alone():
    row = verdict(4, 0, 1, DONE[1], project=Project(complete=False))
    assert (row["verdict"], row["project"]) == ("eligible", "presented")


def test_a_waived_bar_is_met():
    row = verdict(0, 0, 5, ("ada", "bar waived", "2021-01-01"))
    assert (row["verdict"], row["reason"]) == ("eligible", "0 of 5 exercises, 4 needed, waived")


@pytest.mark.parametrize(
    ("at", "expected"), [("2021-03-01", "disqualified"), ("2021-03-01 00:00:01", "eligible")]
)
def test_plagiarism_disqualifies_from_the_moment_it_is_recorded(at, expected):
    assert verdict(5, 0, 0, ("ada", "disqualified", at))["verdict"] == expected


@pytest.mark.parametrize("role", ["auditor", "organiser", "presenter"])
def test_only_members_are_candidates(role):
    row = verdict(5, 0, 0, role=role)
    assert (row["verdict"], row["reason"]) == ("not a candidate", f"takes part as {role}")
    assert row[["completed", "assigned", "required", "share", "project"]].isna().all()


def test_a_program_names_its_candidates():
    _, table = judged(
        members("ada", role="auditor"),
        statuses(("ada", "a1", "complete")),
        requirements(),
        Certificate(bar=bar("80%"), candidates=(Role.AUDITOR,)),
        NOW,
    )
    assert table["verdict"].tolist() == ["eligible"]


def test_uncounted_exercises_neither_help_nor_hurt():
    _, table = judged(
        members("ada"),
        pd.concat(
            [
                statuses(("ada", "a1", "complete"), ("ada", "a2", "missing")),
                statuses(("ada", "x1", "complete"), ("ada", "x2", "missing"), counted=False),
            ]
        ),
        requirements(),
        Certificate(bar=bar("50%")),
        NOW,
    )
    row = table.iloc[0]
    assert (row["completed"], row["assigned"], row["verdict"]) == (1, 2, "eligible")


def test_the_reason_says_the_numbers():
    row = verdict(3, 1, 1, DONE[0], project=Project())
    assert row["reason"] == (
        "3 of 5 exercises, 4 needed, 1 still open; project complete, not yet presented"
    )


def test_a_program_without_a_certificate_has_no_verdicts():
    _, table = judged(
        members("ada"), statuses(("ada", "a1", "complete")), requirements(), None, NOW
    )
    assert len(table) == 0
