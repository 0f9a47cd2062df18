"""What is wrong with a program's files, told so that the person who wrote them can mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place: the file, its line from 1, what is wrong and the fix."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """`file:line: message`, which editors and terminals turn into a link."""
        return f"{self.file}:{self.line}: {self.message}"


class ProgramError(Exception):
    """A program that cannot be opened at all; the message says which, why and what to do."""
