"""Whatever is supposed, the answer is a program or one line that says why not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdash.program.folder import read_program
from sgdash.program.written import exercises_table, sessions_table
from sgdash.what_if import SettingError, parse_setting, suppose

PROGRAM = """
id: club
title: Club
zone: Europe/Berlin
sessions: [{id: s1, title: One, starts: 2024-01-01 15:00}, {id: s2, title: Two}]
recurring: {weekday: friday, first: 2024-03-01, last: 2024-04-26, starts: "11:00", ends: "12:00"}
exercises: [{id: a1, title: First, due: next session, session: s1}, {id: a2, title: Second}]
submissions: {conventions: [{path: "{exercise}/{member}.{ext}"}], ignore: [x]}
marks: {by: [organiser], resubmission: 48 hours}
certificate: {bar: {share: 50%}, project: {complete: true}}
"""
KEYS = [
    *("id", "title", "zone", "sessions", "recurring", "exercises", "submissions", "marks"),
    *("certificate", "bar", "share", "count", "comparison", "project", "conventions", "path"),
    *("ignore", "by", "resubmission", "a1", "s1", "1", "due", "session", "counted", "aliases"),
    *("first", "last", "weekday", "starts", "candidates", "attendance", "talks", "sample", "x"),
]
VALUES = [
    *("", "null", "true", "0", "1", "-1", "1e9", "80%", "101%", "1/3", "next session", "none"),
    *("2024-02-30", "2024-03-31 02:30", "0001-01-01", "9999-12-31 23:59 AoE", "999999 weeks"),
    *("[]", "{}", "[a1]", "[[[]]]", "{a: b}", "[{id: a1, title: T}]", "friday", "{member}", '"'),
    *("{share: 1}", "{count: 99999999999999999999}", "a1", "s2", "organiser", "\x00", "\ud800"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home: Path = tmp_path_factory.mktemp("home") / "club"
    home.mkdir()
    (home / "program.yaml").write_text(PROGRAM)
    opened, problems = read_program(home)
    assert problems == []
    return opened


paths = st.lists(st.sampled_from(KEYS), min_size=1, max_size=4).map(".".join)
settings = st.builds("{}={}".format, paths, st.sampled_from(VALUES) | st.text(max_size=8))


@given(texts=st.lists(settings, min_size=1, max_size=3))
def test_any_setting_makes_a_program_or_says_why_not(folder, texts):
    try:
        supposed = suppose(folder, [parse_setting(text) for text in texts])
    except SettingError as error:
        told = str(error)
    else:
        told = "--set makes a program with a line for each exercise"
        assert len(exercises_table(supposed.program)) == len(supposed.program.exercises)
        sessions_table(supposed.program)
    assert re.fullmatch("--set [^\n]+", told)


def test_a_file_that_broke_since_it_was_read_is_told(tmp_path):
    home = tmp_path / "club"
    home.mkdir()
    (home / "program.yaml").write_text("id: club\ntitle: Club\n")
    folder, _ = read_program(home)
    (home / "program.yaml").write_text("")
    with pytest.raises(SettingError, match="has changed since it was read"):
        suppose(folder, [parse_setting("title=Other")])
