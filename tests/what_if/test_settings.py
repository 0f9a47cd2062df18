"""Paths into the plain data of a program file, and what stands at their end."""

import copy

import pytest

from sgdash.what_if import SettingError, parse_setting
from sgdash.what_if.settings import put

DATA = {
    "id": "club",
    "exercises": [{"id": "a", "due": "none"}, {"id": "a.due", "due": "none"}],
    "marks": None,
    "submissions": {"ignore": ["x", "y"], "conventions": [{"path": "p"}, {"title": "t"}]},
}


def changed(*settings):
    data = copy.deepcopy(DATA)
    for text in settings:
        put(data, parse_setting(text))
    return {key: value for key, value in data.items() if value != DATA.get(key)}


@pytest.mark.parametrize(
    ("setting", "differs"),
    [
        ("id=other", {"id": "other"}),
        ("marks.resubmission=72 hours", {"marks": {"resubmission": "72 hours"}}),
        ('marks.by=[organiser, "x"]', {"marks": {"by": ["organiser", "x"]}}),
        (
            "certificate.bar.share=0.75",
            {"certificate": {"bar": {"share": "0.75"}}},
        ),
        ("zone = Europe/Berlin", {"zone": "Europe/Berlin"}),
        ("sample={note: A=B}", {"sample": {"note": "A=B"}}),
    ],
)
def test_a_value_is_read_as_in_a_program_file(setting, differs):
    assert changed(setting) == differs


def test_entries_go_by_their_id_even_if_it_has_a_dot():
    due = "2020-09-21 23:59"
    assert changed("exercises.a.counted=false", f"exercises.a.due.due={due}") == {
        "exercises": [
            {"id": "a", "due": "none", "counted": False},
            {"id": "a.due", "due": due},
        ]
    }


def test_entries_without_an_id_go_by_their_position():
    found = changed("submissions.ignore.2=z", "submissions.conventions.1.path=q")
    assert found["submissions"] == {
        "ignore": ["x", "z"],
        "conventions": [{"path": "q"}, {"title": "t"}],
    }


def test_nothing_takes_a_value_or_an_entry_out():
    assert changed("submissions.ignore=", "exercises.a=") == {
        "submissions": {"conventions": DATA["submissions"]["conventions"]},
        "exercises": [{"id": "a.due", "due": "none"}],
    }


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("zone", '--set "zone": write PATH=VALUE, as in certificate.bar.share=75%.'),
        ("=1", '--set "=1": write PATH=VALUE, as in certificate.bar.share=75%.'),
        ("marks..by=1", '--set "marks..by=1": write PATH=VALUE, as in certificate.bar.share=75%.'),
        ("id.x=1", "--set id.x: id is a single value, so nothing can be set below it."),
        (
            "exercises.b.due=none",
            '--set exercises.b.due: there is no entry "b". There are a, a.due.',
        ),
        (
            "exercises.a.id.x=none",
            "--set exercises.a.id.x: exercises.a.id is a single value",
        ),
        (
            "certificate=",
            "--set certificate: is not written in program.yaml, so it cannot be taken out.",
        ),
        ("zone=*x", "--set zone: anchors and aliases (& and *) are not read here."),
        ("zone=[", "--set zone: not readable as YAML: "),
        (f"zone={'[' * 5000}", "--set zone: not readable here: nested too deep."),
    ],
)
def test_a_setting_that_leads_nowhere_says_why(setting, said):
    with pytest.raises(SettingError) as caught:
        changed(setting)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_very_long_path_is_no_trouble():
    assert changed("x" + ".y" * 10_000 + "=1").keys() == {"x"}
