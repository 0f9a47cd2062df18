"""What the conventions of a program make of one path, title or branch."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sgdash import sentences
from sgdash.match.names import Names
from sgdash.program.patterns import Pattern

MOST_TOLD = 4
"""So many meanings of a text that may mean several are told."""


@dataclass(frozen=True)
class Reading:
    """The member and exercise that a text names, or why it does not name them.

    A convention may leave the member or the exercise to the pull request around it: then it is None
    and there is no reason.
    """

    fits: bool = False
    member: str | None = None
    exercise: str | None = None
    reason: str | None = None
    guess: str | None = None


@dataclass(frozen=True)
class Reader:
    """Reads texts by a program's conventions and the names it knows."""

    members: Names
    exercises: Names
    numbers: Names
    _known: dict[tuple[Pattern, ...], dict[str, Reading]] = field(default_factory=dict, repr=False)

    def read(self, texts: Iterable[str], patterns: Sequence[Pattern]) -> dict[str, Reading]:
        """The reading of each text: of the first convention that fits and names what it should.

        What was read once is remembered: most paths are those of a file and of a pull request.
        """
        known = self._known.setdefault(tuple(patterns), {})
        for text in texts:
            if text not in known:
                known[text] = self._read_one(text, patterns)
        return known

    def _read_one(self, text: str, patterns: Sequence[Pattern]) -> Reading:
        first: Reading | None = None
        for pattern in patterns:
            reading = self._read_by(pattern, text)
            if reading is None:
                continue
            if reading.reason is None:
                return reading
            first = first or reading
        return first or Reading(reason=str(sentences.NO_CONVENTION), guess=self._hint(text))

    def _read_by(self, pattern: Pattern, text: str) -> Reading | None:
        """The reading of a text by one convention; None if it does not fit.

        Where a text can be split in several ways, those count in which every name is known. If
        there are none, the first in which one name is known tells what is missing.
        """
        found = pattern.find(text)
        if found is None or pattern.fits_one_way(text):
            return self._reading(found) if found else None
        known = self._known_names(found)
        for names in (known, *({name: knows} for name, knows in known.items())):
            splits = pattern.splits(text, names)
            if splits is None:
                return Reading(fits=True, reason=str(sentences.TOO_MANY_WAYS))
            if splits and names.keys() == known.keys():
                return _agreed([self._reading(split) for split in splits])
            if splits:
                return self._reading(splits[0])
        return self._reading(found)

    def _known_names(self, found: dict[str, str]) -> dict[str, Callable[[str], bool]]:
        """For each field that names the exercise or the member, whether a text is a known name."""
        known: dict[str, Callable[[str], bool]] = {}
        if "exercise" in found:
            known["exercise"] = lambda text: bool(self.exercises.meant(text))
        elif "number" in found:
            known["number"] = lambda text: bool(self.numbers.meant(_without_zeros(text)))
        if "member" in found:
            known["member"] = lambda text: bool(self.members.meant(text))
        return known

    def _reading(self, found: dict[str, str]) -> Reading:
        member = self._one(self.members, found.get("member"))
        if "exercise" in found:
            exercise = self._one(self.exercises, found["exercise"])
        else:
            number = found.get("number")
            exercise = self._one(self.numbers, _without_zeros(number) if number else None)
        reasons = [reason for _, reason, _ in (member, exercise) if reason]
        guesses = [guess for _, _, guess in (member, exercise) if guess]
        return Reading(
            fits=True,
            member=member[0],
            exercise=exercise[0],
            reason="; ".join(reasons) or None,
            guess=", ".join(guesses) or None,
        )

    def _one(self, names: Names, text: str | None) -> tuple[str | None, str | None, str | None]:
        """The id that a text means, or the reason why not and a guess."""
        if text is None:
            return None, None, None
        meant = names.meant(text)
        if len(meant) == 1:
            return meant[0], None, None
        return None, names.why_not(text), names.guess(text)

    def _hint(self, text: str) -> str | None:
        """Exercises and members that are named somewhere in a text that fits no convention."""
        return ", ".join((*self.exercises.within(text), *self.members.within(text))) or None


def _agreed(readings: list[Reading]) -> Reading:
    """The one pair that all readings name, or why it is nobody's work."""
    for reading in readings:
        if reading.reason:
            return reading  # one of its names means several
    pairs = dict.fromkeys((reading.member, reading.exercise) for reading in readings)
    if len(pairs) == 1:
        return readings[0]
    told = ["/".join(name for name in pair if name) for pair in list(pairs)[:MOST_TOLD]]
    more = ["…"] if len(pairs) > MOST_TOLD else []
    return Reading(fits=True, reason=sentences.SEVERAL.format(pairs=", ".join(told + more)))


def _without_zeros(number: str) -> str:
    return number.lstrip("0") or "0"
