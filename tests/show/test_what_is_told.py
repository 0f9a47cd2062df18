"""The sentences and tables of the pages, on the programs that ship."""

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.elements.lib.column_types import ColumnConfig

from sgdash.home import Home, find_home
from sgdash.rules import Status, Verdict
from sgdash.show.choose import find
from sgdash.show.grid import Found, columns, found, grid, width_of
from sgdash.show.heads import heads, who_is_counted
from sgdash.show.labels import exercise_headings
from sgdash.show.language import speak
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.palette import labels
from sgdash.show.presence import presence
from sgdash.show.presenter import tonight
from sgdash.show.side import told_apart
from sgdash.show.standing import standing
from sgdash.show.states import lacks
from sgdash.show.totals import totals
from sgdash.show.verdicts import table as verdicts_table
from sgdash.show.view import View


@pytest.fixture
def shipped(tmp_path: Path) -> Home:
    return Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")


def view_of(home: Home, program: str) -> View:
    opened = open_view(home, look_around(home, program), None)
    assert isinstance(opened, View)
    return opened


@pytest.mark.parametrize(
    ("program", "sentences"),
    [
        ("dair-d2l", []),
        ("jadm-d2l", ["It awards no certificate", "have no date yet."]),
        (
            "the-deep-learners",
            ["no exercises", "no certificate", "None of its 14 sessions"],
        ),
        ("ucm-dlg", ["This group assigns no exercises.", "no certificate"]),
        ("weekly-reading-group", ["no deadlines", "no certificate", "None of its 7 sessions"]),
    ],
)
def test_what_a_group_lacks_is_said(shipped: Home, program: str, sentences: list[str]) -> None:
    told = lacks(view_of(shipped, program))
    assert len(told) == len(sentences)
    for sentence, part in zip(told, sentences, strict=True):
        assert part in sentence


def test_the_matrix_has_a_cell_for_every_status(shipped: Home) -> None:
    view = view_of(shipped, "dair-d2l")
    members = view.members[view.members["member"].isin(view.status["member"])]
    cells = grid(view, found(view, members, [], []), members)
    exercises = list(view.exercises["exercise"])
    assert list(cells.columns) == ["member", "complete", *exercises, "verdict"]
    told = {cell[0] for name in view.exercises["exercise"] for cell in cells[name] if cell}
    assert told == set(labels(Status).values())
    assert {cell[0] for cell in cells["verdict"]} == set(labels(Verdict).values())
    assert cells["complete"].iloc[0] == "4 of 4"


def test_statuses_and_exercises_leave_who_has_them_and_the_totals_count_them(
    shipped: Home,
) -> None:
    view = view_of(shipped, "dair-d2l")
    shown = found(view, view.members, ["incomplete"], ["assignment-1", "assignment-3"])
    assert list(shown.members["member"]) == ["dmitri-sample", "farid-sample", "henri-sample"]
    assert list(grid(view, shown, shown.members).columns) == [
        "member",
        "complete",
        "assignment-1",
        "assignment-3",
        "verdict",
    ]
    assert cells_of(totals(view, shown)) == [
        ["Exercise", "× incomplete", "All"],
        ["Assignment 1: Introduction to Deep Learning", "1", "1"],
        ["Assignment 3: Multilayer Perceptrons", "2", "2"],
        ["All", "3", "3"],
        ["Share", "100.0%", ""],
    ]


def test_totals_count_those_whose_work_is_asked_for_and_say_who_is_not(shipped: Home) -> None:
    view = view_of(shipped, "dair-d2l")
    everybody = found(view, view.members, [], [])
    assert (len(view.status), len(view.asked_status)) == (41, 40)
    whole = cells_of(totals(view, everybody))
    assert whole[1] == [*whole[1][:1], "9", "1", "", "", "", "", "", "10"]
    assert (whole[-2][-1], whole[-1][1]) == ("40", "62.5%")
    handed_in = pd.Series(view.status["member"].unique())
    assert who_is_counted(view, handed_in) == (
        "Only those are counted whose work is asked for: not 1 other who handed something in."
    )
    assert heads(view, handed_in) == "10 members. 1 other of whom no work is asked."
    auditor = view.members[view.members["member"] == "jan-sample"]
    assert cells_of(totals(view, found(view, auditor, [], [])))[-2][-1] == "1"
    assert who_is_counted(view, auditor["member"]) == (
        "No work is asked of those who are counted here."
    )
    assert who_is_counted(view, pd.Series(["ada-sample"])) == ""


def test_the_width_of_the_matrix_is_that_of_its_columns(shipped: Home) -> None:
    view = view_of(shipped, "dair-d2l")
    shown = found(view, view.members, [], [])
    widths = [configured["width"] for configured in columns_in_order(view, shown)]
    assert width_of(view, shown) == sum(widths)
    assert widths[0] + widths[1] <= 250  # an exercise is seen beside them in the 358 of a phone


def cells_of(markup: str) -> list[list[str]]:
    """The text of each cell of an HTML table, row by row."""
    rows = re.findall("<tr>(.*?)</tr>", markup)
    return [
        [re.sub("<.*?>", "", cell) for cell in re.findall("<t[hd].*?</t[hd]>", row)] for row in rows
    ]


def test_a_column_has_room_for_the_longest_word_of_a_status_in_any_language(shipped: Home) -> None:
    view = view_of(shipped, "dair-d2l")
    assert columns(view, found(view, view.members, [], []))["assignment-1"]["width"] == 137
    speak("es")
    try:
        shown = found(view, view.members, [], [])
        assert columns(view, shown)["assignment-1"]["width"] == 179
    finally:
        speak("en")


