"""What the conventions of a program make of one path, title or branch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sgdash.match.names import Names
from sgdash.program.patterns import Pattern


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
            found = pattern.find(text)
            if found is None:
                continue
            reading = self._reading(found)
            if reading.reason is None:
                return reading
            first = first or reading
        return first or Reading(reason="fits no convention", guess=self._hint(text))

    def _reading(self, found: dict[str, str]) -> Reading:
        member = self._one(self.members, found.get("member"))
        if "exercise" in found:
            exercise = self._one(self.exercises, found["exercise"])
        else:
            number = found.get("number")
            exercise = self._one(self.numbers, number.lstrip("0") or "0" if number else None)
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
