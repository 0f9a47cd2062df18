"""The five groups that ship, opened by the same code, with samples in which everything occurs."""

import pytest

from sgdash.answers import Answers, Origin, ask, load, open_program
from sgdash.home import CHECKOUT, Home
from sgdash.match import Presence
from sgdash.program.folder import read_program
from sgdash.program.sample import read_sample
from sgdash.program.schedule import sessions_of
from sgdash.program.written import exercises_table, sessions_table, talks_table
from sgdash.rules import Status, Verdict

GROUPS = ["dair-d2l", "jadm-d2l", "the-deep-learners", "ucm-dlg", "weekly-reading-group"]


@pytest.fixture
def home(tmp_path) -> Home:
    """The shipped programs, with a store that is not there."""
    return Home(CHECKOUT / "data", f"sqlite:///{tmp_path}/none.sqlite")


def answers(home: Home, program: str) -> Answers:
    return ask(load(home, open_program(home, program)))


def test_these_groups_ship_and_no_other(home):
    assert list(home.folders()) == GROUPS


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_opens_without_a_problem_and_says_that_it_is_a_sample(home, group):
    folder = home.folder(group)
    assert read_program(folder)[1] == read_sample(folder)[1] == []
    answered = answers(home, group)
    assert answered.loaded.origin is Origin.SAMPLE
    note = answered.loaded.folder.program.sample.note.lower()
    assert "invented" in note or "inventados" in note
    assert len(answered.loaded.folder.members) >= 5


@pytest.mark.parametrize("group", GROUPS)
def test_every_shipped_file_says_that_it_is_a_sample(home, group):
    folder = home.folder(group)
    files = [folder / "members.csv", *folder.glob("attendance/*.csv"), *folder.glob("sample/*.csv")]
    for file in files:
        assert file.read_text(encoding="utf-8").startswith("# Sample data: invented"), file


def test_every_status_and_verdict_and_presence_occurs_somewhere(home):
    all_of_them = [answers(home, group) for group in GROUPS]
    statuses = {s for a in all_of_them for s in a.decided.status["status"]}
    verdicts = {v for a in all_of_them for v in a.decided.verdicts["verdict"]}
    presence = {p for a in all_of_them for p in a.loaded.matched.attendance["attendance"]}
    assert statuses == set(Status)
    assert verdicts == set(Verdict)
    assert presence == set(Presence)


def test_every_reason_for_incomplete_work_occurs(home):
    status = answers(home, "dair-d2l").decided.status
    reasons = set(status.loc[status["status"] == "incomplete", "reason"])
    assert reasons == {
        "late: first handed in after the deadline",
        "not resubmitted in time",
        "resubmitted and still incomplete",
        "feedback came too late to hand in again",
    }


def test_the_verdicts_of_the_invented_members_of_dair_d2l(home):
    verdicts = answers(home, "dair-d2l").decided.verdicts
    assert dict(zip(verdicts["member"], verdicts["verdict"], strict=True)) == {
        "ada-sample": "eligible",
        "bartek-sample": "on course",
        "carmen-sample": "on course",
        "haneul-sample": "on course",
        "dmitri-sample": "out of reach",
        "emine-sample": "out of reach",
        "farid-sample": "out of reach",
        "giulia-sample": "out of reach",
        "henri-sample": "disqualified",
        "ines-sample": "eligible",
        "jan-sample": "not a candidate",
        "orla-sample": "not a candidate",
        "otto-sample": "not a candidate",
        "petra-sample": "not a candidate",
    }


def test_dair_d2l_has_eighteen_sessions_in_nineteen_rows_and_four_deadlines(home):
    program = open_program(home, "dair-d2l").program
    sessions = sessions_table(program)
    assert len(sessions) == 19
    assert sessions["number"].tolist()[13:15] == ["14 (Part 1)", "14 (Part 2)"]
    assert str(sessions["starts_at"].iloc[0]) == "2020-08-01 13:00:00+00:00"
    assert str(sessions["starts_at"].iloc[9]) == "2020-10-31 14:00:00+00:00"  # after summer time
    assert [str(due) for due in exercises_table(program)["due_at"]] == [
        "2020-08-09 11:59:00+00:00",
        "2020-09-20 11:59:59+00:00",
        "2020-09-27 11:59:59+00:00",
        "2020-11-01 11:59:59+00:00",
    ]


def test_jadm_d2l_hands_in_at_the_next_session_and_knows_that_one_has_no_date(home):
    answered = answers(home, "jadm-d2l")
    program = answered.loaded.folder.program
    assert len(program.sessions) == 16
    assert [session.optional for session in program.sessions].count(True) == 1
    exercises = exercises_table(program)
    assert exercises["due"].tolist() == [
        "start of session 2",
        "start of session 4",
        "session 5, which has no date yet",
    ]
    assert str(exercises["due_at"].iloc[0]) == "2020-11-03 23:00:00+00:00"
    assert len(answered.decided.verdicts) == 0
    assert len(answered.decided.status) > 0


def test_the_deep_learners_track_talks_over_fourteen_undated_sessions(home):
    program = open_program(home, "the-deep-learners").program
    assert [s.number for s in program.sessions][:5] == ["I", "II", "III", "IV", "V"]
    assert program.sessions[-1].number == "XIV"
    assert all(session.starts is None for session in program.sessions)
    talks = talks_table(program)
    assert talks["presenter"].value_counts().max() >= 2
    assert (program.exercises, program.certificate) == ((), None)


def test_the_reading_group_builds_in_three_of_seven_weeks_without_dates(home):
    answered = answers(home, "weekly-reading-group")
    program = answered.loaded.folder.program
    assert len(program.sessions) == 7
    assert [exercise.session for exercise in program.exercises] == [
        program.sessions[week - 1].id for week in (2, 4, 6)
    ]
    assert set(exercises_table(program)["due"]) == {"no deadline"}
    assert "missing" not in set(answered.decided.status["status"])


def test_ucm_dlg_meets_on_fridays_across_the_end_of_summer_time(home):
    program = open_program(home, "ucm-dlg").program
    sessions = sessions_of(program)
    assert {session.starts.day.strftime("%A") for session in sessions} == {"Friday"}
    assert sessions[0].id == "2021-09-03"
    starts = sessions_table(program).set_index("session")["starts_at"]
    assert str(starts["2021-11-05"]) == "2021-11-05 18:00:00+00:00"
    assert str(starts["2021-11-12"]) == "2021-11-12 19:00:00+00:00"
