"""How long somebody was there, and what that comes to."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdash import tables
from sgdash.frames import frame
from sgdash.match.attendance import attendance_table
from sgdash.match.names import member_names
from sgdash.match.spans import covered, least
from sgdash.program.folder import ProgramFolder, read_program

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
PROGRAM = """
id: club
title: Club
sessions:
  - {{id: s1, title: One, starts: 2026-03-02 17:00, ends: 2026-03-02 18:30}}
  - {{id: s2, title: Two, starts: 2026-03-02 19:00, ends: 2026-03-02 20:00}}
  - {{id: s3, title: Three, starts: 2026-03-03}}
attendance: {{{rules}}}
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> ProgramFolder:
    return opened(tmp_path_factory.mktemp("home"), "present_from: 75%")


def opened(folder: Path, rules: str) -> ProgramFolder:
    home = folder / "club"
    home.mkdir()
    (home / "program.yaml").write_text(PROGRAM.format(rules=rules))
    (home / "members.csv").write_text("id,name\nada,Ada Bell\nbob,Bob\n")
    found, problems = read_program(home)
    assert problems == []
    assert found is not None
    return found


def record(
    person: str, *, span: tuple[float, float] | None = None, session: str = "s1", **said
) -> tuple[object, ...]:
    """A record of somebody, there from one minute of the session until another."""
    joined, left = (START + timedelta(minutes=m) for m in span) if span else (None, None)
    word, minutes = said.get("word"), said.get("minutes")
    return (session, person, None, word, minutes, joined, left, "here:1")


def presence(
    club: ProgramFolder, *records: tuple[object, ...]
) -> dict[str, tuple[str, int | None]]:
    """Of each session and member the word and the minutes, for those that have a record."""
    spoken = frame(tables.ATTENDANCE_RECORDS, records)
    table, _ = attendance_table(club, member_names(club), spoken)
    held = table[table["attendance"] != "no record"]
    return {
        f"{row['session']} {row['member']}": (
            row["attendance"],
            None if pd.isna(row["minutes"]) else int(row["minutes"]),
        )
        for _, row in held.iterrows()
    }


@pytest.mark.parametrize(
    ("records", "word", "minutes"),
    [
        ([record("ada", span=(0, 90))], "present", 90),
        ([record("ada", span=(-20, 120))], "present", 90),
        ([record("ada", span=(0, 67.5))], "present", 67),
        ([record("ada", span=(0, 67.4))], "partly", 67),
        ([record("ada", span=(0, 40)), record("ADA BELL", span=(60, 90))], "present", 70),
        ([record("ada", span=(0, 50)), record("ada", span=(10, 40))], "partly", 50),
        ([record("ada", span=(0, 50)), record("ada", span=(40, 90))], "present", 90),
        ([record("ada", span=(-60, -1)), record("bob", span=(0, 90))], "absent", None),
        ([record("ada", span=(95, 100)), record("bob", span=(0, 90))], "absent", None),
        ([record("ada", minutes=68)], "present", 68),
        ([record("ada", minutes=67)], "partly", 67),
        ([record("ada", minutes=40), record("ada", minutes=30)], "present", 70),
        ([record("ada", minutes=400)], "present", 90),
        ([record("ada", minutes=0)], "partly", 0),
        # first and last moment with the minutes between: at most what lies in the hours
        ([record("ada", span=(-30, 40), minutes=60)], "partly", 40),
        ([record("ada", span=(0, 90), minutes=30)], "partly", 30),
        # the meeting restarted, and each report tells minutes between a first and a last moment
        (
            [record("ada", span=(0, 40), minutes=30), record("ada", span=(45, 85), minutes=35)],
            "partly",
            65,
        ),
        (
            [record("ada", span=(0, 40), minutes=30), record("ada", span=(45, 90), minutes=40)],
            "present",
            70,
        ),
        ([record("ada", span=(0, 40)), record("ada", span=(45, 90), minutes=40)], "present", 80),
        # two reports of the same time say the same, as far as they can
        (
            [record("ada", span=(0, 90), minutes=50), record("ada", span=(0, 90), minutes=40)],
            "partly",
            50,
        ),
        ([record("ada", span=(0, 60)), record("ada", span=(0, 90), minutes=70)], "present", 70),
        (
            [record("ada", span=(0, 50), minutes=40), record("ada", span=(40, 90), minutes=45)],
            "present",
            75,
        ),
        # one report with times, one with minutes alone, of one meeting
        ([record("ada", span=(0, 60)), record("ada", minutes=70)], "present", 70),
        # what somebody wrote holds
        ([record("ada", span=(0, 10), word="present")], "present", 10),
        ([record("ada", word="excused")], "excused", None),
        ([record("ada")], "present", None),
        ([record("Ada & Bob", span=(0, 90))], "present", 90),
    ],
)
def test_the_time_decides(club: ProgramFolder, records, word: str, minutes: int | None) -> None:
    assert presence(club, *records)["s1 ada"] == (word, minutes)


