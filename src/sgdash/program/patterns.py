"""Readable patterns such as `{exercise}/{member}.{ext}` or `[{member}] WEEK {number}`.

Everything outside braces is literal, but for case and for runs of white space. `{member}`,
`{exercise}` and `{any}` stand for text without `/`, `{number}` for digits, `{ext}` for a file
name's ending without its dots, `{rest}` for anything.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sgdash.language import say

FIELDS = {
    "member": ("/", 1),
    "exercise": ("/", 1),
    "any": ("/", 0),
    "number": ("", 1),
    "ext": ("/.", 1),
    "rest": ("", 0),
}
"""What each field may not hold, and how many characters it holds at least."""

MOST_DIGITS = 9
"""A {number} that is longer fits nothing."""

LONGEST = 400
"""Longer text matches no pattern: file systems end names at 255 bytes, GitHub titles at 256."""

MOST_FREE = 3
"""So many fields that hold any text may stand between two `/`: the time that a stranger's path can
take to match grows with a power of them."""

MOST_SPLITS = 500
"""A text that can be split in more ways is not read at all."""

_FREE = r"\{(?:member|exercise|any|rest)\}"
_TOUCHING = re.compile(rf"({_FREE})({_FREE})")
_FIELD = re.compile(r"\{([^{}]*)\}")
_DIGITS = frozenset("0123456789")

Spans = tuple[tuple[str, int, int], ...]
"""Where in a text the named fields stand: name, start and end of each."""


@dataclass(frozen=True)
class Piece:
    """A part of a pattern: a field, or literal text if it has no field."""

    field: str = ""
    literal: str = ""
    after_digit: bool = False
    before_digit: bool = False

    @property
    def named(self) -> bool:
        """Whether it says which member or exercise is meant."""
        return self.field in {"member", "exercise", "number"}


@dataclass(frozen=True)
class Pattern:
    """A readable pattern, its pieces, and two regular expressions over `normal` text.

    `shortest` gives earlier fields as little as it can, `longest` as much.
    """

    text: str
    pieces: tuple[Piece, ...] = field(compare=False)
    shortest: str = field(compare=False)
    longest: str = field(compare=False)
    fields: frozenset[str] = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> "Pattern":
        """Read a pattern.

        Raises:
            ValueError: an unknown field, one that comes twice, none that names anything, or fields
                that cannot be told apart.
        """
        names = _FIELD.findall(text)
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        for name in names:
            if name not in FIELDS:
                raise ValueError(
                    say(
                        "{{{name}}} is not a field of a pattern. There are {known}.",
                        name=name,
                        known=known,
                    )
                )
        for name in ("member", "exercise", "number", "rest"):
            if names.count(name) > 1:
                raise ValueError(
                    say("{{{name}}} stands twice in the pattern. Use {{any}} for one.", name=name)
                )
        if not {"member", "exercise", "number"} & set(names):
            raise ValueError(
                say("the pattern names neither {{member}} nor {{exercise}} nor {{number}}.")
            )
        _check_free(text)
        parts = [tuple(_pieces(part)) for part in text.strip().split("/")]
        return cls(
            text,
            pieces=tuple(_joined(parts)),
            shortest=_regex(parts, "?"),
            longest=_regex(parts, ""),
            fields=frozenset(names),
        )

    def find(self, text: str) -> dict[str, str] | None:
        """What the fields stand for in `text`, or None if the pattern does not fit.

        Of several ways it is the one in which the earlier fields are shorter.
        """
        compared = _compared(text)
        found = re.fullmatch(self.shortest, compared) if compared is not None else None
        return found.groupdict() if found else None

    def fits_one_way(self, text: str) -> bool:
        """Whether the pattern fits, and `find` tells the only way."""
        compared = _compared(text)
        if compared is None:
            return False
        shortest = re.fullmatch(self.shortest, compared)
        longest = re.fullmatch(self.longest, compared)
        return bool(shortest and longest and shortest.regs == longest.regs)

    def splits(
        self, text: str, known: Mapping[str, Callable[[str], bool]]
    ) -> list[dict[str, str]] | None:
        """Every way to fit in which the fields of `known` stand for something known.

        A way whose known names all lie inside those of another is left out: `kim` of `kim-lee-2`
        where there is a `kim-lee`. None if there are more than MOST_SPLITS ways.
        """
        compared = _compared(text)
        if compared is None:
            return []
        ways = _ways(self.pieces, compared, known)
        if ways is None:
            return None
        names = {way: tuple(span for span in way if span[0] in known) for way in ways}
        inner = {a for a in set(names.values()) for b in set(names.values()) if _inside(a, b)}
        return [
            {name: compared[start:end] for name, start, end in way}
            for way in ways
            if names[way] not in inner
        ]


def normal(text: str) -> str:
    """Text as it is compared: compatibility Unicode form, no case, white space as one blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def _check_free(text: str) -> None:
    *folders, last = text.split("/")
    for part in (*folders, last):
        touching = _TOUCHING.search(part)
        if touching:
            raise ValueError(
                say(
                    "nothing stands between {one} and {other}. Part them.",
                    one=touching[1],
                    other=touching[2],
                )
            )
        most = 1 if "{rest}" in part and part in folders else MOST_FREE
        if len(re.findall(_FREE, part)) > most:
            raise ValueError(
                say('"{part}" holds more fields than can be told apart. Use fewer.', part=part)
            )


