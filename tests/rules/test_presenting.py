"""Who has led, who is to lead, and whose turn it is."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_of import sessions, talks

from sgdash import tables
from sgdash.frames import frame
from sgdash.program.folder import read_program
from sgdash.rules import Presenting, who_leads
from sgdash.rules.agenda import coming, held, in_time
from sgdash.rules.agenda import given as talks_given

HEAD = "id: club\ntitle: Club\n"
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
ROSTER = "id,name,role,joined,left\nada,Ada,member,,\nbob,Bob,member,,\nzoe,Zoe,auditor,,\n"


def leads(
    tmp_path: Path, program: str, *records: tuple[str, str, str], roster: str = ROSTER
) -> Presenting:
    """Who leads a club with these sessions; records are (session, member, word)."""
    folder = tmp_path / "club"
    folder.mkdir(exist_ok=True)
    (folder / "program.yaml").write_text(HEAD + program)
    (folder / "members.csv").write_text(roster)
    opened, problems = read_program(folder)
    assert problems == []
    assert opened
    return who_leads(opened, present(*records), NOW)


def present(*rows: tuple[object, ...]) -> pd.DataFrame:
    """(session, member, word, …) as far as it is told."""
    width = len(tables.ATTENDANCE.names)
    return frame(tables.ATTENDANCE, [(*row, *[None] * width)[:width] for row in rows])


def told(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    plain = table[list(columns)].astype("object")
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))


WEEKLY = """\
leading: {roles: [member]}
sessions:
  - {id: s1, number: 1, title: S, starts: 2024-02-09 10:00, presenters: [bob, Dr Guest]}
  - {id: s2, number: 2, title: S, starts: 2024-02-16 10:00, presenters: [bob]}
  - {id: s3, number: 3, title: S, starts: 2024-02-23 10:00, presenters: [ada], cancelled: true}
  - {id: s4, number: 4, title: S, starts: 2024-03-01 12:00, presenters: [ada]}
  - {id: s5, number: 5, title: S, starts: 2024-03-08 10:00}
  - {id: s6, number: 6, title: S}
