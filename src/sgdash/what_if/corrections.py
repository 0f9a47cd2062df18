"""What to write into a program's files so that a pile of unmatched work is settled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from sgdash import sentences
from sgdash.match import has_wildcard, unknown_names
from sgdash.program.folder import ProgramFolder
from sgdash.what_if.edits import PROGRAM, Edit
from sgdash.what_if.lists import added_to_list
from sgdash.what_if.names import added_alias, added_member
from sgdash.what_if.piles import Pile
from sgdash.what_if.settled import Unmatched


class Kind(StrEnum):
    """What a correction says."""

    ALIAS = "another name"
    NEW_MEMBER = "new member"
    IGNORE = "no submissions"
    OUTSIDER = "from outside"


@dataclass(frozen=True)
class Correction:
    """Lines to write, all of them together, what they say, and how many rows they settle."""

    kind: Kind
    edits: tuple[Edit, ...]
    settles: int
    meant: tuple[str, ...] = ()  # the ids that the unknown names would mean
    names: tuple[str, ...] = ()  # the new names, the glob, or the files
    of_members: tuple[str, ...] = ()  # paths that it would set aside and that name a member


MOST_GUESSES = 3

MOST_FILES = 20
"""More files at the top of a repository are no tools and notes, but work without a convention."""

MANY_OUTSIDERS = 5
"""From so many unknown names on, all of them are offered at once."""


_NO_PERSON = re.compile(
    r"^(?:\..*|(?:weeks?|days?|sessions?|lessons?|semana|d[ií]a|sesi[oó]n)?[ _-]*\d+)$",
    re.IGNORECASE,
)
"""Hidden and numbered folders in the place of a name, such as `.idea` and `week01`."""


def corrections(unmatched: Unmatched, pile: pd.Series) -> list[Correction]:
    """What can be written for a pile of `piles.pile_up`, the likeliest first; perhaps nothing."""
    return list(_possible(unmatched, pile))


def lacks_convention(unmatched: Unmatched, pile: pd.Series) -> str | None:
    """A path of a pile that is a member's, as it seems, and fits no convention; None if none is.

    Where an exercise stands in the place of a member, the convention reads names the wrong way.
    """
    if not _of_members(unmatched, pile) and not _is_exercise(unmatched, pile):
        return None
    unknown = unknown_names(pile["reason"])
    unread = pile["reason"] == sentences.NO_CONVENTION
    misread = unknown.member is not None or unknown.exercise is not None
    return str(pile["example"]) if unread or misread else None


def all_from_outside(unmatched: Unmatched, piles: pd.DataFrame) -> Correction | None:
    """All names of unknown members of whom nobody is guessed, at once; None where they are few.

    A name with a member's or an exercise's in it, such as `week1_ada`, is not of them.
    """
    nobody = piles[piles["pile"].eq(Pile.MEMBER) & piles["guess"].isna()]
    known = unmatched.members, unmatched.exercises
    names = [
        name
        for name in nobody["name"]
        if not _NO_PERSON.search(name) and not any(names.is_in(name) for names in known)
    ]
    if len(names) < MANY_OUTSIDERS:
        return None
    return next(_outsiders(unmatched, names), None)


def _possible(unmatched: Unmatched, pile: pd.Series) -> Iterator[Correction]:
    folder, name = unmatched.folder, pile["name"]
    guesses = pile["guess"].split(", ") if isinstance(pile["guess"], str) else []
    members = [m.id for m in folder.members if m.id in guesses][:MOST_GUESSES]
    exercises = [e.id for e in folder.program.exercises if e.id in guesses][:MOST_GUESSES]
    match Pile(pile["pile"]):
        case Pile.MEMBER if not _is_exercise(unmatched, pile):
            settles = unmatched.settled_by_name(name, None)
            for member in members:
                edit = added_alias(folder, member, name)
                yield from _made(Kind.ALIAS, edit, settles, (member,), name)
            yield from _made(Kind.NEW_MEMBER, added_member(folder, name), settles, (), name)
            yield from _outsiders(unmatched, [name])
        case Pile.EXERCISE:
            for exercise in exercises:
                edit = _exercise_alias(unmatched, exercise, name)
                settles = unmatched.settled_by_name(None, name)
                yield from _made(Kind.ALIAS, edit, settles, (exercise,), name)
        case Pile.BOTH if members and exercises:
            yield from _both(unmatched, members[0], exercises[0], pile["reason"])
        case Pile.AUTHOR:
            yield from _outsiders(unmatched, [name])
    if pile["folder"] and _all_of_folder(unmatched, pile) and not _of_members(unmatched, pile):
        yield from _ignore(unmatched, pile["folder"])
    if Pile(pile["pile"]) is Pile.OTHER:
        yield from _ignore_at_the_top(unmatched, pile["reason"])


def _is_exercise(unmatched: Unmatched, pile: pd.Series) -> bool:
    """Whether what was read as a member is an exercise.

    Written down as a name of a member, it would give them the work of all.
    """
    return bool(pile["pile"] == Pile.MEMBER and unmatched.exercises.meant(pile["name"]))


def _all_of_folder(unmatched: Unmatched, pile: pd.Series) -> bool:
    """Whether a folder holds nothing but the pile of a member: it may be an exercise's."""
    if pile["pile"] != Pile.MEMBER:
        return True
    return unmatched.settled_by_folder(pile["folder"]) == int(pile["rows"])


