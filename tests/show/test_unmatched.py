"""Thousands of files that fit nothing: looked for, and told to be too many."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from sgdash import tables
from sgdash.frames import frame
from sgdash.show.language import speak
from sgdash.show.reasons import unmatched_reason
from sgdash.show.rows import find
from sgdash.show.unmatched import MANY, hardly_their_doing

ROUTER = Path(__file__).parents[2] / "pages" / "router.py"

NO_CONVENTION = "fits no convention"


def unmatched(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """Rows of kind, ref, reason and guess."""
    told = [
        {"kind": kind, "ref": ref, "author": "Ada", "reason": reason, "guess": guess}
        for kind, ref, reason, guess in rows
    ]
    empty = frame(tables.UNMATCHED)
    return pd.concat([empty, pd.DataFrame(told)]).astype(empty.dtypes)


ROWS = unmatched(
    ("file", "notes/1.md", NO_CONVENTION, None),
    ("file", "work/a2/bbo.py", 'no member is called "bbo"', "bob"),
    ("pull request file", "#7 work/a2/bbo.py", 'no member is called "bbo"', "bob"),
    ("file", "README.md", NO_CONVENTION, None),
)


@pytest.mark.parametrize(
    ("wanted", "found"), [("", 4), (" BOB ", 2), ("readme", 1), ("ada", 4), ("(", 0), ("\\", 0)]
)
def test_a_text_is_found_anywhere_in_a_row(wanted: str, found: int) -> None:
    assert len(find(ROWS, wanted)) == found


def test_far_more_unmatched_than_matched_is_hardly_the_members_doing() -> None:
    many = unmatched(*(("file", f"f{n}", NO_CONVENTION, None) for n in range(1574)))
    told = hardly_their_doing(many, 18)
    assert told.startswith("1,574 of 1,592 files and pull requests fit no convention: are the")
    assert hardly_their_doing(many, 1000) == ""
    assert hardly_their_doing(many.head(MANY - 1), 0) == ""
    names = unmatched(*(("file", f"f{n}", f'no member is called "{n}"', None) for n in range(30)))
    assert "the names in members.csv right?" in hardly_their_doing(names, 0)
    sheets = unmatched(*(("attendance", f"s:{n}", "no member", None) for n in range(100)))
    assert hardly_their_doing(sheets, 0) == ""


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ('no member is called "bbo"', "ningún miembro se llama «bbo»"),
        (
            'no member is called "a"; no exercise is called "b"',
            "ningún miembro se llama «a»; ningún ejercicio se llama «b»",
        ),
        (NO_CONVENTION, "no sigue ninguna convención"),
        ("something that nobody translated", "something that nobody translated"),
    ],
)
def test_a_reason_is_told_in_the_language_of_the_page(reason: str, told: str) -> None:
    assert unmatched_reason(reason) == reason
    speak("es")
    try:
        assert unmatched_reason(reason) == told
    finally:
        speak("en")


def test_the_inbox_says_why_it_offers_no_lines_for_a_program_file_with_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "programs" / "club" / "program.yaml"
    (file.parent / "sample").mkdir(parents=True)
    written = (
        "id: club\ntitle: Club\nsample: {note: Invented., as_of: 2026-03-01}\n"
        'submissions: {conventions: [{path: "{exercise}/{member}.py"}]}\n'
        "exercises: [{id: e1, title: One}]\n"
    )
    file.write_text(written)
    (file.parent / "members.csv").write_text("id,name\nadalina,Ada\n")
    row = f"e1/adalena.py,{1:040x},100644,2026-02-01T12:00:00Z"
    (file.parent / "sample" / "files.csv").write_text(f"path,blob,mode,first_at\n{row}\n")
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path))
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path}/none.sqlite")
    of_the_roster = ["id,name,aliases\nadalina,Ada,adalena", "adalena,adalena"]
    of_the_file = [
        'submissions: {"outsiders": ["adalena"], conventions: [{path: "{exercise}/{member}.py"}]}',
        'submissions: {"ignore": ["e1/**"], conventions: [{path: "{exercise}/{member}.py"}]}',
    ]
    assert _inbox() == (of_the_roster + of_the_file, 4, False)
    file.write_text("zoen: UTC\n" + written)
    assert _inbox() == (of_the_roster, 0, True)


def _inbox() -> tuple[list[str], int, bool]:
    """The lines offered, how many buttons ask for their effect, and whether it is said why not."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    app.query_params["lang"] = "en"
    app = app.run().switch_page("organiser/inbox.py").run()
    assert not app.exception
    asks = [button for button in app.button if button.label == "What would change?"]
    why = "program.yaml has a mistake: until it is mended, no lines are offered for that file"
    told = any(why in str(element.proto.body) for element in app.get("html"))
    return [code.value for code in app.code], len(asks), told
