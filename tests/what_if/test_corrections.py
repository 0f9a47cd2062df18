"""The lines to write for what could not be matched, and what they change."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sgdash import tables
from sgdash.answers import Answers, ask, load, open_program
from sgdash.frames import conform
from sgdash.home import Home, find_home
from sgdash.match.globs import ignored
from sgdash.program.folder import ProgramFolder
from sgdash.what_if import (
    Correction,
    EditError,
    Kind,
    Unmatched,
    all_from_outside,
    corrections,
    edited,
    effect_of,
    lacks_convention,
    pile_up,
    suppose_edits,
    unmatched_of,
)
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


def piles_of(answers: Answers) -> pd.DataFrame:
    matched, program = answers.loaded.matched, answers.loaded.folder.program
    exercises = [exercise.id for exercise in program.exercises]
    return pile_up(matched.unmatched, matched.attempts["ref"], exercises)[0]


def possible(answers: Answers, name: str) -> list[Correction]:
    """The corrections of the pile of a name."""
    everything = unmatched_of(answers.loaded.folder, answers.loaded.matched.unmatched)
    piles = piles_of(answers)
    return corrections(everything, piles[piles["name"] == name].iloc[0])


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
    correction = possible(answers, name)[0]
    assert [edit.text for edit in correction.edits] == [line]
    effect = effect_of(shipped, answers, correction.edits)
    assert correction.settles == effect.settled == settled
    columns = ["member", "exercise", "what", "before", "after"]
    told = [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in effect.changes[columns].itertuples(index=False)
    ]
    assert told == changes


def test_every_correction_of_the_shipped_programs_settles_as_many_rows_as_it_says(
    shipped: Home,
) -> None:
    asked = 0
    for program in shipped.folders():
        answers = ask(load(shipped, open_program(shipped, program)))
        everything = unmatched_of(answers.loaded.folder, answers.loaded.matched.unmatched)
        for _, pile in piles_of(answers).iterrows():
            for correction in corrections(everything, pile):
                assert effect_of(shipped, answers, correction.edits).settled == correction.settles
                asked += 1
    assert asked >= 10


SECOND_SEASON = """
sample: {note: Invented., as_of: 2026-03-01 12:00}
exercises:
  - {id: e1, title: One}
  - {id: e2, title: Two}
submissions:
  conventions:
    - path: "{exercise}/{member}.{ext}"
marks: {required: false}
"""


@pytest.fixture
def second(tmp_path: Path) -> tuple[Home, Answers]:
    """A second season: six people of the first, work of then, and a member's slip."""
    home = write(tmp_path, "id,name,aliases\nadalina,Ada,\nbob,Bob,\n", SECOND_SEASON)
    sample = home.programs / "club" / "sample"
    sample.mkdir()
    paths = ["e1/adalena.py"]
    paths += [f"{work}/old{n}.py" for n in range(6) for work in ("e1", "first")]
    rows = [f"{path},{n:040x},100644,2026-02-01T12:00:00Z" for n, path in enumerate(paths)]
    (sample / "files.csv").write_text("\n".join(["path,blob,mode,first_at", *rows, ""]))
    return home, ask(load(home, open_program(home, "club")))


def test_an_earlier_season_is_settled_by_its_folder_and_by_its_people(
    second: tuple[Home, Answers],
) -> None:
    home, answers = second
    piles = piles_of(answers)
    assert piles[["pile", "name", "rows"]].values.tolist() == [
        ["unknown exercise", "first", 6],
        ["unknown member", "adalena", 1],
        *(["unknown member", f"old{n}", 1] for n in range(6)),
    ]
    (folder,) = possible(answers, "first")
    assert (folder.kind, folder.names, folder.settles) == (Kind.IGNORE, ("first/**",), 6)
    new, outside = possible(answers, "old3")
    assert (new.kind, new.settles) == (Kind.NEW_MEMBER, 1)  # the other one's exercise is unknown
    assert (outside.kind, outside.settles) == (Kind.OUTSIDER, 2)
    assert [edit.text for edit in outside.edits] == ['  outsiders: ["old3"]']
    for correction in (folder, outside):
        assert effect_of(home, answers, correction.edits).settled == correction.settles


