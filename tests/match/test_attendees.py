"""Whom a name in a report means: surely, probably, or nobody."""

from pathlib import Path

import pytest

from sgdash.match.attendees import Found, People
from sgdash.match.fixes import alias_fixes
from sgdash.match.names import member_names
from sgdash.program.emails import email_mark
from sgdash.program.folder import read_program

ROSTER = """id,login,name,aliases,role
ana,ana-r,Ana Ruiz Gómez,anita@example.org,organiser
luis,LuisPG,Luis Pérez,Lucho,
jose,,José Ortega y Gasset,,
kim,,김하나,,
bob,,Bob Stone,{mark},
bobby,,Bob Brook,,
li,,Li Wei,,
pepe2,,José Muñoz,,
shea,,Siobhán O'Shea,,
"""


@pytest.fixture
def folder(tmp_path: Path):
    home = tmp_path / "club"
    home.mkdir()
    (home / "program.yaml").write_text("id: club\ntitle: Club\n")
    (home / "members.csv").write_text(ROSTER.format(mark=email_mark("bob@example.org")))
    opened, problems = read_program(home)
    assert problems == []
    assert opened is not None
    return opened


@pytest.fixture
def people(folder) -> People:
    return People(member_names(folder), folder.members)


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("ana", "ana"),
        ("ANA-R", "ana"),
        ("Ana Ruiz Gómez", "ana"),
        ("ana ruiz gomez", "ana"),
        ("RUIZ GÓMEZ, Ana", "ana"),
        ("Ruiz Gomez Ana", "ana"),
        ("Ana  Ruiz\u00a0Gómez", "ana"),
        ("Ana Ruiz Gómez (guest)", "ana"),
        ("Ana Ruiz Gómez (Invitado)", "ana"),
        ("Ana Ruiz Gómez (she/her)", "ana"),
        ("Ana Ruiz Gómez [ella]", "ana"),
        ("Ana Ruiz Gómez | Acme", "ana"),
        ("\U0001f33b Ana Ruiz Gómez \U0001f33b", "ana"),
        ("sunflower (Ana Ruiz Gómez)", "ana"),
        ("Ana Ruiz Gómez's iPhone", "ana"),
        ("iPad de Ana Ruiz Gómez", "ana"),
        ("Lucho", "luis"),
        ("luis perez", "luis"),
        ("Luis Pérez (Host)", "luis"),
        ("Jose\u0301 Ortega y Gasset", "jose"),
        ("김하나", "kim"),
        ("Wei Li", "li"),
        ("Siobhan O\u2019Shea", "shea"),
        ("O\u00b4SHEA, Siobhán", "shea"),
        ("iPhone 13 (Ana Ruiz Gómez)", "ana"),
        ("Ana R. (ana-r)", "ana"),
        ("luis pérez (Lucho)", "luis"),
        ("(Lucho)", "luis"),
        ("jose", "jose"),
    ],
)
def test_a_name_is_surely_that_of_one_member(people: People, name: str, member: str) -> None:
    assert people.find(name) == Found(sure=(member,))


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("Ana Ruiz", ("ana",)),
        ("Ana R.", ("ana",)),
        ("Ana Ruis Gómez", ("ana",)),
        ("Luis's iPhone", ("luis",)),
        ("iPhone de Luis", ("luis",)),
        ("Luiz Perez", ("luis",)),
        ("Ortega", ("jose",)),
        ("Bob S", ("bob",)),
        ("Luis Pérez (ana)", ("luis", "ana")),
        # the name outside of the parentheses is somebody else
        ("Carlos Ruiz (Lucho)", ("luis",)),
        ("Carlos Marín (Luis Pérez)", ("luis",)),
        ("Bob (Luis Pérez)", ("bob", "bobby", "luis")),
        # the id of one is the first name of another too
        ("José", ("jose", "pepe2")),
        ("JOSE", ("jose", "pepe2")),
        ("Bob", ("bob", "bobby")),
        ("José & María Fernández", ("jose", "pepe2")),
    ],
)
def test_a_guess_is_only_proposed(people: People, name: str, likely: tuple[str, ...]) -> None:
    found = people.find(name)
    assert found.sure == ()
    assert found.likely == likely
    assert len(found.unknown) == 1
    assert found.why_not


@pytest.mark.parametrize("name", ["iPhone", "Zoe", "Galaxy S20", "Zoe & Max", "???", ""])
def test_nobody_is_made_of_nothing(people: People, name: str) -> None:
    found = people.find(name)
    assert (found.sure, found.likely) == ((), ())
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    ("name", "sure", "likely", "unknown"),
    [
        ("ana & luis", ("ana", "luis"), (), ()),
        ("Ana Ruiz Gómez y Luis Pérez", ("ana", "luis"), (), ()),
        ("Luis Pérez, Ana Ruiz Gómez", ("luis", "ana"), (), ()),
        ("Luis Pérez + Ana (guest)", ("luis", "ana"), (), ()),
        ("Luis Pérez and Zoe", ("luis",), (), ("Zoe",)),
        ("Luis Pérez & José", ("luis",), ("jose", "pepe2"), ("José",)),
        ("Luis Pérez / Ana Ruiz", ("luis",), ("ana",), ("Ana Ruiz",)),
    ],
)
def test_two_people_on_one_line(people: People, name, sure, likely, unknown) -> None:
    found = people.find(name)
    assert (found.sure, found.likely, found.unknown) == (sure, likely, unknown)
    assert bool(found.why_not) == bool(unknown)


@pytest.mark.parametrize(
    ("name", "email", "sure"),
    [
        ("whoever", "anita@example.org", ("ana",)),
        ("whoever", "ANITA@Example.org", ("ana",)),
        ("whoever", "bob@example.org", ("bob",)),
        ("whoever", "123+LuisPG@users.noreply.github.com", ("luis",)),
        ("whoever", "other@example.org", ()),
        (email_mark("bob@example.org"), None, ("bob",)),
        (email_mark("anita@example.org"), None, ("ana",)),
        # somebody signed in as ana who calls herself Luis is ana
        ("Luis Pérez", "anita@example.org", ("ana",)),
    ],
)
def test_an_e_mail_address_or_its_mark_is_sure(people: People, name, email, sure) -> None:
    assert people.find(name, email).sure == sure


def test_an_address_made_of_a_name_is_a_guess(people: People) -> None:
    assert people.find("iPhone", "luis.perez@example.org").likely == ("luis",)


def test_members_with_one_name_are_told_apart_by_nobody(tmp_path: Path) -> None:
    home = tmp_path / "club"
    home.mkdir()
    (home / "program.yaml").write_text("id: club\ntitle: Club\n")
    (home / "members.csv").write_text("id,name\na1,José Gil\na2,Jose Gil\n")
    folder, _ = read_program(home)
    assert folder is not None
    people = People(member_names(folder), folder.members)
    assert people.find("Jose Gil").sure == ("a2",)
    found = people.find("GIL, JOSE")
    assert (found.sure, found.likely) == ((), ("a1", "a2"))
    assert found.why_not == '"GIL, JOSE" means several members: a1, a2'


def test_the_line_to_write_into_the_roster(folder) -> None:
    mark = email_mark("bob@example.org")
    asked = [("luis", "Luisito, el bueno"), None, ("bob", "Bob S"), ("bob", "Bob; Stone")]
    assert alias_fixes(folder, asked) == [
        'members.csv:3: luis,LuisPG,Luis Pérez,"Lucho; Luisito, el bueno",',
        None,
        f"members.csv:6: bob,,Bob Stone,{mark}; Bob S,",
        None,
    ]
