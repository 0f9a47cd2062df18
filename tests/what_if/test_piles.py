"""What could not be matched, in piles of what one correction would settle."""

import pandas as pd
import pytest

from sgdash.match import Unknown, unknown_names
from sgdash.show.piles import told_piles
from sgdash.what_if.piles import ENOUGH, pile_up

FIT = "fits no convention"
MATCHED = pd.Series(["work/e1/ada.py", "#3", "#4 work/e2/ada.py", "README"], dtype="str")


def piled(
    *rows: tuple[str, str, str | None],
    kind: str = "file",
    work: str | None = None,
    author: str | None = None,
) -> list[tuple[object, ...]]:
    """Pile, name, folder, rows and guess of each, from (ref, reason, guess)."""
    unmatched = pd.DataFrame(rows, columns=["ref", "reason", "guess"]).assign(
        kind=kind, author=author, member=None, exercise=work
    )
    table, number = pile_up(unmatched.astype("str"), MATCHED, ["e1", "e2"])
    assert number.value_counts().sort_index().tolist() == table["rows"].tolist()
    columns = table[["pile", "name", "folder", "rows", "guess"]]
    return [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in columns.itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ('no member is called "bbo"', Unknown("bbo")),
        ('no exercise is called "x y"', Unknown(None, "x y")),
        ('no member is called "a"; no exercise is called "b"', Unknown("a", "b")),
        ('no member is called "say "hi""', Unknown('say "hi"')),
        ('no member is called "a; no b"', Unknown("a; no b")),
        ('no member is called ""', Unknown("")),
        ('brings no file; its title: no member is called "bob"', Unknown("bob")),
        ('"Al" means several members: alan, alma', Unknown()),
        (FIT, Unknown()),
    ],
)
def test_unknown_names_are_read_from_the_reason(reason: str, expected: Unknown) -> None:
    assert unknown_names(reason) == expected


def test_a_name_is_one_pile_wherever_it_stands_and_the_biggest_comes_first() -> None:
    bbo, unknown = 'no member is called "bbo"', 'no exercise is called "e9"'
    assert piled(
        ("notes/1.md", FIT, None),
        ("work/e1/bbo.py", bbo, "bob"),
        ("work/e9/ada.py", unknown, None),
        ("#7 work/e2/bbo.py", bbo, "bob"),
        ("loose.md", FIT, None),
    ) == [
        ("unknown member", "bbo", "", 2, "bob"),
        ("other", "notes/", "notes/", 1, None),
        ("unknown exercise", "e9", "work/e9/", 1, None),
        ("other", "", "", 1, None),
    ]


def test_of_equal_piles_the_one_with_a_guess_comes_first() -> None:
    found = piled(("a", 'no member is called "x"', None), ("b", 'no member is called "y"', "yo"))
    assert [name for _, name, *_ in found] == ["y", "x"]


def season(count: int, *, folder: str = "work/2019") -> list[tuple[str, str, str | None]]:
    return [
        (f"{folder}/w{n % 5}/m{n}.py", f'no exercise is called "w{n % 5}"', None)
        for n in range(count)
    ]


def test_a_folder_in_which_nothing_is_matched_is_one_pile() -> None:
    whole = ("folder without a match", "work/2019/", "work/2019/", ENOUGH, None)
    assert piled(*season(ENOUGH)) == [whole]
    assert len(piled(*season(ENOUGH - 1))) == 5
    assert len(piled(*season(ENOUGH, folder="work/e1"))) == 5  # where something is matched


def test_a_folder_with_one_wrong_name_is_a_pile_of_that_name() -> None:
    wrong = 'no exercise is called "e11"'
    rows = [(f"work/e11/m{n}.py", wrong, "e1") for n in range(ENOUGH)]
    assert piled(*rows) == [("unknown exercise", "e11", "work/e11/", ENOUGH, "e1")]
    # also where one of the members is unknown, too
    more = ("work/e11/bbo.py", f'no member is called "bbo"; {wrong}', "bob, e1")
    assert [row[0] for row in piled(*rows, more)] == [
        "unknown exercise",
        "unknown member and exercise",
    ]