def test_all_strangers_are_offered_at_once_without_whoever_may_be_a_member(
    second: tuple[Home, Answers],
) -> None:
    home, answers = second
    everything = unmatched_of(answers.loaded.folder, answers.loaded.matched.unmatched)
    found = all_from_outside(everything, piles_of(answers))
    assert found is not None
    assert [edit.text for edit in found.edits] == [
        "  outsiders:\n" + "\n".join(f'    - "old{n}"' for n in range(6))
    ]
    assert (found.settles, len(found.names)) == (12, 6)
    effect = effect_of(home, answers, found.edits)
    assert (effect.settled, len(effect.changes)) == (12, 0)
    assert all_from_outside(everything, piles_of(answers).head(5)) is None


def test_while_an_earlier_program_file_holds_no_line_of_it_is_offered(
    second: tuple[Home, Answers],
) -> None:
    home, answers = second
    (home.programs / "club" / "program.yaml").unlink()  # the file of today is not even looked at
    rows = answers.loaded.matched.unmatched
    everything = unmatched_of(answers.loaded.folder, rows, program_file=False)
    piles = piles_of(answers)
    assert all_from_outside(everything, piles) is None
    offered = [
        (pile["name"], one.kind, one.edits[0].file)
        for _, pile in piles.iterrows()
        for one in corrections(everything, pile)
    ]
    assert offered == [
        ("adalena", Kind.ALIAS, "members.csv"),
        ("adalena", Kind.NEW_MEMBER, "members.csv"),
        *((f"old{n}", Kind.NEW_MEMBER, "members.csv") for n in range(6)),
    ]


def test_an_account_settles_as_many_rows_as_it_says_and_none_of_the_others_that_it_brought(
    tmp_path: Path,
) -> None:
    home = write(tmp_path, "id,name\nada,Ada\n", SECOND_SEASON)
    sample = home.programs / "club" / "sample"
    sample.mkdir()
    brought = ("e1/newbie.py", "e1/adda.py", "notes.txt", "more.txt")
    pull = {"number": [1], "author": ["helper-bot"], "head": ["a" * 40]}
    files = pd.DataFrame({"number": 1, "path": brought, "change": "A"})
    for table, rows in (
        (tables.PULL_REQUESTS, pd.DataFrame(pull)),
        (tables.PULL_REQUEST_FILES, files.assign(blob=[f"{n:040x}" for n in range(4)])),
    ):
        rows.reindex(columns=table.names).to_csv(sample / f"{table.name}.csv", index=False)
    answers = ask(load(home, open_program(home, "club")))
    for name, settles in ("helper-bot", 2), ("newbie", 1), ("adda", 1):
        (found,) = (one for one in possible(answers, name) if one.kind == Kind.OUTSIDER)
        assert found.settles == settles
        assert effect_of(home, answers, found.edits).settled == settles


@pytest.mark.parametrize(
    ("folder", "offered"),
    [("old?/", []), ("ol*/", []), ("a/b?c/", []), ("o[l]d/", [("o[l]d/**",)])],
)
def test_no_glob_is_offered_for_a_folder_whose_name_would_mean_others_too(
    tmp_path: Path, folder: str, offered: list[tuple[str, ...]]
) -> None:
    home = write(tmp_path, "id,name\nada,Ada\n", SECOND_SEASON)
    rows = [
        ("file", f"{folder}x.py", "fits no convention"),
        ("file", "old/y.py", "fits no convention"),
    ]
    table = conform(tables.UNMATCHED, pd.DataFrame(rows, columns=["kind", "ref", "reason"]))
    pile = pd.Series(
        {"pile": "folder without a match", "name": folder, "folder": folder, "reason": ""}
    )
    found = corrections(
        unmatched_of(open_program(home, "club"), table), pile.reindex([*pile.index, "guess"])
    )
    assert [correction.names for correction in found] == offered
    for correction in found:
        submissions = suppose_edits(
            open_program(home, "club"), correction.edits
        ).program.submissions
        assert submissions is not None
        assert ignored(table["ref"], submissions.ignore).notna().tolist() == [True, False]


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
    rows = pd.DataFrame(
        [
            ("file", "2019/w1/ada.py", "fits no convention"),
            ("file", "2020/x", "fits no convention"),
        ],
        columns=["kind", "ref", "reason"],
    )
    unmatched = unmatched_of(folder, conform(tables.UNMATCHED, rows))
    (found,) = corrections(unmatched, pile.reindex([*pile.index, "guess"]))
    assert found.settles == 1
    assert suppose_edits(folder, found.edits).program.submissions.ignore == ("2019/**",)  # type: ignore[union-attr]


