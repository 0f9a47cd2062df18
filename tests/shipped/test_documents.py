"""What the documents show and promise is so."""

import re
import textwrap
from pathlib import Path

import pytest

from sgdash import export
from sgdash.cli.main import COMMANDS
from sgdash.home import CHECKOUT
from sgdash.program.folder import read_program


def blocks(file: Path, language: str) -> list[str]:
    """The fenced code blocks of a language, without the indentation of the list they are in."""
    fenced = rf"(?ms)^( *)```{language}\n(.*?)^\1```"
    found = re.findall(fenced, file.read_text(encoding="utf-8"))
    return [textwrap.dedent(block) for _, block in found]


def test_the_program_in_the_readme_opens_without_a_problem(tmp_path):
    folder = tmp_path / "my-group"
    folder.mkdir()
    (program,), (roster,) = (blocks(CHECKOUT / "README.md", kind) for kind in ("yaml", "csv"))
    (folder / "program.yaml").write_text(program)
    (folder / "members.csv").write_text(roster)
    opened, problems = read_program(folder)
    assert problems == []
    assert [member.id for member in opened.members] == ["ada", "bob"]
    assert [exercise.id for exercise in opened.program.exercises] == ["two-sum", "anagram"]


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("status", export.STATUS),
        ("verdicts", export.VERDICTS),
        ("unmatched", export.UNMATCHED),
        ("attendance", export.ATTENDANCE),
        ("findings", export.FINDINGS),
    ],
)
def test_the_promised_columns_are_those_of_the_export(command, columns):
    text = (CHECKOUT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert f"| {command} | {', '.join(columns)} |" in text


def test_every_command_is_documented():
    text = (CHECKOUT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^    sgdash (\w+)", text)) == set(COMMANDS)


@pytest.mark.parametrize(
    "file", sorted(p for p in CHECKOUT.glob("**/*.md") if ".venv" not in p.parts), ids=str
)
def test_every_link_between_the_documents_leads_somewhere(file):
    for target in re.findall(r"\]\(([^)#\s]+)\)", file.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (file.parent / target).exists(), target
