"""Which program a folder holds and where its repository is: all that collecting has to know.

Nothing else of the program file is read or checked, so a mistake in a rule does not stop a
collection, and collecting does not wait for the whole model to load.
"""

from dataclasses import dataclass
from pathlib import Path

from sgdash.program.problems import BrokenProgramError
from sgdash.program.yaml_source import read_source


@dataclass(frozen=True)
class Identity:
    """A program's folder, id and repository."""

    folder: Path
    id: str
    repository: str | None


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
        fix = f"Write `id: {folder.name}`, or rename the folder."
        raise BrokenProgramError(
            str(source.problem(("id",), f"id: is not the folder's name. {fix}"))
        )
    repository = data.get("repository")
    return Identity(folder, folder.name, str(repository) if repository else None)
