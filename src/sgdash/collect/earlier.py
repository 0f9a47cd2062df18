"""The last version of a program file that could be used, where the one of today cannot."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sgdash.collect.versions import versions_of
from sgdash.program.folder import parse_program
from sgdash.program.yaml_source import Source, parse_source

MOST = 20
"""So many versions are tried, the newest first."""


@dataclass(frozen=True)
class Earlier:
    """A program file as it was, since when, and the commit that holds it, if one does."""

    source: Source
    at: datetime
    commit: str | None = None


def earlier_program(folder: Path) -> Earlier | None:
    """The newest version in the folder's git history that can be used; no other file is read."""
    file = folder.resolve() / "program.yaml"
    for version in reversed(versions_of(file, MOST)):
        source = parse_source(folder / file.name, version.text)
        if parse_program(source)[0] is not None:
            return Earlier(source, version.at, version.commit)
    return None
