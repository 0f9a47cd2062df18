"""Names → ids, and texts → readings, without any repository."""

import time
from pathlib import Path

import pytest

from sgdash.match import names as names_module
from sgdash.match.names import MEMBER, Names, exercise_names, exercise_numbers, member_names
from sgdash.match.readings import Reader, Reading
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.patterns import Pattern

PROGRAM = """
id: club
title: Club
exercises:
  - {id: two, title: Two, number: 2}
  - {id: two-sum, title: Two Sum, number: 12, aliases: [twosum]}
  - {id: anagram, title: Valid Anagram, number: 7}
"""

ROSTER = """
id,login,name,aliases
kim,,,
kl,kim-lee,Kim Lee,
ada,,,
s,sum-ada,,
robert,,,
ann1,,Ann,
ann2,,Ann,
"""


@pytest.fixture
def folder(tmp_path: Path) -> ProgramFolder:
    return written(tmp_path, ROSTER)


def written(tmp_path: Path, roster: str, program: str = PROGRAM) -> ProgramFolder:
    home = tmp_path / "club"
    home.mkdir()
    (home / "program.yaml").write_text(program, encoding="utf-8")
    (home / "members.csv").write_text(roster.strip() + "\n", encoding="utf-8")
    opened, _ = read_program(home)
    assert opened is not None
    return opened


def read(folder: ProgramFolder, text: str, *patterns: str) -> Reading:
    program = folder.program
    reader = Reader(member_names(folder), exercise_names(program), exercise_numbers(program))
    return reader.read([text], [Pattern.parse(pattern) for pattern in patterns])[text]


@pytest.mark.parametrize(
    ("pattern", "text", "member", "exercise"),
    [
        ("{exercise}/{member}-{any}.{ext}", "two-sum/kim-lee-2.py", "kl", "two-sum"),
        ("{exercise}/{member}-{any}.{ext}", "two-sum/kim-leo-2.py", "kim", "two-sum"),
        ("{exercise}/{any}-{member}.{ext}", "two-sum/2-kim-lee.py", "kl", "two-sum"),
        ("{exercise}-{member}.{ext}", "two-sum-kim.py", "kim", "two-sum"),
        ("{exercise}-{member}.{ext}", "two-sum-kim-lee.py", "kl", "two-sum"),
        ("{exercise}-{member}-{any}.{ext}", "two-sum-kim-lee-2.py", "kl", "two-sum"),
        ("{member}-{exercise}.{ext}", "kim-lee-two-sum.py", "kl", "two-sum"),
        ("{rest}/{member}-{any}.{ext}", "a/b/kim-lee-2.py", "kl", None),
        ("{any}-{number}{any}", "day-1-of-7", None, "anagram"),
        ("{member} {any}{number}", "kim lee week 07", "kl", "anagram"),
        ("{any}-{member}-{any}", "kim-kim-kim-x", "kim", None),  # the same member by two ways
    ],
)
def test_of_all_ways_the_one_that_names_known_ones_counts(
    folder: ProgramFolder, pattern: str, text: str, member: str | None, exercise: str | None
) -> None:
    assert read(folder, text, pattern) == Reading(fits=True, member=member, exercise=exercise)


@pytest.mark.parametrize(
    ("pattern", "text", "reason"),
    [
        (
            "{exercise}-{member}.{ext}",
            "two-sum-ada.py",
            "may mean several: s/two, ada/two-sum",
        ),
        ("{any}-{member}-{any}.{ext}", "sol-kim-robert-2.py", "may mean several: kim, robert"),
        ("{any}-{number}{any}", "day-2-of-7", "may mean several: two, anagram"),
        (
            "{any}-{member}-{any}",
            "x-kim-ada-robert-kl-sum-ada-x",
            "may mean several: kim, ada, robert, kl, …",
        ),
        ("{any}-{member}-{any}/{any}-{exercise}-{any}", "kim-" * 50 + "/" + "two-" * 49, None),
    ],
)
def test_what_may_mean_several_is_nobodys(
    folder: ProgramFolder, pattern: str, text: str, reason: str | None
) -> None:
    reason = reason or "may be read in too many ways"
    assert read(folder, text, pattern) == Reading(fits=True, reason=reason)


