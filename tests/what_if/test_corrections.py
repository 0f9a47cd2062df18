"""The lines to write for what could not be matched, and what they change."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sgdash.answers import Answers, ask, load, open_program
from sgdash.home import Home, find_home
from sgdash.what_if import EditError, corrections, edited, effect_of, pile_up, suppose_edits
from sgdash.what_if.edits import Edit
from sgdash.what_if.lists import added_to_list
from sgdash.what_if.names import added_alias, added_member


@pytest.fixture
def shipped(tmp_path: Path) -> Home:
    return Home(find_home().data, f"sqlite:///{tmp_path / 'none.sqlite'}")


def write(home: Path, members: str | None, program: str = "") -> Home:
    folder = home / "programs" / "club"
    folder.mkdir(parents=True)
    (folder / "program.yaml").write_text("id: club\ntitle: Club\n" + program, encoding="utf-8")
    if members is not None:
        (folder / "members.csv").write_text(members, encoding="utf-8")
    return Home(home, f"sqlite:///{home / 'none.sqlite'}")


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("aliases: [old]", 'aliases: [old, "new: x"]'),
        ("aliases: []", 'aliases: ["new: x"]'),
        ("aliases: [old] # kept", 'aliases: [old, "new: x"] # kept'),
        ("aliases: [old] # [kept]", 'aliases: [old, "new: x"] # [kept]'),
        (
            "aliases:\n      - old\n      - two",
            'aliases:\n      - old\n      - two\n      - "new: x"',
        ),
        ("title: One", 'aliases: ["new: x"]\n    title: One'),
    ],
)
def test_a_list_grows_in_its_own_style(written: str, after: str) -> None:
    text = f"exercises:\n  - id: e1\n    {written}\n  - id: e2\n"
    edit = added_to_list(text, ("exercises", 0), "aliases", "new: x")
    assert edit is not None
    assert edited(text, [edit]) == f"exercises:\n  - id: e1\n    {after}\n  - id: e2\n"


def test_entries_in_braces_grow_on_their_line() -> None:
    text = "exercises:\n  - {id: e1, aliases: [a]}\n  - {id: e2}\n  - {id: e3,\n     title: x}\n"
    first, second, third = (added_to_list(text, ("exercises", n), "aliases", "b") for n in range(3))
    assert first == Edit("program.yaml", 2, 1, '  - {id: e1, aliases: [a, "b"]}')
    assert second == Edit("program.yaml", 3, 1, '  - {"aliases": ["b"], id: e2}')
    assert third == Edit("program.yaml", 4, 1, '  - {"aliases": ["b"], id: e3,')
    assert added_to_list(text, ("exercises", 3), "aliases", "b") is None
    assert added_to_list("exercises: 5\n", ("exercises", 0), "aliases", "b") is None


def test_a_mapping_without_the_list_begins_one() -> None:
    text = "submissions:\n  conventions:\n    - path: a\nmarks: {}\n"
    edit = added_to_list(text, ("submissions",), "ignore", "old/**")
    assert edit is not None
    assert edited(text, [edit]) == (
        'submissions:\n  ignore: ["old/**"]\n  conventions:\n    - path: a\nmarks: {}\n'
    )


def test_an_alias_goes_beside_the_others_and_nothing_else_changes(tmp_path: Path) -> None:
    roster = '# a remark\nid,name,aliases\nada,"Ada, the first",countess\nbob,Bob,\n'
    home = write(tmp_path, roster)
    folder = open_program(home, "club")
    assert added_alias(folder, "ada", "Ada L.") == Edit(
        "members.csv", 3, 1, 'ada,"Ada, the first",countess; Ada L.'
    )
    assert added_alias(folder, "bob", 'Bob "b", jr') == Edit(
        "members.csv", 4, 1, 'bob,Bob,"Bob ""b"", jr"'
    )
    for unwritable in ("a; b", " a", "a\nb", ""):
        assert added_alias(folder, "ada", unwritable) is None
    edit = added_alias(folder, "ada", "Ada L.")
    assert edit is not None
    supposed = suppose_edits(folder, [edit])
    assert [m.aliases for m in supposed.members] == [("countess", "Ada L."), ()]
    assert supposed.folder == folder.folder
    assert (folder.folder / "members.csv").read_text() == roster


def test_a_roster_without_aliases_gets_a_column(tmp_path: Path) -> None:
    folder = open_program(write(tmp_path, "# r\nid,name\nada,Ada\nbob,Bob\n"), "club")
    edit = added_alias(folder, "bob", "bbo")
    assert edit == Edit("members.csv", 2, 3, "id,name,aliases\nada,Ada,\nbob,Bob,bbo")
    supposed = suppose_edits(folder, [edit])
    assert [m.aliases for m in supposed.members] == [(), ("bbo",)]


@pytest.mark.parametrize(
    ("roster", "line"),
    [
        ("id,name,role\nada,Ada,member\n", Edit("members.csv", 3, 0, "new-er,New Er,member")),
        ("id,name,role\nada,Ada,member", Edit("members.csv", 3, 0, "new-er,New Er,member")),
        ("id\nada\n", None),
        ("id,name,role\nnew-er,Ada,member\n", None),
    ],
)
def test_somebody_new_is_a_line_below_the_others(
    tmp_path: Path, roster: str, line: Edit | None
) -> None:
    folder = open_program(write(tmp_path, roster), "club")
    assert added_member(folder, "New Er") == line
    if line:
        assert [m.name for m in suppose_edits(folder, [line]).members] == ["Ada", "New Er"]


def test_the_first_member_of_all(tmp_path: Path) -> None:
    folder = open_program(write(tmp_path, None), "club")
    edit = added_member(folder, "New Er")
    assert edit is not None
    assert [m.id for m in suppose_edits(folder, [edit]).members] == ["new-er"]


def test_what_would_be_a_problem_is_refused(tmp_path: Path) -> None:
    folder = open_program(write(tmp_path, "id,name\nada,Ada\n"), "club")
    with pytest.raises(EditError, match="ada"):
        suppose_edits(folder, [Edit("members.csv", 3, 0, "ada,Ada again")])
    with pytest.raises(EditError, match="repository"):
        suppose_edits(folder, [Edit("program.yaml", 1, 1, "id: club\nrepository: 5")])


def first_correction(answers: Answers, name: str) -> object:
    matched = answers.loaded.matched
    piles, _ = pile_up(matched.unmatched, matched.attempts["ref"])
    pile = piles[piles["name"] == name].iloc[0]
    return corrections(answers.loaded.folder, pile)[0]


@pytest.mark.parametrize(
    ("program", "name", "line", "settled", "changes"),
    [
        (
            "dair-d2l",
            "asignment-3",
            '    aliases: [assignment-03, Assignment 3, "asignment-3"]',
            1,
            [("jan-sample", "assignment-3", "status", None, "incomplete")],
        ),
        (
            "dair-d2l",
            "Guilia D'Esempio",
            "giulia-sample,giulia-sample,Giulia D'Esempio,Guilia D'Esempio,member,dropout",
            1,
            [],
        ),
        (
            "weekly-reading-group",
            "feedfoward",
            '    aliases: [week 6, week-6, "feedfoward"]',
            1,
            [("jun", "feedforward", "status", "not submitted", "complete")],
        ),
    ],
)
def test_the_inbox_of_a_shipped_program(
    shipped: Home,
    program: str,
    name: str,
    line: str,
    settled: int,
    changes: list[tuple[str, ...]],
) -> None:
    answers = ask(load(shipped, open_program(shipped, program)))
    correction = first_correction(answers, name)
    assert [edit.text for edit in correction.edits] == [line]  # type: ignore[attr-defined]
    effect = effect_of(shipped, answers, correction.edits)  # type: ignore[attr-defined]
    assert effect.settled == settled
    columns = ["member", "exercise", "what", "before", "after"]
    told = [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in effect.changes[columns].itertuples(index=False)
    ]
    assert told == changes


def test_every_correction_of_the_shipped_programs_settles_its_pile(shipped: Home) -> None:
    asked = 0
    for program in shipped.folders():
        answers = ask(load(shipped, open_program(shipped, program)))
        matched = answers.loaded.matched
        piles, _ = pile_up(matched.unmatched, matched.attempts["ref"])
        for _, pile in piles.iterrows():
            for correction in corrections(answers.loaded.folder, pile):
                assert effect_of(shipped, answers, correction.edits).settled == pile["rows"]
                asked += 1
    assert asked >= 10


def test_a_folder_of_an_earlier_season_is_ignored_with_one_line(tmp_path: Path) -> None:
    program = {
        "exercises": [{"id": "e1", "title": "One"}],
        "submissions": {"conventions": [{"path": "{exercise}/{member}.py"}]},
    }
    home = write(tmp_path, "id,name\nada,Ada\n", json.dumps(program)[1:-1].replace("], ", "]\n"))
    folder = open_program(home, "club")
    pile = pd.Series(
        {"pile": "folder without a match", "name": "2019/", "folder": "2019/", "reason": ""}
    )
    (found,) = corrections(folder, pile.reindex([*pile.index, "guess"]))
    assert suppose_edits(folder, found.edits).program.submissions.ignore == ("2019/**",)  # type: ignore[union-attr]
