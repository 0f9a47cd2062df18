"""A verdict's and a status's reason say on the page what they say in the table, in Spanish too."""

from pathlib import Path

import pytest

from sgdash.home import Home, find_home
from sgdash.show.language import speak
from sgdash.show.load import open_view
from sgdash.show.offers import look_around
from sgdash.show.reasons import criterion_reason, status_reason
from sgdash.show.view import View

BAR = {
    "criterion": "exercises",
    "done": 8,
    "of": 11,
    "required": 9,
    "open": 1,
    "result": "pending",
    "decision": None,
    "found": "8 of 11",
}


@pytest.mark.parametrize(
    ("changed", "english", "spanish"),
    [
        (
            {},
            "8 of 11 exercises, 9 needed, 1 still open",
            "8 de 11 ejercicios, hacen falta 9, quedan 1 abiertos",
        ),
        ({"result": "fail"}, "8 of 11 exercises, 9 needed", "8 de 11 ejercicios, hacen falta 9"),
        (
            {"result": "pass", "decision": "because"},
            "8 of 11 exercises, 9 needed, waived",
            "8 de 11 ejercicios, hacen falta 9, dispensado",
        ),
        (
            {"of": None, "found": "complete, not yet presented"},
            "project complete, not yet presented",
            "proyecto completo, aún no presentado",
        ),
    ],
)
def test_what_a_criterion_found(changed: dict[str, object], english: str, spanish: str) -> None:
    assert criterion_reason(BAR | changed) == english
    speak("es")
    assert criterion_reason(BAR | changed) == spanish


def test_a_marks_own_words_are_not_translated() -> None:
    speak("es")
    assert status_reason("marked incomplete: late") == "marcado como incompleto: late"
    assert status_reason("not resubmitted in time") == "no se volvió a entregar a tiempo"


def test_each_verdicts_reason_is_what_its_criteria_say(tmp_path: Path) -> None:
    home = Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")
    view = open_view(home, look_around(home, "dair-d2l"), None)
    assert isinstance(view, View)
    said = {
        member: "; ".join(criterion_reason(row) for row in rows.to_dict("records"))
        for member, rows in view.criteria.groupby("member")
    }
    told = view.verdicts.set_index("member")
    judged = told[told["verdict"].isin(["eligible", "on course", "out of reach"])]["reason"]
    assert len(judged) == 9
    assert {member: said[member] for member in judged.index} == judged.to_dict()