"""


def test_how_often_and_how_long_ago(tmp_path: Path) -> None:
    people = leads(tmp_path, WEEKLY).people
    assert told(people, "person", "member", "name", "led", "last_session", "sessions_since") == [
        ("ada", "ada", "Ada", 1, "s4", 0),
        ("bob", "bob", "Bob", 2, "s2", 1),
        ("Dr Guest", None, "Dr Guest", 1, "s1", 2),
    ]


@pytest.mark.parametrize(
    ("starts", "led", "ahead"), [("2024-03-01 12:00", 1, 0), ("2024-03-01 12:01", 0, 1)]
)
def test_a_session_is_led_from_its_first_minute(
    tmp_path: Path, starts: str, led: int, ahead: int
) -> None:
    people = leads(tmp_path, WEEKLY.replace("2024-03-01 12:00", starts)).people
    assert told(people.head(1), "person", "led", "ahead") == [("ada", led, ahead)]


def test_who_is_named_for_a_session_without_a_date_is_ahead_of_it(tmp_path: Path) -> None:
    program = WEEKLY.replace("title: S}", "title: S, presenters: [Dr Guest]}")
    people = leads(tmp_path, program.replace("2024-03-08", "2024-02-28")).people
    assert told(people, "person", "ahead", "next_session")[2] == ("Dr Guest", 1, "s6")


def test_a_cancelled_session_was_led_by_nobody_and_is_ahead_of_nobody(tmp_path: Path) -> None:
    program = WEEKLY.replace("2024-03-01 12:00, presenters: [ada]", "2024-03-01 12:00")
    people = leads(tmp_path, program).people
    assert told(people.head(1), "person", "led", "ahead", "last_session") == [("ada", 0, 0, None)]


def test_whose_turn_it_is_and_why(tmp_path: Path) -> None:
    roster = ROSTER + "cyd,Cyd,member,,\ndee,Dee,member,,\n"
    records = [("s1", "dee", "present"), ("s1", "cyd", "absent"), ("s2", "dee", "late")]
    program = WEEKLY.replace("2024-03-08 10:00", "2024-03-08 10:00, presenters: [bob]")
    program = program.replace("{id: s6, number: 6,", "{id: s6,")
    found = leads(tmp_path, program, *records, roster=roster).suggestions
    assert told(found, "position", "member", "session", "reason") == [
        (1, "dee", "s6", "has not led yet; came to 2 of 2 sessions"),
        (2, "cyd", None, "has not led yet; came to 0 of 1 sessions"),
        (3, "ada", None, "has led once, in session 4"),
        (4, "bob", None, "is already named for session 5"),
    ]


def test_a_session_at_which_nobody_knows_whether_they_were_is_none_they_missed(
    tmp_path: Path,
) -> None:
    records = [("s1", "ada", "present"), ("s2", "ada", "unresolved"), ("s2", "bob", "unresolved")]
    found = leads(tmp_path, WEEKLY.replace("presenters: [", "presenters: [X "), *records)
    assert told(found.suggestions, "member", "came", "of", "reason") == [
        ("ada", 1, 1, "has not led yet; came to 1 of 1 sessions"),
        ("bob", 0, 0, "has not led yet"),
    ]


def test_a_record_of_a_cancelled_session_counts_for_nothing(tmp_path: Path) -> None:
    program = WEEKLY.replace("presenters: [", "presenters: [X ")
    records = [("s1", "ada", "absent"), ("s3", "ada", "present"), ("s3", "bob", "present")]
    found = leads(tmp_path, program, *records).suggestions
    assert told(found, "member", "came", "of") == [("ada", 0, 1), ("bob", 0, 0)]
    off = sessions(("off", None), cancelled=True)
    plan = pd.concat([sessions(("u", None)), off.assign(position=2)], ignore_index=True)
    assert held(plan, present(("off", "ada", "present")), pd.Timestamp(NOW)).tolist() == [False] * 2


def test_of_those_who_led_as_often_it_is_who_led_longest_ago(tmp_path: Path) -> None:
    program = WEEKLY.replace("presenters: [bob]}", "presenters: [Dr Guest]}").replace(
        "10:00, presenters: [bob, Dr", "10:00, presenters: [bob, Mr"
    )
    found = leads(tmp_path, program.replace("2024-03-01 12:00", "2024-02-29 12:00")).suggestions
    assert told(found, "member", "session", "reason") == [
        ("bob", "s5", "has led once, in session 1"),
        ("ada", "s6", "has led once, in session 4"),
    ]


def test_only_who_takes_part_now_is_suggested(tmp_path: Path) -> None:
    roster = (
        "id,role,joined,left\nhere,member,2024-03-01,\nsoon,member,2024-03-02,\n"
        "gone,member,,2024-02-29\nlast,member,,2024-03-01\naud,auditor,,\n"
    )
    program = "leading: {roles: [member]}\nsessions: [{id: s, title: S, starts: 2024-04-01}]\n"
    found = leads(tmp_path, program, roster=roster).suggestions
    assert told(found, "member") == [("here",), ("last",)]


def test_where_nobody_takes_turns_nobody_is_suggested(tmp_path: Path) -> None:
    found = leads(tmp_path, WEEKLY.replace("leading: {roles: [member]}\n", ""))
    assert found.suggestions.empty
    assert [person for (person,) in told(found.people, "person")] == ["ada", "bob", "Dr Guest"]


def test_talks_by_person_and_path(tmp_path: Path) -> None:
    found = leads(
        tmp_path,
        "leading: {roles: [member]}\nsessions:\n"
        "  - id: a\n    number: II\n    title: A\n    talks:\n"
        "      - {by: ada, title: One, path: theory}\n"
        "      - {by: ada, title: Two, path: practice}\n"
        "      - {by: Dr Guest, title: Three}\n"
        "  - id: b\n    title: B\n    starts: 2024-02-01\n    talks:\n"
        "      - {by: ada, title: Four, path: theory}\n      - {by: bob, title: Five}\n"
        "  - id: c\n    title: C\n    starts: 2024-04-01\n    talks: [{by: bob, title: Six}]\n",
    )
    assert told(found.people, "person", "talks", "paths", "last_session") == [
        ("ada", 3, "theory 2; practice 1", "b"),
        ("bob", 1, "", "b"),
        ("Dr Guest", 1, "", "a"),
    ]
    assert told(found.suggestions, "member", "reason") == [
        ("bob", "has given one talk, in session b"),
        ("ada", "has given 3 talks, most recently in session b"),
    ]


# which sessions took place


UNDATED = sessions(("a", None), ("b", None), ("c", None))


def test_sessions_without_dates_took_place_up_to_the_last_with_a_record() -> None:
    record = present(("b", "ada", "absent"), ("c", "ada", "no record"), ("c", "bob", "excused"))
    now = pd.Timestamp(NOW)
    assert held(UNDATED, record, now).tolist() == [True, True, False]
    assert coming(UNDATED, record, now)["session"].tolist() == ["c"]
    assert held(UNDATED, present(), now).tolist() == [False] * 3
    assert coming(UNDATED, present(), now).empty


def of(plan: pd.DataFrame, flags: pd.Series) -> list[str]:
    return plan.loc[flags, "session"].tolist()


def test_a_session_that_waits_for_its_new_date_has_not_taken_place_and_is_still_to_come() -> None:
    plan = sessions(("moved", None), ("late", "2024-02-17 10:00"), ("early", "2024-02-03 10:00"))
    plan["moved_from_at"] = plan["moved_from_at"].mask(
        plan["session"] == "moved", pd.Timestamp(NOW)
    )
    record, now = present(("late", "ada", "present")), pd.Timestamp(NOW)
    assert of(plan, held(plan, record, now)) == ["late", "early"]
    assert coming(plan, record, now)["session"].tolist() == ["moved"]
    came = present(("late", "ada", "present"), ("moved", "ada", "present"))
    assert of(plan, held(plan, came, now)) == ["moved", "late", "early"]
    assert coming(plan, came, now).empty


@pytest.mark.parametrize(
    ("written", "order", "took_place"),
    [
        # (id, start) as in the file; the last one has a record
        ([("a", "2024-02-01"), ("u", None), ("z", "2024-02-08")], "auz", "auz"),
        ([("u", None), ("a", "2024-02-01"), ("z", "2024-02-08")], "uaz", "uaz"),
        ([("a", "2024-02-01"), ("z", "2024-02-08"), ("u", None)], "azu", "az"),
        # in between, although one between them in time is written elsewhere
        (
            [("b", "2024-02-05"), ("a", "2024-02-01"), ("u", None), ("z", "2024-02-08")],
            "aubz",
            "auz",
        ),
        # nobody knows when: the dates around it are not in order
        (
            [("b", "2024-02-05"), ("u", None), ("a", "2024-02-01"), ("z", "2024-02-08")],
            "uabz",
            "az",
        ),
        ([("u", None), ("z", "2024-02-08"), ("a", "2024-02-01")], "uaz", "az"),
        ([("z", "2024-02-08"), ("a", "2024-02-01"), ("u", None)], "uaz", "az"),
    ],
)
def test_one_without_a_date_stands_between_its_neighbours_only_where_they_are_in_order(
    written: list[tuple[str, str | None]], order: str, took_place: str
) -> None:
    plan = sessions(*((name, day and f"{day} 10:00") for name, day in written))
    record, now = present(("z", "ada", "present")), pd.Timestamp(NOW)
    assert "".join(in_time(plan)["session"]) == order
    found = plan[held(plan, record, now)]
    assert sorted(set(found["session"]) - {"b"}) == sorted(took_place)
    assert "u" in found["session"].tolist() or "u" in coming(plan, record, now)["session"].tolist()


OUT_OF_ORDER = """\
leading: {roles: [member]}
sessions:
  - {id: moved, title: M, moved_from: 2024-02-10 10:00}
  - {id: late, title: L, starts: 2024-02-17 10:00, presenters: [bob]}
  - {id: early, title: E, starts: 2024-02-03 10:00, presenters: [bob, ada]}
