"""What exercises and sessions are called where there is little room."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from sgdash.show.text import plain

TITLE = 80
"""Letters of a title where there is room, or lines may wrap."""

HEADING, SHORT_HEADING = 16, 10
"""Letters of a column's heading above words, and above signs alone."""


def exercise_titles(exercises: pd.DataFrame) -> dict[str, str]:
    """The title of each exercise for a sentence or a table; its id where titles are the same."""
    return _labels(exercises["exercise"], [plain(title) for title in exercises["title"]])


def exercise_headings(exercises: pd.DataFrame, *, short: bool) -> dict[str, str]:
    """A heading for each exercise: `short` ones are its number, if all have one."""
    numbers = [plain(number) for number in exercises["number"]]
    if short and all(numbers):
        return _labels(exercises["exercise"], numbers)
    longest = SHORT_HEADING if short else HEADING
    named = exercises.assign(title=_names([plain(t) for t in exercises["title"]], longest))
    return exercise_labels(named, longest)


def exercise_labels(exercises: pd.DataFrame, longest: int) -> dict[str, str]:
    """Number and title of each exercise in so many letters; the number once."""
    titles = [plain(title) for title in exercises["title"]]
    told = [
        f"{number} {title}" if number and number not in title[:longest] else title
        for number, title in zip(map(plain, exercises["number"]), titles, strict=True)
    ]
    return _labels(exercises["exercise"], told, longest)


def _names(titles: list[str], longest: int) -> list[str]:
    """What stands before a colon, as in `Assignment 1: Trees`, where this is a name for each."""
    names = [title.split(": ")[0] for title in titles]
    too_long = any(len(title) > longest for title in titles)
    short = all(len(name) <= longest for name in names)
    return names if too_long and short and len(set(names)) == len(names) else titles


def session_labels(sessions: pd.DataFrame) -> dict[str, str]:
    """Number and title of each session; its id where they are the same."""
    pairs = zip(sessions["number"], sessions["title"], strict=True)
    told = [f"{plain(number)} {plain(title)}".strip() for number, title in pairs]
    return _labels(sessions["session"], told)


def _labels(ids: Iterable[str], told: Sequence[str], longest: int = TITLE) -> dict[str, str]:
    short = [text if len(text) <= longest else _cut(text, longest) for text in told]
    uses = Counter(short)
    ends = [_end(text, longest) for text in told]
    # two that begin alike are told apart by how they end, and only then by their ids
    apart = [label if uses[label] == 1 else end for label, end in zip(short, ends, strict=True)]
    uses = Counter(apart)
    return {
        item: label if uses[label] == 1 else item for item, label in zip(ids, apart, strict=True)
    }


def _end(text: str, longest: int) -> str:
    """The end of a text that is too long."""
    return text if len(text) <= longest else "…" + text[1 - longest :].lstrip()


def _cut(text: str, longest: int) -> str:
    """The beginning of a text, at the end of a word where that loses little."""
    begun = text[: longest - 1]
    words = begun[: begun.rfind(" ")] if begun.rfind(" ") * 3 > longest * 2 else begun
    return words.rstrip(" :;,.–-") + "…"
