"""What a certificate asks for in words, and what is between a member and it."""

import re
from datetime import date
from pathlib import Path

import pytest

from sgdash.export import verdicts_export
from sgdash.home import Home, find_home
from sgdash.program.model import Certificate
from sgdash.rules.verdict_receipts import verdict_receipt
from sgdash.show.certificate import asked_for, way
from sgdash.show.distance import distances
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.reasons import verdict_reasons
from sgdash.show.verdicts import table
from sgdash.show.view import View

PROGRAM = """\
id: club
title: Club
zone: Europe/Berlin
sessions:
  - {id: s1, title: One, starts: 2024-01-10 18:00, ends: 2024-01-10 20:00}
  - {id: s2, title: Two, starts: 2024-03-10 18:00, ends: 2024-03-10 20:00}
  - {id: s3, title: Three, starts: 2024-03-17 18:00, ends: 2024-03-17 20:00}
exercises:
  - {id: a1, title: The <first>, due: 2024-01-20 18:00}
  - {id: a2, title: The second, due: 2024-03-20 18:00}
certificate:
  bar: {count: 1}
  attendance: {share: 2/3}
  talks: {count: 1}
"""


def view_of(home: Home, program: str, day: date | None = None) -> View:
    opened = open_view(home, look_around(home, program), day)
    assert isinstance(opened, View)
    return opened


def told(view: View, member: str) -> str:
    """The way as a reader sees it."""
    return " ".join(re.sub("<[^>]+>", "", way(view, member)).split())


@pytest.fixture
def shipped(tmp_path: Path) -> Home:
    return Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")


@pytest.fixture
def club(tmp_path: Path) -> Home:
    folder = tmp_path / "programs" / "club"
    (folder / "attendance").mkdir(parents=True)
    (folder / "program.yaml").write_text(PROGRAM)
    (folder / "members.csv").write_text("id,name\nada,Ada\nbob,Bob\n")
    (folder / "attendance" / "s1.csv").write_text("member\nada\n")
    return Home(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            {"bar": {"share": "80%"}},
            "at least 80% of the exercises that count. Its candidates are the members.",
        ),
        ({"bar": {"share": "1/3"}}, "at least 1/3 of the exercises"),
        ({"bar": {"share": "62.5%", "comparison": "more than"}}, "more than 62.5% of the exer"),
        ({"bar": {"count": 1}}, "at least 1 exercise complete."),
        (
            {"bar": {"count": 5}, "attendance": {"count": 4}, "talks": {"count": 2}},
            "5 exercises complete, at least 4 sessions attended, and at least 2 talks given.",
        ),
        (
            {"bar": {"share": 1}, "attendance": {"share": "0.75"}, "project": {"complete": False}},
            "count, at least 75% of the sessions attended, and the final project, presented.",
        ),
        (
            {"bar": {"share": 1}, "candidates": ["member", "auditor"], "project": {}},
            "project, complete and presented. Its candidates are the members and auditors.",
        ),
    ],
)
def test_a_certificate_is_told_in_words(written: dict[str, object], words: str) -> None:
    assert words in asked_for(Certificate.model_validate(written))


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("ada-sample", ""),
        ("bartek-sample", "Convolutional Neural Networks: handed in, and waits for its mark"),
        (
            "carmen-sample",
            "hand in again by Tue 3 Nov 2020, 12:59 CETThe final project: not yet complete",
        ),
        ("haneul-sample", "Networks: hand in by Sun 1 Nov 2020, 12:59 CET"),
        (
            "emine-sample",
            "Out of reach since Tue 22 Sep 2020, 13:59 CEST, because of Assignment 2: Linear",
        ),
        ("henri-sample", ""),
        ("jan-sample", ""),
    ],
)
def test_the_way_to_the_certificate(shipped: Home, member: str, words: str) -> None:
    way_told = told(view_of(shipped, "dair-d2l"), member)
    assert words in way_told
    assert bool(words) == bool(way_told)


def test_the_way_tells_of_every_criterion(club: Home) -> None:
    view = view_of(club, "club", date(2024, 2, 1))
    assert told(view, "ada") == (
        "Shortest way to the certificate:The second: hand in by Wed 20 Mar 2024, 18:00 CET"
        "The attendance: 1 more session neededThe talks: 1 more talk needed"
    )
    assert "The attendance: 2 more sessions needed" in told(view, "bob")
    over = view_of(club, "club", date(2024, 3, 31))
    assert told(over, "ada") == (
        "Out of reach since Wed 20 Mar 2024, 18:00 CET, because of The second (0 of 2, 1 needed); "
        "because of the talks: 0, 1 needed."
    )


# a certificate that asks for no exercises


@pytest.mark.parametrize(
    ("asks", "criterion", "words", "reason"),
    [
        (
            "attendance: {share: 2/3}",
            "attendance",
            "at least 2/3 of the sessions attended",
            "1 of 3 attendance, 2 needed, 2 still open",
        ),
        (
            "talks: {count: 1}",
            "talks",
            "at least 1 talk given",
            "0 talks, 1 needed, 2 still open",
        ),
        (
            "project: {complete: true}",
            "project",
            "the final project, complete and presented",
            "project not yet complete, not yet presented",
        ),
    ],
)
def test_a_certificate_without_exercises_speaks_of_none(
    club: Home, asks: str, criterion: str, words: str, reason: str
) -> None:
    file = club.programs / "club" / "program.yaml"
    file.write_text(f"{PROGRAM.partition('  bar:')[0]}  {asks}\n")
    view = view_of(club, "club", date(2024, 2, 1))
    assert view.program.certificate
    assert words in asked_for(view.program.certificate)
    assert set(view.criteria["criterion"]) == {criterion}
    row = view.verdicts.iloc[0]
    assert (row["member"], row["verdict"], row["reason"]) == ("ada", "on course", reason)
    lines = verdict_receipt(row, view.criteria, view.program.certificate)
    assert "Exercises" not in [str(line.rule) for line in lines]
    shown = table(view)
    assert set(shown.columns) - {"danger"} == {"member", "verdict", "reason"}
    exported = verdicts_export(view.answers)
    columns = ["completed", "assigned", "required", "share"]
    assert exported[columns].isna().all(axis=None)
    assert distances(view.verdicts).empty
    assert "exercises" not in told(view, "ada")
    assert "0 of 0" not in " ".join([*verdict_reasons(view), told(view, "ada")])


def test_nobody_is_sent_to_hand_in_before_an_exercise_opens(club: Home) -> None:
    file = club.folders()["club"] / "program.yaml"
    opens = "due: 2024-03-20 18:00, opens: 2024-03-01}"
    file.write_text(file.read_text().replace("due: 2024-03-20 18:00}", opens))
    by = "by Wed 20 Mar 2024, 18:00 CET"
    from_then_on = f"The second: hand in from Fri 1 Mar 2024, 00:00 CET on, not before, and {by}"
    assert from_then_on in told(view_of(club, "club", date(2024, 2, 20)), "ada")
    assert f"The second: hand in {by}" in told(view_of(club, "club", date(2024, 3, 2)), "ada")