def test_two_sessions_on_one_day_have_their_own_hours(club: ProgramFolder) -> None:
    both = [record("ada", span=(80, 180), session=s) for s in ("s1", "s2")]
    found = presence(club, *both)
    assert found["s1 ada"] == ("partly", 10)
    assert found["s2 ada"] == ("present", 60)


def test_a_session_without_hours_counts_all_and_has_no_share(club: ProgramFolder) -> None:
    assert presence(club, record("ada", span=(0, 1), session="s3"))["s3 ada"] == ("present", 1)


@pytest.mark.parametrize(
    ("rules", "span", "word"),
    [
        ("", (0, 1), "present"),
        ("present_from: 45 minutes", (0, 45), "present"),
        ("present_from: 45 minutes", (0, 44.98), "partly"),
        ("late_after: 10 minutes", (10, 90), "present"),
        ("late_after: 10 minutes", (10.02, 90), "late"),
        ("left_early_before: 10 minutes", (0, 80), "present"),
        ("left_early_before: 10 minutes", (0, 79.98), "left early"),
        ("late_after: 10 minutes, left_early_before: 10 minutes", (11, 79), "late"),
        ("late_after: 10 minutes, present_from: 80 minutes", (11, 90), "partly"),
    ],
)
def test_the_program_file_says_what_is_enough(tmp_path, rules, span, word) -> None:
    club = opened(tmp_path, rules)
    assert presence(club, record("ada", span=span))["s1 ada"][0] == word


def test_who_rejoins_is_judged_by_the_first_join_and_the_last_leave(tmp_path) -> None:
    club = opened(tmp_path, "late_after: 5 minutes, left_early_before: 5 minutes")
    spans = [(-3, 20), (30, 60), (70, 88)]
    assert presence(club, *(record("ada", span=s) for s in spans))["s1 ada"] == ("present", 68)


def test_an_unknown_name_is_listed_once_with_the_line_to_add(club: ProgramFolder) -> None:
    records = [record("Bobb", span=(n, n + 5)) for n in range(3)] + [record("ada", span=(0, 90))]
    spoken = frame(tables.ATTENDANCE_RECORDS, records)
    table, unmatched = attendance_table(club, member_names(club), spoken)
    bob = table[(table["session"] == "s1") & (table["member"] == "bob")]
    assert bob["attendance"].tolist() == ["unresolved"]
    assert unmatched[["author", "guess", "member", "reason"]].to_numpy().tolist() == [
        ["Bobb", "bob", "bob", 'no member is called "Bobb"']
    ]
    assert unmatched["fix"].isna().all()  # this roster has no column for aliases


def test_only_the_unknown_one_of_a_line_is_listed(club: ProgramFolder) -> None:
    spoken = frame(tables.ATTENDANCE_RECORDS, [record("ada & Bobb", span=(0, 90))])
    table, unmatched = attendance_table(club, member_names(club), spoken)
    assert table["attendance"].tolist()[:2] == ["present", "unresolved"]
    assert unmatched[["author", "guess"]].to_numpy().tolist() == [["Bobb", "bob"]]


