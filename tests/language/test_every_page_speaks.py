"""Every page of every program that ships, in a language that nobody speaks: nothing is left over.

What is shown without having come from a catalogue or from Babel must be the group's own.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import yaml
from catalogue import ROOT
from pseudo import Pseudo, marked, unmarked
from shown import shown
from streamlit.testing.v1 import AppTest

from sgdash.language import say
from sgdash.program.decisions import Decision
from sgdash.program.model import Program
from sgdash.program.roster import COLUMNS
from sgdash.program.sheets import WORDS
from sgdash.show import language

PAGES = sorted(str(path.relative_to(ROOT / "pages")) for path in (ROOT / "pages").glob("*/*.py"))
PROGRAMS = sorted(path.parent.name for path in ROOT.glob("data/programs/*/program.yaml"))
MEMBERS = {
    "dair-d2l": ("ada-sample", "bartek-sample", "emine-sample", "otto-sample"),
    "jadm-d2l": ("hector", "citlali"),
    "the-deep-learners": ("zofia-sample",),
    "ucm-dlg": ("daniela",),
    "weekly-reading-group": ("jun", "marek"),
}
BETWEEN = re.compile(r"[·,;:()|\n–—…\"“”«»\[\]]|\s[-/]\s|[.?!](?=\s|$)")
OURS_IN_ANY_LANGUAGE = re.compile(
    r"\d+ (d|h|min|s)( \d+ (h|min|s))?"  # lengths of time
    r"|AoE|[A-Z]{3,5}|UTC[+-]\d\d"  # zones
    r"|English|Español"
)
PLACE = re.compile(r"(attendance/[\w.-]+|decisions\.yaml|[\w.-]+\.csv):\d+")


@pytest.fixture(autouse=True)
def _nobodys_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = Pseudo()
    monkeypatch.setattr(language, "voice_of", lambda _: voice)
    monkeypatch.setenv("SGDASH_STORE", f"sqlite:///{tmp_path}/none.sqlite")


def _opened(page: str, program: str, member: str = "") -> AppTest:
    opened = AppTest.from_file(ROOT / "pages" / "router.py", default_timeout=60)
    opened.switch_page(page)
    opened.query_params["program"] = program
    if member:
        opened.query_params["member"] = member
    opened.run()
    assert not opened.exception
    return opened


def _left_over(texts: Iterator[str], own: frozenset[str]) -> set[str]:
    """What stands between no marks, and is not the group's own."""
    parts = (part for text in texts for part in unmarked(text))
    rest = (PLACE.sub("", part) for part in parts if not _is_cut(part, own))
    return {piece for part in rest for piece in _pieces(part) if not _is_own(piece, own)}


def _is_cut(text: str, own: frozenset[str]) -> bool:
    """Whether it is the beginning of something of theirs, perhaps with its number before it."""
    begun = text.strip().removesuffix("…")
    without_number = begun.partition(" ")[2] or begun
    return text.strip().endswith("…") and any(
        one.startswith((begun, without_number)) for one in own if len(one) > len(without_number)
    )


def _pieces(text: str) -> Iterator[str]:
    for piece in BETWEEN.split(text):
        bare = " ".join(piece.split()).strip("#'.?!/ ")
        if re.search(r"[^\W_]{2}|\d", bare):
            yield bare


@cache
def _to_write() -> frozenset[str]:
    """The words of program files, which are written alike in every language."""
    kinds = get_args(get_args(Decision)[0])
    schemas = [Program.model_json_schema(), *(kind.model_json_schema() for kind in kinds)]
    entries = [e for s in schemas for e in (s, *s.get("$defs", {}).values())]
    fields = {name: field for e in entries for name, field in e.get("properties", {}).items()}
    words = [field.get("enum", ()) for field in (*entries, *fields.values())]
    consts = [field.get("const", "") for e in entries for field in e.get("properties", {}).values()]
    return frozenset(
        (*fields, *(str(w) for each in words for w in each), *consts, *WORDS, *COLUMNS)
    )


def _is_own(piece: str, own: frozenset[str]) -> bool:
    first, _, more = piece.partition(" ")
    numbered = (first.isdigit() or first in own) and (
        more in own or any(one.startswith(more) for one in own)
    )
    return bool(
        piece in own or numbered or OURS_IN_ANY_LANGUAGE.fullmatch(piece) or piece in _to_write()
    )


@cache
def _own_of(programs: Path) -> frozenset[str]:
    """Every value that the files of the programs hold, whole and in pieces."""
    files = [path for path in programs.rglob("*") if path.is_file()]
    values = {str(path.relative_to(programs)).partition("/")[2] for path in files}
    values |= {path.name for path in programs.iterdir()}
    for file in files:
        values |= set(_values(file))
    parts = {part for value in values for part in re.split(r"[/.]", value)}
    return frozenset(piece for value in values | parts for piece in [value, *_pieces(value)])


