"""Sentences in English and Spanish, with the numbers and times of each."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sgdash.language import say, say_count
from sgdash.language.voice import voice_of
from sgdash.match import Clock
from sgdash.rules import Status
from sgdash.show.language import speak
from sgdash.show.markup import phrase, tag
from sgdash.show.moments import told

ENGLISH, SPANISH = voice_of("en"), voice_of("es")


def test_what_is_said_is_its_english() -> None:
    said = say("As of {moment}", moment="today")
    assert said == "As of today"
    assert f"{said}." == "As of today."
    assert ENGLISH.said(said) == "As of today"
    assert SPANISH.said(said) == "A fecha de today"


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("view", "ver"), ("open", "abierto"), ("now closed", "cerrado"), (Clock.CLOSED, "cierre")],
)
def test_what_a_link_does_what_a_state_is_and_what_a_clock_saw_are_different_words(
    english: str, spanish: str
) -> None:
    assert SPANISH.said(english) == spanish


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (0, "0 problems in the files", "0 problemas en los archivos"),
        (1, "1 problem in the files", "1 problema en los archivos"),
        (1200, "1,200 problems in the files", "1.200 problemas en los archivos"),
        (12000, "12,000 problems in the files", "12.000 problemas en los archivos"),
    ],
)
def test_numbers_are_counted_and_grouped_as_the_language_does(
    number: int, english: str, spanish: str
) -> None:
    said = say_count(
        "{n} problem in the files of this program",
        "{n} problems in the files of this program",
        number,
    )
    assert said == f"{english} of this program"
    assert SPANISH.said(said) == f"{spanish} de este programa"


def test_words_of_the_tables_are_translated_also_as_values() -> None:
    assert SPANISH.said(Status.COMPLETE) == "completo"
    assert SPANISH.said(say("As of {moment}", moment=Status.COMPLETE)) == "A fecha de completo"
    assert SPANISH.said(say("As of {moment}", moment="complete")) == "A fecha de complete"


def test_what_no_catalogue_knows_stays_as_it_is() -> None:
    assert SPANISH.said("Ana {moment} %s") == "Ana {moment} %s"
    assert SPANISH.said("") == ""
    assert voice_of("xx").language == "en"


def test_moments_are_written_as_the_language_does() -> None:
    moment = datetime(2020, 8, 8, 23, 59, tzinfo=ZoneInfo("Europe/Berlin"))
    assert ENGLISH.moment(moment) == "Sat 8 Aug 2020, 23:59"
    assert SPANISH.moment(moment) == "sáb 8 ago 2020, 23:59"
    assert SPANISH.day(moment) == "sáb 8 ago 2020"


@pytest.mark.parametrize(
    ("span", "english", "spanish"),
    [
        (timedelta(days=2), "in 2 days", "dentro de 2 días"),
        (timedelta(days=-400), "400 days ago", "hace 400 días"),
        (timedelta(hours=-23, minutes=-59), "23 hours ago", "hace 23 horas"),
        (timedelta(seconds=59), "in less than a minute", "en menos de un minuto"),
        (timedelta(seconds=-59), "just now", "ahora mismo"),
    ],
)
def test_distances_are_never_rounded_up(span: timedelta, english: str, spanish: str) -> None:
    assert ENGLISH.distance(span) == english
    assert SPANISH.distance(span) == spanish


def test_a_page_says_times_in_its_language() -> None:
    speak("es")
    assert told(datetime(2020, 8, 8, 21, 59, tzinfo=UTC), "Europe/Berlin") == (
        "sáb 8 ago 2020, 23:59 CEST"
    )


def test_markup_among_the_values_stays_markup_and_text_stays_text() -> None:
    speak("es")
    command = tag("code", "sgdash <collect>")
    assert phrase(say("run {command}", command=command)) == (
        "ejecuta <code>sgdash &lt;collect&gt;</code>"
    )
    hostile = phrase(say("run {command}", command="<b>{command}</b>"))
    assert re.search("<b>", hostile) is None
    assert hostile == "ejecuta &lt;b&gt;{command}&lt;/b&gt;"


@pytest.mark.parametrize(
    ("length", "english", "spanish"),
    [
        (timedelta(days=2, hours=4, minutes=59), "2 days 4 hr", "2 días 4 h"),
        (timedelta(days=1), "1 day", "1 día"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hr 59 min", "23 h 59 min"),
        (timedelta(hours=1, seconds=59), "1 hr", "1 h"),
        (timedelta(minutes=1), "1 min", "1 min"),
        (timedelta(seconds=59), "less than a minute", "menos de un minuto"),
    ],
)
def test_a_countdown_is_cut_and_never_rounded_up(
    length: timedelta, english: str, spanish: str
) -> None:
    assert ENGLISH.countdown(length) == english
    assert SPANISH.countdown(length) == spanish
