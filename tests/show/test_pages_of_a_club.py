"""What a page says of a small group that is written for it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from sgdash import tables
from sgdash.frames import frame
from sgdash.home import Home
from sgdash.perhaps import exercises_of, of_known_exercise, perhaps_of_each, perhaps_theirs
from sgdash.show import inbox, queued, rows
from sgdash.show.handed_in import exercise_table
from sgdash.show.load import open_view
from sgdash.show.markup import Html
from sgdash.show.member import head
from sgdash.show.offers import look_around
from sgdash.show.origin import repository, unread_banner
from sgdash.show.perhaps import perhaps_table
from sgdash.show.presenter import due_together, headline, tonight
from sgdash.show.receipts import verdict_card
from sgdash.show.standing import standing
from sgdash.show.tiles import still_open, told_findings, waiting_tile
from sgdash.show.verdicts import table as verdicts_table
from sgdash.show.view import View

HEAD = "0" * 40
CONVENTION = {"submissions": {"conventions": [{"path": "{exercise}/{member}.py"}]}}
SAMPLE = {"sample": {"note": "Invented.", "as_of": "2024-03-01"}}
A1 = {"id": "a1", "title": "First", "due": "2024-01-10"}
BAR = {"certificate": {"bar": {"share": "80%"}}}
OPEN = {"id": "a2", "title": "Second"}

Write = Callable[..., View]


@pytest.fixture
def club(tmp_path: Path) -> Write:
    """Writes the club and opens it: `club(exercises, works={path: times}, day=…, **program)`."""

    def write(
        exercises: list[dict[str, object]],
        works: dict[str, str] | None = None,
        decisions: list[dict[str, object]] | None = None,
        day: date | None = None,
        **program: object,
    ) -> View:
        folder = tmp_path / "programs" / "club"
        (folder / "sample").mkdir(parents=True)
        written = {"id": "club", "title": "Club", "zone": "Europe/Berlin", "exercises": exercises}
        (folder / "program.yaml").write_text(json.dumps(written | program))
        (folder / "decisions.yaml").write_text(json.dumps(decisions or []))
        (folder / "members.csv").write_text(
            "id,name,role\nada,Ada,member\nbob,Bob,auditor\norg,Org,organiser\n"
        )
        for table, each in _sample(works or {}).items():
            frame(table, each).to_csv(folder / "sample" / f"{table.name}.csv", index=False)
        home = Home(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")
        opened = open_view(home, look_around(home, "club"), day)
        assert isinstance(opened, View)
        return opened

    return write


def _sample(works: dict[str, str]) -> dict[tables.Table, list[tuple[object, ...]]]:
    """Every path with its commits, their times a space apart, by somebody who is not known."""
    commits, changed, files = [], [], []
    person = ("Somebody", "somebody@sample.example")
    for path, times in works.items():
        for time in times.split():
            name = f"{len(commits):040x}"
            at = pd.Timestamp(time, tz="UTC")
            commits.append((name, "", *person, at, *person, at, "Work", at))
            changed.append((name, path, "A" if time == times.split()[0] else "M", name))
        files.append((path, name, "100644", name, at, name, at))
    return {tables.COMMITS: commits, tables.COMMIT_FILES: changed, tables.FILES: files}


def text_of(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


def mark(member: str, exercise: str, at: str) -> dict[str, object]:
    made = {"at": at, "by": "org", "reason": "See below."}
    return {"kind": "mark", "member": member, "exercise": exercise, "mark": "incomplete", **made}


def test_nothing_collected_is_said_and_nobody_is_judged(club: Write) -> None:
    view = club([A1], **CONVENTION, certificate={"bar": {"share": "80%"}})
    assert text_of(unread_banner(view)) == (
        "Nothing has been collected yet, so nobody is judged: run sgdash collect club"
    )
    assert view.status.empty
    assert view.verdicts.empty
    assert standing(view, "ada").startswith("Nothing has been collected yet")
    assert exercise_table(view, "ada") == ""


def test_a_group_without_conventions_needs_no_collection(club: Write) -> None:
    view = club([A1])
    assert unread_banner(view) == ""
    assert "missing" in exercise_table(view, "ada")


def test_due_and_handed_in_are_told_in_one_zone(club: Write) -> None:
    view = club([A1], {"a1/ada.py": "2024-01-11T09:00"}, **CONVENTION, **SAMPLE)
    told = text_of(exercise_table(view, "ada"))
    assert "Thu 11 Jan 2024, 12:59 CET 2024-01-10, end of day AoE" in told
    assert "Thu 11 Jan 2024, 10:00 CET" in told
    assert "window" not in told


def test_work_with_feedback_says_until_when(club: Write) -> None:
    view = club(
        [A1],
        {"a1/ada.py": "2024-01-09T09:00"},
        [mark("ada", "a1", "2024-01-10 10:00")],
        date(2024, 1, 11),
        marks={"resubmission": "48 hours"},
        **CONVENTION,
        **SAMPLE,
    )
    told = text_of(exercise_table(view, "ada"))
    assert "feedback given hand in again until Sat 13 Jan 2024, 12:59 CET" in told


def test_what_is_still_possible_comes_first_then_what_waits_and_done_is_last(club: Write) -> None:
    late, soon = {"id": "a3", "title": "Third", "due": "2024-01-20"}, OPEN | {"due": "2024-01-15"}
    gone = {"id": "a4", "title": "Fourth", "due": "2024-01-08"}
    view = club(
        [A1, late, soon, gone, {"id": "a5", "title": "Fifth", "due": "2024-01-09"}],
        {"a1/ada.py": "2024-01-09T09:00", "a5/ada.py": "2024-01-08T09:00"},
        [mark("ada", "a5", "2024-01-09 10:00") | {"mark": "complete"}],
        date(2024, 1, 11),
        **CONVENTION,
        **SAMPLE,
    )
    told = text_of(exercise_table(view, "ada"))
    found = [
        told.index(words)
        for words in (
            *("2 still possible", "Second", "Third", "1 waiting for a mark", "First"),
            *("1 missed or incomplete", "Fourth", "1 done", "Fifth"),
        )
    ]
    assert found == sorted(found)


def test_an_exercise_that_is_not_open_yet_says_when_it_opens(club: Write) -> None:
    later = {"id": "a3", "title": "Third", "opens": "2024-03-04 09:00", "due": "2024-03-20"}
    open_now = {"id": "a4", "title": "Fourth", "opens": "2024-02-04 09:00", "due": "2024-03-20"}
    view = club([later, open_now], {"a3/ada.py": "2024-02-20T09:00"}, **CONVENTION, **SAMPLE)
    told = text_of(exercise_table(view, "ada"))
    assert "not submitted opens Mon 4 Mar 2024, 09:00 CET" in told
    assert told.count("opens ") == 1


def test_many_exercises_are_counted_and_those_that_are_done_are_folded_away(club: Write) -> None:
    many = [{"id": f"e{n}", "title": f"Title {n}", "due": "2024-01-10"} for n in range(9)]
    works = {f"e{n}/ada.py": "2024-01-09T09:00" for n in range(2)}
    view = club(many, works, marks={"required": False}, **CONVENTION, **SAMPLE)
    told = str(exercise_table(view, "ada"))
    assert "Of 9: 7 missed or incomplete, 2 done. Nothing more can be handed in." in text_of(told)
    folded = re.findall('<details class="sg-heap"><summary>(.*?)</summary>', told)
    assert [text_of(summary) for summary in folded] == ["1 more exercise", "2 done"]


def test_the_presenters_screen_takes_all_that_are_due_at_one_moment(club: Write) -> None:
    together = [{"id": f"b{n}", "title": f"B {n}", "due": "2024-03-10"} for n in range(3)]
    view = club([A1, OPEN, *together, {"id": "c", "title": "C", "due": "2024-03-17"}], **SAMPLE)
    assert list(due_together(view)["exercise"]) == ["b0", "b1", "b2"]
    assert headline(view, tonight(view)) == "Next deadline: Sun 10 Mar 2024, 23:59 AoE"


@pytest.mark.parametrize(
    ("exercises", "due", "told"),
    [
        ([OPEN, A1], ["a1"], "The last deadline was Wed 10 Jan 2024, 23:59 AoE"),
        ([OPEN], ["a2"], "No session is planned yet"),
    ],
)
def test_the_presenters_screen_begins_with_what_the_group_can_know(
    club: Write, exercises: list[dict[str, object]], due: list[str], told: str
) -> None:
    view = club(exercises, **SAMPLE)
    assert list(due_together(view)["exercise"]) == due
    assert headline(view, tonight(view)) == told


def test_a_reason_is_shown_as_it_was_written_even_if_its_day_does_not_exist(club: Write) -> None:
    excuse = {"kind": "excused", "member": "ada", "exercise": "a1", "at": "2024-01-05", "by": "org"}
    reason = "left on 2020-09-31; she told us"
    view = club([A1], None, [excuse | {"reason": reason}], **CONVENTION, **SAMPLE)
    assert f"{reason} (org, decisions.yaml:1)" in text_of(exercise_table(view, "ada"))


def test_an_attempt_inside_the_window_says_why_it_counts(club: Write) -> None:
    view = club(
        [A1],
        {"a1/ada.py": "2024-01-09T09:00 2024-01-12T09:00"},
        marks={"resubmission": "48 hours"},
        **CONVENTION,
        **SAMPLE,
    )
    told = text_of(exercise_table(view, "ada"))
    assert "Fri 12 Jan 2024, 10:00 CET inside the window of 48 hours after the deadline" in told


@pytest.mark.parametrize(
    ("exercises", "decisions", "told"),
    [
        ([A1], [], "every deadline has gone"),
        ([A1, OPEN], [], "the last deadline has gone; still open: 1 without a deadline"),
        ([OPEN], [], "none has a deadline"),
        (
            [A1],
            [
                {
                    "kind": "extension",
                    "member": "ada",
                    "exercise": "a1",
                    "due": "2024-04-01",
                    "at": "2024-01-09",
                    "by": "org",
                    "reason": "Ill.",
                }
            ],
            "the last deadline has gone; still open: 1 extension running",
        ),
    ],
)
def test_what_is_still_open_after_the_last_deadline(
    club: Write,
    exercises: list[dict[str, object]],
    decisions: list[dict[str, object]],
    told: str,
) -> None:
    assert still_open(club(exercises, {}, decisions, **CONVENTION, **SAMPLE)) == told


def test_what_waits_is_counted_for_those_who_are_asked(club: Write) -> None:
    works = {"a1/ada.py": "2024-01-09T09:00", "a1/bob.py": "2024-01-08T09:00"}
    told = text_of(waiting_tile(club([A1], works, **CONVENTION, **SAMPLE)))
    assert told.startswith("Waiting for a mark 1 the oldest was handed in 51 days ago; and 1 of")


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({}, "Waiting for a mark"),
        ({"github": {"incomplete": {"labels": ["redo"]}}}, "Waiting for a mark"),
        ({"github": {"complete": {"merge": True}}}, "Waiting to be merged"),
        ({"github": {"complete": {"merge": True, "labels": ["ok"]}}}, "Waiting for a mark"),
        ({"required": False}, "To be looked at"),
    ],
)
def test_what_work_waits_for_is_what_the_program_asks_for(
    club: Write, marks: dict[str, object], told: str
) -> None:
    view = club([A1], {"a1/ada.py": "2024-01-09T09:00"}, marks=marks, **CONVENTION, **SAMPLE)
    assert text_of(waiting_tile(view)).startswith(told)
    row = view.status[view.status["member"] == "ada"].assign(status="awaiting review", reason="")
    decided = replace(view.answers.decided, status=row)
    view = replace(view, answers=replace(view.answers, decided=decided))
    assert f"1 {told[0].lower()}{told[1:]}" in text_of(exercise_table(view, "ada"))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], "0 findings"),
        ([("author differs", "#1 a1/ada.py")], "1 finding"),
        (
            [("author unknown", "#2 a1/bob.py"), ("author unknown", "#2 a1/ada.py")],
            "0 findings; 1 pull request by somebody who is not in members.csv",
        ),
        (
            [
                ("author unknown", "#2 a1/bob.py"),
                ("author unknown", "#3 a1/ada.py"),
                ("no start", "program.yaml"),
            ],
            "1 finding; 2 pull requests by people who are not in members.csv",
        ),
    ],
)
def test_work_that_a_stranger_brought_is_counted_apart(
    found: list[tuple[str, str]], told: str
) -> None:
    rows = pd.DataFrame(found, columns=["kind", "ref"], dtype="str")
    assert told_findings(rows) == told


def test_what_names_somebody_or_guesses_them_is_perhaps_theirs(club: Write) -> None:
    works = {"a1/aba.py": "2024-01-09T09:00", "a9/ada.py": "2024-01-09T09:00"}
    works |= {"notes/ada/x.txt": "2024-01-09T09:00", "a1/zoe.py": "2024-01-09T09:00"}
    view = club([A1], works, **CONVENTION, **SAMPLE)
    assert list(perhaps_theirs(view.answers, "ada")["ref"]) == ["a9/ada.py", "notes/ada/x.txt"]
    assert perhaps_theirs(view.answers, "bob").empty


def test_a_file_that_lies_on_the_branch_and_in_pull_requests_is_told_once(club: Write) -> None:
    works = {"a9/ada.py": "2024-01-09T09:00", "notes/ada/x.txt": "2024-01-09T09:00"}
    view = club([A1], works, **CONVENTION, **SAMPLE)
    matched = view.loaded.matched
    brought = matched.unmatched.assign(
        kind="pull request file", ref="#7 " + matched.unmatched["ref"]
    )
    again = brought.assign(ref=brought["ref"].str.replace("#7", "#8"))
    every = pd.concat([matched.unmatched, brought, again], ignore_index=True)
    loaded = replace(view.loaded, matched=replace(matched, unmatched=every))
    answers = replace(view.answers, loaded=loaded)
    assert list(perhaps_theirs(answers, "ada")["ref"]) == ["a9/ada.py", "notes/ada/x.txt"]
    open_ones = pd.concat([brought, again], ignore_index=True)  # each holds work of its own
    loaded = replace(view.loaded, matched=replace(matched, unmatched=open_ones))
    assert list(perhaps_theirs(replace(view.answers, loaded=loaded), "ada")["ref"]) == [
        "#7 a9/ada.py",
        "#8 a9/ada.py",
        "#7 notes/ada/x.txt",
        "#8 notes/ada/x.txt",
    ]


def test_what_may_be_theirs_says_which_exercise_it_may_be_of(club: Write) -> None:
    works = {"assignmnt/ada.py": "2024-01-09T09:00", "notes/ada/x.txt": "2024-01-09T09:00"}
    view = club([A1 | {"id": "assignment"}], works, **CONVENTION, **SAMPLE)
    theirs = perhaps_theirs(view.answers, "ada")
    assert exercises_of(theirs, view.answers).fillna("").values.tolist() == [
        ["", "assignment"],
        ["", ""],
    ]
    told = text_of(perhaps_table(view, theirs))
    assert "assignmnt/ada.py perhaps assignment no exercise is called" in told
    assert "notes/ada/x.txt not known" in told


def test_where_nothing_tells_an_exercise_there_is_no_column_of_it(club: Write) -> None:
    view = club([A1], {"a9/ada.py": "2024-01-09T09:00"}, **CONVENTION, **SAMPLE)
    assert text_of(perhaps_table(view, perhaps_theirs(view.answers, "ada"))) == (
        "Work that may be theirs Kind Where Why it was not matched "
        "file a9/ada.py no exercise is called &quot;a9&quot;"
    )


def test_of_who_took_their_work_back_it_is_not_said_that_nothing_was_found(club: Write) -> None:
    view = club([A1], {"a1/bob.py": "2024-01-09T09:00"}, **CONVENTION, **SAMPLE)
    none = perhaps_theirs(view.answers, "ada")
    assert "Nothing of yours has been found." in text_of(head(view, "ada", none))
    status = view.status.assign(brought_at=pd.Timestamp("2024-01-09T09:00", tz="UTC"))
    decided = replace(view.answers.decided, status=status)
    view = replace(view, answers=replace(view.answers, decided=decided))
    assert text_of(head(view, "ada", none)) == "Ada member Of 1 exercise: 1 missing."


def test_of_work_for_an_exercise_like_none_it_is_not_known_whether_it_was_asked_for(
    club: Write,
) -> None:
    works = {"assignmnt/ada.py": "2024-01-09T09:00", "clone-graph/ada.py": "2023-01-09T09:00"}
    works |= {"notes/ada/x.txt": "2024-01-09T09:00"}
    view = club([A1 | {"id": "assignment"}], works, **CONVENTION, **SAMPLE)
    theirs = perhaps_theirs(view.answers, "ada")
    assert dict(zip(theirs["ref"], of_known_exercise(theirs), strict=True)) == {
        "assignmnt/ada.py": True,
        "clone-graph/ada.py": False,
        "notes/ada/x.txt": True,
    }


def test_what_may_be_theirs_is_told_before_anything_is_said_to_be_missing(club: Write) -> None:
    works = {"a1/bob.py": "2024-01-09T09:00", "notes/ada/x.txt": "2024-01-09T09:00"}
    view = club([A1], works, **CONVENTION, **SAMPLE)
    one = perhaps_theirs(view.answers, "ada")
    told = text_of(head(view, "ada", one))
    assert told.startswith(
        "Ada member 1 thing that was found may be yours and is not counted: it stands below. "
        "Of 1 exercise: 1 missing."
    )
    assert "Nothing of yours" not in told
    assert "2 things that were found may be yours and are not counted: they stand below." in (
        text_of(head(view, "ada", pd.concat([one, one])))
    )
    told = text_of(head(view, "ada", one.iloc[:0]))
    assert told == "Ada member Of 1 exercise: 1 missing. Nothing of yours has been found."


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2024-02-20",
            "Last found: First , handed in Tue 9 Jan 2024, 10:00 CET (awaiting review).",
        ),
        (
            "2024-03-01",
            "What came after Sat 24 Feb 2024, 13:00 CET has not been looked at yet.",
        ),
    ],
)
def test_a_past_day_is_not_told_of_a_look_after_it(club: Write, day: str, told: str) -> None:
    view = club([A1], {"a1/ada.py": "2024-01-09T09:00"}, **CONVENTION, **SAMPLE)
    looked = {"checked_at": pd.Timestamp("2024-02-24T12:00:30Z").to_pydatetime()}
    decided = replace(view.answers.decided, as_of=pd.Timestamp(day, tz="UTC").to_pydatetime())
    loaded = replace(view.loaded, collection=looked)
    view = replace(view, answers=replace(view.answers, loaded=loaded, decided=decided))
    assert text_of(head(view, "ada", perhaps_theirs(view.answers, "ada"))).endswith(told)


@pytest.mark.parametrize(
    ("collected", "web", "told"),
    [
        ("/home/ada/secret/club", None, "club"),
        (r"C:\Users\ada\club", None, "club"),
        ("https://git.example/ada/club", None, "https://git.example/ada/club"),
        ("git@git.example:ada/club", None, "git@git.example:ada/club"),
        ("/home/ada/club", "https://git.example/ada/club", "https://git.example/ada/club"),
    ],
)
def test_where_a_repository_lies_here_is_not_told(
    collected: str, web: str | None, told: str
) -> None:
    assert text_of(repository({"repository": collected, "web": web})) == told


def test_what_may_be_theirs_stands_beside_the_verdict_that_it_may_change(club: Write) -> None:
    works = {"notes/ada/x.txt": "2024-01-09T09:00", "notes/bob/y.txt": "2024-01-09T09:00"}
    view = club([A1], works, **CONVENTION, **SAMPLE, **BAR)
    assert dict(perhaps_of_each(view.answers)) == {"ada": 1}  # nobody judges the auditor
    assert verdicts_table(view)["perhaps"].fillna(0).tolist()[0] == 1
    one = view.verdicts[view.verdicts["member"] == "ada"].iloc[0]
    assert "Ada × out of reach 1 thing that was found may be theirs and is not counted: " in (
        text_of(verdict_card(view, one, "Ada"))
    )


def test_beside_a_verdict_that_nothing_can_change_it_is_not_said(club: Write) -> None:
    works = {"notes/ada/x.txt": "2024-01-09T09:00"}
    mark = {"kind": "mark", "at": "2024-01-11", "by": "org", "member": "ada", "exercise": "a1"}
    marked = [mark | {"mark": "complete", "reason": "Good"}]
    view = club([A1], works, marked, **CONVENTION, **SAMPLE, **BAR)
    one = view.verdicts.iloc[0]
    assert one["verdict"] == "eligible"
    assert "perhaps" not in verdicts_table(view)
    assert "may be theirs" not in text_of(verdict_card(view, one, "Ada"))


def test_the_inbox_lists_apart_which_findings_were_looked_at(
    club: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_org = {"at": "2024-01-11", "by": "org", "reason": "Seen"}
    mark = {"kind": "mark", "member": "ada", "exercise": "a1", "mark": "complete"} | by_org
    seen = {"kind": "looked at", "finding": "no known attempt", "ref": "decisions.yaml:1"} | by_org
    seen |= {"member": "ada", "exercise": "a1", "detail": "marked complete without a known attempt"}
    view = club([A1], {}, [mark, seen], **CONVENTION, **SAMPLE)
    assert (len(view.answers.findings), len(view.answers.settled)) == (0, 1)
    told: list[str] = []
    monkeypatch.setattr(inbox, "draw", lambda *parts: told.extend(map(str, parts)))
    monkeypatch.setattr(rows, "draw", lambda *parts: told.extend(map(str, parts)))
    inbox.show(view)
    shown = text_of("".join(told))
    assert "Nothing else was found." in shown
    assert "1 finding looked at" in shown
    assert "marked complete without a known attempt ada a1 Thu 11 Jan 2024 org Seen" in shown


def test_the_inbox_tells_no_moment_that_is_not_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(Path(__file__).parents[2] / "data", f"sqlite:///{tmp_path / 'none.sqlite'}")
    view = open_view(home, look_around(home, "dair-d2l"), None)
    assert isinstance(view, View)
    told: list[str] = []
    monkeypatch.setattr(inbox, "draw", lambda *parts: told.extend(map(str, parts)))
    monkeypatch.setattr(rows, "draw", lambda *parts: told.extend(map(str, parts)))
    inbox.show(view)
    shown = text_of("".join(told))
    assert "submissions/assignment-3/henri-sample.ipynb henri-sample assignment-3" in shown
    assert not re.search(r"\d\d:\d\d:\d\d\+", shown)  # as pandas writes it


@pytest.mark.parametrize(("waiting", "canvas"), [(1, []), (20, []), (21, [21])])
def test_few_that_wait_are_read_whole_and_many_scroll(
    club: Write, monkeypatch: pytest.MonkeyPatch, waiting: int, canvas: list[int]
) -> None:
    exercises: list[dict[str, object]] = [
        {"id": f"e{n}", "title": f"Exercise {n}", "due": "2024-01-10"} for n in range(waiting)
    ]
    works = {f"e{n}/ada.py": "2024-01-09T09:00" for n in range(waiting)}
    view = club(exercises, works, **CONVENTION, **SAMPLE)
    told: list[str] = []
    scrolled: list[int] = []
    monkeypatch.setattr(queued, "draw", lambda *parts: told.extend(map(str, parts)))
    monkeypatch.setattr(st, "dataframe", lambda rows, **_how: scrolled.append(len(rows)))
    queued.draw_queued(view, Html(), view.waiting)
    shown = text_of("".join(told))
    assert scrolled == canvas
    row = "Ada Exercise 0 51 days ago Thu 11 Jan 2024, 12:59 CET 1 Tue 9 Jan 2024, 10:00 CET"
    assert (row in shown) is (not canvas)