MOMENTS = st.integers(0, 5400)
SPANS = st.lists(st.tuples(MOMENTS, MOMENTS).map(sorted), min_size=1, max_size=8)


def by_second(spans: list[list[int]]) -> int:
    """The plainest way: each second that anybody was there, once."""
    return len({second for begin, end in spans for second in range(begin, end)})


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_the_union_is_that_of_every_second(people: list[list[list[int]]]) -> None:
    group = np.array([g for g, spans in enumerate(people) for _ in spans])
    begins = np.array([begin for spans in people for begin, _ in spans])
    ends = np.array([end for spans in people for _, end in spans])
    total = covered(group, begins, ends, len(people))
    assert total.tolist() == [by_second(spans) for spans in people]


@given(SPANS, st.data())
@settings(max_examples=40, deadline=None)
def test_however_presence_is_cut_the_minutes_are_the_same(
    club: ProgramFolder, spans: list[list[int]], data: st.DataObject
) -> None:
    cut = []
    for begin, end in spans:
        at = sorted(data.draw(st.lists(st.integers(begin, end), max_size=4)))
        edges = [begin, *at, end]
        cut += list(itertools.pairwise(edges))
    shuffled = data.draw(st.permutations(cut))

    def found(parts: list[tuple[int, int]]) -> tuple[str, int | None]:
        there = [record("bob", word="absent")]
        there += [record("ada", span=(a / 60, b / 60)) for a, b in parts]
        return presence(club, *there)["s1 ada"]

    minutes = by_second(spans) // 60
    whole = found([(a, b) for a, b in spans])
    assert whole == found(list(shuffled))
    assert whole[1] == (minutes if by_second(spans) else None)


@given(st.lists(st.booleans(), min_size=90, max_size=90), st.data())
@settings(max_examples=40, deadline=None)
def test_however_reports_sum_up_presence_the_minutes_are_the_same(
    club: ProgramFolder, there: list[bool], data: st.DataObject
) -> None:
    """Each report covers a stretch and sums up what was in it; some tell of a stretch again."""
    cuts = [0, *sorted(data.draw(st.sets(st.integers(1, 89), max_size=5))), 90]
    again = data.draw(st.lists(st.tuples(*[st.integers(0, 90)] * 2).map(sorted), max_size=4))
    reports = [*itertools.pairwise(cuts), *again]
    lines = [record("bob", span=(0, 90))]
    for first, last in data.draw(st.permutations(reports)):
        inside = [minute for minute in range(first, last) if there[minute]]
        if inside:
            span = (inside[0], inside[-1] + 1)
            lines.append(record("ada", span=span, minutes=len(inside)))
    assert presence(club, *lines)["s1 ada"][1] == (sum(there) or None)


LINES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 8)), max_size=5)


@given(LINES)
@settings(deadline=None)
def test_the_least_time_is_that_of_all_ways_to_be_there(lines: list[tuple[int, int, int]]) -> None:
    ways = (set(way) for n in range(8) for way in itertools.combinations(range(7), n))
    shortest = next(
        way
        for way in ways
        if all(len(way & set(range(a, b))) >= min(m, b - a) for a, b, m in lines)
    )
    begins, ends, wanted = (np.array([line[n] for line in lines], dtype=int) for n in range(3))
    total = least(np.full(len(lines), 1), begins, ends, wanted, 3)
    assert total.tolist() == [0, len(shortest), 0]


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_records_does_not_matter(club: ProgramFolder, order: list[int]) -> None:
    records = [
        record("ada", span=(0, 20)),
        record("ada", span=(10, 50)),
        record("Ada Bell", minutes=12),
        record("bob", word="partly"),
        record("bob", span=(0, 90)),
        record("Bob & Zoe", span=(80, 90)),
    ]
    assert presence(club, *(records[n] for n in order)) == presence(club, *records)
