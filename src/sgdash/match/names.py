"""Names found in a repository → the members and exercises they mean."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Program
from sgdash.program.patterns import normal

_SEPARATORS = re.compile(r"[/.,\s\[\]()]+")

ALIKE = 80
"""How alike, of 100, two names must be for one to be guessed from the other."""


@dataclass(frozen=True)
class Names:
    """Every known name, as `normal` text, with the ids it means: usually one."""

    what: str  # "member" or "exercise", for sentences
    ids: Mapping[str, tuple[str, ...]]

    def meant(self, text: str) -> tuple[str, ...]:
        """The ids that a name means; none if it is not known."""
        return self.ids.get(normal(text), ())

    def within(self, text: str) -> tuple[str, ...]:
        """The ids that single words of a text mean, in their order."""
        words = (self.meant(word) for word in _SEPARATORS.split(text) if word)
        return tuple(dict.fromkeys(ids[0] for ids in words if len(ids) == 1))

    def guess(self, text: str) -> str | None:
        """The id that a word of `text` means, or whose name is most like it, if one is at all."""
        if self.within(text):
            return ", ".join(self.within(text))
        near = process.extractOne(
            normal(text), self.ids.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return ", ".join(self.ids[near[0]]) if near else None

    def why_not(self, text: str) -> str:
        """Why a name means no one member or exercise."""
        meant = self.meant(text)
        if meant:
            return f'"{text}" means several {self.what}s: {", ".join(meant)}'
        return f'no {self.what} is called "{text}"'


def member_names(folder: ProgramFolder) -> Names:
    """Members by id, login, name and aliases."""
    return _names(
        "member",
        (
            (member.id, (member.id, member.login, member.name, *member.aliases))
            for member in folder.members
        ),
    )


def exercise_names(program: Program) -> Names:
    """Exercises by id, title and aliases."""
    return _names("exercise", ((e.id, (e.id, e.title, *e.aliases)) for e in program.exercises))


def exercise_numbers(program: Program) -> Names:
    """Exercises by number, where they have one; leading zeros do not matter."""
    numbered = ((e.id, (e.number.lstrip("0") or "0",)) for e in program.exercises if e.number)
    return _names("exercise", numbered)


def _names(what: str, named: Iterable[tuple[str, Iterable[str | None]]]) -> Names:
    ids: dict[str, tuple[str, ...]] = {}
    for identity, names in named:
        for name in _distinct(names):
            ids[name] = (*ids.get(name, ()), identity)
    return Names(what, ids)


def _distinct(names: Iterable[str | None]) -> Iterator[str]:
    yield from dict.fromkeys(normal(name) for name in names if name and normal(name))