UNREAD = """
exercises: [{id: e1, title: One}]
submissions:
  conventions:
    - path: "{exercise}/{member}.{ext}"
"""


def only_pile(folder: ProgramFolder, rows: dict[str, str | None]) -> tuple[Unmatched, pd.Series]:
    """Files that fit no convention, each with its guess, and the one pile that they make."""
    told = pd.DataFrame({"kind": "file", "ref": list(rows), "reason": "fits no convention"})
    unmatched = conform(tables.UNMATCHED, told.assign(guess=list(rows.values())))
    piles, _ = pile_up(unmatched, pd.Series(["2025_Oct/e1/jin.md"], dtype="str"), ["e1"])
    (pile,) = (row for _, row in piles.iterrows())
    return unmatched_of(folder, unmatched), pile


@pytest.mark.parametrize(
    ("within", "offered", "example"),
    [
        ("2025_Oct/Jinkyung/", [], "2025_Oct/Jinkyung/a.md"),
        ("2025_Oct/ＪＩＮＫＹＵＮＧ kim/", [], "2025_Oct/ＪＩＮＫＹＵＮＧ kim/a.md"),
        ("2025_Oct/jk-lee/", [], "2025_Oct/jk-lee/a.md"),
        ("2025_Oct/JK week 5/", [], "2025_Oct/JK week 5/a.md"),
        ("2025_Oct/Jinkyungs/", ["2025_Oct/Jinkyungs/**"], None),
        ("slides/", ["slides/**"], None),
    ],
)
def test_no_folder_that_names_a_member_is_offered_to_be_ignored(
    tmp_path: Path, within: str, offered: list[str], example: str | None
) -> None:
    roster = "id,login,name,aliases\njin,jk-lee,Jinkyung,JK; Jinkyung Kim\n"
    folder = open_program(write(tmp_path, roster, UNREAD), "club")
    everything, pile = only_pile(folder, {f"{within}a.md": None, f"{within}b.md": None})
    assert [glob for found in corrections(everything, pile) for glob in found.names] == offered
    assert lacks_convention(everything, pile) == example


def test_a_guess_alone_keeps_no_folder_from_being_ignored_and_a_draft_lacks_no_convention(
    tmp_path: Path,
) -> None:
    folder = open_program(write(tmp_path, "id,name\nanica,Anica\n", UNREAD), "club")
    everything, pile = only_pile(folder, {"notes/1.md": "anica", "notes/anica.md": "anica"})
    assert [found.names for found in corrections(everything, pile)] == [("notes/**",)]
    everything, pile = only_pile(folder, {"2025_Oct/Anica/week5/two-sum.md": "anica"})
    draft = pile.copy()
    draft["reason"] = "is a draft, and this program takes no draft for handed in"
    assert corrections(everything, draft) == []
    assert lacks_convention(everything, draft) is None
    assert lacks_convention(everything, pile) == "2025_Oct/Anica/week5/two-sum.md"


def test_a_folder_with_files_named_after_members_is_offered_with_a_word_of_them(
    tmp_path: Path,
) -> None:
    roster = "id,login,name\nanica,nica-l,Anica\nbob,,Bob\n"
    folder = open_program(write(tmp_path, roster, UNREAD), "club")
    paths = [
        "notes/1.md",
        "notes/anica.md",
        "notes/anica.py",
        "notes/w2/nica-l.md",
        "notes/bobby.md",
    ]
    everything, pile = only_pile(folder, dict.fromkeys(paths))
    (found,) = corrections(everything, pile)
    assert (found.names, found.settles) == (("notes/**",), 5)
    assert found.of_members == ("notes/anica.md", "notes/anica.py", "notes/w2/nica-l.md")
    everything, pile = only_pile(folder, {"notes/1.md": "anica", "notes/bobby.md": "anica"})
    assert [found.of_members for found in corrections(everything, pile)] == [()]


