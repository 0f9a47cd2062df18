"""Reasons of the attendance in the reader's language."""

import pytest

from sgdash.match.attendees import People
from sgdash.match.names import member_names
from sgdash.program.folder import read_program
from sgdash.show.language import speak
from sgdash.show.reasons import unmatched_reason


@pytest.fixture
def people(tmp_path) -> People:
    home = tmp_path / "club"
    home.mkdir()
    (home / "program.yaml").write_text("id: club\ntitle: Club\n")
    (home / "members.csv").write_text("id,name\na1,José Gil\na2,José Paz\nana,Ana Mar\n")
    folder, _ = read_program(home)
    assert folder is not None
    return People(member_names(folder), folder.members)


@pytest.mark.parametrize(
    ("name", "spanish"),
    [
        ("Zoe", "ningún miembro se llama «Zoe»"),
        ('Zoe {name} "Z"', 'ningún miembro se llama «Zoe {name} "Z"»'),
        ("Ana Mar & Zoe & Max", "ningún miembro se llama «Zoe»; ningún miembro se llama «Max»"),
        ("Ana Mar (José Gil)", "«Ana Mar (José Gil)» puede ser varios miembros: ana, a1"),
    ],
)
def test_why_nobody_is_meant(people: People, name: str, spanish: str) -> None:
    reason = people.find(name).why_not
    try:
        speak("es")
        assert unmatched_reason(reason) == spanish
    finally:
        speak("en")
    assert unmatched_reason(reason) == reason
