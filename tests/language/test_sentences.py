"""Sentences of the tables: filled in English, read back whole, and said in Spanish."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pandas as pd
import pytest
from catalogue import ROOT
from hypothesis import given
from hypothesis import strategies as st

from sgdash import sentences
from sgdash.frames import filled
from sgdash.language.sentence import Sentence, Sentences, Value
from sgdash.language.voice import voice_of

SPANISH = voice_of("es")
AT = "2020-09-20 11:59:59 UTC"


@pytest.mark.parametrize(
    ("known", "english", "spanish"),
    [
        (
            sentences.REASONS,
            'no member is called "a; b"; no exercise is called "{c}"',
            "ningún miembro se llama «a; b»; ningún ejercicio se llama «{c}»",
        ),
        (
            sentences.REASONS,
            "brings no file that could be a submission; its title: names no exercise",
            (
                "no trae ningún archivo que pueda ser una entrega; su título: no nombra ningún "
                "ejercicio"
            ),
        ),
        (
            sentences.REASONS,
            "the title of #3 names no exercise; a deleted account is not in members.csv",
            (
                "el título de #3 no nombra ningún ejercicio; una cuenta borrada no está en "
                "members.csv"
            ),
        ),
        (
            sentences.DETAILS,
            f"late by the force push clock, in time by its commit date, {AT}",
            (
                "tarde por el reloj «push forzado», a tiempo por la fecha de su commit, "
                "dom 20 sept 2020, 11:59:59 UTC"
            ),
        ),
        (
            sentences.DETAILS,
            'ada (ada-l) wrote "done and may not mark" and may not mark',
            "ada (ada-l) escribió «done and may not mark» y no puede marcar",
        ),
        (
            sentences.DETAILS,
            f"feedback came too late to hand in again, {AT}; an extension would give the time back",
            (
                "los comentarios llegaron demasiado tarde para volver a entregar, "
                "dom 20 sept 2020, 11:59:59 UTC; una prórroga devolvería ese tiempo"
            ),
        ),
        (
            sentences.DECISIONS,
            "incomplete by org: requested changes on #3: The plots are missing.",
            "incompleto por org: pidió cambios en #3: The plots are missing.",
        ),
        (
            sentences.DECISIONS,
            "Strike (of trains) (org, for group A, decisions.yaml:3)",
            "Strike (of trains) (org, para el grupo A, decisions.yaml:3)",
        ),
        (sentences.DECISIONS, "left on 2020-09-20", "se fue el dom 20 sept 2020"),
        (sentences.KINDS, "mark without right", "marca sin derecho"),
    ],
)
def test_a_sentence_of_a_table_is_said_in_spanish(
    known: Sentences, english: str, spanish: str
) -> None:
    said = known.read(english)
    assert said == english
    assert SPANISH.said(said) == spanish


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (sentences.REASONS, "something that somebody wrote"),
        (sentences.MARK_REASONS, "The plots are missing."),
        (sentences.KINDS, "nonsense without right"),
        (sentences.DECISIONS, "Works (org, decisions.yaml:3)"),
        (sentences.REASONS, 'no member is called "' + "; " * 900),
        (sentences.REASONS, 'no member is called "a"; ' * 11 + "nonsense"),
    ],
)
def test_what_is_no_sentence_of_ours_is_left_alone(known: Sentences, text: str) -> None:
    assert known.read(text) is None


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (sentences.DECISIONS, "left on 2020-09-31"),
        (sentences.DECISIONS, "left on ２０２０-09-01"),
        (
            sentences.DETAILS,
            "late by the force push clock, in time by its commit date, 2020-09-20 24:00:00 UTC",
        ),
        (
            sentences.DETAILS,
            "late by its commit date, in time by its author date, 2020-13-40 00:00:00 UTC",
        ),
        (
            sentences.DETAILS,
            "late by its commit date, in time by its author date, 0001-01-01 00:00:00 UTC",
        ),
    ],
)
def test_a_day_that_no_calendar_has_is_words_of_people(known: Sentences, text: str) -> None:
    assert known.read(text) is None


KNOWN = [one for one in vars(sentences).values() if isinstance(one, Sentences)]
TEMPLATES = [one for one in vars(sentences).values() if isinstance(one, Sentence)]
VALUES = st.sampled_from(
    ["2020-09-31", "2020-13-40 00:00:00 UTC", AT, "0000-00-00", "complete", "#3", "; ", "a (b)"]
)


@given(data=st.data())
def test_any_text_is_read_or_left_alone_and_never_changed(data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.sampled_from(TEMPLATES), min_size=1, max_size=3))
    drawn = [
        part.format(**{name: data.draw(VALUES | st.text()) for name in _names(part)})
        for part in parts
    ]
    text = data.draw(st.sampled_from(["; ".join(drawn), drawn[0] + data.draw(st.text())]))
    for known in KNOWN:
        said = known.read(text)
        assert said is None or (said == text and SPANISH.said(said))


@pytest.mark.parametrize(
    ("known", "text", "spanish"),
    [
        (
            sentences.DECISIONS,
            "complete by orla: merged it on #3: thanks; left on 2020-09-01",
            "completo por orla: la fusionó en #3: thanks; left on 2020-09-01",
        ),
        (
            sentences.DECISIONS,
            "complete by orla: see you; no deadline; left on 2020-09-01",
            "completo por orla: see you; no deadline; left on 2020-09-01",
        ),
        (
            sentences.DETAILS,
            "orla decided this and may not: fine; marked complete without a known attempt",
            "orla lo decidió y no puede: fine; marked complete without a known attempt",
        ),
        (sentences.MARK_REASONS, "approved on #3; merged it on #3", None),
        (sentences.DECISIONS, "left on 2020-09-01; left on 2020-09-02", None),
        (sentences.DECISIONS, "approved by orla: fine", None),
    ],
)
def test_what_people_wrote_after_a_semicolon_stays_theirs(
    known: Sentences, text: str, spanish: str | None
) -> None:
    said = known.read(text)
    assert said is None or said == text
    assert (said and SPANISH.said(said)) == spanish


@pytest.mark.parametrize("length", [500, 2_000])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_text_that_almost_fits_is_told_from_one_that_does(
    template: Sentence, length: int
) -> None:
    one = "".join(words + "a" for words, *_ in Formatter().parse(template))
    first, *rest = (words for words, *_ in Formatter().parse(template) if words)
    hostile = [one, first, *rest, " (", ", for group ", ", ", " (a, for group a, decisions.yaml:1"]
    for known in KNOWN:
        for part in hostile:
            text = (first + part * length)[: length - 1] + "\n"
            said = known.read(text)
            assert said is None or said == text


def test_no_sentence_has_more_than_two_parts_that_may_be_any_text() -> None:
    for sentence in TEMPLATES:
        looks = (sentence._values.get(name, Value()).pattern for name in _names(sentence))
        assert sum(pattern.startswith(".") for pattern in looks) <= 2, sentence


def test_a_column_is_filled_as_one_sentence_is() -> None:
    rows = pd.DataFrame(
        {"who": ["ada", None, "{eve}"], "at": pd.to_datetime(["2020-09-20"] * 3, utc=True)}
    ).astype({"who": "str"})
    told = filled(Sentence("{who} at {at} in {place}"), who=rows["who"], at=rows["at"], place="B")
    assert told.tolist()[::2] == [
        "ada at 2020-09-20 00:00:00 UTC in B",
        "{eve} at 2020-09-20 00:00:00 UTC in B",
    ]
    assert told.isna().tolist() == [False, True, False]


def test_every_value_of_a_sentence_comes_back() -> None:
    value = 'x "{y}" z'
    for sentence in vars(sentences).values():
        names = _names(sentence) if isinstance(sentence, Sentence) else []
        if names and not sentence._values:
            said = sentence.read(sentence.format(**dict.fromkeys(names, value)))
            assert said is not None
            assert set(said.values) == set(names)


def _names(sentence: Sentence) -> list[str]:
    return [name for _, name, *_ in Formatter().parse(sentence) if name]


TWO_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}")
COLUMNS = {"reason", "detail", "kind", "decision", "did"}
"""The columns that hold sentences of ours beside what people wrote."""


def _literals(file: Path) -> Iterator[tuple[str, str]]:
    """Each text of words that the code itself puts into such a column."""
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.Call):
            continue
        for argument in (keyword for keyword in node.keywords if keyword.arg in COLUMNS):
            for part in ast.walk(argument.value):
                text = part.value if isinstance(part, ast.Constant) else ""
                if isinstance(text, str) and TWO_WORDS.search(text):
                    yield str(argument.arg), text


def test_program_matching_and_rules_write_no_sentence_that_cannot_be_read_back() -> None:
    found = [
        (file.name, column, text)
        for folder in ("program", "match", "rules")
        for file in sorted((ROOT / "src/sgdash" / folder).rglob("*.py"))
        for column, text in _literals(file)
    ]
    unread = [one for one in found if sentences.KINDS.read(one[2]) is None]
    assert len(found) > 5
    assert unread == []