def test_folders_in_the_place_of_a_name_are_not_offered_as_people(tmp_path: Path) -> None:
    folder = open_program(write(tmp_path, "id,name\nada,Ada\n", UNREAD), "club")
    names = ["zoe", "week01", "Week 2", "day-3", "semana04", "05", ".ipynb_checkpoints", "zoe7"]
    names += ["dayana", "sessions", "bob", "weekend1"]
    told = pd.DataFrame({"kind": "file", "ref": [f"e1/{name}.py" for name in names]})
    reasons = [f'no member is called "{name}"' for name in names]
    unmatched = conform(tables.UNMATCHED, told.assign(reason=reasons, exercise="e1"))
    piles, _ = pile_up(unmatched, pd.Series(["e1/ada.py"], dtype="str"), ["e1"])
    found = all_from_outside(unmatched_of(folder, unmatched), piles)
    assert found is not None
    assert found.names == ("zoe", "zoe7", "dayana", "sessions", "bob", "weekend1")


NUMBERED = """
exercises: [{id: "24499", title: Sums}, {id: "5107", title: Paths}]
submissions:
  conventions:
    - path: "{member}.{ext}"
"""


def not_called(tmp_path: Path, named: dict[str, str | None]) -> tuple[Unmatched, pd.DataFrame]:
    """Files whose members nobody knows, by what was read as their names, and their piles."""
    folder = open_program(write(tmp_path, "id,name\nada,Ada\nbob,Bob\n", NUMBERED), "club")
    told = pd.DataFrame(
        {
            "kind": "file",
            "ref": [f"w{number}/Bob_{name}.java" for number, name in enumerate(named)],
            "reason": [f'no member is called "{name}"' for name in named],
            "exercise": "24499",
            "guess": list(named.values()),
        }
    )
    unmatched = conform(tables.UNMATCHED, told)
    piles, _ = pile_up(unmatched, pd.Series(["5107/ada.java"], dtype="str"), ["24499", "5107"])
    return unmatched_of(folder, unmatched), piles


@pytest.mark.parametrize("name", ["24499", "paths", "Sums"])
def test_an_exercise_is_never_offered_as_the_name_of_a_member(tmp_path: Path, name: str) -> None:
    everything, piles = not_called(tmp_path, {name: "ada"})
    assert [line.kind for line in corrections(everything, piles.iloc[0])] == [Kind.IGNORE]
    assert lacks_convention(everything, piles.iloc[0]) == f"w0/Bob_{name}.java"


def test_who_has_a_members_or_an_exercises_name_in_theirs_is_not_from_outside(
    tmp_path: Path,
) -> None:
    names = ["ada_python", "5107-eve", "zoe", "java_zoe", "adam", "eve", "noa", "51070_ivo"]
    everything, piles = not_called(tmp_path, dict.fromkeys(names))
    found = all_from_outside(everything, piles)
    assert found is not None
    assert found.names == ("zoe", "java_zoe", "adam", "eve", "noa", "51070_ivo")


@pytest.mark.parametrize(
    ("rows", "offered"),
    [
        (["README.md", "LICENSE"], ("README.md", "LICENSE")),
        (["README.md", "ada.ipynb", "jin_notes.md"], ("README.md", "ada.ipynb")),
        (["jin.md"], None),
        ([f"{n}.md" for n in range(20)], tuple(f"{n}.md" for n in range(20))),
        ([f"{n}.md" for n in range(21)], None),
    ],
)
def test_few_files_in_no_folder_are_ignored_by_their_names(
    tmp_path: Path, rows: list[str], offered: tuple[str, ...] | None
) -> None:
    home = write(tmp_path, "id,name\njin,Jin Lee\n", UNREAD)
    folder = open_program(home, "club")
    unmatched, pile = only_pile(folder, dict.fromkeys(rows))
    found = corrections(unmatched, pile)
    assert [correction.names for correction in found] == ([] if offered is None else [offered])
    for correction in found:
        assert correction.settles == len(correction.names)
        submissions = suppose_edits(folder, correction.edits).program.submissions
        assert submissions is not None
        paths = pd.Series([*rows, "deep/README.md", "deep/0.md"])
        assert paths[ignored(paths, submissions.ignore).notna()].tolist() == list(correction.names)
