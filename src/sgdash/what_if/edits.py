"""Changes to the lines of a program's files, and the program as it would be with them."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sgdash.errors import SgdashError
from sgdash.language import say
from sgdash.program.folder import ProgramFolder, read_program

ROSTER, PROGRAM = "members.csv", "program.yaml"

READ = (ROSTER, PROGRAM, "decisions.yaml", "attendance/*.csv")
"""The files that a program consists of; its sample and its history stay where they are."""


class EditError(SgdashError):
    """A change after which a program's files would have a problem that they do not have now."""


@dataclass(frozen=True)
class Edit:
    """Text, without its line end, that takes the place of so many lines; of none, it is added."""

    file: str  # its name in the program's folder
    line: int  # the number, from 1, that its first line will have
    replaced: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text of a file with these edits made; those further down are made first."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: edit.line, reverse=True):
        lines[edit.line - 1 : edit.line - 1 + edit.replaced] = edit.text.split("\n")
    return "\n".join(lines)


def suppose_edits(folder: ProgramFolder, edits: Sequence[Edit]) -> ProgramFolder:
    """The folder with these edits made, read anew; nothing is written to it.

    Raises:
        EditError: its files would have a new problem.
    """
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.folder.name
        copy.mkdir()
        for pattern in READ:
            for file in folder.folder.glob(pattern):
                to = copy / file.relative_to(folder.folder)
                to.parent.mkdir(exist_ok=True)
                shutil.copyfile(file, to)
        for name in {edit.file for edit in edits}:
            file = copy / name
            written = file.read_text(encoding="utf-8-sig") if file.exists() else ""
            mine = [edit for edit in edits if edit.file == name]
            file.write_text(edited(written, mine), encoding="utf-8")
        supposed, problems = read_program(copy)
    known = {problem.message for problem in folder.problems}
    new = [problem.message for problem in problems if problem.message not in known]
    if supposed is None or new:
        raise EditError(new[0] if new else say("the program could not be read any more"))
    return replace(supposed, folder=folder.folder, problems=folder.problems)
