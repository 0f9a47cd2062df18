"""What to write into a program's files so that a pile of unmatched work is settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from sgdash.program.folder import ProgramFolder
from sgdash.what_if.edits import PROGRAM, Edit
from sgdash.what_if.lists import added_to_list
from sgdash.what_if.names import added_alias, added_member
from sgdash.what_if.piles import Pile, Unknown, unknown_names


class Kind(StrEnum):
    """What a correction says."""

    ALIAS = "another name"
    NEW_MEMBER = "new member"
    IGNORE = "no submissions"


@dataclass(frozen=True)
class Correction:
    """Lines to write, all of them together, and what they say."""

    kind: Kind
    edits: tuple[Edit, ...]
    meant: tuple[str, ...] = ()  # the ids that the unknown names would mean
    name: str = ""  # the new name, or the glob


MOST_GUESSES = 3


def corrections(folder: ProgramFolder, pile: pd.Series) -> list[Correction]:
    """What can be written for a pile of `piles.pile_up`, the likeliest first; perhaps nothing."""
    return list(_possible(folder, pile))


def _possible(folder: ProgramFolder, pile: pd.Series) -> Iterator[Correction]:
    unknown = unknown_names(pile["reason"]) if pile["pile"] != Pile.FOLDER else Unknown()
    guesses = pile["guess"].split(", ") if isinstance(pile["guess"], str) else []
    members = [m.id for m in folder.members if m.id in guesses][:MOST_GUESSES]
    exercises = [e.id for e in folder.program.exercises if e.id in guesses][:MOST_GUESSES]
    if unknown.member is not None and unknown.exercise is not None:
        if members and exercises:
            yield from _both(folder, members[0], unknown.member, exercises[0], unknown.exercise)
    elif unknown.member is not None:
        for member in members:
            edit = added_alias(folder, member, unknown.member)
            yield from _made(Kind.ALIAS, edit, (member,), unknown.member)
        yield from _made(Kind.NEW_MEMBER, added_member(folder, unknown.member), (), unknown.member)
    elif unknown.exercise is not None:
        for exercise in exercises:
            edit = _exercise_alias(folder, exercise, unknown.exercise)
            yield from _made(Kind.ALIAS, edit, (exercise,), unknown.exercise)
    if pile["folder"]:
        yield from _ignore(folder, f"{pile['folder']}**")


def _made(kind: Kind, edit: Edit | None, meant: tuple[str, ...], name: str) -> Iterator[Correction]:
    if edit is not None:
        yield Correction(kind, (edit,), meant, name)


def _both(
    folder: ProgramFolder, member: str, member_name: str, exercise: str, exercise_name: str
) -> Iterator[Correction]:
    first = added_alias(folder, member, member_name)
    second = _exercise_alias(folder, exercise, exercise_name)
    if first is not None and second is not None:
        name = f"{member_name} / {exercise_name}"
        yield Correction(Kind.ALIAS, (first, second), (member, exercise), name)


def _exercise_alias(folder: ProgramFolder, exercise: str, alias: str) -> Edit | None:
    position = [e.id for e in folder.program.exercises].index(exercise)
    return added_to_list(_program_text(folder), ("exercises", position), "aliases", alias)


def _ignore(folder: ProgramFolder, glob: str) -> Iterator[Correction]:
    if folder.program.submissions is not None:
        edit = added_to_list(_program_text(folder), ("submissions",), "ignore", glob)
        yield from _made(Kind.IGNORE, edit, (), glob)


def _program_text(folder: ProgramFolder) -> str:
    return (folder.folder / PROGRAM).read_text(encoding="utf-8-sig")
