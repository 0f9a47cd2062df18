"""A report of minutes without times that is exported anew: which sheets it would be added up with.

Nothing in such reports says whether two of them are of one meeting or of two, so a person does.
"""

import csv
from collections.abc import Mapping

from sgdash.match.imported import Sheet


def family(sheet: Sheet) -> str:
    """How the names of all sheets of its session and kind begin."""
    return sheet.name.rpartition("-")[0] + "-"


def added_up(sheet: Sheet, others: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of `others`, texts by name, with the people of whom both tell minutes only."""
    here = _summed(sheet.text)
    both = {
        name: sorted(here & _summed(text))
        for name, text in others.items()
        if name != sheet.name and _kind(text) == _kind(sheet.text)
    }
    return {name: people for name, people in both.items() if people}


def _kind(text: str) -> str:
    return text.partition("\n")[0]


def _summed(text: str) -> set[str]:
    """The people of a sheet with minutes and without times."""
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        row.get("member") or ""
        for row in rows
        if row.get("minutes") and not row.get("joined") and not row.get("left")
    } - {""}
