"""Which program a folder holds and where its repository is: all that collecting has to know.

Nothing else of the program file is read or checked, so a mistake in a rule does not stop a
collection, and collecting does not wait for the whole model to load.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sgdash.language import say
from sgdash.program.problems import BrokenProgramError
from sgdash.program.yaml_source import read_source


@dataclass(frozen=True)
class IssuesWanted:
    """Which issues a program uses: those with a label and a text in the title; None: with any."""

    label: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Identity:
    """A program's folder, id and repository, and the issues that it uses, if any."""

    folder: Path
    id: str
    repository: str | None
    issues: IssuesWanted | None = None


def read_identity(folder: Path) -> Identity:
    """The identity of the program in a folder.

    Raises:
        BrokenProgramError: its program file is no YAML, or gives another id than the folder.
    """
    source = read_source(folder / "program.yaml")
    if source.problems:
        raise BrokenProgramError("\n".join(str(problem) for problem in source.problems))
    data = source.data if isinstance(source.data, dict) else {}
    folder = folder.resolve()
    if data.get("id") != folder.name:
        message = say(
            "id: is not the folder's name. Write `id: {folder}`, or rename the folder.",
            folder=folder.name,
        )
        raise BrokenProgramError(str(source.problem(("id",), message)))
    repository = data.get("repository")
    named = str(repository) if repository else None
    return Identity(folder, folder.name, named, _issues_wanted(data))


def _issues_wanted(data: dict[str, Any]) -> IssuesWanted | None:
    """The issues of sessions, or all where links in issues are submissions."""
    submissions, attendance = data.get("submissions"), data.get("attendance")
    if isinstance(submissions, dict) and submissions.get("links"):
        return IssuesWanted()
    issues = attendance.get("issues") if isinstance(attendance, dict) else None
    if not isinstance(issues, dict):
        return None
    label, title = (issues.get(name) for name in ("label", "title"))
    return IssuesWanted(*(None if each is None else str(each) for each in (label, title)))
