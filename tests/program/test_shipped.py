"""The five groups that ship with sgdash: their facts, and that all about people is invented."""

import re
from pathlib import Path

import pandas as pd
import pytest

from sgdash import tables
from sgdash.match import match_program
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.model import Role
from sgdash.program.sample import read_sample
from sgdash.program.schedule import sessions_of
from sgdash.program.written import exercises_table, sessions_table
from sgdash.rules import Status, Verdict, decide
from sgdash.rules.status import LATE, NOT_RESUBMITTED, STILL_INCOMPLETE

PROGRAMS = Path(__file__).parents[2] / "data" / "programs"
IDS = sorted(folder.name for folder in PROGRAMS.iterdir() if folder.is_dir())
REMARK = "# Sample data: invented members and submissions, not real people."


def opened(program: str) -> ProgramFolder:
    folder, problems = read_program(PROGRAMS / program)
    assert problems == []
    assert folder
    return folder


@pytest.mark.parametrize("program", IDS)
def test_it_is_without_problems_and_says_that_it_is_a_sample(program: str) -> None:
    folder = opened(program)
    assert folder.program.sample
    assert folder.members
    assert folder.records
    for file in folder.folder.rglob("*.csv"):
        assert file.read_text(encoding="utf-8").splitlines()[0] == REMARK, file
    decisions = (folder.folder / "decisions.yaml").read_text(encoding="utf-8")
    assert re.match("# (Sample data: invented|Datos de muestra: .* inventados)", decisions)


@pytest.mark.parametrize("program", IDS)
def test_there_is_no_way_to_reach_anybody(program: str) -> None:
    for file in (PROGRAMS / program).rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        mails = set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text))
        assert {mail.partition("@")[2] for mail in mails} <= {"sample.example", "github.com"}
        assert not re.search(r"zoom\.us|slack\.com|meetup\.com|linkedin|forms\.gle", text), file


@pytest.mark.parametrize("program", IDS)
def test_the_tables_of_the_sample_belong_together(program: str) -> None:
    collected, problems = read_sample(PROGRAMS / program)
    assert problems == []
    for table, df in collected.items():
        assert not df.duplicated(list(table.key)).any(), table.name
    commits = set(collected[tables.COMMITS]["commit"])
    parents = collected[tables.COMMITS]["parents"].str.split().explode().dropna()
    pulls = collected[tables.PULL_REQUESTS]
    own = collected[tables.PULL_REQUEST_COMMITS]
    files = collected[tables.FILES]
    mentioned = [
        parents,
        collected[tables.COMMIT_FILES]["commit"],
        own["commit"],
        own["head"],
        pulls["head"],
        pulls["merge"].dropna(),
        files["first_commit"],
        files["last_commit"],
    ]
    for names in mentioned:
        assert set(names) <= commits
    assert all(re.fullmatch("[0-9a-f]{40}", name) for name in commits)
    assert set(own["number"]) == set(pulls["number"])
    brought = collected[tables.PULL_REQUEST_FILES].merge(pulls[pulls["state"] == "merged"])
    assert set(brought["path"]) <= set(files["path"])


def test_dair_d2l() -> None:
    program = opened("dair-d2l").program
    sessions = sessions_table(program)
    assert len(sessions) == 19
    assert sessions["number"].str.split().str[0].nunique() == 18
    assert sessions["starts_at"].iloc[[3, 4, 9, 18]].astype("str").tolist() == [
        "2020-09-12 13:00:00+00:00",
        "2020-09-12 13:00:00+00:00",
        "2020-10-31 14:00:00+00:00",
        "2021-02-20 14:00:00+00:00",
    ]
    due = exercises_table(program)[["exercise", "session", "due_at"]].astype("str")
    assert due.to_numpy().tolist() == [
        ["assignment-1", "session-01", "2020-08-09 11:59:00+00:00"],
        ["assignment-2", "session-03", "2020-09-20 11:59:59+00:00"],
        ["assignment-3", "session-04", "2020-09-27 11:59:59+00:00"],
        ["assignment-4", "session-07", "2020-11-01 11:59:59+00:00"],
    ]


def test_jadm_d2l() -> None:
    program = opened("jadm-d2l").program
    assert program.language == "es"
    assert program.certificate is None
    assert [s.optional for s in program.sessions] == [False] * 15 + [True]
    guides = {s.number: s.presenters for s in program.sessions if s.presenters}
    assert guides == {"1": ("guia-uno",), "2": ("guia-dos",), "13": ("guia-uno",)}
    due = exercises_table(program)[["exercise", "due_at", "due"]].astype("str").fillna("none")
    assert due.to_numpy().tolist() == [
        ["assignment-1", "2020-11-03 23:00:00+00:00", "start of session 2"],
        ["assignment-3", "2020-12-01 23:00:00+00:00", "start of session 4"],
        ["assignment-4", "none", "session 5, which has no date yet"],
    ]


def test_the_deep_learners() -> None:
    program = opened("the-deep-learners").program
    numbers = "I, II, III, IV, V, VI, VII, VIII, IX, X, XI, XII, XIII, XIV"
    assert ", ".join(s.number or "" for s in program.sessions) == numbers
    assert not any(s.starts for s in program.sessions)
    talks = {s.number: len(s.talks) for s in program.sessions if s.talks}
    assert talks == {"II": 1, "III": 2, "IV": 1, "VI": 1, "VIII": 2}
    assert (program.exercises, program.certificate) == ((), None)


def test_weekly_reading_group() -> None:
    program = opened("weekly-reading-group").program
    assert [s.number for s in program.sessions] == list("1234567")
    assert [(e.session, e.due) for e in program.exercises] == [
        ("week-2", "none"),
        ("week-4", "none"),
        ("week-6", "none"),
    ]


def test_ucm_dlg() -> None:
    program = opened("ucm-dlg").program
    sessions = sessions_of(program)
    assert (sessions[0].id, sessions[0].place) == ("2021-09-03", "ACS 362B")
    starts = sessions_table(program)["starts_at"].astype("str").tolist()
    assert (starts[0], starts[-1]) == ("2021-09-03 18:00:00+00:00", "2021-12-10 19:00:00+00:00")
    assert len(program.topics) == 5
    assert (program.exercises, program.certificate) == ((), None)


def decided(program: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    folder = opened(program)
    collected, _ = read_sample(folder.folder)
    matched = match_program(folder, collected, None)
    assert folder.program.sample
    as_of = folder.program.sample.as_of.start(folder.program.zone)
    answers = decide(folder, matched.attempts, matched.marks, matched.attendance, as_of)
    return answers.status, answers.verdicts


def test_every_role_status_reason_and_verdict_occurs_in_dair_d2l() -> None:
    status, verdicts = decided("dair-d2l")
    assert set(status["status"]) == set(Status)
    assert {LATE, NOT_RESUBMITTED, STILL_INCOMPLETE} <= set(status["reason"])
    assert set(verdicts["verdict"]) == set(Verdict)
    assert {member.role for member in opened("dair-d2l").members} == set(Role)


@pytest.mark.parametrize("program", IDS)
def test_something_in_it_cannot_be_matched(program: str) -> None:
    folder = opened(program)
    collected, _ = read_sample(folder.folder)
    kinds = set(match_program(folder, collected, None).unmatched["kind"])
    expected = {
        "dair-d2l": {"attendance", "file", "pull request file"},
        "jadm-d2l": {"attendance", "file"},
        "the-deep-learners": {"attendance"},
        "ucm-dlg": {"attendance"},
        "weekly-reading-group": {"attendance", "file"},
    }
    assert kinds == expected[program]