def test_what_one_line_settles_is_one_pile_though_members_are_unknown_too() -> None:
    strange = [
        (f"other/m{n}.py", f'no member is called "m{n}"; no exercise is called "other"', None)
        for n in range(5)
    ]
    assert piled(*strange) == [("unknown exercise", "other", "other/", 5, None)]
    # a folder settles more than a name does, and a name what is left of it
    many = [
        (f"{folder}/m0.py", f'no member is called "m0"; no exercise is called "{folder}"', None)
        for folder in ("other", "third", "fourth")
    ]
    assert piled(*strange, *many[1:]) == [
        ("unknown exercise", "other", "other/", 5, None),
        ("unknown member", "m0", "", 2, None),
    ]
    # a name settles more than any folder does
    assert piled(*many) == [("unknown member", "m0", "", 3, None)]


def test_a_guessed_name_keeps_its_own_pile() -> None:
    wrong = 'no exercise is called "other"'
    rows = [(f"other/m{n}.py", f'no member is called "m{n}"; {wrong}', None) for n in range(5)]
    typo = ("loose/bbo.py", 'no member is called "bbo"', "bob")
    assert piled(*rows, typo)[1] == ("unknown member", "bbo", "loose/", 1, "bob")


def test_the_folder_of_an_exercise_that_nobody_has_handed_in_yet_is_no_pile() -> None:
    rows = [(f"work/e9/m{n}.py", f'no member is called "m{n}"', None) for n in range(ENOUGH)]
    assert {row[0] for row in piled(*rows, work="e2")} == {"unknown member"}


def test_what_fits_nothing_is_piled_by_the_account_that_brought_it() -> None:
    rows = [(f"#{n} notes{n}.txt", FIT, None) for n in range(5, 8)]
    assert piled(*rows, kind="pull request file", author="old-hand") == [
        ("unknown author", "old-hand", "", 3, None)
    ]


def test_a_folder_with_one_unknown_member_is_a_pile_of_that_name() -> None:
    own = [(f"bbo/{n}.py", 'no member is called "bbo"', "bob") for n in range(ENOUGH)]
    assert piled(*own) == [("unknown member", "bbo", "bbo/", ENOUGH, "bob")]


def test_lines_of_attendance_sheets_lie_in_no_folder() -> None:
    rows = [(f"attendance/s1.csv:{n}", f'no member is called "{n % 9}"', None) for n in range(40)]
    assert {(row[0], row[2]) for row in piled(*rows, kind="attendance")} == {("unknown member", "")}


def test_nothing_makes_no_pile() -> None:
    assert piled() == []


@pytest.mark.parametrize(
    ("guesses", "guess", "told"),
    [
        (("bob", "bob"), "bob", "bob"),
        (("bob", "ada"), None, "several"),
        (("bob", None), None, "several"),  # it is not of all the rows
        ((None, "bob"), None, "several"),
        ((None, None), None, ""),
    ],
)
def test_a_pile_without_a_name_is_guessed_to_be_what_all_of_its_rows_are(
    guesses: tuple[str | None, str | None], guess: str | None, told: str
) -> None:
    unmatched = pd.DataFrame(
        [(f"notes/{n}.md", FIT, one) for n, one in enumerate(guesses)],
        columns=["ref", "reason", "guess"],
    ).assign(kind="file", author=None, member=None, exercise=None)
    table, _ = pile_up(unmatched.astype("str"), MATCHED, ["e1", "e2"])
    (pile,) = table.to_dict("records")
    assert pile["several"] == (told == "several")
    assert (None if pd.isna(pile["guess"]) else pile["guess"]) == guess
    assert told_piles(table)["guess"].tolist() == [told]
