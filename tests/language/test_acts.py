"""What the tables tell of marks in English words is said again in the language of the page."""

import pytest

from sgdash.language import Said
from sgdash.language.voice import voice_of
from sgdash.sentences import GONE, decision_words, mark_reason, person

SPANISH = voice_of("es")


@pytest.mark.parametrize(
    ("words", "spanish"),
    [
        ('set the label "complete" on #1', "puso la etiqueta «complete» en #1"),
        ('took away the label "complete" (#1)', "quitó la etiqueta «complete» (#1)"),
        ("approved on #12", "la aprobó en #12"),
        ("approved on #1: Well done.", "la aprobó en #1: Well done."),
        ("requested changes on #1: see on #2: no", "pidió cambios en #1: see on #2: no"),
        ("merged it on #1", "la fusionó en #1"),
        ('wrote "complete" on #1', "escribió «complete» en #1"),
        (
            'edited orla\'s comment, which says "complete" on #1',
            "editó el comentario de orla, que dice «complete» en #1",
        ),
        (
            'edited a deleted account\'s comment, which says "complete" (#1)',
            "editó el comentario de una cuenta borrada, que dice «complete» (#1)",
        ),
        ("dismissed the review of orla (#1)", "descartó la revisión de orla (#1)"),
        (
            "decided incomplete: no plots (decisions.yaml:1)",
            "decidió incompleto: no plots (decisions.yaml:1)",
        ),
        ("withdrew a mark: by mistake (decisions.yaml:1)", None),
        ("complete by orla: good", "completo por orla: good"),
        (
            'incomplete by orla: set the label "incomplete" on #1',
            "incompleto por orla: puso la etiqueta «incomplete» en #1",
        ),
        ('set the label "x on #3: (y)" on #1', "puso la etiqueta «x on #3: (y)» en #1"),
    ],
)
def test_what_was_done_is_said_in_spanish(words: str, spanish: str | None) -> None:
    told = mark_reason(words)
    if not isinstance(told, Said):
        told = decision_words(words)
    assert isinstance(told, Said)
    assert told == words
    assert SPANISH.said(told) == (spanish or "retiró una marca: by mistake (decisions.yaml:1)")


@pytest.mark.parametrize(
    "reason",
    ["good", "see the list on #4", "late (by a day)", "{mark} on {where}", "", "it was approved"],
)
def test_what_somebody_wrote_stays_as_it_is(reason: str) -> None:
    assert mark_reason(reason) == reason
    assert SPANISH.said(decision_words(reason)) == reason


def test_nobody_known_is_said_and_a_name_is_not() -> None:
    assert SPANISH.said(person(GONE)) == "una cuenta borrada"
    assert person("approved") == "approved"
    assert not isinstance(person("approved"), Said)
