"""Readable patterns such as `{exercise}/{member}.{ext}` or `[{member}] WEEK {number}`.

Everything outside braces is literal, but for case and for runs of white space. `{member}`,
`{exercise}` and `{any}` stand for text without `/`, `{number}` for digits, `{ext}` for a file
name's ending without its dots, `{rest}` for anything.
"""

import re
import unicodedata
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

FREE = frozenset({"member", "exercise", "any", "rest"})
"""Fields that nothing but what follows them can end."""
MOST_FREE = 3
"""Of these so many in one part of a path at most: a stranger's path must not take seconds to read."""

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
        found = re.fullmatch(self.regex, normal(text), flags=re.DOTALL)
        return found.groupdict() if found else None


def normal(text: str) -> str:
    """Text as it is compared: compatibility Unicode form, no case, white space as one blank."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def _check_free(text: str) -> None:
    for part in text.split("/"):
        free = [name for name in _FIELD.findall(part) if name in FREE]
        if len(free) > MOST_FREE:
            raise ValueError(f'"{part}" has more than {MOST_FREE} fields that hold any text.')
        touching = _TOUCHING.search(part)
        if touching:
            raise ValueError(f"nothing stands between {touching[1]} and {touching[2]}. Part them.")


_TOUCHING = re.compile(rf"(\{{(?:{'|'.join(sorted(FREE))})\}})(\{{(?:{'|'.join(sorted(FREE))})\}})")


def _regex(text: str) -> str:
    parts = _FIELD.split(text.strip())
    pieces = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            pieces.append(_literal(part))
        elif part in {"any", "ext", "rest"}:
            pieces.append(FIELDS[part])
        else:
            pieces.append(f"(?P<{part}>{FIELDS[part]})")
    return "".join(pieces)


def _literal(text: str) -> str:
    """A literal part, compared as `normal` text but with its outer blanks kept."""
    words = re.escape(normal(text))
    before = r"\ " if text[:1].isspace() else ""
    after = r"\ " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{words}{after}"
