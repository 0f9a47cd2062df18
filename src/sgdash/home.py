"""Where programs and the store lie: the home, `data/` in the checkout unless told otherwise."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sgdash.program.problems import ProgramError

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Home:
    """A folder with `programs/<id>/` in it, and the address of the store that belongs to it.

    `others` are the folders of programs that lie elsewhere and were named; `first` is the id of the
    one that is shown where none is asked for.
    """

    data: Path
    store: str
    others: tuple[Path, ...] = ()
    first: str = ""

    @property
    def programs(self) -> Path:
        """The folder whose folders are programs."""
        return self.data / "programs"

    @property
    def clones(self) -> Path:
        """Where the clones of collected repositories are kept."""
        return self.data / "store" / "clones"

    def folders(self) -> dict[str, Path]:
        """The programs of this home by id, then the others, but `first`; without what is gone."""
        files = sorted(self.programs.glob("*/program.yaml"))
        own = {file.parent.name: file.parent for file in files}
        there = (other for other in self.others if (other / "program.yaml").is_file())
        every = own | {other.name: other for other in there if other.name not in own}
        return {name: every[name] for name in (self.first,) if name in every} | every

    def folder(self, program: str) -> Path:
        """The folder of a program, by its id or by the path of its folder.

        Raises:
            ProgramError: there is neither.
        """
        known = self.folders()
        if program in known:
            return known[program]
        path = Path(program).expanduser()
        if path.name == "program.yaml":
            path = path.parent
        if (path / "program.yaml").is_file():
            return path.resolve()
        there = ", ".join(self.folders()) or "none"
        raise ProgramError(
            f'there is no program "{program}" in {self.programs}. The programs there are: {there}. '
            "Name one of them, or the path of a folder with a program.yaml"
        )

    def check_id(self, program: str, folder: Path, collected: Mapping[str, str]) -> None:
        """Make sure that an id is that of this folder, and of no other that is still there.

        Raises:
            ProgramError: another program has the id; the rows of both would be mixed.
        """
        for other in (self.folders().get(program), Path(collected.get(program, folder))):
            if other and other.is_dir() and other.resolve() != folder.resolve():
                raise ProgramError(
                    f'the id "{program}" is already that of the program in {other}. '
                    f"Rename the folder {folder} and the `id:` in it"
                )


def find_home(data: str | os.PathLike[str] | None = None) -> Home:
    """The home: `data`, else what SGDASH_DATA names, else `data/` of the checkout or from here.

    SGDASH_PROGRAMS names folders of programs elsewhere, parted as those of PATH are, and
    SGDASH_FIRST the id of the program that comes first.
    """
    shipped = CHECKOUT / "data"
    folder = Path(
        data or os.environ.get("SGDASH_DATA") or (shipped if shipped.is_dir() else "data")
    )
    folder = folder.expanduser().absolute()
    store = os.environ.get("SGDASH_STORE") or f"sqlite:///{folder / 'store' / 'sgdash.sqlite'}"
    named = os.environ.get("SGDASH_PROGRAMS", "").split(os.pathsep)
    others = tuple(Path(other).expanduser().resolve() for other in named if other)
    return Home(folder, store, others, os.environ.get("SGDASH_FIRST", ""))
