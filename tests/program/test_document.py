"""The examples in docs/program-file.md are read by the program, not only by people."""

import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest

from sgdash.program.decisions import Decision
from sgdash.program.folder import ProgramFolder, read_program
from sgdash.program.schema import program_schema

DOCUMENT = Path(__file__).parents[2] / "docs" / "program-file.md"
BLOCKS = [
    (language, textwrap.dedent(text))
    for language, text in re.findall(
        r"^ *```(\w+)\n(.*?)^ *```$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
]
YAML = [text for language, text in BLOCKS if language == "yaml"]
CSV = [text for language, text in BLOCKS if language == "csv"]


def opened(folder: Path, files: dict[str, str]) -> ProgramFolder:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    program, problems = read_program(folder)
    assert [str(problem) for problem in problems] == []
    assert program
    return program


@pytest.fixture
def full(tmp_path: Path) -> ProgramFolder:
    files = {
        "program.yaml": YAML[1],
        "decisions.yaml": YAML[2],
        "members.csv": CSV[1],
        "attendance/session-1.csv": CSV[2],
    }
    return opened(tmp_path / "full-example", files)


def test_the_document_has_the_examples_that_are_read_here() -> None:
    assert [language for language, _ in BLOCKS] == [
        *("yaml", "csv", "sh"),
        *("yaml", "csv", "yaml", "csv"),
    ]


def test_your_own_group_in_five_minutes(tmp_path: Path) -> None:
    files = {"program.yaml": YAML[0], "members.csv": CSV[0]}
    folder = opened(tmp_path / "evening-group", files)
    assert [member.id for member in folder.members] == ["ada", "orla"]


def test_the_full_example_shows_every_key(full: ProgramFolder) -> None:
    assert full.program.title == "The full example"
    schema = program_schema()
    for part in (schema, *schema["$defs"].values()):
        for key in part.get("properties", {}):
            assert re.search(rf"^[ -]*{key}:", YAML[1], re.MULTILINE), key


def test_the_decisions_show_every_kind(full: ProgramFolder) -> None:
    kinds = {decision.kind for _, decision in full.decisions}
    models = get_args(get_args(Decision)[0])
    assert kinds == {get_args(model.model_fields["kind"].annotation)[0] for model in models}