def columns_in_order(view: View, shown: Found) -> list[ColumnConfig]:
    """How each column of the matrix looks, from left to right."""
    configured = columns(view, shown)
    return [configured[name] for name in grid(view, shown, shown.members)]


def test_a_member_is_found_by_name_id_or_login_in_any_case(shipped: Home) -> None:
    members = view_of(shipped, "dair-d2l").members
    assert list(find(members, " ÖRNEK ")["member"]) == ["emine-sample"]
    assert list(find(members, "ada-s")["member"]) == ["ada-sample"]
    assert len(find(members, "")) == len(members)
    assert find(members, "(").empty


@pytest.mark.parametrize(
    ("program", "member", "sentence"),
    [
        ("dair-d2l", "jan-sample", "Takes part without being judged: takes part as auditor."),
        ("jadm-d2l", "hector", "Of 3 exercises: "),
        ("ucm-dlg", "daniela", "Came to 4 of the 5 sessions that have a record."),
        ("the-deep-learners", "zofia-sample", ". Gave 2 talks."),
    ],
)
def test_where_somebody_stands_is_one_sentence(
    shipped: Home, program: str, member: str, sentence: str
) -> None:
    assert sentence in standing(view_of(shipped, program), member)


@pytest.mark.parametrize(
    ("program", "session"),
    [
        ("dair-d2l", "session-10"),
        ("jadm-d2l", "sesion-05"),
        ("the-deep-learners", "session-09"),
        ("ucm-dlg", "2021-10-22"),
        ("weekly-reading-group", "week-6"),
    ],
)
def test_the_presenters_session_is_the_next_one(
    shipped: Home, program: str, session: str | None
) -> None:
    found = tonight(view_of(shipped, program))
    assert (None if found is None else found["session"]) == session


def test_presence_has_a_column_for_each_session_with_a_record(shipped: Home) -> None:
    view = view_of(shipped, "the-deep-learners")
    table = presence(view, view.members, view.recorded)
    assert list(table.columns) == [
        *("member", "came", "share"),
        *("session-01", "session-02", "session-03", "session-06", "session-08"),
    ]


def test_presence_of_some_members_at_some_sessions_is_a_part_of_it(shipped: Home) -> None:
    view = view_of(shipped, "the-deep-learners")
    whole = presence(view, view.members, view.recorded)
    part = presence(view, view.members.iloc[2:4], view.recorded.tail(2))
    assert list(part.columns) == ["member", "came", "share", "session-06", "session-08"]
    assert part.drop(columns=["came", "share"]).equals(
        whole.iloc[2:4].set_axis(part.index)[["member", "session-06", "session-08"]]
    )


def test_a_heading_is_a_number_or_the_beginning_of_a_title(shipped: Home) -> None:
    exercises = view_of(shipped, "dair-d2l").exercises
    assert list(exercise_headings(exercises, short=True).values()) == ["1", "2", "3", "4"]
    wide = exercise_headings(exercises, short=False)
    assert list(wide.values())[:2] == ["Assignment 1", "Assignment 2"]
    unnumbered = exercises.assign(number=None)
    assert len(set(exercise_headings(unnumbered, short=True).values())) == 4


def test_a_name_before_a_colon_is_a_heading_only_if_every_exercise_has_one(shipped: Home) -> None:
    exercises = view_of(shipped, "jadm-d2l").exercises
    told = exercise_headings(exercises, short=False)
    assert list(told.values()) == ["Tarea 1", "Tarea 3", "Tarea 4"]
    same = exercises.assign(title=["Week 1: Trees", "Week 1: Graphs", "Two sum"], number=None)
    assert list(exercise_headings(same, short=False).values()) == [
        "Week 1: Trees",
        "Week 1: Graphs",
        "Two sum",
    ]
    long = same.assign(title=["Week 1: Trees", "Week 1: Graphs without end", "Two sum"])
    assert next(iter(exercise_headings(long, short=False).values())) == "Week 1: Trees"


def test_two_titles_that_begin_alike_are_told_apart_by_how_they_end(shipped: Home) -> None:
    exercises = view_of(shipped, "dair-d2l").exercises.head(3)
    titles = ["Longest consecutive ones", "Longest common subsequence", "Two sum"]
    told = exercise_headings(exercises.assign(number=None, title=titles), short=True)
    assert list(told.values()) == ["…tive ones", "…bsequence", "Two sum"]
    titles[1] = "Longest possible and positive ones"
    told = exercise_headings(exercises.assign(number=None, title=titles), short=True)
    assert list(told.values()) == ["assignment-1", "assignment-2", "Two sum"]


def test_groups_of_the_same_title_are_told_apart_by_their_ids_first() -> None:
    titles = {"spring": "Reading group", "autumn": "Reading group", "d2l": "Dive", "odd": ""}
    assert told_apart(titles) == {
        "spring": "spring · Reading group",
        "autumn": "autumn · Reading group",
        "d2l": "Dive (d2l)",
        "odd": "(odd)",
    }


def test_who_cannot_reach_the_bar_has_nothing_left_to_go(shipped: Home) -> None:
    view = view_of(shipped, "dair-d2l")
    lost = view.verdicts["verdict"] == Verdict.OUT_OF_REACH
    told = verdicts_table(view)["missing"]
    assert lost.any()
    assert told[lost].isna().all()
    assert told[view.verdicts["verdict"] == Verdict.ON_COURSE].gt(0).all()
