"""Whether a program's own files have changed since they were read: told from their stamps."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

from sgdash.program.sheets import attendance_files

Stamps = tuple[tuple[str, int, int], ...]
"""Path, time of the last change and size of each file."""

FILES = ("program.yaml", "members.csv", "decisions.yaml")
"""A program's own files: its folder may lie in a big checkout, of which nothing is looked at."""


def stamps(folder: Path) -> Stamps:
    """What changes with any of a program's files."""
    return tuple(stamp for path in _files(folder) for stamp in stamp_of(path))


def _files(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in FILES)
    with suppress(OSError):  # a program without, or one of which a page tells what is wrong
        yield from sorted(attendance_files(folder / "attendance"))
    yield from sorted((folder / "sample").glob("*.csv"))


def stamp_of(path: Path) -> Iterator[tuple[str, int, int]]:
    """Path, time of the last change and size of a file; nothing where there is none."""
    try:
        stat = path.stat()
    except OSError:  # gone since it was listed, as an editor's temporary files are
        return
    if S_ISREG(stat.st_mode):
        yield str(path), stat.st_mtime_ns, stat.st_size


def written_at(path: Path) -> datetime | None:
    """When a file was last written, to the second, in UTC; None where there is none."""
    written = (at for _, at, _ in stamp_of(path))
    return next((datetime.fromtimestamp(at // 10**9, UTC) for at in written), None)
