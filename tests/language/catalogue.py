"""What the catalogues must hold: every sentence of the code and every word of the tables.

`python tests/language/catalogue.py` brings the .po files up to date; new sentences are then empty
and to be translated by hand.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from sgdash import language
from sgdash.match import Clock, Presence
from sgdash.program.model import Role
from sgdash.rules import Criterion, News, Result, Status, Verdict
from sgdash.what_if import Pile

ROOT = Path(__file__).parents[2]
FOLDER = Path(language.__file__).parent
KEYWORDS = {"_": None, "say": None, "say_count": (1, 2), "counted": (1, 2), "Sentence": None}
WORDS: tuple[type[StrEnum], ...] = (
    Status,
    Verdict,
    News,
    Pile,
    Presence,
    Result,
    Criterion,
    Role,
    Clock,
)
"""Words that stand in tables as they are, and are translated where they are shown."""


def wanted() -> Catalog:
    """Every sentence and word that a reader may meet, none translated."""
    catalogue = Catalog(fuzzy=False)
    for messages in (_sentences(), _words()):
        for message in messages:
            catalogue.add(message)
    return catalogue


def _sentences() -> Iterator[str | tuple[str, ...]]:
    for folder in (ROOT / "src", ROOT / "pages"):
        found = extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS)
        yield from (message for _, _, message, _, _ in found)


def _words() -> Iterator[str]:
    yield from (word.value for words in WORDS for word in words)


def written(code: str) -> Catalog:
    """A language's catalogue as it lies in the repository."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def update(code: str) -> None:
    """Add what is new to a language's catalogue, empty, and drop what nobody says any more."""
    path = FOLDER / f"{code}.po"
    catalogue = written(code) if path.exists() else Catalog(locale=code, fuzzy=False)
    catalogue.update(wanted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, omit_header=True)


if __name__ == "__main__":
    update("es")
