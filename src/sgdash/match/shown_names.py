"""The parts of a name as people show it in a meeting: its words, what is added, whose device."""

import re
from collections.abc import Iterator

from sgdash.program.spelling import bare

ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\|(.*)$")
_QUOTES = "'`\u2019\u00b4"
_DEVICES = (
    "iphone|ipad|ipod|macbook(?: pro| air)?|mac|galaxy(?: \\w+)?|android|huawei(?: \\w+)?|pixel|"
    "xiaomi|redmi(?: \\w+)?|samsung(?: \\w+)?|laptop|phone|pc|tablet|telefono|movil|portatil|handy"
)
_OWNER = (
    re.compile(rf"(?P<owner>.+?)(?:[{_QUOTES}]s?)? +(?:{_DEVICES})(?: \d+)?"),
    re.compile(rf"(?:{_DEVICES})(?: \d+)? (?:de|of|von|di|du|d'|-) ?(?P<owner>.+)"),
)
DEVICE = re.compile(rf"(?:{_DEVICES})(?: \w+)*")
APART = re.compile(r"\s*(?:&|\+|/|;|,| y | e | and | und )\s*", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The words of a name without accents, case, pictures and punctuation."""
    return re.findall(rf"[^\W_]+(?:[-_{_QUOTES}.@][^\W_]+)*", bare(text))


def plain(text: str) -> str:
    """A name without what is added behind it, as `(guest)`, `(she/her)` or `| Company`."""
    return " ".join(ASIDE.sub(" ", text).split()) or text


def variants(text: str) -> Iterator[str]:
    """A name without what is added, and what is added, for some add their real name."""
    yield plain(text)
    for found in ASIDE.finditer(text):
        yield next(part for part in found.groups() if part is not None)


def owner_of(text: str) -> str | None:
    """Whose device a text names."""
    shown = bare(plain(text))
    found = (pattern.fullmatch(shown) for pattern in _OWNER)
    return next((match["owner"].strip() for match in found if match), None)


def abbreviates(words: list[str], known: set[str]) -> bool:
    """Whether every word is one of a name's, or begins one, as in "Ana G."."""
    if not words:
        return False
    return all(word in known or any(name.startswith(word) for name in known) for word in words) or (
        len(known) > 1 and known <= set(words)
    )
