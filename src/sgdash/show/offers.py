"""Which programs can be opened, by what is known of them before they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sgdash.home import Home
from sgdash.program.yaml_source import read_source
from sgdash.show.stamps import stamp_of
from sgdash.show.text import plain, web_address
from sgdash.store import Store, StoreMissingError, open_store

Collected = tuple[int, str]
"""The number of a program's last collection, and when it was last checked."""

NEVER: Collected = (0, "")


@dataclass(frozen=True)
class Offer:
    """The programs that can be opened, the one that was asked for, and what is new in its store."""

    programs: Mapping[str, Path]
    program: str | None
    collected: Collected

    @property
    def folder(self) -> Path | None:
        """Where the files of the program lie that was asked for."""
        return self.programs.get(self.program) if self.program else None


def look_around(home: Home, asked: str | None) -> Offer:
    """What can be opened: the programs of the home, then what was collected from elsewhere.

    `asked` is a program's id; None asks for the first. The store is opened once.

    Raises:
        StoreError: the store cannot be read.
    """
    programs = dict(home.folders())
    try:
        with open_store(home.store, create=False) as store:
            for program, folder in sorted(store.programs().items()):
                if program not in programs and (Path(folder) / "program.yaml").is_file():
                    programs[program] = Path(folder)
            chosen = _one_of(programs, asked)
            return Offer(programs, chosen, _collected(store, chosen))
    except StoreMissingError:
        return Offer(programs, _one_of(programs, asked), NEVER)


def _one_of(programs: Mapping[str, Path], asked: str | None) -> str | None:
    if asked is None:
        return next(iter(programs), None)
    return asked if asked in programs else None


def _collected(store: Store, program: str | None) -> Collected:
    last = store.last_collection(program) if program else None
    return (last["collection"], last["checked_at"].isoformat()) if last else NEVER


def title(folder: Path) -> str:
    """The title of the program in a folder, to be shown as text; "" where it cannot be read."""
    return _head_of(folder).title


def repository(folder: Path) -> str | None:
    """The address of the program's repository, whatever else is wrong with its program file."""
    return _head_of(folder).repository


def language(home: Home, program: str | None) -> str:
    """The language that a program, or else the first one, asks for; English where it asks for none.

    Raises:
        StoreError: the store cannot be read.
    """
    own = home.folders()
    # a program's id from the link is never taken for a path
    known = not program or program in own
    folder = own.get(program or next(iter(own), "")) if known else look_around(home, program).folder
    return _head_of(folder).language if folder else "en"


class Head(NamedTuple):
    """What is known of a program before it is opened, whatever else is wrong with its file."""

    title: str = ""
    language: str = "en"
    repository: str | None = None


def _head_of(folder: Path) -> Head:
    stamps = list(stamp_of(folder / "program.yaml"))
    return _head(*stamps[0]) if stamps else Head()


@lru_cache(maxsize=1000)
def _head(file: str, changed: int, size: int) -> Head:  # noqa: ARG001 - parts of the key
    data = read_source(Path(file)).data
    head = data if isinstance(data, dict) else {}
    return Head(
        plain(head.get("title")),
        str(head.get("language", "en")),
        web_address(head.get("repository")),
    )
