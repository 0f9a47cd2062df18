"""On the overview: much of what counts may be of an earlier season, with the line to write."""

from dataclasses import replace
from pathlib import Path

import pytest

from sgdash import sentences, tables
from sgdash.frames import frame
from sgdash.home import Home, find_home
from sgdash.rules import NO_START
from sgdash.show import states
from sgdash.show.language import speak
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.view import View


@pytest.fixture
def view(tmp_path: Path) -> View:
    home = Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")
    opened = open_view(home, look_around(home, "dair-d2l"), None)
    assert isinstance(opened, View)
    return opened


def of_many_seasons(view: View) -> View:
    told = sentences.NO_START.format(n="35", day="2026-05-30", line="starts: 2026-05-30")
    found = frame(tables.FINDINGS, [(NO_START, "program.yaml", None, None, told, None, None)])
    answers = replace(view.answers, decided=replace(view.answers.decided, findings=found))
    return replace(view, answers=answers)


def test_a_shipped_program_says_nothing_of_it(view: View) -> None:
    assert states.no_start(view) == ""


def test_the_line_to_write_is_told_in_the_language_of_the_page(view: View) -> None:
    told = states.no_start(of_many_seasons(view))
    assert "35 submissions count although their last change is from before Sat 30 May 2026" in told
    assert "write into program.yaml: starts: 2026-05-30 (or the day" in told
    speak("es")
    try:
        told = states.no_start(of_many_seasons(view))
    finally:
        speak("en")
    assert "35 entregas cuentan aunque su último cambio es anterior al sáb 30 may 2026" in told
    assert "escribe en program.yaml: starts: 2026-05-30 (o el día" in told