def _compared(text: str) -> str | None:
    """`normal` text, or None if it is too long: a single letter can stand for eighteen."""
    compared = normal(text) if len(text) <= LONGEST else ""
    return compared if len(text) <= LONGEST and len(compared) <= LONGEST else None


def _pieces(part: str) -> Iterator[Piece]:
    texts = _FIELD.split(part)
    for index, text in enumerate(texts):
        if index % 2:
            yield Piece(
                field=text,
                after_digit=texts[index - 1][-1:] in _DIGITS,
                before_digit=texts[index + 1][:1] in _DIGITS,
            )
        elif _literal(text):
            yield Piece(literal=_literal(text))


def _literal(text: str) -> str:
    """A literal part, compared as `normal` text but with its outer blanks kept."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{normal(text)}{after}"


def _joined(parts: list[tuple[Piece, ...]]) -> Iterator[Piece]:
    for index, part in enumerate(parts):
        if index:
            yield Piece(literal="/")
        yield from part


def _regex(parts: list[tuple[Piece, ...]], lazy: str) -> str:
    """Part by part between `/`: how one part matched is never tried again for a later one's sake.

    A part's fields hold no `/`, so it ends where it must; only {rest} may end at several.
    """
    regexes = []
    for part in parts:
        regex = "".join(_piece_regex(piece, lazy) for piece in part)
        free = any(piece.field == "rest" for piece in part)
        regexes.append(regex if free else rf"(?>{regex}(?=/|\Z))")
    return "/".join(regexes)


def _piece_regex(piece: Piece, lazy: str) -> str:
    if not piece.field:
        return re.escape(piece.literal)
    stops, least = FIELDS[piece.field]
    if piece.field == "number":
        before = "" if piece.after_digit else "(?<![0-9])"
        after = "" if piece.before_digit else "(?![0-9])"
        regex = f"{before}[0-9]{{1,{MOST_DIGITS}}}{lazy}{after}"
    else:
        regex = (f"[^{stops}]" if stops else r"[\s\S]") + "*+"[least] + lazy
    return f"(?P<{piece.field}>{regex})" if piece.named else f"({regex})"


def _ways(
    pieces: tuple[Piece, ...], text: str, known: Mapping[str, Callable[[str], bool]]
) -> list[Spans] | None:
    """Where the named fields may stand, the shortest first; None if there are too many ways.

    First from the end, where each piece may stand so that the later ones fit; then from the start,
    now without a step in vain. So the time grows with the square of the text at most.
    """
    ends = {len(text)}
    steps: list[dict[int, list[int]]] = []
    for piece in reversed(pieces):
        passes = known.get(piece.field, _anything)
        step: dict[int, list[int]] = {}
        for end in sorted(ends):
            for start in _starts(piece, text, end):
                if passes(text[start:end]):
                    step.setdefault(start, []).append(end)
        steps.append(step)
        ends = set(step)
    ways: dict[tuple[int, Spans], None] = {(0, ()): None}
    for piece, step in zip(pieces, reversed(steps), strict=True):
        longer: dict[tuple[int, Spans], None] = {}
        for start, spans in ways:
            for end in step.get(start, ()):
                named = ((piece.field, start, end),) if piece.named else ()
                longer[end, spans + named] = None
            if len(longer) > MOST_SPLITS:
                return None
        ways = longer
    return [spans for _, spans in ways]


def _anything(_text: str) -> bool:
    return True


def _starts(piece: Piece, text: str, end: int) -> range | list[int]:
    """Where a piece that ends at `end` may start."""
    if not piece.field:
        start = end - len(piece.literal)
        return [start] if start >= 0 and text.startswith(piece.literal, start) else []
    if piece.field == "number":
        return _number_starts(piece, text, end)
    stops, least = FIELDS[piece.field]
    first = max((text.rfind(stop, 0, end) + 1 for stop in stops), default=0)
    return range(first, end - least + 1)


def _number_starts(piece: Piece, text: str, end: int) -> list[int]:
    """As for any field; a number is all the digits that stand together, but for literal ones."""
    if text[end : end + 1] in _DIGITS and not piece.before_digit:
        return []
    first = end
    while first and text[first - 1] in _DIGITS:
        first -= 1
    if not piece.after_digit:
        return [first] if 0 < end - first <= MOST_DIGITS else []
    return list(range(max(first, end - MOST_DIGITS), end))


def _inside(names: Spans, others: Spans) -> bool:
    """Whether all names lie inside the same fields' names of another way."""
    return names != others and all(
        other[1] <= name[1] and name[2] <= other[2]
        for name, other in zip(names, others, strict=True)
    )
