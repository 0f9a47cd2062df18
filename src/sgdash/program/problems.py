"""What is wrong with a program's files, told so that the person who wrote them can mend it."""

from dataclasses import dataclass
from pathlib import Path

from sgdash.errors import SgdashError
from sgdash.language import Said, say


def problem_of(error: Exception) -> Said:
    """What an error was raised with, if that can be said in another language; else its text."""
    told = error.args[0] if error.args else ""
    return told if isinstance(told, Said) else say("{problem}", problem=str(error))


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place: the file, its line from 1, what is wrong and the fix."""

    file: Path
    line: int
    message: Said

    def __str__(self) -> str:
        """`file:line: message`, which editors and terminals turn into a link."""
        return f"{self.file}:{self.line}: {self.message}"


def unreadable(file: Path, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let sgdash read."""
    if isinstance(error, IsADirectoryError):
        return Problem(
            file, 1, say("is a folder where a file should be. Rename it or move it away.")
        )
    message = say(
        "cannot be read: {strerror}. Let sgdash read it, or move it away.", strerror=error.strerror
    )
    return Problem(file, 1, message)


class ProgramError(SgdashError):
    """A program that there is not, or whose id is taken."""


class BrokenProgramError(ProgramError):
    """A program whose program file cannot be used; each of its problems is a line."""
