"""What a group wrote down: its program file, roster, attendance sheets and decisions."""

from sgdash.program.folder import ProgramFolder, may_mark, read_program
from sgdash.program.model import Program, Role
from sgdash.program.problems import BrokenProgramError, Problem, ProgramError

__all__ = [
    "BrokenProgramError",
    "Problem",
    "Program",
    "ProgramError",
    "ProgramFolder",
    "Role",
    "may_mark",
    "read_program",
]
