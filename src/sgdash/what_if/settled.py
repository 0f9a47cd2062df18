"""How many of the unmatched rows a line would settle."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sgdash.match import Names, exercise_names, member_names, strangers, unknown_names
from sgdash.program.folder import ProgramFolder
from sgdash.program.patterns import normal


@dataclass(frozen=True)
class Unmatched:
    """`tables.UNMATCHED` of a program with the names that each row lacks, for counting."""

    folder: ProgramFolder
    members: Names
    exercises: Names
    # path, reason, named and by, and for member and exercise whether known or lacking
    table: pd.DataFrame
    program_file: bool = True  # whether lines of program.yaml can be written: not while it is wrong

    def settled_by_name(self, member: str | None, exercise: str | None) -> int:
        """How many rows lack these names and nothing else."""
        both = ("member", member), ("exercise", exercise)
        fits = [
            self.table[f"known_{what}"] if name is None else self.table[f"lacks_{what}"].eq(name)
            for what, name in both
        ]
        return int((fits[0] & fits[1]).sum())

    def settled_by_outsiders(self, names: Sequence[str]) -> int:
        """How many rows are set aside with these names as outsiders."""
        outside = {normal(name) for name in names}
        return int((self.table["named"].isin(outside) | self.table["by"].isin(outside)).sum())

    def settled_by_folder(self, folder: str) -> int:
        """How many rows lie in a folder."""
        return int(self.table["path"].str.startswith(folder).sum())

    def paths_in(self, folder: str) -> list[str]:
        """The paths in a folder, each once."""
        paths = self.table["path"]
        return list(paths[paths.str.startswith(folder)].unique())

    def files_at_the_top(self, reason: str) -> list[str]:
        """The paths that lie in no folder and could not be matched for that reason, each once."""
        paths = self.table.loc[self.table["reason"].eq(reason), "path"]
        return list(paths[paths.ne("") & ~paths.str.contains("/", regex=False)].unique())

    def settled_by_paths(self, paths: Sequence[str]) -> int:
        """How many rows are of these paths."""
        return int(self.table["path"].isin(paths).sum())


def unmatched_of(
    folder: ProgramFolder, unmatched: pd.DataFrame, *, program_file: bool = True
) -> Unmatched:
    """All unmatched rows of a program, looked through once for every correction."""
    who = strangers(unmatched, [exercise.id for exercise in folder.program.exercises])
    reasons = unmatched["reason"]
    lacks = {reason: unknown_names(reason) for reason in reasons.unique()}
    path = unmatched["ref"].str.replace(r"^#\d+ ?", "", regex=True)
    asked = unmatched["kind"].ne("attendance")  # of presence no exercise is asked
    table = pd.DataFrame(
        {
            "known_member": unmatched["member"].notna(),
            "known_exercise": unmatched["exercise"].notna() | ~asked,
            "lacks_member": reasons.map({reason: lack.member for reason, lack in lacks.items()}),
            "lacks_exercise": reasons.map({r: lack.exercise for r, lack in lacks.items()}),
            "path": path.where(unmatched["kind"].isin(["file", "pull request file"]), ""),
            "reason": reasons,
            "named": _normal(who["named"]),
            "by": _normal(who["by"]),
        }
    )
    members, exercises = member_names(folder), exercise_names(folder.program)
    return Unmatched(folder, members, exercises, table, program_file)


def _normal(names: pd.Series) -> "pd.Series[str]":
    return names.map({name: normal(name) for name in names.dropna().unique()}).astype("str")