def _of_members(unmatched: Unmatched, pile: pd.Series) -> bool:
    """Whether a pile's folder names a member: to ignore it might set their own work aside.

    Guesses do not tell: whoever commits notes, or comes back from an earlier season, is guessed.
    """
    parts = [part for part in pile["folder"].split("/") if part]
    members = unmatched.members
    return bool(members.within(pile["folder"])) or any(members.meant(part) for part in parts)


def _made(
    kind: Kind, edit: Edit | None, settles: int, meant: tuple[str, ...], *names: str
) -> Iterator[Correction]:
    """The correction, if it can be written and settles anything."""
    if edit is not None and settles:
        yield Correction(kind, (edit,), settles, meant, names)


def _both(unmatched: Unmatched, member: str, exercise: str, reason: str) -> Iterator[Correction]:
    unknown = unknown_names(reason)
    if unknown.member is None or unknown.exercise is None:
        return
    first = added_alias(unmatched.folder, member, unknown.member)
    second = _exercise_alias(unmatched, exercise, unknown.exercise)
    if first is not None and second is not None:
        names = (f"{unknown.member} / {unknown.exercise}",)
        one, other = unknown.member, unknown.exercise
        settles = (
            unmatched.settled_by_name(one, other)
            + unmatched.settled_by_name(one, None)
            + unmatched.settled_by_name(None, other)
        )
        yield Correction(Kind.ALIAS, (first, second), settles, (member, exercise), names)


def _exercise_alias(unmatched: Unmatched, exercise: str, alias: str) -> Edit | None:
    folder = unmatched.folder
    if not unmatched.program_file:
        return None
    position = [e.id for e in folder.program.exercises].index(exercise)
    return added_to_list(_program_text(folder), ("exercises", position), "aliases", alias)


def _outsiders(unmatched: Unmatched, names: Sequence[str]) -> Iterator[Correction]:
    yield from _in_submissions(
        unmatched,
        Kind.OUTSIDER,
        unmatched.settled_by_outsiders(names),
        *names,
    )


def _ignore(unmatched: Unmatched, folder: str) -> Iterator[Correction]:
    """The glob of all below a folder; none where its name would mean other folders, too."""
    if has_wildcard(folder):
        return
    settles = unmatched.settled_by_folder(folder)
    named = tuple(path for path in unmatched.paths_in(folder) if unmatched.members.within(path))
    for correction in _in_submissions(unmatched, Kind.IGNORE, settles, f"{folder}**"):
        yield replace(correction, of_members=named)


def _ignore_at_the_top(unmatched: Unmatched, reason: str) -> Iterator[Correction]:
    """Files beside the README, each by its name, if they are few; none that names a member."""
    files = [
        path
        for path in unmatched.files_at_the_top(reason)
        if not has_wildcard(path) and not unmatched.members.is_in(path)
    ]
    if 0 < len(files) <= MOST_FILES:
        settles = unmatched.settled_by_paths(files)
        yield from _in_submissions(unmatched, Kind.IGNORE, settles, *files)


_LISTS = {Kind.OUTSIDER: "outsiders", Kind.IGNORE: "ignore"}


def _in_submissions(
    unmatched: Unmatched, kind: Kind, settles: int, *entries: str
) -> Iterator[Correction]:
    folder = unmatched.folder
    if unmatched.program_file and folder.program.submissions is not None:
        text, key = _program_text(folder), _LISTS[kind]
        edit = added_to_list(text, ("submissions",), key, *entries)
        yield from _made(kind, edit, settles, (), *entries)


def _program_text(folder: ProgramFolder) -> str:
    return (folder.folder / PROGRAM).read_text(encoding="utf-8-sig")
