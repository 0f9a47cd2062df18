"""What is wrong with a program's files, told so that the person who wrote them can mend it."""

from dataclasses import dataclass
from pathlib import Path

from sgdash.errors import SgdashError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place: the file, its line from 1, what is wrong and the fix."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """`file:line: message`, which editors and terminals turn into a link."""
        return f"{self.file}:{self.line}: {self.message}"


def unreadable(file: Path, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let sgdash read."""
    if isinstance(error, IsADirectoryError):
        return Problem(file, 1, "is a folder where a file should be. Rename it or move it away.")
    fix = "Let sgdash read it, or move it away."
    return Problem(file, 1, f"cannot be read: {error.strerror}. {fix}")


class ProgramError(SgdashError):
    """A program that there is not, or whose id is taken."""


class BrokenProgramError(ProgramError):
    """A program whose program file cannot be used; each of its problems is a line."""
