"""Sentences of the tables: filled in English, read back whole, and said in Spanish."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from catalogue import ROOT

from sgdash import sentences
from sgdash.frames import filled
from sgdash.language.sentence import Sentence, Sentences
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
            "feedback came too late to hand in again; an extension would give the time back",
            (
                "los comentarios llegaron demasiado tarde para volver a entregar; una prórroga "
                "devolvería ese tiempo"
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
        names = re.findall(r"\{(\w+)\}", sentence) if isinstance(sentence, Sentence) else []
        if names and not sentence._values:
            said = sentence.read(sentence.format(**dict.fromkeys(names, value)))
            assert said is not None
            assert set(said.values) == set(names)


TWO_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}")
COLUMNS = {"reason", "detail", "kind"}
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


def test_matching_and_rules_write_no_sentence_that_cannot_be_read_back() -> None:
    found = [
        (file.name, column, text)
        for folder in ("match", "rules")
        for file in sorted((ROOT / "src/sgdash" / folder).glob("*.py"))
        for column, text in _literals(file)
    ]
    unread = [one for one in found if sentences.KINDS.read(one[2]) is None]
    assert len(found) > 5
    assert unread == []
