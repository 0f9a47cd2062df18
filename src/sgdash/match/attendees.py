"""Who is meant by a name as people show it in a meeting: surely, probably, or nobody known.

A sure match is one that cannot be anybody else of the group: the same name in another order or
without its accents, with "(guest)" behind it, two known people on one line. All that needs a guess
is only proposed: a person adds the name to the aliases, or does not.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sgdash.match.names import Names
from sgdash.program.emails import email_mark, is_email
from sgdash.program.roster import Member
from sgdash.program.spelling import bare

_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\|(.*)$")
_QUOTES = "'`\u2019\u00b4"
_DEVICES = (
    "iphone|ipad|ipod|macbook(?: pro| air)?|mac|galaxy(?: \\w+)?|android|huawei(?: \\w+)?|pixel|"
    "xiaomi|redmi(?: \\w+)?|samsung(?: \\w+)?|laptop|phone|pc|tablet|telefono|movil|portatil|handy"
)
_OWNER = (
    re.compile(rf"(?P<owner>.+?)(?:[{_QUOTES}]s?)? +(?:{_DEVICES})(?: \d+)?"),
    re.compile(rf"(?:{_DEVICES})(?: \d+)? (?:de|of|von|di|du|d'|-) ?(?P<owner>.+)"),
)
_APART = re.compile(r"\s*(?:&|\+|/|;|,| y | e | and | und )\s*", re.IGNORECASE)
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
            words = _words(name)
            for member in ids:
                self._bare[" ".join(words)].add(member)
                if len(words) > 1:
                    self._words[tuple(sorted(words))].add(member)
        for one in self.members:
            for alias in one.aliases:
                if is_email(alias):
                    self._mark[email_mark(alias)] = one.id
            for word in _words(" ".join((one.name, *one.aliases))):
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
        ids = self._sure(person)
        if len(ids) == 1:
            return Found(sure=ids)
        if ids:
            return Found((), ids, (_plain(person),), self._several(person, ids))
        together = self._together(person)
        if together:
            return together
        likely = self._likely(_owner(person) or _plain(person)) or self._likely_email(email)
        return Found((), likely, (_plain(person),), self.names.why_not(person))

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
            return exact
        found: dict[str, None] = {}
        for variant in _variants(text):
            words = _words(variant)
            ids = self.names.meant(variant) or sorted(
                self._bare.get(" ".join(words), ()) or self._words.get(tuple(sorted(words)), ())
            )
            found |= dict.fromkeys(ids)
        owner = _owner(text)
        if not found and owner and len(_words(owner)) > 1:
            return self._sure(owner)
        return tuple(found)

    def _together(self, person: str) -> Found | None:
        """Several people on one line, of whom at least one is known."""
        parts = [part for part in _APART.split(_plain(person)) if part.strip()]
        if len(parts) < 2:
            return None
        each = [(part, self._sure(part)) for part in parts]
        sure = tuple(dict.fromkeys(ids[0] for _, ids in each if len(ids) == 1))
        if not sure:
            return None
        rest = [part for part, ids in each if len(ids) != 1]
        likely = tuple(dict.fromkeys(i for part in rest for i in self._likely(part)))
        why = "; ".join(self.names.why_not(part) for part in rest)
        return Found(sure, likely, tuple(rest), why)

    def _likely(self, text: str) -> tuple[str, ...]:
        """The members of whose names these are a part or an abbreviation, else the most alike."""
        words = _words(text)
        near = set().union(*(self._of_word.get(word, set()) for word in words))
        fitting = [m for m in near if _abbreviates(words, self._all_words[m])]
        if fitting:
            return tuple(sorted(fitting))
        guess = self.names.guess(text)
        return tuple(guess.split(", ")) if guess else ()

    def _likely_email(self, email: str | None) -> tuple[str, ...]:
        if email is None:
            return ()
        words = _words(re.sub(r"[._+\d-]+", " ", email.partition("@")[0]))
        ids = self._words.get(tuple(sorted(words)), set()) or self._bare.get(" ".join(words), set())
        return tuple(sorted(ids))

    def _several(self, person: str, ids: tuple[str, ...]) -> str:
        return f'"{person}" means several members: {", ".join(ids)}'


def _words(text: str) -> list[str]:
    """The words of a name without accents, case, pictures and punctuation."""
    return re.findall(rf"[^\W_]+(?:[-_{_QUOTES}.@][^\W_]+)*", bare(text))


def _plain(text: str) -> str:
    """A name without what is added behind it, as `(guest)`, `(she/her)` or `| Company`."""
    return " ".join(_ASIDE.sub(" ", text).split()) or text


def _variants(text: str) -> Iterator[str]:
    """A name without what is added, and what is added, for some add their real name."""
    yield _plain(text)
    for found in _ASIDE.finditer(text):
        yield next(part for part in found.groups() if part is not None)


def _owner(text: str) -> str | None:
    """Whose device a text names."""
    plain = bare(_plain(text))
    found = (pattern.fullmatch(plain) for pattern in _OWNER)
    return next((match["owner"].strip() for match in found if match), None)


def _abbreviates(words: list[str], known: set[str]) -> bool:
    """Whether every word is one of a name's, or begins one, as in "Ana G."."""
    if not words:
        return False
    return all(word in known or any(name.startswith(word) for name in known) for word in words) or (
        len(known) > 1 and known <= set(words)
    )