@pytest.mark.parametrize(
    ("pattern", "text", "reason", "guess"),
    [
        ("{exercise}-{member}.{ext}", "two-sum-carl.py", 'no member is called "carl"', None),
        (
            "{exercise}-{member}.{ext}",
            "two-sum-robertt.py",
            'no member is called "robertt"',
            "robert",
        ),
        ("{exercise}-{member}.{ext}", "two-summ-kim.py", 'no member is called "summ-kim"', None),
        ("{exercise}-{member}.{ext}", "a-tree-kim.py", 'no exercise is called "a-tree"', None),
        (
            "{exercise}-{member}.{ext}",
            "a-tree-carl.py",
            'no member is called "tree-carl"; no exercise is called "a"',
            None,
        ),
        (
            "{member}-{any}",
            "ann-b-c",
            '"ann" means several members: ann1, ann2',
            "ann1, ann2",
        ),
        ("Day{number}{any}-{member}", "day70-b-kim", 'no exercise is called "70"', None),
    ],
)
def test_the_way_that_knows_most_tells_what_is_missing(
    folder: ProgramFolder, pattern: str, text: str, reason: str, guess: str | None
) -> None:
    found = read(folder, text, pattern)
    assert (found.reason, found.guess) == (reason, guess)


def test_the_order_of_conventions_decides_between_them(folder: ProgramFolder) -> None:
    first, second = "{member}-{any}-{exercise}", "{any}-{member}-{exercise}"
    assert read(folder, "kim-ada-two", first, second).member == "kim"
    assert read(folder, "kim-ada-two", second, first).member == "ada"


def test_an_id_comes_before_a_login_an_alias_and_a_name(tmp_path: Path) -> None:
    roster = """
id,login,name,aliases
bob,x,ada,y
ada,,,
carl,bob,y,
dora,,x,
eve,,eve2,z
finn,,z,
gus,,same,
hana,,same,
"""
    names = member_names(written(tmp_path, roster))
    assert {name: names.meant(name) for name in ("ada", "bob", "x", "y", "z", "same", "eve2")} == {
        "ada": ("ada",),
        "bob": ("bob",),
        "x": ("bob",),
        "y": ("bob",),
        "z": ("eve",),
        "same": ("gus", "hana"),
        "eve2": ("eve",),
    }


def test_an_exercises_id_comes_before_an_alias_and_a_title(tmp_path: Path) -> None:
    program = """
id: club
title: Club
exercises:
  - {id: one, title: two, aliases: [three]}
  - {id: two, title: three}
"""
    names = exercise_names(written(tmp_path, "id\nada", program).program)
    assert [names.meant(name) for name in ("two", "three")] == [("two",), ("one",)]


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("robbert", "robert"),
        ("roberta", "robert"),
        ("trebor", None),  # the same letters
        ("work of robert", "robert"),
        ("kim-leee", "kl"),
        ("김하나", "hana"),
        ("김하나나", "hana"),
        ("", None),
    ],
)
def test_guess(text: str, guess: str | None) -> None:
    names = Names(*MEMBER, {"robert": ("robert",), "kim-lee": ("kl",), "김하나": ("hana",)})
    assert names.guess(text) == guess


def test_nothing_is_guessed_from_no_names() -> None:
    assert Names(*MEMBER, {}).guess("ada") is None


def test_guessing_ends_after_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "MOST_WORK", 20)
    names = Names(*MEMBER, {"robert": ("robert",), "kim": ("kim",)})
    assert [names.guess(text) for text in ("robertt", "rrobert", "roberrt")] == [
        "robert",
        "robert",
        None,
    ]
    assert names.guess("robertt") == "robert"  # what was guessed is remembered


def test_many_misfits_among_many_members_take_seconds() -> None:
    names = Names(*MEMBER, {f"member-{n:05}": (str(n),) for n in range(10_000)})
    start = time.process_time()
    for n in range(50_000):
        names.guess(f"membre-{n}")
    assert time.process_time() - start < 30  # without care it takes minutes


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{member}-{any}-{any}/{exercise}-{any}-{any}.{ext}", "ada-" * 50 + "/" + "two-" * 48),
        ("{exercise}-{member}-{any}.{ext}", "two-" * 50 + "ada-" * 49 + ".py"),
        ("{any}-{member}-{exercise}", "-" * 400),
        ("{rest}/{any}-{any}/{member}-{any}-{any}.{ext}", ("-" * 98 + "/") * 4 + ".py"),
        ("{any}{number}{any}-{member}.{ext}", "1-" * 198 + ".py"),
    ],
)
def test_hostile_text_is_read_in_no_long_time(
    folder: ProgramFolder, pattern: str, text: str
) -> None:
    start = time.process_time()
    read(folder, text, pattern)
    assert time.process_time() - start < 2