"""


def test_a_session_without_a_date_changes_neither_who_led_last_nor_how_long_ago(
    tmp_path: Path,
) -> None:
    record = ("late", "ada", "present")
    without = OUT_OF_ORDER.replace("  - {id: moved, title: M, moved_from: 2024-02-10 10:00}\n", "")
    asked = ("person", "led", "last_session", "sessions_since")
    for program in (
        without,
        OUT_OF_ORDER,
        OUT_OF_ORDER.replace(", moved_from: 2024-02-10 10:00", ""),
    ):
        assert told(leads(tmp_path, program, record).people, *asked) == [
            ("ada", 1, "early", 1),
            ("bob", 2, "late", 0),
        ]


def test_what_is_on_is_the_next_until_it_is_over() -> None:
    # each lasts an hour
    plan = sessions(("on", "2024-03-01 11:30"), ("over", "2024-03-01 10:59"), ("far", "2024-04-01"))
    plan = pd.concat([plan, sessions(("off", "2024-03-02 10:00"), cancelled=True), UNDATED])
    plan["position"] = range(1, len(plan) + 1)
    found = coming(plan.reset_index(drop=True), present(), pd.Timestamp(NOW))
    assert found["session"].tolist() == ["on", "far", "a", "b", "c"]
    exact = sessions(("exact", "2024-03-01 11:00"), ("open", "2024-03-01 09:00"))
    exact.loc[1, "ends_at"] = pd.NaT  # three hours are taken for granted
    assert coming(exact, present(), pd.Timestamp(NOW))["session"].tolist() == ["open", "exact"]


def test_a_talk_is_given_unless_its_session_is_to_come_or_cancelled() -> None:
    plan = pd.concat(
        [
            sessions(("past", "2024-02-01 10:00"), ("now", "2024-03-01 12:00"), ("no date", None)),
            sessions(("later", "2024-03-01 12:01")),
            sessions(("off", "2024-02-01 10:00"), cancelled=True),
        ],
        ignore_index=True,
    )
    plan["position"] = range(1, len(plan) + 1)
    all_of_them = talks(*((session, "ada") for session in plan["session"]))
    found = talks_given(all_of_them, plan, present(), pd.Timestamp(NOW))
    assert found["session"].tolist() == ["past", "now"]
    written = talks_given(
        all_of_them, plan, present(("no date", "ada", "present")), pd.Timestamp(NOW)
    )
    assert written["session"].tolist() == ["past", "now", "no date"]
    found = talks_given(talks(("a", "ada"), ("c", "ada")), UNDATED, present(), pd.Timestamp(NOW))
    assert found["session"].tolist() == ["a", "c"]


# whatever is written


@settings(max_examples=40)
@given(data=st.data())
def test_who_leads_once_more_never_comes_sooner(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    who = st.lists(st.sampled_from(["ada", "bob", "cyd", "Guest"]), unique=True, max_size=3)
    plan = data.draw(st.lists(who, min_size=1, max_size=6))
    roster = "id\nada\nbob\ncyd\n"

    def program(leaders: list[list[str]]) -> str:
        lines = (
            f"  - {{id: s{n}, title: S, starts: 2024-02-0{n}, presenters: [{', '.join(names)}]}}\n"
            for n, names in enumerate(leaders, start=1)
        )
        return f"leading: {{roles: [member]}}\nsessions:\n{''.join(lines)}"

    folder = tmp_path_factory.mktemp("any")
    before = leads(folder, program(plan), roster=roster)
    after = leads(folder, program([*plan, ["ada"]]), roster=roster)
    place = [list(found.suggestions["member"]).index("ada") for found in (before, after)]
    assert place[1] >= place[0]
    assert after.people["led"].sum() == before.people["led"].sum() + 1
    assert sorted(after.suggestions["position"]) == [1, 2, 3]
    shuffled = [data.draw(st.permutations(names)) for names in plan]
    again = leads(folder, program(shuffled), roster=roster)
    pd.testing.assert_frame_equal(again.suggestions, before.suggestions)