def _values(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8", newline="") as opened:
        if file.suffix == ".csv":
            yield from (cell for row in csv.reader(opened) for cell in row)
        else:
            loader = yaml.BaseLoader  # all as it is written
            yield from _scalars(yaml.load(opened, loader))  # noqa: S506 - our own files


def _scalars(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        part = [*part, *part.values()]
    if isinstance(part, list):
        for one in part:
            yield from _scalars(one)
    else:
        yield str(part)


MISTAKES = {
    "program.yaml": """\
id: mistakes
title: Yerros
zone: Europe/Berlin
repository: https://example.org/yerros
sessions:
  - {id: s1, number: "1", title: Uno, starts: 2024-01-05 17:00, ends: 2024-01-05 18:00}
  - {id: s2, number: "2", title: Dos, starts: 2024-02-05 17:00, presenters: [ada]}
exercises:
  - {id: a1, title: Alfa, session: s1, due: 2024-01-10}
  - {id: a2, title: Beta, session: s2, due: next session}
  - {id: a3, title: Gama, due: 2024-03-01 18:00}
submissions:
  conventions:
    - path: "{exercise}/{member}.py"
  ignore: [viejo/**]
marks: {by: [organiser, nadie]}
certificate:
  bar: {share: 80%}
  talks: {count: 1}
  project: {}
sample: {note: Inventado, as_of: 2024-02-20}
""",
    "members.csv": """\
id,login,name,role,joined,left
ada,adal,Ada,member,,
bob,bob99,Bob,member,2024-01-20,
eve,eve,Eve,member,,2024-01-08
aud,aud,Aud,auditor,,
org,org,Org,organiser,,
mal,mal,Mal,jefe,,
cor,cor,Cor
""",
    "decisions.yaml": """\
- {kind: mark, member: ada, exercise: a1, mark: incomplete, at: 2024-01-09, by: org, reason: Falta}
- {kind: mark, member: bob, exercise: a1, mark: complete, at: 2024-01-09, by: ada, reason: Bien}
- {kind: extension, exercise: a1, due: 2024-01-30, at: 2024-01-09, by: org, reason: Nieve}
- {kind: excused, member: ada, exercise: a2, at: 2024-01-09, by: org, reason: Gripe}
- {kind: excused, member: zzz, exercise: a2, at: 2024-01-09, by: org, reason: Gripe}
- {kind: withdrawn, what: waiver, member: ada, at: 2024-01-09, by: org, reason: Error}
- {kind: nonsense}
""",
    "attendance/s1.csv": "member,attendance\nada,present\nbobb,present\nada,odd\n",
    "attendance/s9.csv": "member,attendance\nada,present\n",
    "sample/commits.csv": """\
commit,parents,author_name,author_email,authored_at,committer_name,committer_email,committed_at,\
subject,first_seen_at
c1,,Ada,a@example.org,2024-01-08T10:00:00Z,Ada,a@example.org,2024-01-08T10:00:00Z,Uno,\
2024-01-09T10:00:00Z
c2,,Bob,b@example.org,2024-01-08T10:00:00Z,Bob,b@example.org,2024-02-08T10:00:00Z,Dos,\
2024-02-09T10:00:00Z
""",
    "sample/commit_files.csv": """\
commit,path,change,blob
c1,a1/ada.py,A,b1
c2,a1/bob.py,A,b1
c2,a9/nadie.py,A,b3
c1,suelto.txt,A,b4
""",
    "sample/files.csv": """\
path,blob,mode,first_commit,first_at,last_commit,last_at
a1/ada.py,b1,100644,c1,2024-01-08T10:00:00Z,c1,2024-01-08T10:00:00Z
a1/bob.py,b1,100644,c2,2024-02-08T10:00:00Z,c2,2024-02-08T10:00:00Z
a9/nadie.py,b3,100644,c2,2024-02-08T10:00:00Z,c2,2024-02-08T10:00:00Z
suelto.txt,b4,100644,c1,2024-01-08T10:00:00Z,c1,2024-01-08T10:00:00Z
""",
}
"""A program in whose files nearly everything is wrong that can be, not in English."""


@pytest.fixture
def mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "programs" / "mistakes"
    for name, text in MISTAKES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("SGDASH_DATA", str(tmp_path))
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_nor_of_a_program_full_of_mistakes(page: str, mistakes: Path) -> None:
    own = _own_of(mistakes.parent)
    for member in ("ada", "bob", "eve", "aud") if page == "member/member.py" else ("",):
        assert _left_over(shown(_opened(page, "mistakes", member)), own) == set()


def test_nor_of_one_that_cannot_be_opened(mistakes: Path) -> None:
    with (mistakes / "program.yaml").open("a", encoding="utf-8") as file:
        file.write("sesions: []\nzone: Marte\nlanguage: latín\nrecurring: {every: 3 días}\n")
    texts = list(shown(_opened("organiser/data.py", "mistakes")))
    assert _left_over(iter(texts), _own_of(mistakes.parent)) == set()
    assert sum("program.yaml" in text for text in texts) >= 4


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_came_through_no_catalogue(page: str, program: str) -> None:
    own = _own_of(ROOT / "data" / "programs")
    for member in MEMBERS[program] if page == "member/member.py" else ("",):
        assert _left_over(shown(_opened(page, program, member)), own) == set()


def test_a_sentence_of_no_catalogue_would_be_found() -> None:
    voice, own = Pseudo(), frozenset({"ada", "Deep Learning"})
    clean = [
        voice(str(say("Written down in {source}", source="ada"))),
        voice("Written down in {source}", source="Deep Learning"),
        marked("3,5") + " 1 d 12 h",
    ]
    assert _left_over(iter(clean[1:]), own) == set()
    assert _left_over(iter(["ada: late work"]), own) == {"late work"}
    assert _left_over(iter([voice("Written down in {source}", source="no file")]), own) == {
        "no file"
    }
    assert _left_over(iter(["2020-08-08", "72.7%"]), own) == {"2020-08-08", "72.7%"}
