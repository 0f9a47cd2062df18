"""Readable patterns such as `{exercise}/{member}.{ext}` or `[{member}] WEEK {number}`.

Everything outside braces is literal, but for case and for runs of white space. `{member}`,
`{exercise}` and `{any}` stand for text without `/`, `{number}` for digits, `{ext}` for a file
name's ending without its dots, `{rest}` for anything.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

FIELDS = {
    "member": r"[^/]+?",
    "exercise": r"[^/]+?",
    "any": r"[^/]*?",
    "number": r"[0-9]{1,9}",
    "ext": r"[^/.]+",
    "rest": r".*?",
}
LONGEST = 400
"""Longer text matches no pattern: file systems end names at 255 bytes, GitHub titles at 256."""

MOST_FREE = 3
"""So many fields that hold any text may stand between two `/`: the time that a stranger's path can
take to match grows with a power of them."""

_FREE = r"\{(?:member|exercise|any|rest)\}"
_TOUCHING = re.compile(rf"({_FREE})({_FREE})")
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Pattern:
    """A readable pattern and the regular expression it stands for, over `normal` text."""

    text: str
    regex: str = field(compare=False)
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
                raise ValueError(f"{{{name}}} is not a field of a pattern. There are {known}.")
        for name in ("member", "exercise", "number", "rest"):
            if names.count(name) > 1:
                raise ValueError(f"{{{name}}} stands twice in the pattern. Use {{any}} for one.")
        if not {"member", "exercise", "number"} & set(names):
            raise ValueError("the pattern names neither {member} nor {exercise} nor {number}.")
        _check_free(text)
        return cls(text, _regex(text), frozenset(names))

    def find(self, text: str) -> dict[str, str] | None:
        """What the fields stand for in `text`, or None if the pattern does not fit."""
        if len(text) > LONGEST:
            return None
        compared = normal(text)
        if len(compared) > LONGEST:
            return None  # a single letter can stand for eighteen
        found = re.fullmatch(self.regex, compared, flags=re.DOTALL)
        return found.groupdict() if found else None


def normal(text: str) -> str:
    """Text as it is compared: compatibility Unicode form, no case, white space as one blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def _check_free(text: str) -> None:
    *folders, last = text.split("/")
    for part in (*folders, last):
        touching = _TOUCHING.search(part)
        if touching:
            raise ValueError(f"nothing stands between {touching[1]} and {touching[2]}. Part them.")
        most = 1 if "{rest}" in part and part in folders else MOST_FREE
        if len(re.findall(_FREE, part)) > most:
            raise ValueError(f'"{part}" holds more fields than can be told apart. Use fewer.')


def _regex(text: str) -> str:
    """Part by part between `/`: how one part matched is never tried again for a later one's sake.

    A part's fields hold no `/`, so it ends where it must; only {rest} may end at several.
    """
    parts = []
    for part in text.strip().split("/"):
        regex = "".join(_pieces(part))
        parts.append(regex if "{rest}" in part else rf"(?>{regex}(?=/|\Z))")
    return "/".join(parts)


def _pieces(part: str) -> Iterator[str]:
    for index, piece in enumerate(_FIELD.split(part)):
        if index % 2 == 0:
            yield _literal(piece)
        elif piece in {"any", "ext", "rest"}:
            yield FIELDS[piece]
        else:
            yield f"(?P<{piece}>{FIELDS[piece]})"


def _literal(text: str) -> str:
    """A literal part, compared as `normal` text but with its outer blanks kept."""
    words = re.escape(normal(text))
    before = r"\ " if text[:1].isspace() else ""
    after = r"\ " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{words}{after}"
