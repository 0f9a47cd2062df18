"""Names found in a repository → the members and exercises they mean."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from sgdash import sentences
from sgdash.language.sentence import Sentence
from sgdash.program.folder import ProgramFolder
from sgdash.program.model import Program
from sgdash.program.patterns import normal

_SEPARATORS = re.compile(r"[/.,\s\[\]()]+")

_PARTED = re.compile(r"[-_ ]+")
_PARTED_DIGITS = re.compile(r"(?<=\d)[-_ ]+(?=\d)")

ALIKE = 80
"""How alike, of 100, two names must be for one to be guessed from the other."""

MOST_WORK = 200_000_000
"""Known names times unknown texts, after which nothing more is guessed: some seconds. Among 1,000
names it allows up to 200,000 different texts, among 30,000 some 6,000."""

COMPARISON = 10
"""How much dearer it is to compare a name than to count its letters."""

Ranks = Iterable[Iterable[str | None]]
"""The names of one member or exercise, those that take precedence first."""


@dataclass(frozen=True)
class Names:
    """Every known name, as `normal` text, with the ids it means: usually one."""

    unknown: Sentence  # what is said of a name that is not known
    several: Sentence  # and of one that means several
    ids: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by `spelling`
    any_spelling: bool = False  # whether a name that is only spelled otherwise is known

    def meant(self, text: str) -> tuple[str, ...]:
        """The ids that a name means; none if it is not known."""
        meant = self.ids.get(normal(text), ())
        return meant or (self.spelled.get(spelling(text), ()) if self.any_spelling else ())

    def within(self, text: str) -> tuple[str, ...]:
        """The ids that single words of a text mean, in their order."""
        words = (self.meant(word) for word in _SEPARATORS.split(text) if word)
        return tuple(dict.fromkeys(ids[0] for ids in words if len(ids) == 1))

    def is_in(self, text: str) -> bool:
        """Whether a word of a text, or a part of one as in `ada_python`, is a known name."""
        words = (word for word in _SEPARATORS.split(text) if word)
        return any(self.meant(part) for word in words for part in (word, *_PARTED.split(word)))

    def guess(self, text: str) -> str | None:
        """The id that a word of `text` means, or whose name is most like it, if one is at all."""
        within = self.within(text)
        if within:
            return ", ".join(within)
        alike = self.spelled.get(spelling(text), ())
        if alike:
            return ", ".join(alike)
        near = self._alike.nearest(normal(text))
        return ", ".join(self.ids[near]) if near else None

    def why_not(self, text: str) -> str:
        """Why a name means no one member or exercise."""
        meant = self.meant(text)
        if meant:
            return self.several.format(name=text, ids=", ".join(meant))
        return self.unknown.format(name=text)

    @cached_property
    def _alike(self) -> "_Alike":
        return _Alike(list(self.ids))


MEMBER = (sentences.UNKNOWN_MEMBER, sentences.SEVERAL_MEMBERS)
EXERCISE = (sentences.UNKNOWN_EXERCISE, sentences.SEVERAL_EXERCISES)


def spelling(text: str) -> str:
    """A name as `normal` text without `-`, `_` and blanks, but for what parts two numbers."""
    return _PARTED.sub("", _PARTED_DIGITS.sub("/", normal(text)))


def member_names(folder: ProgramFolder) -> Names:
    """Members by id, else by login, else by alias, else by name: as it is spelled.

    `kim-lee` and `kim_lee` may be two people.
    """
    return _names(
        MEMBER, ((m.id, ([m.id], [m.login], m.aliases, [m.name])) for m in folder.members)
    )


def exercise_names(program: Program) -> Names:
    """Exercises by id, else by alias, else by title; else by one of these spelled otherwise."""
    named = ((e.id, ([e.id], e.aliases, [e.title])) for e in program.exercises)
    return replace(_names(EXERCISE, named), any_spelling=True)


def exercise_numbers(program: Program) -> Names:
    """Exercises by number, where they have one; leading zeros do not matter."""
    numbered = ((e.id, [[e.number.lstrip("0") or "0"]]) for e in program.exercises if e.number)
    return _names(EXERCISE, numbered)


def _names(what: tuple[Sentence, Sentence], named: Iterable[tuple[str, Ranks]]) -> Names:
    """Names with the ids that they mean by the best rank in which they occur."""
    known = [(identity, [list(names) for names in ranks]) for identity, ranks in named]
    return Names(*what, _best(known, normal), _best(known, spelling))


def _best(
    named: Iterable[tuple[str, Ranks]], compared: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    best: dict[str, tuple[int, tuple[str, ...]]] = {}
    for identity, ranks in named:
        for name, rank in _ranked(ranks, compared):
            other, ids = best.get(name, (rank, ()))
            if rank <= other:
                best[name] = (rank, (*ids, identity) if rank == other else (identity,))
    return {name: ids for name, (_, ids) in best.items()}


def _ranked(ranks: Ranks, compared: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """Each name of one member or exercise once, as it is compared, with its best rank."""
    found: dict[str, int] = {}
    for rank, names in enumerate(ranks):
        for name in names:
            if name and compared(name):
                found.setdefault(compared(name), rank)
    yield from found.items()


@dataclass
class _Alike:
    """Finds the name that is most like a text, and remembers what it found.

    Most names differ enough by which letters they hold, in whatever order, and letters are quick to
    count; only the others are compared.
    """

    names: list[str]
    work: int = 0
    found: dict[str, str | None] = field(default_factory=dict)

    def nearest(self, text: str) -> str | None:
        """The name most like a `normal` text; None if none is at all."""
        if text not in self.found:
            self.found[text] = self._nearest(text) if self.work < MOST_WORK else None
        return self.found[text]

    def _nearest(self, text: str) -> str | None:
        common = np.zeros(len(self.names), dtype=np.int16)
        for letters, times in _letters(text).items():
            common += np.minimum(self._counts[letters], times)
        perhaps = common >= ALIKE / 200 * (self._lengths + len(text))
        candidates = [self.names[index] for index in np.flatnonzero(perhaps)]
        self.work += len(self.names) + COMPARISON * len(candidates)
        near = process.extractOne(text, candidates, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return near[0] if near else None

    @cached_property
    def _lengths(self) -> npt.NDArray[np.int16]:
        return np.array([len(name) for name in self.names], dtype=np.int16)

    @cached_property
    def _counts(self) -> npt.NDArray[np.int16]:
        """How many letters of each class every name holds."""
        counts = np.zeros((_CLASSES, len(self.names)), dtype=np.int16)
        for index, name in enumerate(self.names):
            for letters, times in _letters(name).items():
                counts[letters, index] = times
        return counts


_CLASSES = 64
"""Letters are counted in so many classes, that all alphabets may take little room."""


def _letters(text: str) -> Counter[int]:
    return Counter(ord(letter) % _CLASSES for letter in text)
