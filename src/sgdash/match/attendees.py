"""Who is meant by a name as people show it in a meeting: surely, probably, or nobody known.

A sure match is one that cannot be anybody else of the group: the same name in another order or
without its accents, with "(guest)" behind it, two known people on one line. All that needs a guess
is only proposed: a person adds the name to the aliases, or does not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sgdash import sentences
from sgdash.match.names import Names
from sgdash.match.shown_names import (
    APART,
    ASIDE,
    DEVICE,
    abbreviates,
    owner_of,
    plain,
    variants,
    words_of,
)
from sgdash.program.emails import email_mark, is_email
from sgdash.program.roster import Member
from sgdash.program.spelling import bare

_NOREPLY = re.compile(r"(?:\d+\+)?([^@]+)@users\.noreply\.github\.com", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """Whom a line means: members who are surely meant, those who probably are, and why not."""

    sure: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # the names that nobody is surely known by
    why_not: str = ""  # empty where everybody on the line is known


@dataclass
class People:
    """The members of a program, looked up by what they are called; answers are remembered."""

    names: Names
    members: Iterable[Member]
    _found: dict[tuple[str, str | None], Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bare: dict[str, set[str]] = defaultdict(set)
        self._words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._of_word: dict[str, set[str]] = defaultdict(set)
        self._all_words: dict[str, set[str]] = defaultdict(set)
        self._mark: dict[str, str] = {}
        for name, ids in self.names.ids.items():
            words = words_of(name)
            for member in ids:
                self._bare[" ".join(words)].add(member)
                if len(words) > 1:
                    self._words[tuple(sorted(words))].add(member)
        self._written: set[str] = set()  # ids and logins, just as they are written
        self._aliases: set[str] = set()
        self._first: dict[str, set[str]] = defaultdict(set)
        for one in self.members:
            self._written |= {one.id, one.login or one.id}
            self._aliases |= {bare(alias) for alias in one.aliases}
            for word in words_of(one.name)[:1]:
                self._first[word].add(one.id)
            for alias in one.aliases:
                if is_email(alias):
                    self._mark[email_mark(alias)] = one.id
            for word in words_of(" ".join((one.name, *one.aliases))):
                self._of_word[word].add(one.id)
                self._all_words[one.id].add(word)

    def find(self, person: str, email: str | None = None) -> Found:
        """Whom a line with this name, and perhaps this e-mail address, is about."""
        key = (person, email)
        if key not in self._found:
            self._found[key] = self._find(person, email)
        return self._found[key]

    def _find(self, person: str, email: str | None) -> Found:
        by_email = self._by_email(email) or self._mark.get(person)
        if by_email:
            return Found(sure=(by_email,))
        ids = self.names.meant(person) if person in self._written else self._sure(person)
        if len(ids) == 1:
            return Found(sure=ids)
        if ids:
            return Found((), ids, (plain(person),), self._why_not(person, ids))
        together = self._together(person)
        if together and together.sure:
            return together
        likely = (
            self._likely(owner_of(person) or plain(person))
            or self._aside(person)
            or (together.likely if together else ())
            or self._likely_email(email)
        )
        return Found((), likely, (plain(person),), self.names.why_not(person))

    def _by_email(self, email: str | None) -> str | None:
        if email is None:
            return None
        mark = email_mark(email)
        noreply = _NOREPLY.fullmatch(email)
        login = self.names.meant(noreply[1]) if noreply else ()
        meant = self.names.meant(mark) or login
        return self._mark.get(mark) or (meant[0] if len(meant) == 1 else None)

    def _sure(self, text: str) -> tuple[str, ...]:
        """The members that a text surely means: one, or several if it cannot be told which."""
        exact = self.names.meant(text)
        if exact:
            return self._namesakes(text, exact)
        outside, *asides = variants(text)
        found = dict.fromkeys(self._called(outside))
        for aside in asides:
            ids = self._called(aside)
            if found or all(self._fits(text, aside, member) for member in ids):
                found |= dict.fromkeys(ids)
        owner = owner_of(text)
        if not found and owner and len(words_of(owner)) > 1:
            return self._sure(owner)
        return tuple(found)

    def _called(self, text: str) -> tuple[str, ...]:
        """The members who are called by a text, in whatever order and without its accents."""
        words = words_of(text)
        ids = self.names.meant(text) or sorted(
            self._bare.get(" ".join(words), ()) or self._words.get(tuple(sorted(words)), ())
        )
        return self._namesakes(text, tuple(ids))

    def _namesakes(self, text: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """With those whose first name a text is: an id or a short name may be somebody else's."""
        words = words_of(text)
        if not ids or len(words) != 1 or bare(text) in self._aliases:
            return ids
        return (*ids, *sorted(self._first[words[0]] - set(ids)))

    def _fits(self, text: str, aside: str, member: str) -> bool:
        """Whether what stands before the parentheses may be the member who is named in them.

        That is a device, a part of their name, or before their whole name a word that is nobody's.
        """
        outside = ASIDE.sub(" ", text)
        words = words_of(owner_of(outside) or outside)
        if not words or DEVICE.fullmatch(bare(outside)):
            return True
        if abbreviates(words, self._all_words[member]):
            return True
        return len(words) == 1 and len(words_of(aside)) > 1 and words[0] not in self._of_word

    def _aside(self, text: str) -> tuple[str, ...]:
        """The members who are called by what stands in parentheses."""
        _, *asides = variants(text)
        return tuple(dict.fromkeys(member for aside in asides for member in self._called(aside)))

    def _together(self, person: str) -> Found | None:
        """Several people on one line: who of them is known, and who the others may be."""
        parts = [part for part in APART.split(plain(person)) if part.strip()]
        if len(parts) < 2:
            return None
        each = [(part, self._sure(part)) for part in parts]
        sure = tuple(dict.fromkeys(ids[0] for _, ids in each if len(ids) == 1))
        rest = [(part, ids) for part, ids in each if len(ids) != 1]
        likely = dict.fromkeys(i for part, ids in rest for i in ids or self._likely(part))
        why = "; ".join(self._why_not(part, ids) for part, ids in rest)
        return Found(sure, tuple(likely), tuple(part for part, _ in rest), why)

    def _likely(self, text: str) -> tuple[str, ...]:
        """The members of whose names these are a part or an abbreviation, else the most alike."""
        words = words_of(text)
        near = set().union(*(self._of_word.get(word, set()) for word in words))
        fitting = [m for m in near if abbreviates(words, self._all_words[m])]
        if fitting:
            return tuple(sorted(fitting))
        guess = self.names.guess(text)
        return tuple(guess.split(", ")) if guess else ()

    def _likely_email(self, email: str | None) -> tuple[str, ...]:
        if email is None:
            return ()
        words = words_of(re.sub(r"[._+\d-]+", " ", email.partition("@")[0]))
        ids = self._words.get(tuple(sorted(words)), set()) or self._bare.get(" ".join(words), set())
        return tuple(sorted(ids))

    def _why_not(self, person: str, ids: tuple[str, ...]) -> str:
        if not ids:
            return self.names.why_not(person)
        return sentences.SEVERAL_MEMBERS.format(name=person, ids=", ".join(ids))
